"""An English word -> simpler words that it is made of, by rules that English forms new words with every day.

A dictionary of common words has "scale" and not "scalable", "road" and "map" and not "roadmap". Only endings and
beginnings that leave no doubt are here, after Quirk, Greenbaum, Leech and Svartvik, A Comprehensive Grammar of the
English Language, appendix I: a slip such as "occured" or "seperately" is made of no word that there is.
"""

from collections.abc import Callable, Iterator

ENDINGS = (
    ("izations", "ize"), ("ization", "ize"), ("izations", ""), ("ization", ""), ("izable", "ize"), ("izes", ""),
    ("ized", ""), ("izing", ""), ("ize", ""), ("isation", ""), ("isations", ""), ("ised", ""), ("ising", ""),
    ("abilities", ""), ("ability", ""), ("ability", "e"), ("able", ""), ("able", "e"), ("ably", "able"),
    ("ively", "ive"), ("ically", "ical"), ("ally", "al"), ("ingly", "ing"), ("edly", "ed"), ("ly", ""), ("ness", ""),
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
PART, WHOLE = 4, 13
"""Letters that each of two joined words has at least, and both together at most."""
LEAST = 4
FUNCTION = frozenset("that this with from have they them then than when what will were been their there which into your"
                     " some such only also very more most does done said".split())  # fmt: skip
"""Words that are not joined to others: "withthis" lacks a space."""


def is_formed(word: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a word in lower case is formed of words that are known."""
    return word not in SINGULAR and any(all(map(is_known, parts)) for parts in _ways(word))


def _ways(word: str) -> Iterator[tuple[str, ...]]:
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            yield (word[: -len(ending)] + instead,)
    if word.endswith(PLURALS):
        yield (f"{word[:-3]}y" if word.endswith("ities") else word[:-1],)
    for beginning in BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= LEAST:
            yield (word[len(beginning) :],)
    if len(word) <= WHOLE:
        for at in range(PART, len(word) - PART + 1):
            if not {word[:at], word[at:]} & FUNCTION:
                yield word[:at], word[at:]
