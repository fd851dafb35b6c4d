"""Document + Brand -> Document with its charts drawn, at the widths of the printed page and of a phone."""

from dataclasses import replace
from pathlib import Path

from octavo import charts
from octavo.blocks import Chart
from octavo.brand import Brand
from octavo.charttheme import PRINT_TEXT, SCREEN_TEXT, ChartTheme
from octavo.document import Document
from octavo.files import Files
from octavo.fonts import measuring_faces
from octavo.problems import Problem, Rejected
from octavo.settle import appendices
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

    drawn = rebuild(chapters, draw)
    return replace(document, chapters=drawn, data=appendices(drawn)), tuple(found)


def _faces(brand: Brand, files: Files, folder: Path) -> Path:
    """A folder with the faces that charts are set in, by which vl-convert measures their words."""
    family = brand.families["ui"]
    own = {(face.weight, face.style): files.read(face.path) for face in brand.fonts if face.family == family}
    return measuring_faces(family, own, folder / "faces")
