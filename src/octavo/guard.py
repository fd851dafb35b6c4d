"""The process that builds -> the same within limits: no network, so much memory, no longer than its parent lives."""

import errno
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn

if sys.platform != "win32":
    import resource


@dataclass(frozen=True)
class Limits:
    """What one brief may take: `seconds` of processor time (a busy machine is no fault of the brief's), `patience`
    seconds in all, `memory` in bytes of a process's own data. A worker process is replaced after `documents` briefs,
    for layout leaks a little with each."""

    seconds: float = 120.0
    patience: float = 900.0
    memory: int = 4 << 30
    documents: int = 200


LIMITS = Limits()

OUT_OF_TIME = None if sys.platform == "win32" else signal.SIGPROF
"""What ends a process at its time limit, wherever it is in whatever library."""


class NetworkRefused(OSError):
    """A build tried to open a connection."""


@dataclass
class Offline:
    """The addresses that were asked for while the network was refused."""

    asked: list[str] = field(default_factory=list)

    def refuse(self, *where: object, **_: object) -> NoReturn:
        """Note the address, ("example.org", 443) or "example.org", 443, and refuse it."""
        address = next((item for item in where if isinstance(item, tuple)), where)
        self.asked.append(":".join(str(part) for part in address[:2] if part) or "a server")
        raise NetworkRefused(errno.ENETUNREACH, f"a build opens no connection, here to {self.asked[-1]}")


_DOORS = ("connect", "connect_ex", "sendto", "bind", "listen")
"""Methods of a socket that lead out or let in. A socket of this machine alone (AF_UNIX) may use them."""

_QUESTIONS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getnameinfo")
"""Functions that ask a name server."""


@contextmanager
def offline() -> Iterator[Offline]:
    """Refuse the network to this process, whoever asks. Does not reach into code that calls the system by itself."""
    watch = Offline()
    kept: list[tuple[Any, str, Any]] = []
    for name in _DOORS:
        kept.append((socket.socket, name, socket.socket.__dict__.get(name)))
        setattr(socket.socket, name, _door(watch, getattr(socket.socket, name)))
    for name in _QUESTIONS:
        kept.append((socket, name, getattr(socket, name)))
        setattr(socket, name, watch.refuse)
    try:
        yield watch
    finally:
        for owner, name, own in kept:
            if own is None:
                delattr(owner, name)
            else:
                setattr(owner, name, own)


@contextmanager
def less_memory(limit: int) -> Iterator[None]:
    """Give this process at most `limit` bytes of data; beyond that there is a MemoryError. Only where systems can.

    RLIMIT_DATA and not RLIMIT_AS: the engine that draws charts reserves a great range of addresses it never fills.
    """
    if sys.platform == "win32":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    lower = limit if soft == resource.RLIM_INFINITY else min(soft, limit)
    resource.setrlimit(resource.RLIMIT_DATA, (lower, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


@contextmanager
def less_time(seconds: float) -> Iterator[None]:
    """End this process by OUT_OF_TIME when it has worked for so many seconds more. Only where systems can."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def die_with_parent(gone: Callable[[], object]) -> None:
    """End this process, and those it started, as soon as `gone` returns. Makes this process the head of a group."""
    if sys.platform != "win32":
        os.setpgid(0, 0)

    def watch() -> None:
        gone()
        if sys.platform != "win32":
            os.killpg(0, signal.SIGKILL)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent watch").start()


def _door(watch: Offline, real: Callable[..., object]) -> Callable[..., object]:
    def door(self: socket.socket, *args: object) -> object:
        if self.family == getattr(socket, "AF_UNIX", None):
            return real(self, *args)
        return watch.refuse(*args)

    return door
