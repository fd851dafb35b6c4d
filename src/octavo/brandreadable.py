"""Files of one brand -> fonts and pictures that cannot be read, each told at the file itself.

Else the layout would pass over them, and name the brief or the first style sheet.
"""

from collections.abc import Iterator
from contextlib import suppress

from octavo.brand import Brand
from octavo.brandparts import FOLDER
from octavo.files import FileRefused, Files
from octavo.fonts import coverage
from octavo.images import examine
from octavo.lookalikes import NOTHING, looks_like
from octavo.problems import Place, Problem, problem
from octavo.stylesheet import URL, join
from octavo.utf8 import NotText

UNREADABLE = frozenset({"image-empty", "image-unknown", "image-damaged", "svg-broken", "svg-no-namespace"})
"""Faults of a picture with which nothing of it is shown."""
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")


def shown(files: Files, brand: Brand) -> list[str]:
    """The fonts of a brand and its pictures: its logos, and those that its own sheets name."""
    found = {logo.path for logo in brand.logos.values()} | {face.path for face in brand.fonts}
    for path in files.list(f"{FOLDER}/{brand.name}"):
        if path.endswith(".css"):
            with suppress(FileRefused, NotText):  # which the linter tells
                named = [join(path, match["target"].strip()) for match in URL.finditer(files.text(path))]
                found |= {one for one in named if one.lower().endswith(PICTURES) and files.exists(one)}
    return sorted(found)


def check_files(files: Files, brand: Brand) -> tuple[Problem, ...]:
    """What cannot be read, sorted by place."""
    fonts = {face.path for face in brand.fonts}
    found: list[Problem] = []
    for path in shown(files, brand):
        data = files.read(path)
        if path in fonts:
            found += _font(data, path)
        else:
            found += (one for one in examine(data, path, Place(path))[1] if one.code in UNREADABLE)
    return tuple(sorted(found, key=lambda p: p.place))


def _font(data: bytes, path: str) -> Iterator[Problem]:
    try:
        coverage(data)
    except Exception:  # fontTools raises TTLibError, struct.error, AssertionError, brotli.error and more
        looks = looks_like(data).removesuffix(" instead of the picture")
        reason = "it is empty" if not data else f"it looks like {looks}" if looks != NOTHING else "it is damaged"
        yield problem("brand-font-broken", Place(path), file=path.rsplit("/", 1)[-1], reason=reason)
