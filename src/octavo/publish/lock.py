"""A path -> the right to be the only one at work, held as long as this process lives. Imports nothing of Octavo's.

The operating system holds the lock, so that a killed process frees it: a stale lock cannot be. What the file says (who,
since when) is only there to be told to others.
"""

import errno
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE = 0.05
"""Seconds between two tries."""

_FAR = 1 << 30
"""Where Windows locks its byte: beyond the text, which stays readable for others."""

_TAKEN = frozenset({errno.EWOULDBLOCK, errno.EACCES, errno.EAGAIN, errno.EDEADLK})


class Held(Exception):
    """Another process holds the lock: `pid` (0 when unknown) `since` a local time such as "2031-05-02 14:03:05"."""

    def __init__(self, pid: int, since: str) -> None:
        super().__init__(f"held by process {pid} since {since}")
        self.pid = pid
        self.since = since


@contextmanager
def held(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock of the file `path`, and remove the file afterwards.

    Raises Held when another process has not let go within `wait` seconds, and OSError when the file cannot be made.
    """
    handle = _acquire(path, wait)
    try:
        note = json.dumps({"pid": os.getpid(), "since": time.strftime("%Y-%m-%d %H:%M:%S")})
        os.write(handle, note.encode())
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def _acquire(path: Path, wait: float) -> int:
    deadline = time.monotonic() + wait
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            # The file may have been removed by the one that held it, between our opening and our locking it.
            if _take(handle) and _is_at(handle, path):
                os.ftruncate(handle, 0)
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() >= deadline:
            raise Held(*_holder(path))
        time.sleep(_PAUSE)


def _take(handle: int) -> bool:
    """Try to lock an open file. A file system that knows no locks lets everyone in."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _TAKEN
    return True


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _holder(path: Path) -> tuple[int, str]:
    try:
        note = json.loads(path.read_text("utf-8"))
        return int(note["pid"]), str(note["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, "a moment ago"
