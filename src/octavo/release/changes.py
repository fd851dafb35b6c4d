"""A release and the one before it -> changes/: what is different, as a page and as a PDF, in the brand."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from octavo.artifact import Artifact
from octavo.brand import Brand, Face
from octavo.defaults import DEFAULTS
from octavo.document import Document
from octavo.files import Files
from octavo.lab.paper import printed
from octavo.plaintext import plain
from octavo.press import settled
from octavo.problems import Rejected
from octavo.release.record import CHANGES, Released
from octavo.release.redline import redline
from octavo.release.source import SOURCE, unpack

TEMPLATE = "release/changes.html"
KINDS = ("text", "display", "ui")
"""The kinds of text whose faces the page is set in."""


class NotCompared(Exception):
    """There is no redline; the text says why."""


def changes(root: Path, slug: str, before: Released) -> Iterator[Artifact]:
    """The page, its PDF and its fonts. Raises NotCompared when the earlier version cannot be read any more."""
    files = Files(root, DEFAULTS)
    new, design = settled(files, slug, "", False, [])
    old = _earlier(before)
    change, note = next(
        (change, plain(note))
        for change, note in zip(new.brief.meta.changes, new.brief.changes, strict=True)
        if change.version == new.brief.meta.version
    )
    page = design.draw(
        TEMPLATE, new=new, old=old, labels=new.labels, brand=design.brand, lines=redline(old, new), change=change,
        note=note, faces=tuple(_faces(design.brand)), font=_font,
    )  # fmt: skip
    fonts = {_font(face): files.read(face.path) for face in _faces(design.brand)}
    yield Artifact(f"{CHANGES}/index.html", "", page.encode())
    yield Artifact(f"{CHANGES}/{slug}-changes.pdf", "", printed(page, fonts, files))
    yield from (Artifact(f"{CHANGES}/{name}", "", data) for name, data in sorted(fonts.items()))


def _earlier(release: Released) -> Document:
    """The document of an earlier release, from the sources that it keeps."""
    try:
        with TemporaryDirectory(prefix="octavo-release-") as workspace:
            unpack(release.folder / SOURCE, release.sources, Path(workspace))
            return settled(Files(Path(workspace)), release.slug, "", False, [])[0]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, Rejected) as fault:
        raise NotCompared(f"the sources of {release.name} cannot be read any more: {_first(fault)}") from None


def _first(fault: Exception) -> str:
    return fault.problems[0].text if isinstance(fault, Rejected) else str(fault)


def _faces(brand: Brand) -> Iterator[Face]:
    families = {brand.families[kind] for kind in KINDS}
    return (face for face in brand.fonts if face.family in families)


def _font(face: Face) -> str:
    """Where a face lies beside the page."""
    return f"fonts/{face.path.rpartition('/')[2]}"
