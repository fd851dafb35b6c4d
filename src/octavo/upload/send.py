"""Plan -> the target as it was built: files stage by stage, what is no longer made if asked, the record of it last.

A process killed at any moment leaves a record of what is done and what is doubtful; the next run sends the rest.
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed

from octavo.problems import Place, Problem, problem
from octavo.upload.plan import MADE_BY, PUBLISHED, UNDERWAY, VERSION, Outgoing, Plan
from octavo.upload.target import Target, reason

AT_ONCE = 8
"""Files on their way at a time."""
SAVED_EVERY = 1.0
"""Seconds between two savings of what is done."""

Told = Callable[[str], None]


class _Changed(Exception):
    """A file is not what the manifest says."""


def send(plan: Plan, target: Target, prune: bool, tell: Told = lambda _path: None) -> tuple[Problem, ...]:
    """Send what the plan names; `tell` hears of each file. Returns a problem for each that failed: then what follows
    them was not sent, and the next run goes on from there."""
    journey = _Journey(plan, target, tell)
    if not plan.outgoing and not (prune and plan.gone) and not journey.is_unfinished:
        return ()
    try:
        journey.save()
        for stage in sorted({file.stage for file in plan.outgoing}):
            found = journey.stage([file for file in plan.outgoing if file.stage == stage])
            if found:
                return found
        found = journey.prune(plan.gone) if prune else ()
        if not found:
            journey.finish()
        return found
    except Exception as error:
        return (target.unreached(error),)
    finally:
        journey.leave()


class _Journey:
    def __init__(self, plan: Plan, target: Target, tell: Told) -> None:
        self._target, self._tell = target, tell
        self._there = dict(plan.there)
        self._done: dict[str, str] = {}
        self._pending = {file.path for file in plan.outgoing}
        self._gone = set(plan.gone)
        self._saved = 0.0
        self._is_finished = False
        self.is_unfinished = target.read(UNDERWAY) is not None

    def stage(self, files: Iterable[Outgoing]) -> tuple[Problem, ...]:
        """Send files beside each other. Returns a problem for each that failed; the others of the stage are sent."""
        found: list[Problem] = []
        with ThreadPoolExecutor(AT_ONCE) as crew:
            sent = {crew.submit(self._put, file): file for file in files}
            try:
                for future in as_completed(sent):
                    file = sent[future]
                    error = future.exception()
                    if error is None:
                        self._done[file.path] = file.sha256
                        self._tell(file.path)
                        self._save_now_and_then()
                    else:
                        found.append(_problem(file, error))
            except BaseException:
                crew.shutdown(cancel_futures=True)
                raise
        return tuple(sorted(found, key=lambda one: one.place))

    def prune(self, gone: Iterable[str]) -> tuple[Problem, ...]:
        """Remove what is no longer made: after all that could still lead to it has been replaced."""
        found = []
        for path in gone:
            try:
                self._target.delete(path)
                self._gone.discard(path)
                self._there.pop(path, None)
            except Exception as error:
                found.append(problem("upload-failed", Place(path), path=path, reason=reason(error)))
        return tuple(found)

    def finish(self) -> None:
        """Write down that all stands. What is no longer made and was not removed stays in the record, for a day when
        it is to be."""
        left = {path: self._there.get(path, "") for path in self._gone}
        files = {**self._there, **left, **self._done}
        self._target.put_json(PUBLISHED, {"made-by": MADE_BY, "version": VERSION, "files": files})
        self._target.delete(UNDERWAY)
        self._is_finished = True

    def save(self) -> None:
        """Write down what is done, and what may be half new."""
        done = {**{path: sha for path, sha in self._there.items() if path not in self._pending}, **self._done}
        pending = sorted((self._pending | self._gone) - done.keys())
        record = {"made-by": MADE_BY, "version": VERSION, "pending": pending, "done": done}
        self._target.put_json(UNDERWAY, record)
        self._saved = time.monotonic()

    def leave(self) -> None:
        """Save once more when the journey ends before its goal; that the target cannot be reached has been told."""
        if not self._is_finished:
            try:
                self.save()
            except Exception:
                return

    def _save_now_and_then(self) -> None:
        if time.monotonic() - self._saved > SAVED_EVERY:
            self.save()

    def _put(self, file: Outgoing) -> None:
        data = file.source.read_bytes()
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise _Changed
        self._target.put(file.path, data)


def _problem(file: Outgoing, error: BaseException) -> Problem:
    place = Place(file.path)
    if isinstance(error, _Changed | FileNotFoundError) and not file.source.is_file():
        return problem("upload-changed", place, path=file.path)
    if isinstance(error, _Changed):
        return problem("upload-changed", place, path=file.path)
    return problem("upload-failed", place, path=file.path, reason=reason(Exception(str(error))))
