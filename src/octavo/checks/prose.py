"""Subject -> how its text reads: headings that name topics, paragraphs and sentences that go on too long, acronyms."""

import re
from collections.abc import Iterator

from octavo import blocks as b
from octavo.checks.acronyms import Acronyms
from octavo.checks.finding import Finding, find
from octavo.checks.subject import Subject
from octavo.checks.text import sentences, words
from octavo.plaintext import plain
from octavo.walk import every

LONG_PARAGRAPH, LONG_SENTENCE = 150, 40
"""Words."""
STARTED = 40
"""Characters of a sentence that a message quotes."""
TOPICS = frozenset(
    "analysis background conclusion conclusions context discussion findings introduction methodology methods overview"
    " recommendations results summary antecedentes contexto introducción conclusiones metodología resumen contexte"
    " introduction conclusion méthodologie résumé hintergrund einleitung fazit kontext methode zusammenfassung".split()
)
"""Headings that could stand in any paper."""
SPOKEN = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")
"""A quotation: its words are those of somebody else, and nobody may make two sentences of them."""
QUOTED = 8
"""Words of a quotation that can be left out of a count: with fewer it is a term."""


def check(subject: Subject) -> Iterator[Finding]:
    """Findings in the order of the text."""
    acronyms = Acronyms(subject)
    running = tuple(chapter.blocks for chapter in subject.document.chapters)  # a note may be one long reference
    for block in every(b.Paragraph | b.Heading, running):
        text = plain(block.inlines)
        if isinstance(block, b.Heading):
            acronyms.heading(text)
            if text.strip().casefold() in TOPICS:
                yield find("topic-heading", block.place, heading=text)
            continue
        if not block.lang:
            yield from _length(block, text)
        yield from (find("acronym", block.place, acronym=acronym) for acronym in acronyms.unexplained(text))


def _length(block: b.Paragraph, text: str) -> Iterator[Finding]:
    count = len(words(text))
    if count > LONG_PARAGRAPH:
        yield find("long-paragraph", block.place, count=count, limit=LONG_PARAGRAPH)
    lines = [plain(line) for line in _lines(block.inlines)]
    for sentence in (one for line in lines for one in sentences(SPOKEN.sub(_shortened, line))):
        length = len(words(sentence))
        if length > LONG_SENTENCE:
            yield find("long-sentence", block.place, count=length, start=f"{sentence[:STARTED].rstrip()} …")


def _lines(inlines: b.Inlines) -> Iterator[b.Inlines]:
    """What stands between the breaks that an author set: a title in italics on a line of its own begins no sentence."""
    start = 0
    for at, inline in enumerate(inlines):
        if isinstance(inline, b.LineBreak):
            yield inlines[start:at]
            start = at + 1
    yield inlines[start:]


def _shortened(quotation: re.Match[str]) -> str:
    return quotation[0] if len(words(quotation[0])) < QUOTED else f"{quotation[0][0]}…{quotation[0][-1]}"
