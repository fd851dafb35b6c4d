"""Subject -> how its words are written: spelling, words twice, terms of the house, signs, foreign passages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from octavo.checks import beside, spelling, style
from octavo.checks.authored import BAR, HIDDEN, read
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.foreign import NAMES
from octavo.checks.spelling import Stretch
from octavo.checks.subject import Subject
from octavo.checks.typography import spots

TWICE = re.compile(rf"(?<![\w'’.-])([^\W\d_]+)[ \n{HIDDEN}]*[ \n][ \n{HIDDEN}]*\1(?![\w'’-])", re.IGNORECASE)
DOUBLED = frozenset("that had is her so very no bye ha nous vous sí que long".split())
"""Words that may follow themselves: "that that", "had had", "nous nous"."""


@dataclass(frozen=True)
class Written:
    """Paragraphs and the like, the same in their sentences, and those of either that are in another language and not
    marked as such."""

    stretches: tuple[Stretch, ...]
    sentences: tuple[Stretch, ...]
    foreign: tuple[Stretch, ...]


def check(subject: Subject) -> Iterator[Finding | Unrun]:
    """All findings: passages in other languages first, for they change what the rest is measured by."""
    known = spelling.house(subject)
    text = written(subject, known)
    yield from (_foreign(stretch, stretch.language) for stretch in text.foreign)
    for stretch in text.stretches:
        yield from _twice(stretch)
        yield from _signs(stretch)
    others = tuple(beside.stretches(subject))
    yield from _terms(subject, (*text.stretches, *others))
    yield from spelling.misspelt((*text.sentences, *others), known)


def written(subject: Subject, known: frozenset[str]) -> Written:
    """The running text of the author's Markdown, each part with its language."""
    files = [read(path, text) for path, text in subject.texts.items() if path.endswith(".md")]
    stretches = [Stretch(file, p, p.lang or subject.brief.language) for file in files for p in file.passages]
    foreign: list[Stretch] = []
    sentences: list[Stretch] = []
    for n, stretch in enumerate(stretches):
        seems = spelling.language_of(stretch, known)
        if seems:
            stretches[n] = replace(stretch, language=seems)
            foreign.append(stretches[n])
        for sentence in spelling.sentences(stretches[n]):
            other = "" if seems else spelling.language_of(sentence, known)
            sentences.append(replace(sentence, language=other or sentence.language))
            if other:
                foreign.append(sentences[-1])
    return Written(tuple(stretches), tuple(sentences), tuple(foreign))


def _foreign(stretch: Stretch, tag: str) -> Finding:
    text = stretch.passage.text
    start = len(text) - len(text.lstrip(f" \n{HIDDEN}{BAR}"))
    return find("foreign-passage", stretch.place(start), language=NAMES[tag], tag=tag)


def _twice(stretch: Stretch) -> Iterator[Finding]:
    for match in TWICE.finditer(stretch.passage.text):
        second = re.split(rf"[ \n{HIDDEN}]+", match[0])[-1]
        if match[1].lower() not in DOUBLED and not second[0].isupper():  # Bora Bora
            place = stretch.place(match.end() - len(second))
            yield find("repeated-word", place, word=match[1])


def _signs(stretch: Stretch) -> Iterator[Finding]:
    for spot in spots(stretch.passage, stretch.language):
        yield find(spot.code, stretch.place(spot.start), what=spot.what, language=stretch.language)


def _terms(subject: Subject, stretches: Iterable[Stretch]) -> Iterator[Finding]:
    own, said = style.house(subject.files)
    yield from (Finding(problem) for problem in said)
    allowed = {line.strip().casefold() for line in subject.words}
    for stretch in stretches:
        is_english = stretch.language.startswith("en")
        for terms in (own, style.inclusive()) if is_english else (own,):
            for at, words, term in style.met(stretch.passage, terms.terms):
                if terms is own or term.term.casefold() not in allowed:
                    why = f": {term.why}" if term.why else ""
                    yield find(terms.code, stretch.place(at), term=words, instead=term.instead, why=why)
