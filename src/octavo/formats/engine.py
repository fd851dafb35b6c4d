"""WeasyPrint, imported quickly: the names of it that the PDF's rooms use. They import it from here only."""

from octavo.formats.quick import quick_import

with quick_import():
    from weasyprint import CSS, HTML, Attachment, Document, Page
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = [
    "CSS",
    "HTML",
    "AbsolutePlaceholder",
    "Attachment",
    "Document",
    "FontConfiguration",
    "Page",
    "URLFetcher",
    "URLFetcherResponse",
    "boxes",
]
