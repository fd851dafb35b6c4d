"""Brief -> Brief with its charts read; Document + Brand -> Document with them drawn, for the page and for a phone."""

from dataclasses import replace
from pathlib import Path

from octavo import charts
from octavo.blocks import Chart
from octavo.brand import Brand
from octavo.charttheme import PRINT_TEXT, SCREEN_TEXT, ChartTheme
from octavo.document import Document
from octavo.files import Files
from octavo.fonts import measuring_faces
from octavo.model.brief import Brief
from octavo.problems import Problem
from octavo.walk import every, rebuild

WIDTHS = {"wide": "wide", "bleed": "wide", "text": "text"}
"""Track of a chart -> which of the brand's figure widths it is drawn at."""


def read_charts(brief: Brief, files: Files) -> tuple[Brief, tuple[Problem, ...]]:
    """Read and check the specification and the data of every chart."""
    found: list[Problem] = []

    def load(item: object) -> object:
        if not isinstance(item, Chart):
            return item
        chart, said = charts.load(item, files)
        found.extend(said)
        return chart

    return replace(brief, chapters=rebuild(brief.chapters, load)), tuple(found)


def draw_charts(document: Document, brand: Brand, files: Files, folder: Path) -> Document:
    """Draw every chart, once for the page and once for a phone. Raises Rejected with what cannot be drawn.

    The charts are read and sound. `folder` keeps drawings and unpacked fonts between builds.
    """
    if not any(every(Chart, document.chapters)):
        return document
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

    return replace(document, chapters=rebuild(document.chapters, draw))


def _faces(brand: Brand, files: Files, folder: Path) -> Path:
    """A folder with the faces that charts are set in, by which vl-convert measures their words."""
    family = brand.families["ui"]
    own = {(face.weight, face.style): files.read(face.path) for face in brand.fonts if face.family == family}
    return measuring_faces(family, own, folder / "faces")
