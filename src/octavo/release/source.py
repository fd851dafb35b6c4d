"""The sources of an edition <-> source.zip, from which its bytes can be made again wherever the same tools are."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from octavo.artifact import Artifact
from octavo.files import LARGEST, Files

SOURCE = "source.zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can name (PKWARE APPNOTE 4.4.6): the archive holds no time."""
_MODE = 0o644 << 16


def pack(files: Files, sources: Iterable[str]) -> Artifact:
    """An archive of all `sources`, the defaults of Octavo among them. Raises FileMissing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(sources):
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _MODE
            archive.writestr(entry, files.read(path))
    return Artifact(SOURCE, "", packed.getvalue())


def read(packed: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The sources of these paths. Raises OSError, BadZipFile, KeyError for one that is not in the archive, ValueError
    for one that no source can be as large as."""
    with zipfile.ZipFile(packed) as archive:
        for path in paths:
            if archive.getinfo(path).file_size > LARGEST:
                raise ValueError(f"{path} claims to be larger than any source may be")
            yield path, archive.read(path)


def unpack(packed: Path, sources: Iterable[str], into: Path) -> None:
    """Lay the sources out as a workspace. Only names that the release records are written, as plain files. Raises what
    `read` does."""
    for path, data in read(packed, sources):
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
