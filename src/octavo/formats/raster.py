"""PDF bytes -> pictures of its pages. The only file that knows PDFium."""

import ctypes
import io
import re
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

SHARE = (1200, 630)
"""Pixels, width and height, of the picture that is shown where a link is shared (Open Graph, 1.91 to 1)."""
THUMBNAIL = 480
"""Pixels, the width of a first page on the contents page: twice its width there, for dense screens."""
QUIET, LEAST = 20, 250
"""Rows without any mark that make a good place to end the picture, and the least that is kept of it."""
COVER = (1600, 2560)
"""Pixels, width and height, of a book's cover (Amazon KDP, "Cover image guidelines": 1.6 to 1)."""
SUBSET = re.compile(r"^[A-Z]{6}\+")


@dataclass(frozen=True)
class Face:
    """A font of a PDF and where it first stands: the page, and the box in points from its upper left corner."""

    name: str
    embedded: bool
    page: int
    left: float
    top: float
    right: float
    bottom: float


def faces(pdf: bytes) -> tuple[Face, ...]:
    """Every font that text is set in, in the order of the pages."""
    found: dict[str, Face] = {}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number]
            height = page.get_height()
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                font = raw.FPDFTextObj_GetFont(item.raw)
                name = _font_name(font)
                if name not in found:
                    left, bottom, right, top = item.get_bounds()
                    is_in = raw.FPDFFont_GetIsEmbedded(font) == 1
                    found[name] = Face(name, is_in, number + 1, left, height - top, right, height - bottom)
    finally:
        document.close()
    return tuple(found.values())


def _font_name(font: raw.FPDF_FONT) -> str:
    """The PostScript name, without the letters that mark a subset (ISO 32000-1, 9.6.4)."""
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(font, name, size)
    return SUBSET.sub("", name.value.decode("utf-8", "replace")).rstrip(",")


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
