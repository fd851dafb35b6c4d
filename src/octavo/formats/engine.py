"""WeasyPrint, imported quickly and mended: the names of it that the PDF's rooms use. They import it from here only."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from octavo.formats.columns import above_notes, apart_from_notes, column_by_column, put_off_notes
from octavo.formats.quick import quick_import

with quick_import():
    from weasyprint import CSS, HTML, VERSION, Attachment, Document, Page
    from weasyprint import pdf as writer
    from weasyprint.css.properties import ZERO_PIXELS
    from weasyprint.css.tokens import InvalidValues, remove_whitespace
    from weasyprint.css.validation import EXPANDERS, validate_non_shorthand
    from weasyprint.formatting_structure import boxes
    from weasyprint.images import RasterImage
    from weasyprint.layout import block, column, inline
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.layout.replaced import replacedbox_layout
    from weasyprint.text.ffi import FROM_UNITS, ffi
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
    "RasterImage",
    "URLFetcher",
    "URLFetcherResponse",
    "block",
    "boxes",
    "drawn_picture",
    "inline",
    "spaces",
    "tagged_by",
    "takes",
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


def takes(name: str, value: Iterable[Any]) -> bool:
    """Whether the engine takes a declaration, in which nothing is left to look up. No address in it is followed."""
    tokens = remove_whitespace(value)
    try:
        return bool(tokens) and bool([*EXPANDERS.get(name, validate_non_shorthand)(tokens, name, "file:///")])
    except (InvalidValues, IndexError):  # the latter for `font: none`, which it does not foresee
        return False


def drawn_picture(box: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 - a replaced box
    """Width, height, left and top of the whole picture that a box shows, or shows a part of (object-fit)."""
    width, height, left, top = replacedbox_layout(box)
    return width, height, left, top


def spaces(box: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401 - a text box
    """Left and right end of each space in the text of a justified line; nothing for any other. A space takes up what
    its line was stretched by."""
    if not box.justification_spacing:
        return
    box.pango_layout.reactivate(box.style)
    line, _ = box.pango_layout.get_first_line()
    text, x = box.pango_layout.text.encode(), box.position_x
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        glyphs, clusters = item.glyphs.glyphs, item.glyphs.log_clusters
        for n in range(item.glyphs.num_glyphs):
            at, width = item.item.offset + clusters[n], glyphs[n].geometry.width * FROM_UNITS
            if text[at : at + 1] == b" " or text[at : at + 2] == b"\xc2\xa0":
                yield x, x + width
            x += width
    box.pango_layout.deactivate()


Split = tuple[Any, ...]
"""Layout, length, where the next line begins (None: nowhere), width, height and baseline of a first line."""

NARROWEST = 1 / 4
"""Ems. No text is set narrower than this for each of its characters."""


def _hanging_blanks(split: Callable[..., Split]) -> Callable[..., Split]:
    """`split_first_line`, with the blank at the end of a text taking no room.

    WeasyPrint 70 holds a text that fits but for its last blank to be too wide, and cuts it after its first word (or
    hyphenates it). It happens before any code, link or emphasis, and always before one that no line may begin with,
    such as `.venv` (UAX 14, LB13): a line is then left nearly empty. Its name is private: see tests/test_engine.py.
    """

    @wraps(split)
    def split_first_line(text: str, style: Any, context: Any, width: float, *rest: Any, **named: Any) -> Split:  # noqa: ANN401
        found = split(text, style, context, width, *rest, **named)
        hangs = found[2] is not None and text.endswith(" ") and style["white_space"] == "normal"
        if not hangs or len(text) * style["font_size"] * NARROWEST > width:
            return found
        bare = split(text.rstrip(" "), style, context, width, *rest, **named)
        return split(text, style, context, None, *rest, **named) if bare[2] is None and bare[3] <= width else found

    return split_first_line


inline.split_first_line = _hanging_blanks(inline.split_first_line)
block.columns_layout = apart_from_notes(block.columns_layout, block.remove_placeholders)
block.block_box_layout = column_by_column(block.block_box_layout, ZERO_PIXELS)
block.block_level_layout = above_notes(block.block_level_layout, ZERO_PIXELS)
column._report_footnotes = put_off_notes
