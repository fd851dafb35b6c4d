"""Artifacts -> new files in a folder, with fixed modes, written through to the disk."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from octavo.artifact import Artifact
from octavo.publish.manifest import Printed, inside
from octavo.publish.swap import sync_folder

FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""What a web server can read, whatever the umask of the one who builds."""


def write(folder: Path, artifacts: Iterable[Artifact]) -> tuple[Printed, ...]:
    """Write new files below `folder`. Raises OSError, and ValueError for a name that leads out of it."""
    printed = []
    make_folders(folder)
    for artifact in artifacts:
        place = folder / inside(artifact.name)
        make_folders(place.parent, folder)
        with place.open("xb") as file:
            file.write(artifact.data)
        place.chmod(FILE_MODE)
        printed.append(Printed(artifact.name, len(artifact.data), hashlib.sha256(artifact.data).hexdigest()))
    return tuple(printed)


def put(place: Path, data: bytes, mode: int = FILE_MODE) -> None:
    """Write a file beside, through to the disk, and give it its name: at no time is half of it there. Two may not put
    the same file at once. Raises OSError; what was there then stands."""
    beside = place.with_name(f".{place.name}.new")
    try:
        with beside.open("wb") as file:
            beside.chmod(mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def carry(old: Path, new: Path, present: Iterable[Printed]) -> tuple[Printed, ...]:
    """Copy those files of `present` that are in the folder `old` to the folder `new`. Raises OSError."""
    carried = []
    for file in present:
        if (old / file.path).is_file():
            make_folders((new / file.path).parent, new)
            shutil.copy2(old / file.path, new / file.path)
            carried.append(file)
    return tuple(carried)


def make_folders(folder: Path, below: Path | None = None) -> None:
    """Make `folder`, and those between it and `below`, with FOLDER_MODE; those that exist stay as they are."""
    if folder == below:
        return
    if below is not None:
        make_folders(folder.parent, below)
    if not folder.is_dir():
        folder.mkdir()
        folder.chmod(FOLDER_MODE)


def sync(folder: Path) -> None:
    """Have all files below `folder` written through to the disk. Raises OSError."""
    for here, _, names in os.walk(folder):
        for name in names:
            with (Path(here) / name).open("r+b") as file:
                os.fsync(file.fileno())
        sync_folder(Path(here))
