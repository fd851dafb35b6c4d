"""Path in the workspace -> bytes or text, and a record of what was asked for. The only door to the files."""

import difflib
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from octavo.utf8 import decode

LARGEST = 50 * 1024 * 1024
"""Bytes. The largest picture a press house takes in is about half of this."""

PACKAGED = ("templates/", "styles/")
"""The folders that have packaged defaults. What lies beside them in a checkout is nobody's default."""

KEPT = "build/.cache"
"""Where drawings, compiled templates, and fonts in the form that prints quickest, are kept between builds. It may be
deleted."""

NOTHING: Mapping[str, bytes] = MappingProxyType({})

ABSENT = ""
"""What `Files.reads` holds for a path that was asked for and is not there."""

_SCHEME = re.compile(r"(?:^|/)(?:[a-z][a-z0-9+.-]*:[/\\]|(?:data|file|javascript|mailto):)", re.IGNORECASE)
"""The start of an address, also where it was joined to a folder's path."""
_NEAREST_LIMIT = 4000


class FileMissing(Exception):
    """There is no such file; `nearest` is the path of the most similar one, or ""."""

    def __init__(self, path: str, nearest: str = "") -> None:
        super().__init__(path)
        self.path = path
        self.nearest = nearest


class FileRefused(Exception):
    """The file may not be read; `reason` completes the sentence "<path> is refused: ..."."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Files:
    """The workspace's files, with the packaged defaults under them.

    A path is relative to the workspace, with forward slashes. The workspace's file wins over the default of the
    same name. Nothing outside the two folders is ever read, symbolic links included. `laid` are texts that nobody has
    saved yet, by path: they are read in place of what is on the disk. `kept` is where what is made of the files may be
    kept for the next time.
    """

    def __init__(
        self,
        root: Path,
        defaults: Path | None = None,
        laid: Mapping[str, bytes] = NOTHING,
        kept: Path | None = None,
    ) -> None:
        self.root = root.resolve()
        self.kept = kept or self.root / KEPT
        self.laid = MappingProxyType({normal(path): data for path, data in laid.items()})
        self._roots = (self.root,) if defaults is None else (self.root, defaults.resolve())
        self._reads: dict[str, str] = {}

    @property
    def reads(self) -> Mapping[str, str]:
        """Every path asked for and the SHA-256 of its bytes, in hexadecimal; "" when it is absent.

        A folder that was listed is there as "folder/" with the hash of its listing. Of a file that changed between
        two reads the first hash stays, so that it no longer agrees with the disk.
        """
        return MappingProxyType(self._reads)

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises FileMissing or FileRefused."""
        clean = normal(path)
        data = self.laid.get(clean)
        if data is None:
            found = self._locate(clean, path)
            if found is None:
                raise FileMissing(clean, self._nearest(clean))
            data = found.read_bytes()
        self._reads.setdefault(clean, hashlib.sha256(data).hexdigest())
        return data

    def text(self, path: str) -> str:
        """The text of a UTF-8 file: without byte order mark, its line ends LF. Raises NotText too."""
        return decode(self.read(path), path)

    def exists(self, path: str) -> bool:
        """Whether there is such a file. Raises FileRefused."""
        clean = normal(path)
        if clean not in self.laid and self._locate(clean, path) is None:
            return False
        self.read(path)
        return True

    def resolve(self, path: str) -> Path:
        """The real file on the disk. Raises FileMissing or FileRefused."""
        self.read(path)
        found = self._locate(normal(path), path)
        if found is None:
            raise FileMissing(path)
        return found

    def list(self, folder: str) -> tuple[str, ...]:
        """The paths of all files below a folder, sorted; hidden files and folders are left out."""
        clean = normal(folder)
        tops = (clean,) if clean else ("", *PACKAGED)
        on_disk = {path for top in tops for root in self._over(top) for path in _below(root, top)}
        found = tuple(sorted(on_disk.union(path for path in self.laid if not clean or path.startswith(f"{clean}/"))))
        digest = hashlib.sha256("\n".join(found).encode()).hexdigest() if found else ABSENT
        self._reads.setdefault(f"{clean}/", digest)
        return found

    def entries(self, folder: str) -> tuple[tuple[str, bool], ...]:
        """The names just inside a folder of the workspace, sorted, each with whether it is a folder.

        Hidden ones are left out. Which briefs there are is no input of any one brief, so this is not recorded.
        """
        top = self.root / normal(folder)
        try:
            with os.scandir(top) as found:
                return tuple(sorted((e.name, e.is_dir()) for e in found if not e.name.startswith(".")))
        except OSError:
            return ()

    def _over(self, clean: str) -> tuple[Path, ...]:
        """The folders that a path is looked for in, the workspace first."""
        return self._roots if f"{clean}/".startswith(PACKAGED) else self._roots[:1]

    def _locate(self, clean: str, asked: str) -> Path | None:
        """The real file under the first root that has it; None, and noted as absent, when none has."""
        for root in self._over(clean):
            inside = _inside(root, clean, asked)
            if inside is not None:
                return inside
        self._reads.setdefault(clean, ABSENT)
        return None

    def _nearest(self, clean: str) -> str:
        """The most similar path below the closest folder that exists; a mere difference of Unicode form comes first."""
        folder = clean.rpartition("/")[0]
        roots = self._over(clean)
        while folder and not any((root / folder).is_dir() for root in roots):
            folder = folder.rpartition("/")[0]
        start = len(folder) + 1 if folder else 0
        below = [path for root in roots for path in islice(_below(root, folder), _NEAREST_LIMIT)]
        same = [path for path in below if _folded(path) == _folded(clean)]
        name = clean.rpartition("/")[2]
        moved = [path for path in below if path.rpartition("/")[2] == name]
        by_stem = {path[start:].rpartition(".")[0] or path[start:]: path for path in below}
        stem = clean[start:].rpartition(".")[0] or clean[start:]
        close = [by_stem[found] for found in difflib.get_close_matches(stem, by_stem, n=1)]
        return next(iter([*same, *moved, *close]), "")


