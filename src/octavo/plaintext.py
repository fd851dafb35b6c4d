"""Inline pieces -> the text they show, without markup."""

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
