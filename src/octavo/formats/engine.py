"""WeasyPrint, imported quickly and mended: the names of it that the PDF's rooms use. They import it from here only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from octavo.formats.quick import quick_import

with quick_import():
    from weasyprint import CSS, HTML, VERSION, Attachment, Document, Page
    from weasyprint import pdf as writer
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline
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
    "inline",
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
