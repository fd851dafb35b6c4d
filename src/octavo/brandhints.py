"""A word and the words that were expected -> what to write instead."""

import difflib
from collections.abc import Iterable


def hint_for(word: str, known: Iterable[str]) -> str:
    """What to write instead of `word`: the nearest of `known`, else all of them."""
    names = list(known)
    close = difflib.get_close_matches(word, names, 1)
    return f'did you mean "{close[0]}"?' if close else f"known: {', '.join(names)}" if names else "take it out"
