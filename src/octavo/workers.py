"""Tasks -> their futures, in worker processes that a task can break without breaking another's.

`Crew` is an Executor like any other (and any other may take its place); what it adds is that a worker's death, or its
being too slow, is the fate of one task alone.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext, SpawnContext
from types import ModuleType, TracebackType
from typing import Any, Generic, ParamSpec, TypeVar

from octavo.forked import Forked, can_fork
from octavo.guard import LIMITS, Limits
from octavo.worker import Worker, WorkerDied, WorkerTooSlow, serve

P = ParamSpec("P")
T = TypeVar("T")

PRELOAD = ("octavo.warm",)
"""What a fork server imports before it makes workers."""

_TICK = 0.5
"""Seconds. How long a wait may last before it looks whether it was interrupted."""


class Crew(Executor):
    """An Executor of worker processes, each with one task at a time."""

    def __init__(self, jobs: int, limits: Limits = LIMITS, preload: Iterable[str] = PRELOAD) -> None:
        self._limits = limits
        self._context = _context(preload)
        self._threads = ThreadPoolExecutor(jobs, "lane")
        self._lane = threading.local()
        self._workers: set[Worker] = set()
        self._starting = threading.Lock()
        self._closed = False

    def submit(self, task: Callable[P, T], /, *args: P.args, **options: P.kwargs) -> Future[T]:
        """The future of `task(*args)` in a worker. Its exception may be WorkerDied or WorkerTooSlow."""
        return self._threads.submit(self._do, task, args, options)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers finish and end; with `cancel_futures` end them at once."""
        if cancel_futures:
            with self._starting:
                self._closed = True
                for worker in self._workers:
                    worker.kill()
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        for worker in tuple(self._workers):
            self._let_go(worker)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for the workers, or, when there was an exception such as Ctrl-C, end them at once."""
        self.shutdown(cancel_futures=fault is not None)

    def _do(self, task: Callable[..., T], args: tuple[Any, ...], options: dict[str, Any]) -> T:
        """One task, on the worker of this thread."""
        worker: Worker | None = getattr(self._lane, "worker", None)
        if worker is None or worker.done >= self._limits.documents or not worker.process.is_alive():
            if worker is not None:
                self._let_go(worker)
            worker = self._lane.worker = self._hire()
        try:
            answer: T = worker.ask(task, args, options, self._limits.seconds)
            return answer
        except (WorkerDied, WorkerTooSlow):
            self._lane.worker = None
            self._let_go(worker)
            raise

    def _hire(self) -> Worker:
        with self._starting:
            if self._closed:
                raise WorkerDied("the build was stopped")
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=serve, args=(theirs, self._limits), daemon=True)
            with _nameless_program():
                process.start()
            theirs.close()
            worker = Worker(process, ours)
            self._workers.add(worker)
            return worker

    def _let_go(self, worker: Worker) -> None:
        worker.dismiss()
        self._workers.discard(worker)


@dataclass(frozen=True)
class Done(Generic[T]):
    """A finished task: its key, and its finished future."""

    key: str
    future: Future[T]


def executor(jobs: int, tasks: int, limits: Limits = LIMITS) -> Executor:
    """What does so many tasks best: a fork one, a crew several. `jobs` 0: as many as there are processors."""
    if tasks <= 1 and can_fork():
        return Forked(limits)
    return Crew(max(1, min(jobs or processors(), tasks)), limits)


def run(tasks: Mapping[str, Callable[[], Future[T]]]) -> Iterator[Done[T]]:
    """Submit every task (by its key, what submits it) and give each back as soon as it is finished, in any order.

    A task whose worker died is tried once more, alone, after all the others: it may have been the victim of a
    neighbour that took all memory.
    """
    pending = {submit(): key for key, submit in tasks.items()}
    lost = []
    while pending:
        for future in wait(pending, _TICK, FIRST_COMPLETED).done:
            key = pending.pop(future)
            if isinstance(future.exception(), WorkerDied):
                lost.append(key)
            else:
                yield Done(key, future)
    for key in lost:
        again = tasks[key]()
        while not wait((again,), _TICK).done:
            pass
        yield Done(key, again)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context(preload: Iterable[str]) -> ForkServerContext | SpawnContext:
    """How workers are started. A fork server imports the heavy libraries once for all of them. On macOS its children
    may not use the system's text libraries, and Windows has none: there each worker is a new process."""
    if not sys.platform.startswith("linux"):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


@contextmanager
def _nameless_program() -> Iterator[None]:
    """Let new processes not import the program that was started, which they would do by its name: they need nothing of
    it, it would cost each of them the import of Invoke, and a script need not be written to bear it."""
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program
