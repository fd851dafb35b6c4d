"""Document -> everything that each of its editions must show, with the author's place for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from octavo import blocks as b
from octavo.document import Document
from octavo.plaintext import plain
from octavo.problems import Place
from octavo.walk import every, rebuild

CALL = "\0"
"""Stands for the call of a note, which editions print in their own ways."""

CHANGE = "a note on a change"


@dataclass(frozen=True)
class Passage:
    """`what` it is, as in "the PDF lacks a paragraph"; `parts` are its words between the calls of notes."""

    what: str
    parts: tuple[str, ...]
    place: Place

    @property
    def text(self) -> str:
        return "".join(self.parts)


def passages(document: Document) -> Iterator[Passage]:
    """The title and its matter, then the text in reading order, then notes and references."""
    yield from (passage for passage in _all(document) if passage.text.strip())


def _all(document: Document) -> Iterator[Passage]:
    brief = document.brief
    yield _words("the title", brief.meta.title, brief.place("title"))
    for field, people in (("authors", brief.authors), ("speakers", brief.speakers)):
        for number, person in enumerate(people):
            yield _words("a name", person.name, brief.place(field, number))
    for name in ("dek", "disclaimer", "notice"):
        yield _passage(f"the {name}", getattr(brief, name), brief.place(name))
    for number, change in enumerate(brief.changes):
        yield _passage(CHANGE, change, brief.place("changes", number, "note"))
    if brief.meta.date:
        yield _words("the date", document.labels.date(brief.meta.date), brief.place("date"))
    for number, takeaway in enumerate(brief.takeaways):
        yield _passage("a takeaway", takeaway, brief.place("takeaways", number))
    if document.kind.has("summary"):
        yield from _text(brief.summary, brief.place("summary"))
    for chapter, source in zip(document.chapters, brief.chapters, strict=True):
        yield _passage("a chapter's title", chapter.title, source.place)
        yield from _text((chapter.blocks, chapter.notes), source.place)
    yield from _text(tuple(document.claimed.values()), brief.place("title"))
    yield _passage("the citation", document.matter.citation, brief.place("title"))
    for reference in document.references:
        yield _passage("a reference", reference.inlines, reference.place)


def _text(value: object, place: Place) -> Iterator[Passage]:
    """The passages below `value`. What has no place of its own has that of the last thing before it that does."""
    for item in every(object, value):
        own = getattr(item, "place", None)
        if isinstance(own, Place) and own.line:
            place = own
        yield from _of(item, place)


def _of(item: object, place: Place) -> Iterator[Passage]:
    match item:
        case b.Paragraph(inlines=inlines):
            yield _passage("a paragraph", inlines, place)
        case b.Heading(inlines=inlines):
            yield _passage("a heading", inlines, place)
        case b.Definition(term=term):
            yield _passage("a term", term, place)
        case b.Captioned():
            yield from _captioned(item, place)
        case b.Recommendation(title=title, addressee=addressee):
            yield _passage("a recommendation", title, place)
            yield _passage("an addressee", addressee, place)
        case b.Callout(title=title) | b.Box(title=title) | b.Recommendations(title=title):
            yield _passage("a title", title, place)
        case b.Stats(title=title, source=source):
            yield _passage("a title", title, place)
            yield _passage("a source line", source, place)
        case b.Stat(value=value, unit=unit, label=label):
            yield _passage("a number", (b.Text(f"{value}{unit} "), *label), place)
        case b.Verbatim(text=text):
            yield _words("a passage of code", text, place)
        case b.Event(when=text):
            yield _words("a date", text, place)
        case b.Picture(alt=alt):
            yield _words("an alternative text", alt, place)
        case b.PullQuote(name=name):
            yield _words("a speaker", name, place)


def _captioned(item: b.Captioned, place: Place) -> Iterator[Passage]:
    """A figure's or a table's own lines; a table and a chart's data row by row, so that a changed number shows."""
    yield _passage("a caption", (b.Text(f"{item.label} "), *item.caption), place)
    for line in (item.sub, item.source, item.note, item.credit):
        yield _passage("a line under a caption", line, place)
    if isinstance(item, b.Table):
        for row in (*item.head, *item.body):
            cells = tuple(piece for cell in row for piece in (*cell.inlines, b.LineBreak()))
            own = next((cell.place for cell in row if cell.place.line), place)
            yield _passage("a table's row", cells, own)
    if isinstance(item, b.Chart):
        yield _words("an alternative text", item.alt, place)
        for cells_of_row in (item.data.columns, *item.data.rows):
            yield _words("a row of a chart's data", " ".join(cells_of_row), place)


def _passage(what: str, inlines: b.Inlines, place: Place) -> Passage:
    parted = rebuild(inlines, lambda item: b.Text(CALL) if isinstance(item, b.NoteRef) else item)
    return Passage(what, tuple(plain(parted).split(CALL)), place)


def _words(what: str, words: str, place: Place) -> Passage:
    return Passage(what, (words,), place)
