"""An English word -> simpler words that it is made of, by rules that English forms new words with every day.

A dictionary of common words has "scale" and not "scalable", "road" and "map" and not "roadmap". Only endings and
beginnings that leave no doubt are here, after Quirk, Greenbaum, Leech and Svartvik, A Comprehensive Grammar of the
English Language, appendix I: a slip such as "occured" or "seperately" is made of no word that there is.
"""

import re
from collections.abc import Callable, Iterator

ENDINGS = (
    ("izations", "ize"), ("ization", "ize"), ("izations", ""), ("ization", ""), ("izable", "ize"), ("izes", ""),
    ("ized", ""), ("izing", ""), ("ize", ""), ("isation", ""), ("isations", ""), ("ised", ""), ("ising", ""),
    ("abilities", ""), ("ability", ""), ("able", ""), ("able", "e"), ("ably", "able"),
    ("ively", "ive"), ("ically", "ical"), ("ingly", "ing"), ("edly", "ed"), ("ly", ""), ("ness", ""),
    ("less", ""), ("lessly", "less"), ("wise", ""), ("ality", "al"), ("arity", "ar"), ("onal", "on"),
    ("ships", "ship"),
)  # fmt: skip
PLURALS = ("ments", "ations", "itions", "sions", "ctions", "mas", "ors", "ers", "isms", "ists", "ables", "ities",
           "offs", "maps", "camps", "sets", "ways")  # fmt: skip
SINGULAR = frozenset("informations equipments softwares advices evidences researches".split())
"""Words of these endings that have no plural."""
BEGINNINGS = (
    "counter", "cyber", "geo", "bio", "multi", "non", "over", "under", "pre", "post", "inter", "intra", "trans",
    "micro", "macro", "nano", "up", "out", "on", "back", "re", "un", "de", "sub", "super", "co", "anti", "semi", "tele",
    "socio",
    "narco", "agro", "hydro", "eco", "infra", "meta", "neo", "pan", "petro", "politico", "quasi", "techno", "ultra",
)  # fmt: skip
LEAST = 4
"""Letters that are left of a word without its ending or beginning; one more for a beginning of two letters."""
SECOND = frozenset(
    "map maps cycle cycles off offs camp camps finding box boxed country chain chains flow flows point points scape"
    " line lines place places holder holders maker makers making keeper keepers fighter fighters book books set sets"
    " group groups site sites land lands water work works worker workers force forces front lock down wide term base"
    " based board boards room rooms shed shore power house houses".split()
)
"""Words that are joined to another one."""
WRONG = re.compile(r"(?:[cg]abl[ey]|uely|isible|supercede\w*)$|^(?:un)(?:till?)$")
"""Slips that look like a word well formed: "noticable", "truely"."""


def is_formed(word: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a word in lower case is formed of words that are known."""
    return word not in SINGULAR and not WRONG.search(word) and any(all(map(is_known, parts)) for parts in _ways(word))


def _ways(word: str) -> Iterator[tuple[str, ...]]:
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            yield (word[: -len(ending)] + instead,)
    if word.endswith(PLURALS):
        yield (f"{word[:-3]}y" if word.endswith("ities") else word[:-1],)
    for beginning in BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= LEAST + (len(beginning) == 2):
            yield (word[len(beginning) :],)
    for at in range(3, len(word) - 2):
        if word[at:] in SECOND:
            yield word[:at], word[at:]
