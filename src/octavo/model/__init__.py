"""Source -> Brief: what a brief is, checked; what is wrong with it, and where."""

from octavo.model.brief import Brief, Chapter
from octavo.model.house import House, Person, PersonFields, Publisher, PublisherName, house_of
from octavo.model.meta import (
    Advice,
    CallToAction,
    ChapterFields,
    Identifiers,
    Licence,
    Meta,
    Recording,
    Related,
)
from octavo.model.parse import parse

__all__ = [
    "Advice",
    "Brief",
    "CallToAction",
    "Chapter",
    "ChapterFields",
    "House",
    "Identifiers",
    "Licence",
    "Meta",
    "Person",
    "PersonFields",
    "Publisher",
    "PublisherName",
    "Recording",
    "Related",
    "house_of",
    "parse",
]
