"""A word and a language -> whether a dictionary has it, and the nearest one that it has.

The dictionaries lie in `dictionaries/`, each beside its licence: en-US and en-GB from SCOWL, es by Santiago Bosio,
fr by Olivier R. (Grammalecte), as the npm packages dictionary-en 4.0.0, -en-gb 3.0.0, -es 4.0.0 and -fr 3.0.0 hold
them; and en.words of our own.
"""

import gc
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from octavo.checks.wordforms import is_formed

FOLDER = Path(__file__).parent / "dictionaries"
BRITISH = ("en-GB",)
NAMES = {
    "en-US": ("en-US",), "en-GB": BRITISH, "en-AU": BRITISH, "en-NZ": BRITISH, "en-IE": BRITISH, "en-IN": BRITISH,
    "en-ZA": BRITISH, "en": ("en-US", "en-GB"), "es": ("es",), "fr": ("fr",),
}  # fmt: skip
"""Which dictionaries a language has, by its tag or else the first part of it. Canada writes "colour" and "organize"
(Canadian Oxford Dictionary), and so may a text that names no country."""
LETTERS = {
    "en": "etaoinshrdlucmfwypvbgkqjxz",
    "es": "eaosrnidlctumpbgvyqhfzjñxáéíóúü",
    "fr": "esaitnrulodcpmévqfbghjàxèyêzçùâîôû",
}
LIKELY = 0.4
"""Share of the words of a text that stand in a dictionary as they are, without an ending."""
NEVER = frozenset("raped rape rapes whore whores shit tit tits ass asses nigger faggot cunt dick dicks slut".split())
"""Words that nobody is asked whether they were meant."""
OXFORD = re.compile("([iy])z(?=e|i|ab|at)")
"""The ending -ize or -yze in all its forms: "organizing", "paralyzed", and not "wayz"."""
ELIDED = re.compile(r"^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)", re.IGNORECASE)
"""What French joins to a word (Grevisse, Le bon usage, § 45)."""
AFFIXES = frozenset("anti co ex inter intra macro micro mid mini multi non over para post pre pro pseudo re self semi"
                    " sub super trans ultra un under uni bi de e centric based wide like led".split())  # fmt: skip


class NoSpeller(Exception):
    """The package that reads the dictionaries is not installed."""


def dictionaries(language: str) -> tuple[str, ...]:
    """The names of the dictionaries of a language; none: its spelling cannot be checked."""
    return NAMES.get(language) or NAMES.get(language.split("-")[0].lower(), ())


@cache
def _dictionary(name: str) -> Any:  # noqa: ANN401 - a library without types
    try:
        spylls: Any = import_module("spylls.hunspell")
    except ModuleNotFoundError:
        raise NoSpeller from None
    was_on = gc.isenabled()
    gc.disable()  # tens of thousands of small objects, all of which stay: looking through them doubles the time
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # it leaves it to others to close its files
            return spylls.Dictionary.from_files(str(FOLDER / name))
    finally:
        if was_on:
            gc.enable()


@cache
def _has(name: str, word: str) -> bool:
    return bool(_dictionary(name).lookup(word))


@cache
def is_known(word: str, language: str) -> bool:
    """Whether a word, joined ones part by part, is in the dictionary of its language. Raises NoSpeller."""
    word = word.replace("’", "'")
    if _is_listed(word, language) or (language.startswith("en") and _is_english(word.lower(), language)):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(
        len(part) < 2 or part.lower() in AFFIXES or is_known(part, language) for part in parts
    )


def _is_listed(word: str, language: str) -> bool:
    return any(_has(name, form) for form in _forms(word, language) for name in dictionaries(language))


def _is_english(word: str, language: str) -> bool:
    word = re.sub(r"'s?$", "", word)
    return word in _added() or is_formed(word, lambda part: part in _added() or _is_listed(part, language))


@cache
def _added() -> frozenset[str]:
    return frozenset((FOLDER / "en.words").read_text(encoding="utf-8").split("\n")[1:])


@cache
def _stems(name: str) -> frozenset[str]:
    lines = (FOLDER / f"{name}.dic").read_text(encoding="utf-8").split("\n")
    return frozenset(re.split(r"[/\t]", line)[0] for line in lines[1:])


def is_stem(word: str, language: str) -> bool:
    """Whether a word stands in a dictionary of its language without any ending. It takes no time to tell."""
    return any(word in _stems(name) for name in dictionaries(language))


def is_likely(words: Sequence[str], language: str) -> bool:
    """Whether it is worth the time to read the dictionaries of a language for these words: it has some without more."""
    return sum(is_stem(word, language) for word in words) >= LIKELY * len(words)


def _forms(word: str, language: str) -> Iterator[str]:
    """The ways in which a dictionary may hold a word: without what is joined to it, and in lower case."""
    yield word
    bare = ELIDED.sub("", word) if language.startswith("fr") else re.sub(r"'s?$", "", word)
    if bare != word:
        yield bare
    if language.startswith("en") and OXFORD.search(bare):
        yield OXFORD.sub(r"\1s", bare)  # "organize" is as British as "organise" (Oxford English Dictionary)
    if bare[:1].isupper():
        yield bare[:1].lower() + bare[1:]
    if word.isupper():
        yield word.capitalize()
        yield word.lower()


def nearest_word(word: str, language: str, used: Mapping[str, int]) -> str:
    """The likeliest word that one slip of the hand away is in the dictionary; of several, the one that the text itself
    has used most. "" when there is none.

    In French, whose many endings make each look-up long, only words without one are looked for, and those of the text.
    """
    word = word.replace("’", "'")
    lower = word.lower()
    names = dictionaries(language)
    in_full = not language.startswith("fr")
    found = [
        near
        for near in dict.fromkeys(_edits(lower, LETTERS[language[:2].lower()]))
        if near not in NEVER | {lower}
        and (in_full or near in used or any(near in _stems(name) for name in names))
        and _is_listed(near, language)
    ]
    best = max(found, key=lambda near: used.get(near, 0), default="")
    return best.capitalize() if word[:1].isupper() else best


def _edits(word: str, letters: Iterable[str]) -> Iterator[str]:
    """All that one slip makes of a word, the likeliest first (Norvig, How to Write a Spelling Corrector)."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1)
    yield from (a + letter + b for a, b in splits if a for letter in letters)
    yield from (a + b[1:] for a, b in splits if b and len(word) > 3)
    yield from (a + letter + b[1:] for a, b in splits if a and b for letter in letters)
