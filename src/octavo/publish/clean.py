"""An output folder -> the same without what Octavo made in it: what its manifest names, the cache, the staging area."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from octavo.folder import CACHE, MANIFEST, REPORT
from octavo.problems import Place, Problem, Rejected, problem
from octavo.publish.manifest import Manifest
from octavo.publish.shelf import opened, read_manifest

_NOT_MADE = {".gitignore"}
"""What an output folder may hold before anything is built."""


def clean(output: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Remove what Octavo made.

    Returns the files removed, relative to `output`, and a warning for each file that is left in an edition because
    the manifest does not name it. Raises Rejected when the folder is not ours, or another build is at work in it.
    """
    if not output.is_dir() or {entry.name for entry in output.iterdir()} <= _NOT_MADE:
        return (), ()
    if read_manifest(output) is None and not (output / CACHE).is_dir():
        raise Rejected((problem("output-not-ours", Place(str(output)), path=output),))
    with opened(output) as shelf:
        removed = [path for path in _made(shelf.manifest) if _remove(output, path)]
        left = [path for slug in sorted(shelf.manifest.editions) for path in _left(output / slug)]
        for name in (MANIFEST, REPORT):
            (output / name).unlink(missing_ok=True)
        shutil.rmtree(output / CACHE, ignore_errors=True)
    with suppress(OSError):
        output.rmdir()
    return tuple(removed), tuple(problem("left-in-place", Place(str(path)), path=path) for path in left)


def _left(place: Path) -> list[Path]:
    """The files that are still below a place, a symbolic link for one; the place itself where there is none."""
    if place.is_symlink() or not place.is_dir():
        return [place] if os.path.lexists(place) else []
    return sorted(path for path in place.rglob("*") if path.is_symlink() or not path.is_dir()) or [place]


def _made(manifest: Manifest) -> tuple[str, ...]:
    editions = sorted(manifest.editions.items())
    return (
        *(f"{slug}/{file.path}" for slug, edition in editions for file in edition.files),
        *(file.path for file in manifest.site),
    )


def _remove(output: Path, path: str) -> bool:
    """Remove a file below `output`, and the folders that become empty; never through a symbolic link."""
    place = output / path
    if place.parent.resolve() != output.resolve() / Path(path).parent or not os.path.lexists(place):
        return False
    place.unlink()
    for folder in place.parents:
        if folder == output:
            break
        with suppress(OSError):
            folder.rmdir()
    return True
