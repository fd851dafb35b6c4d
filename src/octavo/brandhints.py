"""A word and the words that were expected -> what to write instead."""

import difflib
from collections.abc import Iterable

SLIPS = 2
"""Characters that may be wrong, missing or too many in the name of a file that is meant to be another."""


def hint_for(word: str, known: Iterable[str]) -> str:
    """What to write instead of `word`: the nearest of `known`, else all of them."""
    names = list(known)
    near = nearest(word, names)
    return f'did you mean "{near}"?' if near else f"known: {', '.join(names)}" if names else "take it out"


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of `known` that `word` is surely a slip of, or ""."""
    return next(iter(difflib.get_close_matches(word, list(known), 1)), "")


def near_file(path: str, known: Iterable[str]) -> str:
    """The file of `known` that `path` is surely a slip of, or "": in its name all but a few characters agree, or all up
    to its ending. Names of a family, such as Italic and BoldItalic, are not taken for each other."""
    name = _name(path)
    stem = name.rpartition(".")[0]
    close = [(0 if _name(one).rpartition(".")[0] == stem else _slips(name, _name(one)), one) for one in known]
    slips, found = min(close, default=(SLIPS + 1, ""))
    return found if slips <= SLIPS else ""


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1].lower()


def _slips(one: str, other: str) -> int:
    """How many characters differ."""
    steps = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for kind, a, b, c, d in steps if kind != "equal")
