"""Document + Brand -> Document with its charts drawn, at the widths of the printed page and of a phone."""

import hashlib
import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from octavo import charts
from octavo.blocks import Chart
from octavo.brand import Brand
from octavo.charttheme import PRINT_TEXT, SCREEN_TEXT, ChartTheme
from octavo.document import Document
from octavo.files import Files
from octavo.fonts import print_face
from octavo.problems import Problem, Rejected
from octavo.walk import every, rebuild

WIDTHS = {"wide": "wide", "bleed": "wide", "text": "text"}
"""Track of a chart -> which of the brand's figure widths it is drawn at."""


def draw_charts(document: Document, brand: Brand, files: Files, folder: Path) -> tuple[Document, tuple[Problem, ...]]:
    """Read, check and draw every chart, each once for the page and once for a phone.

    `folder` keeps drawings and unpacked fonts between builds.
    """
    found: list[Problem] = []

    def load(item: object) -> object:
        if not isinstance(item, Chart):
            return item
        chart, said = charts.load(item, files)
        found.extend(said)
        return chart

    if not any(every(Chart, document.chapters)):
        return document, ()
    chapters = rebuild(document.chapters, load)
    if any(p.severity == "error" for p in found):
        raise Rejected(tuple(found))
    faces = _faces(brand, files, folder)
    page, phone = (ChartTheme(brand.chart, brand.families["ui"], faces, size) for size in (PRINT_TEXT, SCREEN_TEXT))

    def draw(item: object) -> object:
        if not isinstance(item, Chart):
            return item
        language = item.lang or document.brief.language
        orders = (
            charts.Drawing(item, page, brand.figure[WIDTHS[item.track]], language),
            charts.Drawing(item, phone, brand.figure["narrow"], language),
        )
        wide, narrow = charts.draw_many(orders, folder / "charts")
        return replace(item, svgs=(("wide", wide), ("narrow", narrow)))

    return replace(document, chapters=rebuild(chapters, draw)), tuple(found)


def _faces(brand: Brand, files: Files, folder: Path) -> Path:
    """A folder with the faces that charts are set in, unpacked: they are measured by name (vl-convert reads no WOFF2)."""
    own = [files.read(face.path) for face in brand.fonts if face.family == brand.families["ui"]]
    faces = folder / "chart-faces" / hashlib.sha256(b"".join(own)).hexdigest()[:16]
    if not faces.is_dir():
        beside = faces.with_name(f"{faces.name}.{os.getpid()}")
        beside.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(own):
            (beside / f"{number}.ttf").write_bytes(print_face(data, folder / "faces"))
        with suppress(OSError):
            beside.rename(faces)
    return faces
