"""Subject -> the running text that is printed and stands beside the Markdown: of people, publisher, charts, tables.

Each text is found again in its file, so that what is wrong with it has the author's line and column.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from octavo import blocks as b
from octavo.checks.authored import OBJECT, Authored, Passage, running
from octavo.checks.spelling import Stretch
from octavo.checks.subject import Subject
from octavo.content import PEOPLE, PUBLISHER, house_of_brand
from octavo.files import FileMissing, FileRefused
from octavo.utf8 import NotText
from octavo.walk import every
from octavo.yamltext import Loc, Marks, load

PERSON = ("role", "bio")
"""Fields of a person that are words; all others are names, numbers and addresses."""
HOUSE = ("disclaimer", "membership", "colophon")
NESTED = (("call-to-action", ("head", "text", "label")), ("licence", ("text",)))
SHOWN = frozenset(("title", "subtitle", "text"))
"""Keys of a chart's specification whose text is printed, at whatever level."""
LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True)
class Spot:
    """A text, and line and column of its first character in a file."""

    text: str
    line: int
    column: int


def stretches(subject: Subject) -> Iterator[Stretch]:
    """All of it, each in its language: the house's own files are in that of the publisher."""
    house = subject.brief.publisher.language
    yield from _stretches(subject, PEOPLE, _people(subject), house)
    for path in (PUBLISHER, house_of_brand(subject.design.brand.name)):
        yield from _stretches(subject, path, _house(subject, path), house)
    language = subject.brief.language
    for chart in every(b.Chart, subject.brief.chapters):
        spec = chart.spec_path and chart.spec_place.path
        yield from _stretches(subject, spec or chart.place.path, _chart(chart), language)
    tables = {chart.data.path for chart in every(b.Chart, subject.brief.chapters)}
    tables |= {f"{subject.brief.folder}/{table.data}" for table in every(b.Table, subject.brief.chapters) if table.data}
    for path in sorted(tables - {""}):
        text = _text(subject, path)
        yield from (Stretch(Authored(path, text, ()), passage, language) for passage in cells(text))


def cells(text: str) -> Iterator[Passage]:
    """The words of a CSV file: its heads, and below them each cell once. A cell that begins with a capital is a name
    for all that can be told: what stands before it is covered, so that no sentence begins there."""
    told: set[str] = set()
    for found in re.finditer(r'[^,;|\t\n"]+', text):
        word = found[0].strip()
        if not LETTERS.search(word) or word in told:
            continue
        told.add(word)
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        if "\n" in text[:start]:
            yield Passage(start - 1, OBJECT + word)
        else:
            yield Passage(start, word)


def _stretches(subject: Subject, path: str, spots: Iterable[Spot], language: str) -> Iterator[Stretch]:
    text = _text(subject, path)
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    for spot in spots:
        if spot.line <= len(starts) and LETTERS.search(spot.text):
            start = starts[spot.line - 1] + max(spot.column - 1, 0)
            typed = text[start : end_of(spot.text, text, start)]
            for passage in running(start, typed):
                yield Stretch(Authored(path, text, ()), passage, language)


def end_of(value: str, text: str, start: int) -> int:
    """Where the value ends in the text that it was typed in, line breaks, indents and escapes as they may be."""
    at = start
    for letter in value:
        if letter.isspace():
            continue
        while at < len(text) and text[at] != letter and (text[at].isspace() or text[at] in "\\'\""):
            at += 1
        if at >= len(text) or text[at] != letter:
            return at
        at += 1
    return at


def _text(subject: Subject, path: str) -> str:
    if path in subject.texts:
        return subject.texts[path]
    try:
        return subject.files.text(path)
    except (FileMissing, FileRefused, NotText):
        return ""


def _people(subject: Subject) -> Iterator[Spot]:
    """Of those whom the brief shows."""
    data, marks, _ = load(_text(subject, PEOPLE), PEOPLE)
    for person in dict.fromkeys(one.id for one in (*subject.brief.authors, *subject.brief.speakers)):
        yield from _values(data, marks, [(person, field) for field in PERSON])


def _house(subject: Subject, path: str) -> Iterator[Spot]:
    """Of the publisher, or of a brand's own house texts."""
    data, marks, _ = load(_text(subject, path), path)
    locs: list[tuple[str, ...]] = [(field,) for field in HOUSE]
    locs += [(field, part) for field, parts in NESTED for part in parts]
    for field in ("series", "labels"):
        own = data.get(field) if isinstance(data, dict) else None
        own = own.get(subject.brief.language) if field == "labels" and isinstance(own, dict) else own
        within = (field, subject.brief.language) if field == "labels" else (field,)
        locs += [(*within, key) for key in own] if isinstance(own, dict) else []
    yield from _values(data, marks, locs)


def _values(data: object, marks: Marks, locs: Sequence[Loc]) -> Iterator[Spot]:
    """The texts at `locs`, of those that there are."""
    for loc in locs:
        value = data
        for part in loc:
            value = value.get(part) if isinstance(value, Mapping) else None
        if isinstance(value, str):
            place = marks.text_place(loc)
            yield Spot(value, place.line, place.column)


def _chart(chart: b.Chart) -> Iterator[Spot]:
    """Titles and labels of a specification."""
    data, marks, _ = load(chart.spec, chart.spec_place.path, max(chart.spec_place.line - 1, 0))
    for loc, value in _shown(data, ()):
        place = marks.text_place(loc)
        yield Spot(value, place.line, place.column + max(chart.spec_place.column - 1, 0))


def _shown(value: object, loc: tuple[str | int, ...]) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        own = [part for part in loc if isinstance(part, str)]
        if own[-1:] and (own[-1] in SHOWN or own[-2:] == ["text", "value"]):
            yield loc, value
        return
    parts = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    yield from chain.from_iterable(_shown(part, (*loc, key)) for key, part in parts)
