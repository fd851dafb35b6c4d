"""Artifacts -> an output folder, under its lock: editions, the contents page, the manifest.

An edition is a folder, and is swapped in whole: made beside, written through to the disk, then exchanged with the old.
A process killed at any moment leaves the old edition or the new one; what else it leaves lies in `.staging`, which the
next one clears.
"""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from octavo.artifact import Artifact
from octavo.folder import LOCK, MANIFEST, STAGING
from octavo.problems import Place, Problem, Rejected, problem
from octavo.publish.lock import Held, held
from octavo.publish.manifest import Edition, Manifest, Printed, parse
from octavo.publish.staging import carry, make_folders, sync, write
from octavo.publish.swap import NEW, mend, swap, sync_folder

WAIT = 5.0
"""Seconds that a build waits for another one to finish before it says who is in its way."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Shelf:
    """An output folder, opened for writing by one process. Made by `opened`."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.manifest = read_manifest(output) or Manifest()
        self._staged = 0

    def adopt(self, slugs: Iterable[str], site: Iterable[str]) -> None:
        """Take as ours what the manifest should name and does not, because somebody deleted it."""
        for slug in slugs:
            self.manifest.editions.setdefault(slug, Edition())
        known = {file.path for file in self.manifest.site}
        self.manifest.site += tuple(Printed(name, 0, "") for name in site if name not in known)

    def claim(self, slugs: Iterable[str]) -> tuple[Problem, ...]:
        """Write down that these editions will be ours, before the first is made. Raises OSError.

        Returns a problem for each name that something holds which Octavo did not make; those are not claimed.
        """
        new = [slug for slug in slugs if slug not in self.manifest.editions]
        taken = [slug for slug in new if not _is_free(self.output / slug)]
        for slug in new:
            if slug not in taken:
                self.manifest.editions[slug] = Edition()
        if len(new) > len(taken):
            self.save()
        return tuple(
            problem("output-not-ours", Place(str(self.output / slug)), path=self.output / slug) for slug in taken
        )

    def put(self, slug: str, edition: Edition, artifacts: tuple[Artifact, ...], keep: bool = False) -> Edition:
        """Swap in the files of a claimed edition, wholly or not at all. Raises OSError.

        With `keep` the files of the present edition that `artifacts` does not name stay in it.
        Returns `edition` with its files, which the manifest now holds (and `save` writes).
        """
        with self._entry() as entry:
            printed = write(entry / NEW, artifacts)
            if keep:
                new = {file.path for file in printed}
                present = (file for file in self.manifest.editions[slug].files if file.path not in new)
                printed += carry(self.output / slug, entry / NEW, present)
            sync(entry / NEW)
            swap(entry, self.output / slug)
        self.manifest.editions[slug] = replace(edition, files=tuple(sorted(printed)))
        return self.manifest.editions[slug]

    def put_site(self, artifacts: tuple[Artifact, ...]) -> tuple[Problem, ...]:
        """Replace the files that belong to no edition, each in one step, and remove those no longer made.

        Raises OSError. Returns a problem for each name that something holds which Octavo did not make.
        """
        ours = {file.path for file in self.manifest.site}
        names = {artifact.name for artifact in artifacts}
        taken = sorted(name for name in names - ours if os.path.lexists(self.output / name))
        if taken:
            return tuple(
                problem("output-not-ours", Place(str(self.output / name)), path=self.output / name) for name in taken
            )
        if names - ours:
            self.manifest.site += tuple(Printed(name, 0, "") for name in sorted(names - ours))
            self.save()
        with self._entry() as entry:
            printed = write(entry / NEW, artifacts)
            sync(entry / NEW)
            for file in printed:
                make_folders((self.output / file.path).parent, self.output)
                (entry / NEW / file.path).replace(self.output / file.path)
        for name in ours - names:
            (self.output / name).unlink(missing_ok=True)
        self.manifest.site = tuple(sorted(printed))
        return ()

    def save(self) -> None:
        """Write the manifest, in one step. Raises OSError."""
        self.write(MANIFEST, self.manifest.text().encode())

    def settle(self) -> None:
        """Forget the editions that were claimed and never made, and write the manifest. Raises OSError."""
        for slug, edition in tuple(self.manifest.editions.items()):
            if not edition.files and _is_free(self.output / slug):
                del self.manifest.editions[slug]
        self.save()

    def write(self, name: str, data: bytes) -> Path:
        """Write a file of the press's own, such as the manifest, in one step. Raises OSError."""
        place = self.output / name
        with self._entry() as entry:
            write(entry, (Artifact("file", "", data),))
            sync(entry)
            make_folders(place.parent, self.output)
            (entry / "file").replace(place)
            sync_folder(place.parent)
        return place

    @contextmanager
    def _entry(self) -> Iterator[Path]:
        """A new folder in the staging area, removed afterwards with all that is in it."""
        self._staged += 1
        entry = self.output / STAGING / f"{os.getpid()}-{self._staged}"
        try:
            entry.mkdir(parents=True)
            yield entry
        finally:
            shutil.rmtree(entry, ignore_errors=True)
            with suppress(OSError):
                entry.parent.rmdir()


@contextmanager
def opened(output: Path, wait: float = WAIT) -> Iterator[Shelf]:
    """Open an output folder for writing, under its lock, after repairing what a killed process left in it.

    Makes the folder if need be. Raises Rejected when it is not a folder, cannot be written to, or is another's for
    longer than `wait` seconds.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise Rejected((problem("output-not-a-folder", Place(str(output)), path=output),)) from None
    except OSError as error:
        raise Rejected((unwritten(output, error),)) from None
    with ExitStack() as locked:
        try:
            locked.enter_context(held(output / LOCK, wait))
        except Held as other:
            who = other.pid or "unknown"
            found = problem("output-locked", Place(str(output)), path=output, pid=who, since=other.since)
            raise Rejected((found,)) from None
        except OSError as error:
            raise Rejected((unwritten(output, error),)) from None
        _sweep(output)
        yield Shelf(output)


def read_manifest(output: Path) -> Manifest | None:
    """The manifest of an output folder, or None when there is none of ours."""
    try:
        return parse((output / MANIFEST).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def unwritten(path: Path, error: OSError) -> Problem:
    """The problem that a failed write to `path` is."""
    reason = (error.strerror or str(error)).lower()
    return problem("disk-full" if error.errno in _FULL else "cannot-write", Place(str(path)), path=path, reason=reason)


def _sweep(output: Path) -> None:
    """Clear the staging area of a process that was killed. What cannot be removed is in nobody's way."""
    staging = output / STAGING
    with suppress(OSError):
        for entry in sorted(staging.iterdir()):
            mend(entry, output)
    shutil.rmtree(staging, ignore_errors=True)


def _is_free(place: Path) -> bool:
    """Whether nothing is lost when an edition is put here."""
    if place.is_symlink() or not place.is_dir():
        return not os.path.lexists(place)
    return not any(place.iterdir())
