"""A word that no dictionary has -> the one that its writer meant, where the word itself or the text tells."""

from collections.abc import Iterable, Iterator, Mapping

from octavo.checks import foreign, lexicon, slips
from octavo.checks.slips import LONG

LETTERS = {
    "en": "etaoinshrdlucmfwypvbgkqjxz",
    "es": "eaosrnidlctumpbgvyqhfzjñxáéíóúü",
    "fr": "esaitnrulodcpmévqfbghjàxèyêzçùâîôûœ",
}
NEVER = frozenset("raped rape rapes whore whores shit tit tits ass asses nigger faggot cunt dick dicks slut".split())
"""Words that nobody is asked whether they were meant."""
TERM = 4
"""Times that a word is written the same way by somebody who means it so."""


def meant(word: str, language: str, used: Mapping[str, int]) -> str:
    """What somebody who wrote `word` meant: the word of another country's English as it is written here, one that is a
    slip away, or two that ran together. "" when nothing tells, as with most names and terms. `used` counts the words
    of the text, in lower case. Raises lexicon.NoSpeller."""
    word = word.replace("’", "'")
    elided = lexicon.ELIDED.match(word) if language.startswith("fr") else None
    start = elided[0] if elided else ""
    parts = [_part(part, language, used) for part in word[len(start) :].split("-")]
    found = start + "-".join(parts)
    return found if all(parts) and found != word else ""


def _part(part: str, language: str, used: Mapping[str, int]) -> str:
    """A part between hyphens as it is, when it is known, or what was meant by it."""
    if len(part) < 2 or part.lower() in lexicon.AFFIXES or lexicon.is_known(part, language):
        return part
    is_name = part[:1].isupper()
    near = _meant(part.lower(), language, used, is_name)
    return near.capitalize() if is_name else near


def _meant(word: str, language: str, used: Mapping[str, int], is_name: bool) -> str:
    for other in slips.respelt(word, language):
        if lexicon.is_known(other, language):
            return other
    found = [near for near in _near(word, language, used) if _is_meant(word, near, used, is_name)]
    if found and not _is_borrowed(word, found, language):
        return max(found, key=lambda near: (slips.is_accent(word, near), used.get(near, 0)))
    return _sounding(word, language) or _run_together(word, language, used)


def _sounding(word: str, language: str) -> str:
    """A word that sounds the same, of those that begin and end alike."""
    if len(word) < LONG:
        return ""
    alike = (
        near for name in lexicon.dictionaries(language) for near in lexicon.sounding(name).get(slips.sound(word), ())
    )
    ends = slips.ends(word)
    return next((near for near in alike if slips.ends(near) == ends), "")


def _is_meant(word: str, near: str, used: Mapping[str, int], is_name: bool) -> bool:
    """Whether a word one edit away was meant. One that the text uses is likely; a name and a term are what they are."""
    if near in used and len(word) >= slips.SHORT - 1:
        return slips.is_slip(word, near) or not word.startswith(near)
    is_free = len(word) >= LONG or not is_name
    return slips.is_accent(word, near) or (is_free and slips.is_slip(word, near) and used.get(word, 0) < TERM)


def _is_borrowed(word: str, found: Iterable[str], language: str) -> bool:
    """Whether it is a word of English in a text of another language, as "headers" is, and no accent is lacking."""
    if language.startswith("en") or any(slips.is_accent(word, near) for near in found):
        return False
    return lexicon.is_known(word, "en")


def _near(word: str, language: str, used: Mapping[str, int]) -> Iterator[str]:
    """Words that one edit makes of it. In French, whose many endings make each look-up long, only those without one are
    looked for, and those of the text."""
    in_full = not language.startswith("fr")
    for near in dict.fromkeys(_edits(word, LETTERS[language[:2].lower()])):
        if near in NEVER or near == word or not (in_full or near in used or lexicon.is_stem(near, language)):
            continue
        if lexicon.is_listed(near, language):
            yield near


def _edits(word: str, letters: Iterable[str]) -> Iterator[str]:
    """All that one edit makes of a word, the likeliest first (Norvig, How to Write a Spelling Corrector)."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    yield word.replace("oe", "œ")
    yield from (a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1)
    yield from (a + letter + b for a, b in splits if a for letter in letters)
    yield from (a + b[1:] for a, b in splits if b and len(word) > 3)
    yield from (a + letter + b[1:] for a, b in splits if a and b for letter in letters)


def _run_together(word: str, language: str, used: Mapping[str, int]) -> str:
    """Two words of the text without the space between them, one of which is a small one: "ofthe"."""
    small = foreign.WORDS.get(language[:2].lower(), frozenset())
    for at in range(2, len(word) - 1):
        one, two = word[:at], word[at:]
        if {one, two} <= {*used, *small} and (one in small or two in small):
            return f"{one} {two}"
    return ""
