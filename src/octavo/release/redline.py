"""Two versions of a document -> their redline: the whole text, with what is new and what was taken out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from octavo.document import Document
from octavo.passages import CHANGE, passages

Kind = Literal["same", "new", "gone"]

ALIKE = 0.5
"""Two passages with less than half of their words in common are not the same passage rewritten."""

HEADINGS = ("the title", "a chapter's title", "a heading")

_PIECE = re.compile(r"\w+(?:[’'-]\w+)*|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Run:
    """A stretch of words."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Line:
    """A passage of either version. `what` it is: "a paragraph", "a heading"."""

    what: str
    runs: tuple[Run, ...]

    @property
    def is_heading(self) -> bool:
        return self.what in HEADINGS

    @property
    def is_changed(self) -> bool:
        return any(run.kind != "same" for run in self.runs)


def redline(old: Document, new: Document) -> tuple[Line, ...]:
    """Every passage of both versions, in reading order."""
    return tuple(_lines(_texts(old), _texts(new)))


def _texts(document: Document) -> list[tuple[str, str]]:
    """What each passage is, with its words. The notes on changes are told apart."""
    told = (passage for passage in passages(document) if passage.what != CHANGE)
    return [(passage.what, " ".join(passage.text.split())) for passage in told]


def _lines(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[Line]:
    for action, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if action == "equal":
            yield from (Line(what, (Run("same", text),)) for what, text in new[m:n])
        else:
            yield from _rewritten(old[i:j], new[m:n])


def _rewritten(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[Line]:
    """Passages that stand in each other's place: each new one beside the first old one that is like it."""
    left = list(old)
    for what, text in new:
        like = next((n for n, (kind, was) in enumerate(left) if kind == what and _likeness(was, text) >= ALIKE), None)
        if like is None:
            yield Line(what, (Run("new", text),))
            continue
        yield from (Line(kind, (Run("gone", was),)) for kind, was in left[:like])
        yield Line(what, tuple(_runs(left[like][1], text)))
        left = left[like + 1 :]
    yield from (Line(kind, (Run("gone", was),)) for kind, was in left)


def _likeness(old: str, new: str) -> float:
    """The share of words in common, 0 to 1 (Ratcliff and Obershelp, as in difflib)."""
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


def _runs(old: str, new: str) -> Iterator[Run]:
    """Word by word; words that changed one after another are one stretch, what was taken out before what is new."""
    was, now = _PIECE.findall(old), _PIECE.findall(new)
    gone = come = ""
    for action, i, j, m, n in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        before, after = "".join(was[i:j]), "".join(now[m:n])
        if action == "equal" and not ((gone or come) and after.isspace()):
            yield from _changed(gone, come)
            yield Run("same", after)
            gone = come = ""
        else:
            gone, come = gone + before, come + after
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[Run]:
    """A stretch of words that changed; the space that both end with is no part of the change."""
    shared = " " if gone.endswith(" ") and come.endswith(" ") else ""
    for kind, text in (("gone", gone), ("new", come)):
        if inner := text[: len(text) - len(shared)]:
            yield Run("gone" if kind == "gone" else "new", inner)
    if shared:
        yield Run("same", shared)
