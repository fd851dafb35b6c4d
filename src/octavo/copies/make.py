"""An edition and those who get it -> a file for each below a folder, and the manifest of them.

Batches go to an executor a few at a time, and their copies into the manifest in the order of the list, so that a
million of them need no more memory than a hundred, and a run that was ended goes on where it stopped.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path

from pikepdf import PdfError

from octavo.copies.choose import CHOOSERS, Chooser, Refused
from octavo.copies.fingerprint import as_said
from octavo.copies.manifest import Journal, as_json, origin, read_origin
from octavo.copies.prepared import Prepared, Settings, Template
from octavo.copies.write import Batch, Written, write
from octavo.folder import LOCK
from octavo.problems import Place, Problem, Rejected, problem
from octavo.publish.lock import Held, held
from octavo.publish.staging import make_folders, put
from octavo.worker import WorkerDied

BATCH = 200
"""Copies of one task: a fifth of a second of work, next to which the way to a worker is nothing."""
PER_FOLDER = 10_000
"""Copies in one folder: what people's tools list without a pause."""


@dataclass(frozen=True)
class Report:
    """What came of a run: copies made, copies of earlier runs, bytes of those made, and what was refused."""

    made: int
    kept: int
    size: int
    problems: tuple[Problem, ...]
    manifest: Path


def make_copies(edition: Path, people: Iterable[Prepared], out: Path, executor: Executor, settings: Settings) -> Report:
    """Make the copies of a PDF or an EPUB that are not there yet: `out`/<kind>/<folder>/<name>-<number>.<kind>, and
    `out`/<kind>.csv. A copy whose name cannot be set is a problem of the report, and all others are made.

    Raises Rejected when copies cannot be made at all, or not all of them could be written; those that are whole stay,
    and are in the manifest.
    """
    maker = _Maker(edition, out, settings)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with held(out / f"{LOCK}-{maker.kind}", 0):
            return maker.run(people, executor)
    except Held as other:
        found = problem("copies-locked", Place(str(out)), folder=out, pid=other.pid or "unknown", since=other.since)
        raise Rejected((found,)) from None
    except OSError as error:
        raise Rejected((maker.unwritten((error.strerror or str(error)).lower()),)) from None


class _Maker:
    """One run."""

    def __init__(self, edition: Path, out: Path, settings: Settings) -> None:
        self.kind = edition.suffix.removeprefix(".")
        self._edition, self._out = edition, out
        data, self._chooser = _chooser(edition, settings)
        self._settings = settings
        self._origin = origin(edition.name, data, settings, as_said(self._chooser.pages))
        self._journal = Journal(out / f"{self.kind}.csv")
        self._kept: set[str] = set()
        self._problems: list[Problem] = []
        self._made = self._size = 0

    def run(self, people: Iterable[Prepared], executor: Executor) -> Report:
        self._begin()
        going: deque[Future[Written]] = deque()
        try:
            for batch in self._batches(people):
                going.append(executor.submit(write, batch))
                if len(going) >= self._settings.at_once:
                    self._settle(going.popleft())
            while going:
                self._settle(going.popleft())
        finally:
            for future in going:
                future.cancel()
            wait(going)  # nothing is written any more once this run is over; what was is made again by the next
        self._journal.end()
        return Report(self._made, len(self._kept), self._size, tuple(self._problems), self._journal.path)

    def unwritten(self, reason: str) -> Problem:
        """The problem that a failed write is."""
        return problem("copies-unwritten", Place(str(self._out)), folder=self._out, made=self._there, reason=reason)

    @property
    def _there(self) -> int:
        return self._made + len(self._kept)

    def _begin(self) -> None:
        """Take over what is there of the same origin. Raises Rejected for copies of another."""
        said = self._out / f"{self.kind}.json"
        before = read_origin(said)
        if before != self._origin and (before is not None or (self._out / self.kind).exists()):
            place = Place(str(self._out))
            raise Rejected((problem("copies-of-another", place, folder=self._out, file=self._edition.name),))
        put(said, as_json(self._origin))
        kept = self._journal.kept()
        self._kept = {one.number for one in kept}
        self._journal.begin(kept)

    def _batches(self, people: Iterable[Prepared]) -> Iterator[Batch]:
        """Those who have no copy yet, those next to each other with one template together."""
        copies: list[tuple[Prepared, str]] = []
        template, folder, seen = None, "", set(self._kept)
        for at, one in enumerate(people):
            if one.number in seen:
                continue
            seen.add(one.number)
            chosen = self._chooser.choose(one)
            if isinstance(chosen, Refused):
                self._problems.append(self._refused(one, chosen))
                continue
            place = f"{self.kind}/{at // PER_FOLDER + 1:04d}"
            if copies and (chosen.template is not template or place != folder or len(copies) == BATCH):
                yield self._batch(template, copies, folder)
                copies = []
            template, folder = chosen.template, place
            copies.append((one, chosen.line))
        if copies:
            yield self._batch(template, copies, folder)

    def _batch(self, template: Template | None, copies: list[tuple[Prepared, str]], folder: str) -> Batch:
        assert template is not None
        make_folders(self._out / folder, self._out)
        name = f"{self._edition.stem}-{{}}{self._edition.suffix}"
        return Batch(template, tuple(copies), str(self._out), folder, name)

    def _settle(self, future: "Future[Written]") -> None:
        """Write down what a worker has made. Raises Rejected when it could not make all of it."""
        try:
            written = future.result()
        except Exception as error:
            if not _is_lost(error):
                raise
            reason = str(error) or type(error).__name__
            found = problem("copies-worker-lost", Place(str(self._out)), made=self._there, reason=reason)
            raise Rejected((found,)) from None
        last = written.entries[-1] if written.entries else None
        if last and not (self._out / last.file).is_file():
            place = Place(str(self._out))
            raise Rejected((problem("copies-elsewhere", place, file=last.file, folder=self._out),))
        self._journal.add(written.entries)
        self._made += len(written.entries)
        self._size += sum(one.size for one in written.entries)
        if written.stopped:
            raise Rejected((self.unwritten(written.reason),))

    def _refused(self, one: Prepared, refused: Refused) -> Problem:
        place = Place(self._edition.name)
        if refused.field == "password":
            return problem("copy-password", place, number=one.number, reason=refused.reason)
        return problem("copy-name", place, name=one.name, reason=refused.reason)


def _chooser(edition: Path, settings: Settings) -> tuple[bytes, Chooser]:
    """The bytes of an edition and its templates. Raises Rejected when it is none that copies can be made of."""
    place = Place(edition.name)
    try:
        data = edition.read_bytes()
        if edition.suffix not in CHOOSERS:
            raise ValueError("copies are made of a PDF or an EPUB")
        return data, CHOOSERS[edition.suffix](data, settings)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
    except PdfError:
        reason = "it is damaged, or no PDF"
    except ValueError as error:
        reason = str(error)
    raise Rejected((problem("copies-edition", place, file=edition.name, reason=reason),))


def _is_lost(error: Exception) -> bool:
    """Whether a worker is gone, in the words of any of the executors: dask's are not imported for those without it."""
    return isinstance(error, BrokenExecutor | WorkerDied) or type(error).__module__.startswith("distributed")
