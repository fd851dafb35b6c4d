"""Subject -> what the author wrote and one of its editions does not show."""

import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from octavo.checks.editions import letters, stands, words
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.passages import Passage, passages
from octavo.checks.subject import Subject
from octavo.problems import Place

NAMES = {"pdf": "the PDF", "html": "the web page", "epub": "the EPUB"}
CUTS = {"pdf": 3, "html": 0, "epub": 0}
"""Times that a passage between two calls of notes may be parted: only paper has pages, with heads, feet and notes."""
UNREADABLE = (ValueError, OSError, KeyError, SyntaxError, zipfile.BadZipFile)


def check(subject: Subject) -> Iterator[Finding | Unrun]:
    """Every passage that does not stand in every edition, in the order of the text."""
    texts: dict[str, str] = {}
    for name, file in subject.editions.items():
        try:
            texts[name] = letters(words(name, file))
        except UNREADABLE as error:
            place = Place(subject.brief.path)
            yield replace(find("edition-unreadable", place, edition=NAMES[name], error=error), edition=name)
    for passage in passages(subject.document):
        wanted = [letters(part) for part in passage.parts]
        for name, text in texts.items():
            if not (name == "pdf" and _turns(passage.text)) and not all(
                stands(part, text, CUTS[name]) for part in wanted
            ):
                yield _missing(passage, name)
    if "pdf" in texts and any(_turns(passage.text) for passage in passages(subject.document)):
        yield Unrun("right-to-left text in the PDF", "a PDF does not tell the order of its letters as they are read")


def _missing(passage: Passage, name: str) -> Finding:
    values = {"edition": NAMES[name], "what": passage.what, "words": passage.text.strip()}
    return replace(find("not-in-edition", passage.place, **values), edition=name)


def _turns(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
