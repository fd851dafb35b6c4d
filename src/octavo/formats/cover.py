"""Document + Design -> the picture on the front of the book."""

from dataclasses import replace

from octavo.design import Design
from octavo.document import Document
from octavo.edition import Editions
from octavo.formats.pdf import Job, Press
from octavo.formats.raster import cover
from octavo.markup import Drawer
from octavo.problems import Problem


def make(document: Document, design: Design, press: Press) -> tuple[bytes, tuple[Problem, ...]]:
    """The brand's cover with this title, as PNG, 1600 by 2560 pixels; and what the layout engine said."""
    draw = Drawer(document, design, "print")
    draw.inline = replace(draw.inline, link=lambda href: "")  # a picture leads nowhere
    html = design.draw("cover.html", **draw.context(Editions({})))
    brief = document.brief
    sheet = press.sheet(design.brand.name, design.stylesheet("print", "cover"), design.files.read)
    printed = press.print(html, sheet, Job(brief.path, pages=1), design.files.read)
    return cover(printed.data), printed.problems
