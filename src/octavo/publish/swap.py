"""A folder made beside -> the folder in its place, in one step; and the repair after a step that was cut short.

Each swap has an entry, a folder of its own on the same file system: `new` is the folder to be put in place, `old` what
stood there, and `place` (only where two steps are needed) the journal that says which name is in the air.
"""

import ctypes
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from octavo.publish.manifest import name

NEW, OLD, JOURNAL = "new", "old", "place"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Linux, renameat2(2)."""

_RENAME_SWAP = 2
"""macOS, renamex_np(2)."""

_UNABLE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV})
"""What a system or file system answers that cannot exchange two names."""


def swap(entry: Path, place: Path) -> None:
    """Put `entry/new` at `place`; what stood there stays in `entry`. Raises OSError, and `place` is then as it was.

    Whoever looks sees the old folder or the new one. Only where the system cannot exchange two names there is a moment
    with neither; a process killed in it leaves a journal, for `mend`.
    """
    new = entry / NEW
    if not os.path.lexists(place):
        new.rename(place)
    elif not exchange(new, place):
        _in_two_steps(entry, place)
    sync_folder(place.parent)


def exchange(one: Path, other: Path) -> bool:
    """Let two existing paths change names in one step. False when this system cannot; raises OSError."""
    here, there = os.fsencode(one), os.fsencode(other)
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    if libc is not None and hasattr(libc, "renameat2"):
        failed = libc.renameat2(_AT_FDCWD, here, _AT_FDCWD, there, _RENAME_EXCHANGE)
    elif libc is not None and hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(here, there, _RENAME_SWAP)
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _UNABLE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def mend(entry: Path, home: Path) -> None:
    """Finish what a killed process began in `entry`: the name in its journal is filled again, with the new folder."""
    try:
        place = home / name((entry / JOURNAL).read_text("utf-8"))
    except (OSError, ValueError):
        return
    if os.path.lexists(place):
        return
    for kept in (entry / NEW, entry / OLD):
        if os.path.lexists(kept):
            kept.rename(place)
            return


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems cannot, and say so.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _in_two_steps(entry: Path, place: Path) -> None:
    with (entry / JOURNAL).open("x", encoding="utf-8") as journal:
        journal.write(place.name)
        journal.flush()
        os.fsync(journal.fileno())
    sync_folder(entry)
    place.rename(entry / OLD)
    try:
        (entry / NEW).rename(place)
    except OSError:
        (entry / OLD).rename(place)
        raise
