"""PDF bytes -> pictures of its pages. The only file that knows PDFium."""

import io

import pypdfium2
from PIL import Image

SHARE = (1200, 630)
"""Pixels, width and height, of the picture that is shown where a link is shared (Open Graph, 1.91 to 1)."""
THUMBNAIL = 480
"""Pixels, the width of a first page on the contents page: twice its width there, for dense screens."""
COVER = (1600, 2560)
"""Pixels, width and height, of a book's cover (Amazon KDP, "Cover image guidelines": 1.6 to 1)."""


def share_card(pdf: bytes) -> bytes:
    """The head of the first page as PNG, 1200 by 630 pixels."""
    page = _page(pdf, SHARE[0])
    return _png(page.crop((0, 0, *SHARE)))


def thumbnail(pdf: bytes) -> bytes:
    """The first page as PNG, 480 pixels wide."""
    return _png(_page(pdf, THUMBNAIL))


def cover(pdf: bytes) -> bytes:
    """The first page of a cover's PDF as PNG, 1600 by 2560 pixels."""
    return _png(_page(pdf, COVER[0]).crop((0, 0, *COVER)))


def _page(pdf: bytes, width: int) -> Image.Image:
    """The first page, `width` pixels wide, on white."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        drawn: Image.Image = page.render(scale=width / page.get_width(), may_draw_forms=False).to_pil()
        return drawn.convert("RGB")
    finally:
        document.close()


def _png(image: Image.Image) -> bytes:
    """PNG without a date or any other chunk that changes from run to run."""
    out = io.BytesIO()
    image.quantize(256, dither=Image.Dither.NONE).save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()
