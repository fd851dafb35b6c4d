"""Passages of a brief -> the words that no dictionary has, no name is, and no list of the house."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.checks import corrections, lexicon
from octavo.checks.authored import BAR, HIDDEN, Authored, Passage
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.foreign import looks_like
from octavo.checks.subject import Subject
from octavo.checks.tools import uninstalled
from octavo.problems import Place

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
STARTS = re.compile(rf"(?:^|(?:(?<!\b[A-ZÀ-Þ])\.|[!?:{BAR}])[”’\"')]*)[\s{HIDDEN}(“‘\"'«¿¡]*$")
"""What stands before the first word of a sentence."""
ENDS = re.compile(r"(?<=[^\W\d_][^\W\d_][.!?])[”’\"')]*\s+(?=[“‘\"'(«]*[^\W\d_])")
SHORTEST = 3
"""Letters of a word that a dictionary is asked about."""
TEXT = 10
"""Words of another language, marked as such, from which on they are a text, and not a term or a title."""
ENOUGH, MOST, ALL = 2, 0.5, 0.8
"""Words that are unknown, and their share, in a passage of another language; the share that one must know then."""


@dataclass(frozen=True)
class Stretch:
    """A passage, or a part of one, in its file, with the language that it is written in."""

    file: Authored
    passage: Passage
    language: str

    def place(self, offset: int) -> Place:
        return self.file.place(self.passage.start + offset)


@dataclass(frozen=True)
class Word:
    """A word of a stretch, and where in it; `first`: it begins a sentence."""

    text: str
    stretch: Stretch
    at: int
    first: bool

    @property
    def language(self) -> str:
        return self.stretch.language

    @property
    def place(self) -> Place:
        return self.stretch.place(self.at)


def sentences(stretch: Stretch) -> Iterator[Stretch]:
    """A passage in its sentences, roughly; one that is marked as another language stays whole."""
    whole, at = stretch.passage, 0
    for end in [m.end() for m in ENDS.finditer(whole.text)] + [len(whole.text)]:
        yield Stretch(stretch.file, Passage(whole.start + at, whole.text[at:end], whole.lang), stretch.language)
        at = end


def language_of(stretch: Stretch, known: frozenset[str]) -> str:
    """The language of an unmarked passage that is surely not the brief's: by its small words, or, where there are few,
    because its words are in another dictionary. Else ""."""
    if stretch.passage.lang:
        return ""
    own = stretch.language
    if seems := looks_like(stretch.passage.text, own):
        return seems
    if not lexicon.dictionaries(own):
        return ""
    words = [w.text.lower() for w in _words(stretch) if w.text.islower() or (w.first and w.text.istitle())]
    plain = [word for word in words if word not in known]
    try:
        strange = [word for word in plain if not lexicon.is_known(word, own)]
        if len(strange) < ENOUGH or len(strange) < MOST * len(plain):
            return ""
        for other in ("en", "es", "fr"):
            if other == own[:2] or not lexicon.is_likely(plain, other):
                continue
            if sum(lexicon.is_known(word, other) for word in plain) >= ALL * len(plain):
                return other
    except lexicon.NoSpeller:
        pass
    return ""


def misspelt(stretches: Sequence[Stretch], known: frozenset[str]) -> Iterator[Finding | Unrun]:
    """Words that no dictionary, no name and no list of the house has and that are a slip away from one; a word that is
    near to none is a new one, or a term."""
    without = {s.language for s in stretches if not lexicon.dictionaries(s.language)}
    long = Counter(word.language for s in stretches if s.language in without for word in _words(s))
    unread = sorted(
        tag for tag in without if long[tag] >= TEXT or any(s.language == tag for s in stretches if not s.passage.lang)
    )
    if unread:
        yield Unrun(f"spelling in {', '.join(unread)}", "there is no dictionary for it")
    words = [word for s in stretches if s.language not in without for word in _words(s)]
    named = {word.text for word in words if not word.first and word.text[:1].isupper()}
    used = Counter(word.text.lower() for word in words)
    try:
        for word in words:
            if not _passes(word, known, named):
                text = re.sub(r"['’]s?$", "", word.text)
                if near := _meant(text, word, used):
                    yield find("misspelt", word.place, word=text, language=word.language, near=near)
    except lexicon.NoSpeller:
        yield Unrun("spelling", uninstalled("spylls"))


def _meant(text: str, word: Word, used: Mapping[str, int]) -> str:
    """What the writer meant; a capital that only begins a sentence makes no name."""
    if not (word.first and text[1:].islower()):
        return corrections.meant(text, word.language, used)
    near = corrections.meant(text.lower(), word.language, used)
    return near[:1].upper() + near[1:]


def _words(stretch: Stretch) -> Iterator[Word]:
    text = stretch.passage.text
    for match in WORD.finditer(text):
        if len(match[0]) >= SHORTEST:
            first = bool(STARTS.search(text[max(0, match.start() - 12) : match.start()] or ""))
            yield Word(match[0], stretch, match.start(), first)


def _passes(word: Word, known: frozenset[str], named: set[str]) -> bool:
    """Whether nothing can be said of a word. A name, or what may be one, passes; so does anything with a digit, a stop
    or capitals inside, which is an abbreviation, a product or a code."""
    text = word.text
    rest = text[1:]
    if re.search(r"[\d.]", text) or any(part[1:] != part[1:].lower() for part in re.split(r"['’-]", text)):
        return True
    bare = re.sub(r"['’]s?$", "", text).casefold()
    if bare in known or text.casefold() in known or lexicon.is_known(text, word.language):
        return True
    if all(part in known or lexicon.is_known(part, word.language) for part in bare.split("-") if len(part) > 1):
        return True
    return (text[0].isupper() or ("-" in text and rest != rest.lower())) and (not word.first or text in named)


def house(subject: Subject) -> frozenset[str]:
    """The words of the house: its lists, its own names, its people and where they work."""
    brief = subject.brief
    names = [brief.publisher.name.full, brief.publisher.name.short, *brief.meta.region, *brief.meta.topics]
    for person in brief.people.values():
        names += [person.name, person.affiliation]
    return frozenset(word.casefold() for line in (*subject.words, *names) for word in WORD.findall(line))
