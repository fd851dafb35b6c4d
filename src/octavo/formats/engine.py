"""WeasyPrint, imported quickly: the names of it that the PDF's rooms use. They import it from here only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from octavo.formats.quick import quick_import

with quick_import():
    from weasyprint import CSS, HTML, VERSION, Attachment, Document, Page
    from weasyprint import pdf as writer
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = [
    "CSS",
    "HTML",
    "VERSION",
    "AbsolutePlaceholder",
    "Attachment",
    "Document",
    "FontConfiguration",
    "Page",
    "URLFetcher",
    "URLFetcherResponse",
    "boxes",
    "tagged_by",
    "writer",
]


@contextmanager
def tagged_by(add_tags: Callable[..., Any]) -> Iterator[None]:
    """While a PDF is written, `add_tags` makes its structure tree instead of the function of that name in WeasyPrint,
    which is private: tests/test_engine.py says what is relied on, docs/decisions why."""
    own = writer.add_tags
    writer.add_tags = add_tags
    try:
        yield
    finally:
        writer.add_tags = own
