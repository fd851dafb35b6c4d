"""A path -> the hash of what stands there now, read again only where `stat` says that it may have changed.

Three kinds of paths: "styles/brief.css" is in the workspace or, failing that, among the packaged defaults;
"engine:markup.py" is Octavo's own source; "/usr/lib/..." is a library of the system. "folder/" is a folder's listing.
"""

import hashlib
import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from octavo.files import NOTHING, PACKAGED, Files

Signature = tuple[int, int, int, int]
"""What `stat` tells: times of the last change of content and of inode, in nanoseconds; size in bytes; inode number."""

Known = list[Any]
"""A hash, and the four numbers of the signature that the file had with it; as JSON keeps them."""

ABSENT = ""
UNREADABLE = "?"
"""Equal to no hash, so that whatever was made from such a file is made again."""

ENGINE = "engine:"
_PACKAGE = str(Path(__file__).parent)

_QUIET = 2_000_000_000
"""Nanoseconds. A file changed later than this before it was hashed may change again without `stat` telling: clocks of
file systems are coarse, and some are on other machines."""


class Disk:
    """The hashes of a workspace's files, of the engine's and of libraries. `seen` is what an earlier Disk knew;
    `laid` are unsaved texts that stand in place of files, as in Files."""

    def __init__(
        self,
        root: Path,
        defaults: Path,
        seen: Mapping[str, Known] | None = None,
        laid: Mapping[str, bytes] = NOTHING,
    ) -> None:
        self._root, self._defaults, self._laid = root, defaults, laid
        self._bases = (str(root), str(defaults))
        self._known = dict(seen or {})
        self._now: dict[str, str] = {}
        self.refreshed = False

    @property
    def seen(self) -> Mapping[str, Known]:
        """What `stat` said of each path, and the hash it had then."""
        return self._known

    def sha(self, path: str) -> str:
        """SHA-256 of the file's bytes, or of a folder's listing, in hexadecimal; ABSENT or UNREADABLE.

        A path is looked at once: within a run the answer stays the same.
        """
        found = self._now.get(path)
        if found is None:
            found = self._now[path] = self._listing(path) if path.endswith("/") else self._file(path)
        return found

    def trust(self, path: str, sha: str, began: int) -> None:
        """Note that the file had this hash at `began` (nanoseconds since 1970), if nobody has touched it since."""
        if path.endswith("/") or sha == ABSENT:
            return
        _, signature = self._look(path)
        if signature is not None and max(signature[:2]) < began - _QUIET:
            self._known[path] = [sha, *signature]
        else:
            self._known.pop(path, None)

    def _file(self, path: str) -> str:
        if path in self._laid:
            return hashlib.sha256(self._laid[path]).hexdigest()
        real, found = self._look(path)
        if found is None:
            return UNREADABLE if real else ABSENT
        known = self._known.get(path)
        if known and known[1:] == [*found]:
            return str(known[0])
        now = time.time_ns()
        try:
            sha = digest(real)
        except OSError:
            return UNREADABLE
        self.trust(path, sha, now)
        self.refreshed = self.refreshed or path in self._known
        return sha

    def _look(self, path: str) -> tuple[str, Signature | None]:
        """The real path, "" when there is none, and what `stat` says of it, None when it is no readable file."""
        for real in self._places(path):
            try:
                return real, signature(real)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:
                return real, None
        return "", None

    def _places(self, path: str) -> tuple[str, ...]:
        if path.startswith(ENGINE):
            return (f"{_PACKAGE}/{path[len(ENGINE) :]}",)
        if path.startswith("/"):
            return (path,)
        bases = self._bases if path.startswith(PACKAGED) else self._bases[:1]
        return tuple(f"{base}/{path}" for base in bases)

    def _listing(self, path: str) -> str:
        files = Files(self._root, self._defaults, self._laid)
        files.list(path)
        return files.reads[path]


def signature(path: str) -> Signature:
    """What `stat` says of a regular file. Raises OSError, also for what is none."""
    found = os.stat(path)  # noqa: PTH116 - thousands of times in a build that has nothing to do
    if not stat.S_ISREG(found.st_mode):
        raise IsADirectoryError(path)
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def folder_mark(path: str) -> tuple[int, int]:
    """What changes when a file in a folder comes, goes or is replaced. Raises OSError."""
    found = os.stat(path)  # noqa: PTH116
    return found.st_mtime_ns, found.st_ino


def digest(path: str) -> str:
    """SHA-256 of a file's bytes, in hexadecimal. Raises OSError."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def engine_files() -> tuple[str, ...]:
    """The paths of Octavo's own source files, and of the data beside them, sorted."""
    found: list[str] = []
    folders = [""]
    while folders:
        inner = folders.pop()
        with os.scandir(f"{_PACKAGE}/{inner}") as entries:
            for entry in entries:
                if entry.name == "__pycache__" or (not inner and entry.name == "defaults"):
                    continue
                if entry.is_dir():
                    folders.append(f"{inner}{entry.name}/")
                else:
                    found.append(f"{ENGINE}{inner}{entry.name}")
    return tuple(sorted(found))
