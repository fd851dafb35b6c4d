"""HTML of a case in cases/tags -> a PDF, written as the press writes it."""

from pathlib import Path

from octavo.formats.engine import HTML, FontConfiguration
from octavo.formats.finish import Enclosure, Promise, write
from octavo.formats.standards import STANDARDS
from octavo.model.meta import Pdf

CASES = Path(__file__).parent / "cases" / "tags"

TAGS = (("DC.title", "A case"), ("DC.creator", "One Author"), ("DC.language", "en"))


def printed(html: str, promise: Pdf = "archival", enclosed: tuple[Enclosure, ...] = ()) -> bytes:
    """The body of a case as a PDF of one of the two kinds."""
    standard = STANDARDS[promise, bool(enclosed)]
    page = '<!doctype html><html lang="en"><head><title>A case</title><link rel="stylesheet" href="page.css"></head>'
    source = HTML(string=f"{page}<body>{html}</body></html>", base_url=str(CASES / "case.html"))
    document = source.render(font_config=FontConfiguration(), pdf_variant=standard.variant)
    return write(document, Promise(standard, TAGS, enclosed))
