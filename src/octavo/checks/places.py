"""Subject + what stands in an edition -> where its author wrote it; the head of the brief for what nobody wrote."""

from pathlib import PurePosixPath

from lxml import html

from octavo import blocks as b
from octavo.checks.subject import Subject
from octavo.passages import passages
from octavo.plaintext import letters
from octavo.problems import Place
from octavo.walk import every

TELLING = 12
"""Letters: fewer may stand in a text by chance."""


def of_picture(name: str, subject: Subject) -> Place:
    """The first use of the picture that was published as `name`, "images/map.png", or the chart "charts/fig-a.svg"."""
    chapters = subject.document.chapters
    published = {path for path, made in subject.document.gallery.pictures.items() if made.name == name}
    places = [item.place for item in every(b.Picture, chapters) if item.path in published]
    charts = [chart.place for chart in every(b.Chart, chapters) if chart.id == PurePosixPath(name).stem]
    return next(iter((*places, *charts)), Place(subject.brief.path))


def of_link(address: str, subject: Subject) -> Place:
    """The first link or reference to `address`; for one that Octavo made, the field or the block that it is made of."""
    brief, chapters = subject.brief, subject.document.chapters
    places = [one.place for one in every(b.Link, chapters) if one.href == address]
    places += [one.place for one in every(b.CrossRef, chapters) if address == f"#{one.target}"]
    related = [n for n, item in enumerate(brief.meta.related) if item.brief and address.startswith(f"../{item.brief}/")]
    places += [brief.place("related", number, "brief") for number in related]
    places += [block.place for block in every(b.Block, chapters) if block.id and address == f"#{block.id}"]
    return next((place for place in places if place.line), Place(brief.path))


def of_words(text: str, subject: Subject) -> Place:
    """The first passage that is `text`, or holds it, or else the longest of which a part between two calls of notes
    stands in it; letter for letter."""
    wanted = letters(text)
    own = list(passages(subject.document)) if wanted else []
    found = [one.place for one in own if letters(one.text) == wanted]
    if len(wanted) >= TELLING:
        found += [one.place for one in own if wanted in letters(one.text)]
    parts = [(len(part), one.place) for one in own for part in map(letters, one.parts) if part in wanted]
    found += [place for size, place in sorted(parts, key=lambda part: -part[0]) if size >= TELLING]
    return next((place for place in found if place.line), Place(subject.brief.path))


def of_markup(element: str, subject: Subject) -> Place:
    """The same of the words that stand in a piece of HTML."""
    found = html.fragment_fromstring(element, create_parent="div")
    return of_words("".join(found.itertext()), subject)


def line_of(page: bytes, number: int) -> str:
    """A line of an edition's page, counted from 1; "" when there is none."""
    lines = page.decode("utf-8", "replace").split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""