def normal(path: str) -> str:
    """The path without "." parts and doubled slashes. Raises FileRefused for one that could leave the workspace."""
    decoded = unquote(path)
    for shape in (path, decoded):
        if "\0" in shape:
            raise FileRefused(path, "a file name cannot hold a NUL character")
        if _SCHEME.search(shape):
            raise FileRefused(path, "it is an address or a drive, not a path in the workspace")
        if shape.startswith(("/", "\\", "~/")):
            raise FileRefused(path, "it is an absolute path, outside the workspace")
        if ".." in re.split(r"[/\\]", shape):
            raise FileRefused(path, 'it climbs with "..", which may lead outside the workspace')
    return "/".join(part for part in path.split("/") if part not in ("", "."))


def _inside(root: Path, clean: str, asked: str) -> Path | None:
    """The real file of a path under one root, or None when it has none. Raises FileRefused."""
    try:
        real = (root / clean).resolve(strict=True)
        found = real.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, RuntimeError) as error:
        raise FileRefused(asked, f"it cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if not real.is_relative_to(root):
        raise FileRefused(asked, "it is a symbolic link that leads outside the workspace")
    if not stat.S_ISREG(found.st_mode):
        raise FileRefused(asked, "it is a folder or a device, not a file")
    if found.st_size > LARGEST:
        raise FileRefused(asked, f"it has {found.st_size:,} bytes; the limit is {LARGEST:,}")
    if not os.access(real, os.R_OK):
        raise FileRefused(asked, "it cannot be read (no permission)")
    return real


def _below(root: Path, folder: str) -> Iterator[str]:
    """The paths, relative to `root`, of the visible files below a folder; links to folders are not followed."""
    for here, folders, names in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        prefix = Path(here).relative_to(root).as_posix()
        for name in sorted(names):
            if not name.startswith("."):
                yield name if prefix == "." else f"{prefix}/{name}"


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
