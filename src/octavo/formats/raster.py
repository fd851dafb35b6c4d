"""PDF bytes -> pictures of its pages. The only file that knows PDFium."""

import io

import pypdfium2
from PIL import Image

SHARE = (1200, 630)
"""Pixels, width and height, of the picture that is shown where a link is shared (Open Graph, 1.91 to 1)."""
THUMBNAIL = 480
"""Pixels, the width of a first page on the contents page: twice its width there, for dense screens."""
QUIET, LEAST = 20, 250
"""Rows without any mark that make a good place to end the picture, and the least that is kept of it."""
COVER = (1600, 2560)
"""Pixels, width and height, of a book's cover (Amazon KDP, "Cover image guidelines": 1.6 to 1)."""


def share_card(pdf: bytes) -> bytes:
    """The head of the first page as PNG, 1200 by 630 pixels. It ends between lines, never through one."""
    return _png(between_lines(_page(pdf, SHARE[0]).crop((0, 0, *SHARE))))


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


def between_lines(image: Image.Image) -> Image.Image:
    """The picture with nothing below the last wide gap when a line of type would be cut at its foot."""
    width, height = image.size
    grey = image.convert("L").tobytes()
    quiet = [len(set(grey[y * width : (y + 1) * width])) == 1 for y in range(height)]
    if all(quiet[-QUIET // 2 :]):
        return image
    for foot in range(height, LEAST + QUIET, -1):
        if all(quiet[foot - QUIET : foot]):
            image.paste(image.crop((0, foot - 1, 1, foot)).resize((width, height - foot)), (0, foot))
            break
    return image


def _png(image: Image.Image) -> bytes:
    """PNG without a date or any other chunk that changes from run to run."""
    out = io.BytesIO()
    image.quantize(256, dither=Image.Dither.NONE).save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()
