"""The PDFs of specimens -> pictures of their pages, as they are and as they were before the brand changed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from octavo.formats.raster import pages
from octavo.lab.specimens import Sample
from octavo.proofs.picture import as_png, difference, opened

DPI = 72
"""Pixels an inch of the page pictures: a Letter page is 612 by 792."""
STATE = "lab.json"
BEFORE = "before"
"""Folder of the pages as they were before the brand changed."""


@dataclass(frozen=True)
class Page:
    """A page of a specimen. `before` and `difference` are pictures, "" when it did not change, or is new."""

    specimen: str
    number: int
    picture: str
    is_changed: bool = False
    before: str = ""
    difference: str = ""


def pictures(slug: str, pdf: Path) -> Iterator[tuple[str, bytes]]:
    """A picture of every page, by path; none when there is no PDF."""
    if pdf.is_file():
        for number, image in enumerate(pages(pdf.read_bytes(), DPI), 1):
            yield f"pages/{slug}-{number:02}.png", as_png(image)


def before(folder: Path, brand: str) -> dict[str, bytes]:
    """The pages of the lab that is there: as they were before this change, or before the last one when nothing changed
    since. `brand` is the brand's state."""
    try:
        is_same = json.loads((folder / STATE).read_bytes())["brand"] == brand
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    source = folder / BEFORE if is_same else folder / "pages"
    return {f"{BEFORE}/{path.name}": path.read_bytes() for path in sorted(source.glob("*.png"))}


def pages_of(sample: Sample, parts: Mapping[str, bytes], old: Mapping[str, bytes]) -> tuple[Page, ...]:
    """The pages of a specimen. `parts` has the pictures as they are, `old` those before."""
    start = f"pages/{sample.slug}-"
    own = sorted(path for path in parts if path.startswith(start) and path[len(start)].isdigit())
    return tuple(_page(str(sample), number, path, parts, old) for number, path in enumerate(own, 1))


def _page(specimen: str, number: int, path: str, parts: Mapping[str, bytes], old: Mapping[str, bytes]) -> Page:
    name = path.removeprefix("pages/")
    was = f"{BEFORE}/{name}"
    if not old or old.get(was) == parts[path]:
        return Page(specimen, number, path)
    return (
        Page(specimen, number, path, True, was, f"changed/{name}") if was in old else Page(specimen, number, path, True)
    )


def differences(shown: tuple[Page, ...], parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Where pages differ from what they were before, as pictures by path."""
    return {
        page.difference: as_png(difference(opened(parts[page.before]), opened(parts[page.picture])))
        for page in shown
        if page.difference
    }
