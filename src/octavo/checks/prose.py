"""Subject -> how its text reads: headings that name topics, paragraphs and sentences that go on too long, acronyms."""

import re
from collections.abc import Iterator

from octavo import blocks as b
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
ACRONYM = re.compile(r"\b[A-Z]{3,6}s?\b")
ROMAN = re.compile(r"[IVX]+")
KNOWN = frozenset(
    "AIDS API BBC CEO CPU CSV DNA EPUB EUR FAQ GDP HIV HTML HTTP HTTPS ISBN ISO NATO NGO PDF RAM UNESCO UNICEF URL USA"
    " USD USSR YAML".split()
)
"""Acronyms that stand in general dictionaries by themselves (Merriam-Webster; Chicago Manual of Style 17, 10.3)."""


def check(subject: Subject) -> Iterator[Finding]:
    """Findings in the order of the text."""
    spelt: set[str] = set()
    titled = " ".join([subject.brief.meta.title, plain(subject.brief.dek)])
    known = KNOWN | set(subject.texts.get("content/words.txt", "").split())
    running = tuple(chapter.blocks for chapter in subject.document.chapters)  # a note may be one long reference
    for block in every(b.Paragraph | b.Heading, running):
        text = plain(block.inlines)
        if isinstance(block, b.Heading):
            if text.strip().casefold() in TOPICS:
                yield find("topic-heading", block.place, heading=text)
            continue
        if not block.lang:
            yield from _length(block, text)
        yield from _acronyms(block, text, spelt, known | set(ACRONYM.findall(titled)))


def _length(block: b.Paragraph, text: str) -> Iterator[Finding]:
    count = len(words(text))
    if count > LONG_PARAGRAPH:
        yield find("long-paragraph", block.place, count=count, limit=LONG_PARAGRAPH)
    for sentence in sentences(text):
        length = len(words(sentence))
        if length > LONG_SENTENCE:
            yield find("long-sentence", block.place, count=length, start=f"{sentence[:STARTED].rstrip()} …")


def _acronyms(block: b.Paragraph, text: str, spelt: set[str], known: frozenset[str] | set[str]) -> Iterator[Finding]:
    """An acronym stands in brackets behind its words, or before them in brackets, where it first occurs."""
    for match in ACRONYM.finditer(text):
        acronym = match[0].rstrip("s")
        in_address = text[match.start() - 1 : match.start()] in ("/", ".") or text[match.end() : match.end() + 1] == "/"
        if acronym in spelt or acronym in known or in_address or ROMAN.fullmatch(acronym):
            continue
        spelt.add(acronym)
        before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
        is_in_brackets = before.endswith("(") or after.lstrip().startswith("(")
        if not (is_in_brackets or _is_named(text, match.start()) or _is_told(acronym, text[match.end() :])):
            yield find("acronym", block.place, acronym=acronym)


def _is_named(text: str, at: int) -> bool:
    """Whether words such as "known as" introduce an acronym."""
    return bool(re.search(r"(?:known as|called|or|short for|,)\s*$", text[:at]))


def _is_told(acronym: str, behind: str) -> bool:
    """Whether the words behind an acronym are those that it stands for: "GEA Group of Economists and Associates"."""
    initials = "".join(word[0] for word in words(behind)[: 2 * len(acronym)] if word[0].isupper())
    return initials.startswith(acronym)
