"""A word that no dictionary has + one that a dictionary has -> whether a hand that meant the one wrote the other.

A dictionary does not have every word; most that it lacks are names, terms and words newly formed. What makes one a
mistake is that it is a common slip away from a word: letters changed places, a letter left out or doubled, an accent,
a vowel for another, a key beside the right one (Damerau, A Technique for Computer Detection and Correction of Spelling
Errors, 1964; Pollock and Zamora, Automatic Spelling Correction in Scientific and Scholarly Text, 1984: the first
letter is seldom wrong). And a word may be spelt as the other side of the Atlantic spells it.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

VOWELS = frozenset("aeiouy")
ALIKE = ("csz", "bv", "dt", "gj", "mn", "ckq", "sx", "fv")
"""Letters that are taken for each other, by their sound."""
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SHORT = 5
"""Letters: of a word with so few there is nearly always another one slip away."""
LONG = 8
"""Letters: a word of so many that is one edit away from another one is hardly a word of its own, but for its ending."""
WHOLE = {"amongst": "among", "whilst": "while", "learnt": "learned"}
AMERICAN = (
    ("is(?=(?:e[drs]?|ers|ing|ations?|able)$)", "iz"), ("ys(?=(?:e[drs]?|ers|ing)$)", "yz"), ("our", "or"),
    ("ll(?=(?:ed|ing|ers?|ors?)$)", "l"), ("ogue(?=s?$)", "og"), ("ence(?=s?$)", "ense"), ("mme(?=s?$)", "m"),
    ("tre(?=s?$)", "ter"), ("[ao]e", "e"), ("ll(?=ment)", "l"), ("que(?=s?$)", "ck"),
)  # fmt: skip
BRITISH = (
    ("yz(?=(?:e[drs]?|ers|ing)$)", "ys"), ("or", "our"), ("l(?=(?:ed|ing|ers?|ors?)$)", "ll"), ("og(?=s?$)", "ogue"),
    ("ense(?=s?$)", "ence"), ("ter(?=s?$)", "tre"), ("practic(?=(?:ed|ing)$)", "practis"), ("eck(?=s?$)", "eque"),
)  # fmt: skip
"""What changes between the two (Oxford Style Manual, 2003, 5.1 to 5.3, and Merriam-Webster's Collegiate)."""


def respelt(word: str, language: str) -> Iterator[str]:
    """A word in lower case as it might be written in the English of `language`, if it is of another country."""
    rules = AMERICAN if language == "en-US" else BRITISH if language == "en-GB" else ()
    if language == "en-US" and word in WHOLE:
        yield WHOLE[word]
    for pattern, new in rules:
        for match in re.finditer(pattern, word):
            yield word[: match.start()] + new + word[match.end() :]


def bare(word: str) -> str:
    """A word without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def is_accent(word: str, near: str) -> bool:
    """Whether two words differ in accents and ligatures alone."""
    return bare(word.replace("oe", "œ").replace("ae", "æ")) == bare(near.replace("oe", "œ").replace("ae", "æ"))


def is_slip(word: str, near: str) -> bool:
    """Whether one slip that hands do make turns `near` into `word`; both in lower case, one edit apart."""
    if is_accent(word, near):
        return True
    word, near = bare(word), bare(near)
    if word[0] != near[0]:
        return False
    if sorted(word) == sorted(near):
        return True
    if word.startswith(near):
        return len(near) >= SHORT - 1 and word[-1] == near[-1]  # "untill"; any other end is an ending
    if _squeezed(word) == _squeezed(near):
        return True
    if near.startswith(word):
        return len(word) >= LONG - 1
    return len(word) >= LONG or (len(word) > SHORT and _is_common(word, near))


def _is_common(word: str, near: str) -> bool:
    """Whether the edit, inside the word, is one that hands make often."""
    at = next(n for n, (a, b) in enumerate(zip(word, near, strict=False)) if a != b)
    if len(word) < len(near):
        return True
    if len(word) == len(near):
        return _alike(word[at], near[at])
    return any(_beside(word[at], word[n]) for n in (at - 1, at + 1)) or word[at] in VOWELS


def sound(word: str) -> str:
    """What is left of a word when all vowels are one and no letter is doubled: "neccesary" and "necessary" are one."""
    plain = bare(word).replace("ph", "f")
    return _squeezed("".join("a" if c in VOWELS else "s" if c in "cz" else "k" if c == "q" else c for c in plain))


def ends(word: str) -> tuple[str, str]:
    """The first and the last sound of a word."""
    plain = bare(word).replace("ph", "f")
    return plain[0], plain[-1]


def _squeezed(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _alike(one: str, other: str) -> bool:
    pair = {one, other}
    return pair <= VOWELS or any(pair <= set(group) for group in ALIKE) or _beside(one, other)


def _beside(one: str, other: str) -> bool:
    """Whether two letters are neighbours on a keyboard."""
    return any(one + other in row or other + one in row for row in ROWS)
