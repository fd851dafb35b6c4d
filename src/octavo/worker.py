"""A worker process: what it does, and how it is seen from the process that gave it work."""

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as wait_for
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from octavo.guard import OUT_OF_TIME, Limits, die_with_parent, less_memory, less_time

T = TypeVar("T")


class WorkerDied(Exception):
    """A worker process ended in the middle of a task. Its text says how."""


class WorkerTooSlow(Exception):
    """A task went over the time limit, and its worker was killed."""


@dataclass(eq=False)
class Worker:
    """A worker process, seen from here."""

    process: BaseProcess
    pipe: Connection
    done: int = 0

    def ask(self, task: Callable[..., T], args: tuple[Any, ...], options: dict[str, Any], limits: Limits) -> T:
        """The result of a task, or what it raised. Raises WorkerDied, WorkerTooSlow; the worker is then gone."""
        self.done += 1
        try:
            self.pipe.send((task, args, options))
            if not self.pipe.poll(limits.patience):
                self.kill()
                raise WorkerTooSlow(f"{limits.patience:g}")
            good, answer = self.pipe.recv()
        except (EOFError, ConnectionError):
            self.process.join(5)
            code = self.process.exitcode
            self.kill()
            if OUT_OF_TIME is not None and code == -OUT_OF_TIME:
                raise WorkerTooSlow(f"{limits.seconds:g}") from None
            raise WorkerDied(how_it_ended(code)) from None
        if not good:
            raise answer
        result: T = answer
        return result

    def kill(self) -> None:
        """End the process now, and those it started."""
        if sys.platform != "win32" and self.process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()

    def dismiss(self) -> None:
        """Let the process end, which it does when its pipe closes."""
        self.pipe.close()
        self.process.join(5)
        if self.process.is_alive():
            self.kill()
            self.process.join()


def serve(pipe: Connection, limits: Limits, shared: Connection | None = None) -> None:
    """A worker's life: answer tasks until the pipe closes. `shared` is the parent's end of it, if it came along."""
    if shared is not None:
        shared.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        die_with_parent(lambda: wait_for([parent.sentinel]))
    with less_memory(limits.memory):
        while True:
            try:
                task, args, options = pipe.recv()
            except (EOFError, ConnectionError):
                return
            try:
                with less_time(limits.seconds):
                    answer = (True, task(*args, **options))
            except BaseException as fault:  # a library's way out must not be the end of the worker
                answer = (False, portable(fault))
            try:
                pipe.send(answer)
            except ConnectionError:
                return


def portable(fault: BaseException) -> Exception:
    """The fault itself when it survives a journey between processes, else its text."""
    try:
        pickle.loads(pickle.dumps(fault))
    except Exception:
        return RuntimeError(f"{type(fault).__name__}: {fault}")
    return fault if isinstance(fault, Exception) else RuntimeError(f"{type(fault).__name__}: {fault}")


def how_it_ended(code: int | None) -> str:
    """An exit code in words."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}"
    return f"it ended with exit code {code}"
