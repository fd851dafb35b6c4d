"""Text that looks like markup which did not take effect -> problems. Tables to extend."""

import re

from octavo.blocks import Emphasis, Inlines, Link, Span, Strong, Struck, Subscript, Superscript, Text
from octavo.markdown.reading import Reading
from octavo.markdown.syntax import Node

IN_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("stray-emphasis", re.compile(r"(?<!\w)\*\*+|\*\*+(?!\w)|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|~~")),
    ("stray-emphasis", re.compile(r"(?<![\w*])\*\w+(?=[^*]*\s\*(?![*\s]))")),
    ("undefined-link", re.compile(r"(?<=\])\[[^\]\[@^]+\]")),
)
"""Code and what shows in the words as they come out."""

IN_PARAGRAPH: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("stray-definition", re.compile(r"^:[ \t]+\S.*", re.MULTILINE)),
    ("bad-table", re.compile(r"^(?=.*\|)(?=.*--)[|:\- \t]+$", re.MULTILINE)),
    ("foreign-syntax", re.compile(r"\A(?:\[?\[_{0,2}TOC_{0,2}\]\]?|\[![A-Za-z]+\]|(?:!!!|\?\?\?)[ ].*)", re.MULTILINE)),
)
"""Code and what shows in a paragraph as it was typed."""

_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def in_paragraph(reading: Reading, passage: Node) -> None:
    for code, pattern in IN_PARAGRAPH:
        for found in pattern.finditer(passage.content):
            reading.report(code, reading.within(passage, found.start()), value=found[0])


def in_words(reading: Reading, passage: Node, words: Inlines) -> None:
    """Markup characters still standing in `words`. Escaped ones differ from the source, and so are left alone."""
    for text in _texts(words):
        for code, pattern in IN_WORDS:
            for found in pattern.finditer(_TEMPLATE.sub("", text)):
                at = passage.content.find(found[0])
                if at >= 0 and not passage.content[:at].endswith("\\"):
                    reading.report(code, reading.within(passage, at), value=found[0])


def _texts(words: Inlines) -> list[str]:
    found: list[str] = []
    for piece in words:
        if isinstance(piece, Text):
            found.append(piece.text)
        elif isinstance(piece, Emphasis | Strong | Struck | Superscript | Subscript | Span | Link):
            found += _texts(piece.children)
    return found
