"""The name of a condition of the machine -> what brings it about, for problems that no file of an author provokes."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from octavo import pipeline, workers

P = ParamSpec("P")
T = TypeVar("T")


class Here(Executor):
    """An Executor that does each task at once, in this process: quick, where a worker's life is not the matter."""

    def submit(self, task: Callable[P, T], /, *args: P.args, **options: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(task(*args, **options))
        except Exception as fault:
            future.set_exception(fault)
        return future


def no_workers(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """No process of its own for a brief."""
    monkeypatch.setattr(workers, "executor", lambda *_: nullcontext(Here()))


def standin_press(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """The press that does what the text of the brief says."""
    monkeypatch.setattr(pipeline, "PRESS", "tests.standin_press")
    monkeypatch.setattr(workers, "PRELOAD", ("tests.standin_press",))


CONDITIONS: Mapping[str, Callable[[pytest.MonkeyPatch, Path], None]] = {
    "no-workers": no_workers,
    "standin-press": standin_press,
}
