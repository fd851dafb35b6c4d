"""PDF bytes -> pictures of its pages. The only file that knows PDFium."""

import ctypes
import hashlib
import io
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageDraw

SHARE = (1200, 630)
"""Pixels, width and height, of the picture that is shown where a link is shared (Open Graph, 1.91 to 1)."""
THUMBNAIL = 480
"""Pixels, the width of a first page on the contents page: twice its width there, for dense screens."""
QUIET, LEAST = 20, 250
"""Rows without any mark that make a good place to end the picture, and the least that is kept of it."""
POINTS = 72
"""To the inch (ISO 32000-2, 8.3.2.3)."""
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
                    left, bottom, right, top = (round(edge, 2) for edge in item.get_bounds())
                    is_in = raw.FPDFFont_GetIsEmbedded(font) == 1
                    top, bottom = round(height - top, 2), round(height - bottom, 2)
                    found[name] = Face(name, is_in, number + 1, left, top, right, bottom)
    finally:
        document.close()
    return tuple(found.values())


def _font_name(font: raw.FPDF_FONT) -> str:
    """The PostScript name, without the letters that mark a subset (ISO 32000-1, 9.6.4)."""
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(font, name, size)
    return SUBSET.sub("", name.value.decode("utf-8", "replace")).rstrip(",")


EXCERPT, AROUND = 1.25, 90
"""Pixels a point of a place on a page, and how many points above and below it are shown."""
WHOLE = 0.6
"""Pixels a point of a whole page."""
FRAME = "#b3123f"
"""The line round a place, between two white ones, on which it tells by 6 to 1 whatever the page's own ground is."""
GREYS = 48
"""Colours of an excerpt: enough for type, and a third of the size."""

Spot = tuple[int, tuple[float, float, float, float] | None]
"""A page, counted from 1, and a box on it in points from its upper left corner; None is the whole page."""


def excerpts(pdf: bytes, spots: Iterable[Spot]) -> Iterator[bytes]:
    """A PNG for each spot: the part of the page round its box, which is framed, or the whole page, small. b"" for a
    page that there is not."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, box in spots:
            yield _excerpt(document[number - 1], box) if 0 < number <= len(document) else b""
    finally:
        document.close()


def _excerpt(page: pypdfium2.PdfPage, box: tuple[float, float, float, float] | None) -> bytes:
    scale = EXCERPT if box else WHOLE
    image: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    if box:
        width, height = image.size
        left, top, right, bottom = (value * scale for value in box)
        frame = (max(left - 4, 1), max(top - 4, 1), min(right + 4, width - 2), min(bottom + 4, height - 2))
        if frame[0] < frame[2] and frame[1] < frame[3]:
            pen = ImageDraw.Draw(image)
            pen.rectangle((frame[0] - 2, frame[1] - 2, frame[2] + 2, frame[3] + 2), outline="#ffffff", width=7)
            pen.rectangle(frame, outline=FRAME, width=3)
        upper = min(max(0, round(top - AROUND * scale)), height - 1)
        lower = max(min(height, round(bottom + AROUND * scale)), upper + 1)
        image = image.crop((0, upper, width, lower))
    return _png(image, GREYS)


def pictures(
    pdf: bytes, numbers: Iterable[int], scale: float, known: Container[str]
) -> Iterator[tuple[int, str, bytes]]:
    """Some pages, counted from 1, at so many pixels a point: number, SHA-256 of the pixels, PNG. Pages that look the
    same have the same hash; of those in `known` there is no PNG."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in numbers:
            drawn: Image.Image = document[number - 1].render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
            sha = hashlib.sha256(f"{drawn.size}".encode() + drawn.tobytes()).hexdigest()
            out = io.BytesIO()
            if sha not in known:
                drawn.save(out, "PNG", compress_level=1)
            yield number, sha, out.getvalue()
    finally:
        document.close()


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


def _png(image: Image.Image, colours: int = 256) -> bytes:
    """PNG without a date or any other chunk that changes from run to run."""
    out = io.BytesIO()
    image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()


def pages(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    """Every page, in RGB on white, at so many pixels an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            drawn: Image.Image = document[number].render(scale=dpi / POINTS, may_draw_forms=False).to_pil()
            yield drawn.convert("RGB")
    finally:
        document.close()


def texts(pdf: bytes) -> Iterator[str]:
    """What can be read on every page. Raises RuntimeError when PDFium cannot open the file."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            yield document[number].get_textpage().get_text_range()
    finally:
        document.close()
