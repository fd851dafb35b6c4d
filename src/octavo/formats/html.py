"""Screen Markup + style sheet -> a folder that is a web page: HTML, CSS, script, fonts, pictures, data."""

import re

from octavo.appendix import data_file
from octavo.artifact import Artifact
from octavo.design import Design
from octavo.document import Document
from octavo.edition import Editions
from octavo.editionfiles import SHARE_CARD
from octavo.formats.cite import records
from octavo.formats.complete import require
from octavo.formats.pdf import Printed
from octavo.formats.raster import share_card, thumbnail
from octavo.index import COVER
from octavo.markup import compose
from octavo.metadata import describe

SCRIPT = "templates/script.js"

ADDRESS = re.compile(r"""url\((?P<quote>["']?)(?P<path>styles/[^"')]+)(?P=quote)\)""")
KINDS = {"woff2": "font/woff2", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


def make(document: Document, design: Design, editions: Editions, printed: Printed | None) -> tuple[Artifact, ...]:
    """The files of one brief's web page, `index.html` first. No file asks another host for anything."""
    markup = compose(document, design, "screen", editions, about=describe(document, editions))
    require(document, design, "screen", markup.html)
    return (
        Artifact("index.html", "text/html", markup.html.encode()),
        *dressed(design, document.brief.paper),
        Artifact("script.js", "text/javascript", design.files.read(SCRIPT)),
        *records(document, design),
        *markup.resources,
        *(data_file(appendix) for appendix in document.data),
        *(_pictures(printed.data) if printed else ()),
    )


def _pictures(pdf: bytes) -> tuple[Artifact, ...]:
    """The first page, for places where the brief is shared or listed."""
    return Artifact(SHARE_CARD, "image/png", share_card(pdf)), Artifact(COVER, "image/png", thumbnail(pdf))


def dressed(design: Design, paper: str | None) -> tuple[Artifact, ...]:
    """`style.css` and every file it names, for a page that stands beside them."""
    sheet = design.stylesheet("screen", paper)
    found: dict[str, Artifact] = {}

    def beside(match: re.Match[str]) -> str:
        path = match["path"]
        kind = KINDS.get(path.rsplit(".", 1)[-1], "application/octet-stream")
        folder = "fonts" if kind.startswith("font/") else "brand"
        found[path] = Artifact(f"{folder}/{path.rsplit('/', 1)[-1]}", kind, design.files.read(path))
        return f'url("{found[path].name}")'

    text = ADDRESS.sub(beside, sheet.text)
    return Artifact("style.css", "text/css", text.encode()), *found.values()
