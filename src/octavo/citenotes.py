"""Citations of a style of notes -> calls of notes, each at its place among the words before and after it."""

import re
from dataclasses import fields, replace
from typing import Any, TypeVar, cast

from octavo import blocks as b
from octavo.pandocast import joined

T = TypeVar("T")

_CLOSING = re.compile(r"[.,;:!?…]+[”’\"')\]»]*|[”’\"')\]»]+[.,;:!?…]*")
"""A mark that ends a clause, with the quotation marks and brackets beside it."""


def in_place(item: T, after: bool) -> T:
    """`item` with the citations in its texts set among their neighbours, as a style of notes asks."""
    changed = {}
    for field in fields(cast(Any, item)):
        value = getattr(item, field.name)
        if isinstance(value, tuple) and any(isinstance(one, b.Citation) and one.rendered for one in value):
            changed[field.name] = _among_neighbours(value, after)
    return replace(cast(Any, item), **changed) if changed else item


def _calls_note(citation: b.Citation) -> bool:
    return any(isinstance(piece, b.NoteRef) for piece in citation.rendered)


def _unstopped(citation: b.Citation) -> b.Citation:
    """The citation without the full stop that its style puts at the end."""
    last = citation.rendered[-1] if citation.rendered else None
    if not isinstance(last, b.Text) or not last.text.endswith("."):
        return citation
    return replace(citation, rendered=(*citation.rendered[:-1], b.Text(last.text[:-1])))


def _among_neighbours(inlines: b.Inlines, after: bool) -> b.Inlines:
    """The call of a note stands close to the word before it, and after the mark that follows. What is cited in a note
    ends with a full stop only where the note ends."""
    made: list[b.Inline] = []
    rest = list(inlines)
    while rest:
        item = rest.pop(0)
        if not (isinstance(item, b.Citation) and _calls_note(item)):
            made.append(_unstopped(item) if isinstance(item, b.Citation) and rest else item)
            continue
        if isinstance(item.rendered[0], b.NoteRef) and made and isinstance(made[-1], b.Text):
            made[-1] = b.Text(made[-1].text.rstrip(" \n"))
        following = rest[0] if rest else None
        mark = _CLOSING.match(following.text) if after and isinstance(following, b.Text) else None
        if mark and isinstance(following, b.Text):
            made.append(b.Text(mark[0]))
            rest[0] = b.Text(following.text[mark.end() :])
        made += item.rendered
    return joined(tuple(made))
