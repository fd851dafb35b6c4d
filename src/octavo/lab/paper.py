"""The lab's sheet -> its PDF: as it is on the screen, but for the specimens that are opened there."""

from collections.abc import Mapping

from octavo.files import Files
from octavo.fonts import print_face
from octavo.formats.engine import HTML, FontConfiguration
from octavo.formats.fetcher import BASE, WorkspaceFetcher
from octavo.formats.log import listen


def printed(html: str, parts: Mapping[str, bytes], files: Files) -> bytes:
    """The PDF, tagged as PDF/UA-1. `parts` are what the sheet names, by address."""
    kept = files.kept / "faces"
    fetcher = WorkspaceFetcher(parts.__getitem__, {}, lambda data: print_face(data, kept))
    with listen():
        document = HTML(string=html, base_url=BASE, url_fetcher=fetcher, media_type="print")
        made = document.write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")
    return bytes(made or b"")
