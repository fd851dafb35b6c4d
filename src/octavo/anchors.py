"""Anchors of a document: unique, never empty, readable. Also the nearest name to a misspelt one."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

from octavo.problems import Place, Problem, problem

RESERVED = frozenset({"body", "takeaways", "people", "cite", "data", "references", "endnotes", "summary", "contents"})
"""Ids that the templates use themselves."""


class Anchors:
    """Hands out ids and remembers them in order. `problems` holds ids that authors used twice."""

    def __init__(self, written: Iterable[str] = ()) -> None:
        """`written` are the ids authors gave: no id made up here takes one of them."""
        self.taken: dict[str, Place] = {}
        self._kept = RESERVED | set(written)
        self.problems: list[Problem] = []

    def take(self, wanted: str, place: Place) -> str:
        """Claim `wanted`. A second claim of an author's id is a problem and gets a number of its own."""
        if wanted in self.taken:
            self.problems.append(problem("duplicate-id", place, value=wanted, first=self.taken[wanted]))
            wanted = self.fresh(wanted)
        self.taken[wanted] = place
        return wanted

    def slug(self, words: str) -> str:
        """A free id from a heading's words, in any script ("section" when no letter or digit is left)."""
        folded = unicodedata.normalize("NFKC", words).casefold()
        slug = re.sub(r"[^\w]+", "-", folded).strip("-_")
        if not slug or not slug[0].isalpha():
            slug = f"section-{slug}".rstrip("-")
        return slug if slug not in self.taken and slug not in self._kept else self.fresh(slug)

    def fresh(self, stem: str) -> str:
        """`stem-1`, `stem-2`, ...: the first that is free."""
        number = 1
        while f"{stem}-{number}" in self.taken or f"{stem}-{number}" in self._kept:
            number += 1
        return f"{stem}-{number}"


def nearest(name: str, known: Iterable[str]) -> str:
    """A phrase for hints: 'did you mean "x"?', or the known names, or "there is none"."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, 1, 0.5)
    if close:
        return f'did you mean "{close[0]}"?'
    return f"there is {', '.join(names[:8])}" if names else "there is none here"
