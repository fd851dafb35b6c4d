"""A plan -> its briefs in the output folder: what is out of date is made, swapped in and remembered.

One brief's failure is its own: the others are built, and its last good edition stands.
"""

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import replace
from functools import partial

from octavo import cache, workers
from octavo.artifact import Artifact
from octavo.cacherecord import Entry
from octavo.catalogue import search
from octavo.defaults import DEFAULTS
from octavo.folder import CACHE
from octavo.job import Job, Pressed, lost, print_brief, print_index
from octavo.plan import Plan, orphans, unchanged
from octavo.problems import Problem, errors, problem
from octavo.publish import Edition, Printed, Shelf, opened, unwritten
from octavo.report import BriefResult, BuildReport, OnDone, Unready

_SAVED_EVERY = 1.0
"""Seconds between two savings of what was done, so that a killed build does not begin again from the start."""


def print_run(plan: Plan, on_done: OnDone, press: str) -> BuildReport:
    """Build what is out of date, under the lock of the output folder, with the press of that module.

    Raises Rejected when the folder cannot be written to, and Unready when the press cannot be started.
    """
    with opened(plan.output) as shelf:
        run = _Run(plan, shelf, on_done, press)
        try:
            run.all()
        finally:
            run.save(settle=True)
    return run.report()


