"""Tasks -> their futures, in worker processes that a task can break without breaking another's.

`Crew` and `Solo` are Executors like any other (and any other may take their place); what they add is that a worker's
death, or its being too slow, is the fate of one task alone.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext
from types import ModuleType, TracebackType
from typing import Any, Generic, ParamSpec, TypeVar

from octavo.guard import LIMITS, Limits
from octavo.worker import Worker, WorkerDied, WorkerTooSlow, serve

P = ParamSpec("P")
T = TypeVar("T")

PRELOAD = ("octavo.warm",)
"""What a fork server imports before it makes workers."""

_TICK = 0.5
"""Seconds. How long a wait may last before it looks whether it was interrupted."""

_STARTING = threading.Lock()
"""Held while a process is started: that changes what the whole of this process is called."""

_NO_FORK = ("octavo.press", "vl_convert")
"""Once one of these is loaded, a fork of this process may hang."""


class Solo(Executor):
    """An Executor of one worker, which does each task while `submit` waits. Where `can_fork`: it starts in no time."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._lane = Hands(multiprocessing.get_context("fork"), limits)

    def submit(self, task: Callable[P, T], /, *args: P.args, **options: P.kwargs) -> Future[T]:
        """The finished future of `task(*args)`. Its exception may be WorkerDied or WorkerTooSlow."""
        future: Future[T] = Future()
        try:
            future.set_result(self._lane.do(task, args, options))
        except Exception as fault:
            future.set_exception(fault)
        except BaseException:
            self._lane.stop()
            raise
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - Executor's
        """Let the worker end."""
        self._lane.close()


class Crew(Executor):
    """An Executor of several workers, each with one task at a time."""

    def __init__(self, jobs: int, limits: Limits = LIMITS, preload: Iterable[str] = ()) -> None:
        context = _context(preload)
        self._threads = ThreadPoolExecutor(jobs, "lane")
        self._free = [Hands(context, limits) for _ in range(jobs)]
        self._lanes = tuple(self._free)

    def submit(self, task: Callable[P, T], /, *args: P.args, **options: P.kwargs) -> Future[T]:
        """The future of `task(*args)` in a worker. Its exception may be WorkerDied or WorkerTooSlow."""
        return self._threads.submit(self._do, task, args, options)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers finish and end; with `cancel_futures` end them at once."""
        try:
            if cancel_futures:
                self._stop()
            self._threads.shutdown(wait, cancel_futures=cancel_futures)
        except BaseException:
            self._stop()
            raise
        for lane in self._lanes:
            lane.close()

    def _stop(self) -> None:
        for lane in self._lanes:
            lane.stop()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for the workers, or, when there was an exception such as Ctrl-C, end them at once."""
        self.shutdown(cancel_futures=fault is not None)

    def _do(self, task: Callable[..., T], args: tuple[Any, ...], options: dict[str, Any]) -> T:
        # There are as many lanes as threads, so one is always free; the last one used is the warmest.
        lane = self._free.pop()
        try:
            return lane.do(task, args, options)
        finally:
            self._free.append(lane)


class Hands:
    """One worker at a time: hired when there is work, replaced when it has died or has done enough."""

    def __init__(self, context: ForkContext | ForkServerContext | SpawnContext, limits: Limits) -> None:
        self._context, self._limits = context, limits
        self._worker: Worker | None = None
        self.stopped = False

    def do(self, task: Callable[..., T], args: tuple[Any, ...], options: dict[str, Any]) -> T:
        """The result of a task, or what it raised. Raises WorkerDied, WorkerTooSlow."""
        worker = self._worker
        if worker is None or worker.done >= self._limits.documents or not worker.process.is_alive():
            self.close()
            worker = self._worker = self._hire()
            if self.stopped:
                self.stop()
        try:
            result: T = worker.ask(task, args, options, self._limits)
        except (WorkerDied, WorkerTooSlow):
            self.close()
            raise
        return result

    def stop(self) -> None:
        """End the worker at once, and hire no other. May be called while another thread waits in `do`."""
        self.stopped = True
        worker = self._worker
        if worker is not None:
            worker.kill()

    def close(self) -> None:
        """Let the worker end, if there is one."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.dismiss()

    def _hire(self) -> Worker:
        if self.stopped:
            raise WorkerDied("the build was stopped")
        ours, theirs = self._context.Pipe()
        shared = ours if self._context.get_start_method() == "fork" else None
        with _STARTING, _nameless_program():
            process = self._context.Process(target=serve, args=(theirs, self._limits, shared), daemon=True)
            process.start()
        theirs.close()
        return Worker(process, ours)


@dataclass(frozen=True)
class Done(Generic[T]):
    """A finished task: its key, and its finished future."""

    key: str
    future: Future[T]


def executor(jobs: int, tasks: int, limits: Limits = LIMITS) -> Executor:
    """What does so many tasks best. `jobs` 0: as many workers as there are processors."""
    if tasks <= 1 and can_fork():
        return Solo(limits)
    return Crew(max(1, min(jobs or processors(), tasks)), limits, PRELOAD)


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


def hands(limits: Limits = LIMITS) -> Hands:
    """A worker that stays warm from task to task. Its first task starts it."""
    return Hands(_context(PRELOAD), limits)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Whether a fork of this process is safe: it has one thread, and nothing loaded that does not bear it."""
    light = not any(name in sys.modules for name in _NO_FORK)
    return sys.platform.startswith("linux") and threading.active_count() == 1 and light


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
