"""A word and the words that were expected -> what to write instead."""

import difflib
from collections.abc import Iterable


def hint_for(word: str, known: Iterable[str]) -> str:
    """What to write instead of `word`: the nearest of `known`, else all of them."""
    names = list(known)
    near = nearest(word, names)
    return f'did you mean "{near}"?' if near else f"known: {', '.join(names)}" if names else "take it out"


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of `known` that `word` is surely a slip of, or ""."""
    return next(iter(difflib.get_close_matches(word, list(known), 1)), "")
