"""Subject -> what the author wrote and one of its editions does not show."""

import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from octavo import blocks as b
from octavo.checks.editions import address, addresses, stands, words
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.subject import Subject
from octavo.passages import Passage, passages
from octavo.plaintext import letters
from octavo.problems import Place
from octavo.walk import every

NAMES = {"pdf": "the PDF", "html": "the web page", "epub": "the EPUB"}
CUTS = {"pdf": 3, "html": 0, "epub": 0}
"""Times that a passage between two calls of notes may be parted: only paper has pages, with heads, feet and notes."""
WEB = ("http://", "https://", "mailto:", "tel:")
PIECE = 8
"""Letters that a piece of a parted passage has on average: in pieces of fewer, any words stand in a text by chance."""
UNREADABLE = (ValueError, OSError, KeyError, SyntaxError, zipfile.BadZipFile)


def check(subject: Subject) -> Iterator[Finding | Unrun]:
    """Every passage that does not stand in every edition, in the order of the text."""
    texts: dict[str, str] = {}
    linked: dict[str, Counter[str]] = {}
    for name, file in subject.editions.items():
        try:
            texts[name] = letters(words(name, file))
            linked[name] = addresses(name, file)
        except UNREADABLE as error:
            place = Place(subject.brief.path)
            yield replace(find("edition-unreadable", place, edition=NAMES[name], error=error), edition=name)
    for passage in passages(subject.document):
        wanted = [letters(part) for part in passage.parts]
        for name, text in texts.items():
            if not (name == "pdf" and _turns(passage.text)) and not all(
                stands(part, text, min(CUTS[name], len(part) // PIECE - 1)) for part in wanted
            ):
                yield _missing(passage, name)
    yield from _links(subject, linked)
    if "pdf" in texts and any(_turns(passage.text) for passage in passages(subject.document)):
        yield Unrun("right-to-left text in the PDF", "a PDF does not tell the order of its letters as they are read")


def _links(subject: Subject, linked: Mapping[str, Counter[str]]) -> Iterator[Finding]:
    """Addresses of the web that an edition links to less often than the text, at the first link that it lacks."""
    text = (subject.document.chapters, subject.document.brief.summary if subject.document.kind.has("summary") else ())
    links = [link for link in every(b.Link, text) if link.href.lower().startswith(WEB) and link.place.line]
    for name, counts in linked.items():
        left = counts.copy()
        for link in links:
            left[address(link.href)] -= 1
            if left[address(link.href)] == -1:
                values = {"edition": NAMES[name], "address": link.href}
                yield replace(find("link-not-in-edition", link.place, **values), edition=name)


def _missing(passage: Passage, name: str) -> Finding:
    values = {"edition": NAMES[name], "what": passage.what, "words": passage.text.strip()}
    return replace(find("not-in-edition", passage.place, **values), edition=name)


def _turns(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
