"""Inline pieces -> the text they show, without markup; a text -> its letters, to be compared with others."""

import unicodedata

from octavo.blocks import (
    Citation,
    Code,
    CrossRef,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Picture,
    Span,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Text,
)


def plain(inlines: Inlines) -> str:
    """The text of `inlines` on one line. A break is a space, a picture its alternative text, a note's call nothing."""
    return "".join(_plain(piece) for piece in inlines).replace("\n", " ")


def _plain(piece: Inline) -> str:
    match piece:
        case Text(text) | Code(text):
            return text
        case LineBreak():
            return " "
        case (
            Emphasis(children)
            | Strong(children)
            | Struck(children)
            | Superscript(children)
            | Subscript(children)
            | Span(children)
            | Link(children)
        ):
            return plain(children)
        case Picture():
            return piece.alt
        case CrossRef():
            return piece.text or f"@{piece.target}"
        case Citation():
            return plain(piece.rendered) if piece.rendered else piece.source
        case _:
            return ""


def letters(text: str) -> str:
    """Letters and digits alone, so that spaces, hyphens at line ends, ligatures and punctuation do not tell."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
