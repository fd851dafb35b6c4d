"""A word and a language -> whether a dictionary has it.

The dictionaries lie in `dictionaries/`, each beside its licence: en-US and en-GB from SCOWL, es by Santiago Bosio,
fr by Olivier R. (Grammalecte), as the npm packages dictionary-en 4.0.0, -en-gb 3.0.0, -es 4.0.0 and -fr 3.0.0 hold
them; and en.words and es.words of our own.
"""

import gc
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from octavo.checks import slips
from octavo.checks.slips import LONG
from octavo.checks.wordforms import is_formed

FOLDER = Path(__file__).parent / "dictionaries"
BRITISH = ("en-GB",)
NAMES = {
    "en-US": ("en-US",), "en-GB": BRITISH, "en-AU": BRITISH, "en-NZ": BRITISH, "en-IE": BRITISH, "en-IN": BRITISH,
    "en-ZA": BRITISH, "en": ("en-US", "en-GB"), "es": ("es",), "fr": ("fr",),
}  # fmt: skip
"""Which dictionaries a language has, by its tag or else the first part of it. Canada writes "colour" and "organize"
(Canadian Oxford Dictionary), and so may a text that names no country."""
OWN = ("en", "es")
"""Languages with a list of our own."""
LIKELY = 0.4
"""Share of the words of a text that stand in a dictionary as they are, without an ending."""
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
    if is_listed(word, language) or word.lower() in _added(language[:2].lower()):
        return True
    if language.startswith("en") and _is_english(word.lower(), language):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(
        len(part) < 2 or part.lower() in AFFIXES or is_known(part, language) for part in parts
    )


@cache
def is_listed(word: str, language: str) -> bool:
    """Whether a word stands in a dictionary of its language itself, with one of the dictionary's endings or without."""
    return any(_has(name, form) for form in _forms(word, language) for name in dictionaries(language))


def _is_english(word: str, language: str) -> bool:
    word = re.sub(r"'s?$", "", word)
    added = _added("en")
    return word in added or is_formed(word, lambda part: part in added or is_listed(part, language))


@cache
def _added(language: str) -> frozenset[str]:
    """Words of our own."""
    if language not in OWN:
        return frozenset()
    return frozenset((FOLDER / f"{language}.words").read_text(encoding="utf-8").split("\n")[1:])


@cache
def _stems(name: str) -> frozenset[str]:
    lines = (FOLDER / f"{name}.dic").read_text(encoding="utf-8").split("\n")
    return frozenset(re.split(r"[/\t]", line)[0] for line in lines[1:])


def is_stem(word: str, language: str) -> bool:
    """Whether a word stands in a dictionary of its language without any ending. It takes no time to tell."""
    return any(word in _stems(name) for name in dictionaries(language))


@cache
def sounding(name: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a dictionary, without endings, by what they sound like."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(_stems(name)):
        if len(word) >= LONG and word.islower():
            found[slips.sound(word)] = (*found.get(slips.sound(word), ()), word)
    return found


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