class _Run:
    def __init__(self, plan: Plan, shelf: Shelf, on_done: OnDone, press: str) -> None:
        self._plan, self._shelf, self._on_done, self._press = plan, shelf, on_done, press
        self._records = cache.load(plan.output, plan.root, DEFAULTS)
        self._results: dict[str, BriefResult] = {}
        self._problems: list[Problem] = []
        self._saved = time.monotonic()

    def all(self) -> None:
        """Every brief of the plan, then the contents page."""
        todo = tuple(self._out_of_date())
        with workers.executor(self._plan.request.jobs, len(todo)) as crew:
            submit = {slug: partial(crew.submit, print_brief, self._job(slug)) for slug in todo}
            for done in workers.run(submit):
                self._finish(self._put(self._job(done.key), done.future))
                if time.monotonic() - self._saved > _SAVED_EVERY:
                    self.save()
            self._put_index(crew)

    def report(self) -> BuildReport:
        """The results in the order of the plan, and what is wrong with no brief in particular."""
        results = tuple(self._results[slug] for slug in self._plan.slugs if slug in self._results)
        return BuildReport(results, (*self._plan.problems, *orphans(self._plan, self._editions()), *self._problems))

    def save(self, settle: bool = False) -> None:
        """Write the manifest, then the records: what the records call true, the manifest has already."""
        self._records.editions = self._editions()
        try:
            if settle:
                self._shelf.settle()
            else:
                self._shelf.save()
            self._shelf.write(cache.NAME, self._records.text().encode())
        except OSError as error:
            self._problems.append(unwritten(self._plan.output, error))
        self._saved = time.monotonic()

    def _out_of_date(self) -> Iterator[str]:
        """The briefs to be made; those that stand, or may not be made, are finished here."""
        todo = []
        self._shelf.adopt(self._records.editions, self._records.site)
        for slug in self._plan.slugs:
            entry = self._records.unchanged(self._plan.key(slug))
            if entry is None or slug not in self._editions():
                todo.append(slug)
            else:
                self._finish(unchanged(slug, entry))
        try:
            refused = {found.place.path: found for found in self._shelf.claim(todo)}
        except OSError as error:
            refused = {str(self._plan.output / slug): unwritten(self._plan.output, error) for slug in todo}
        for slug in todo:
            found = refused.get(str(self._plan.output / slug))
            if found is None:
                yield slug
            else:
                self._finish(self._failed(slug, (found,)))

    def _put(self, job: Job, future: Future[Pressed]) -> BriefResult:
        """Swap in what a worker made and remember it; or say why not, and leave the last good edition."""
        pressed = _answer(job, future)
        problems = self._explained(job, pressed)
        if not errors(problems):
            try:
                edition = self._shelf.put(job.slug, *self._edition(job, pressed))
                for artifact in pressed.kept:
                    self._shelf.write(f"{CACHE}/{artifact.name}", artifact.data)
            except OSError as error:
                problems = (*problems, unwritten(self._plan.output / job.slug, error))
            else:
                problems = (*problems, *_left(job, edition))
                entry = _entry(f"{job.slug}/", edition.files, edition.pages, problems)
                self._learn(self._plan.key(job.slug), entry, pressed)
                return BriefResult(job.slug, "built", entry.files, edition.pages, pressed.seconds, problems)
        self._records.forget(job.slug)
        return self._failed(job.slug, problems, pressed.seconds)

    def _edition(self, job: Job, pressed: Pressed) -> tuple[Edition, tuple[Artifact, ...], bool]:
        """What `Shelf.put` is to put. When only some formats were made, the files of the others stay with them."""
        present = self._shelf.manifest.editions[job.slug]
        keep = bool(job.formats and present.files) and (present.brand, present.draft) == (job.brand, job.draft)
        card, pages = dict(pressed.card), pressed.pages
        if keep:
            pages = pages or present.pages
            card = {**card, "files": {**_files(present.card), **_files(card)}, "pages": pages}
        title = str(card.get("title", job.slug))
        return Edition(title, job.brand, job.draft, pages, False, card), pressed.artifacts, keep

    def _failed(self, slug: str, problems: tuple[Problem, ...], seconds: float = 0.0) -> BriefResult:
        present = self._shelf.manifest.editions.get(slug)
        if present is None or not present.files:
            return BriefResult(slug, "failed", seconds=seconds, problems=problems)
        self._shelf.manifest.editions[slug] = replace(present, stale=True)
        files = tuple(f"{slug}/{file.path}" for file in present.files)
        return BriefResult(slug, "stale", files, present.pages, seconds, problems)

    def _put_index(self, crew: Executor) -> None:
        """Make the contents page of all that has been built, if it is not true any more."""
        shown = tuple(slug for slug in self._editions() if slug in self._plan.all_slugs)
        key = self._plan.index_key(shown)
        if not shown or self._records.unchanged(key):
            return
        job = Job(self._press, self._plan.root, "", self._plan.request.brand, draft=self._plan.request.draft)
        cards = tuple(self._shelf.manifest.editions[slug].card for slug in shown)
        found = search.make(self._plan.output, cards)
        pressed = _answer(job, crew.submit(print_index, job, cards, bool(found.artifacts)))
        problems = (*self._explained(job, pressed), *found.problems)
        if not errors(problems):
            try:
                problems += self._shelf.put_site((*pressed.artifacts, *found.artifacts))
            except OSError as error:
                problems += (unwritten(self._plan.output, error),)
        if not errors(problems):
            self._learn(key, _entry("", self._shelf.manifest.site), pressed)
        self._problems.extend(problems)

    def _learn(self, key: cache.Key, entry: Entry, pressed: Pressed) -> None:
        self._records.forget("")  # the contents page shows what has just changed
        self._records.learn(key, entry, cache.Inputs(pressed.reads, pressed.libraries, pressed.began))

    def _explained(self, job: Job, pressed: Pressed) -> tuple[Problem, ...]:
        """The problems; those that are a fault of ours name the file that says more."""
        if not pressed.fault:
            return pressed.problems
        name = f"{CACHE}/fault-{job.slug or 'index'}.txt"
        try:
            path = self._shelf.write(name, pressed.fault.encode("utf-8", "replace"))
        except OSError as error:
            return (*pressed.problems, unwritten(self._plan.output / name, error))
        kind = pressed.fault.rstrip().splitlines()[-1]
        return (*pressed.problems, problem("press-fault", job.place, fault=kind, path=path))

    def _job(self, slug: str) -> Job:
        request = self._plan.request
        return Job(self._press, self._plan.root, slug, request.brand, request.formats, request.draft)

    def _editions(self) -> tuple[str, ...]:
        return tuple(sorted(slug for slug, edition in self._shelf.manifest.editions.items() if edition.files))

    def _finish(self, result: BriefResult) -> None:
        self._results[result.slug] = result
        self._on_done(result)


def _answer(job: Job, future: Future[Pressed]) -> Pressed:
    """What a worker sent, or what became of the worker. Raises Unready."""
    try:
        return future.result()
    except Unready:
        raise
    except Exception as fault:
        return lost(job, fault)


def _left(job: Job, edition: Edition) -> tuple[Problem, ...]:
    """What to know when only some formats were made: the others in the folder are as old as they are."""
    others = sorted(set(_files(edition.card)) - set(job.formats)) if job.formats else []
    if not others:
        return ()
    return (problem("formats-behind", job.place, made=", ".join(job.formats), others=", ".join(others)),)


def _entry(folder: str, files: tuple[Printed, ...], pages: int = 0, problems: tuple[Problem, ...] = ()) -> Entry:
    """What the cache keeps of files that were written in a folder."""
    hashes = {f"{folder}{file.path}": file.sha256 for file in files}
    return Entry(tuple(hashes), cache.seal(hashes), pages, problems)


def _files(card: Mapping[str, object]) -> Mapping[str, object]:
    """The files that a card names, by format."""
    files = card.get("files")
    return files if isinstance(files, dict) else {}
