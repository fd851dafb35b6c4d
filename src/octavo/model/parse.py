"""Source + Workspace -> Brief: the fields checked, the texts read, people and house joined; every problem at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from octavo.anchors import nearest
from octavo.blocks import Blocks, Heading, Recommendation, Recommendations
from octavo.content import Front, Source, TextFile, Workspace
from octavo.markdown import read
from octavo.model.brief import Brief, Chapter
from octavo.model.faults import cut_texts, remainder, validated
from octavo.model.house import NOBODY, House, Person, house_of, read_licence
from octavo.model.meta import ChapterFields, Meta
from octavo.model.words import Words
from octavo.plaintext import plain
from octavo.problems import Place, Problem, problem
from octavo.slugs import slug_of
from octavo.yamltext import Loc


def parse(source: Source, workspace: Workspace) -> tuple[Brief | None, tuple[Problem, ...]]:
    """Make the Brief and say everything that is wrong with its fields, its text, the publisher and the people.

    A Brief with errors is given too, without the fields that are wrong, so that later rooms can look for more in the
    same run; it is None when there are no fields at all, or no publisher that can be used.
    """
    house = house_of(workspace)
    if source.front is None:
        return None, _once((*house.problems, *_chapters(source, "")[1]))
    meta, found = validated(Meta, source.front)
    found = (*house.problems, *found, *cut_texts(Meta, source.front))
    fields = meta or remainder(Meta, source.front, {"title": "Untitled"})
    words = Words(source.front)
    chapters, said = _chapters(source, fields.title)
    authors, more = _people(fields.authors, "authors", source.front, house)
    speakers, last = _people(fields.speakers, "speakers", source.front, house)
    found = (*found, *said, *more, *last, *_crossed(fields, source.front))
    brief = Brief(
        slug=source.slug,
        folder=source.folder,
        path=source.path,
        meta=fields,
        publisher=house.publisher or NOBODY,
        authors=authors,
        speakers=speakers,
        people=house.people,
        known_people=house.known,
        chapters=chapters,
        dek=words.inlines(fields.dek, "dek"),
        byline=words.inlines(fields.byline, "byline"),
        takeaways=tuple(words.inlines(text, "takeaways", n) for n, text in enumerate(fields.takeaways)),
        summary=words.blocks(fields.summary, "summary"),
        recommendations=_recommendations(fields, words),
        funding=words.inlines(fields.funding, "funding"),
        acknowledgements=words.inlines(fields.acknowledgements, "acknowledgements"),
        disclaimer=words.inlines(fields.disclaimer, "disclaimer") or house.disclaimer,
        notice=words.inlines(fields.notice, "notice"),
        changes=tuple(words.inlines(one.note, "changes", n, "note") for n, one in enumerate(fields.changes)),
        cite=words.inlines(fields.cite, "cite"),
        licence=read_licence(fields.licence, words) or house.licence,
        membership=house.membership,
        colophon=house.colophon,
        address=house.address,
        front=source.front,
    )
    return brief if house.publisher is not None else None, _once((*found, *words.problems))


def _once(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, file by file, in the order of lines."""
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.place))


def _chapters(source: Source, title: str) -> tuple[tuple[Chapter, ...], tuple[Problem, ...]]:
    """The text of brief.md, if it has one, then the files of a report. A first `# heading` of brief.md that only
    repeats the brief's title is that title, and not printed again."""
    chapters: list[Chapter] = []
    found: list[Problem] = []
    if source.text.strip():
        body, said = read(source.text, source.path, source.line0)
        found += said
        first, rest = _title_heading(body.blocks)
        if first and plain(first.inlines).split() == title.split():
            body = replace(body, blocks=rest)
        chapters.append(Chapter(source.path, body=body, place=Place(source.path, source.line0 + 1)))
    for file in source.chapters:
        chapter, said = _chapter(file)
        chapters.append(chapter)
        found += said
    return tuple(chapters), tuple(found)


def _chapter(file: TextFile) -> tuple[Chapter, tuple[Problem, ...]]:
    """A chapter's file: its title from its front matter, or from a first `# heading`."""
    body, said = read(file.text, file.path, file.line0)
    found = list(said)
    fields, words = ChapterFields(), None
    if file.front:
        checked, said = validated(ChapterFields, file.front)
        found += [*said, *cut_texts(ChapterFields, file.front)]
        fields, words = checked or fields, Words(file.front)
    title = words.inlines(fields.title, "title") if words else ()
    dek = words.inlines(fields.dek, "dek") if words else ()
    first, rest = _title_heading(body.blocks)
    place, anchor = Place(file.path, file.line0 + 1), fields.id
    if first:
        if title and plain(title) != plain(first.inlines):
            found.append(problem("chapter-title-twice", first.place, title=plain(first.inlines)))
        title, body, place = first.inlines, replace(body, blocks=rest), first.place
        anchor = anchor or first.id
    elif not title and not (file.front and file.front.data.get("title")):
        found.append(problem("chapter-title", place))
    found += words.problems if words else []
    return Chapter(file.path, title, dek, anchor, body, place), tuple(found)


def _title_heading(blocks: Blocks) -> tuple[Heading | None, Blocks]:
    """A first block that is a `# heading`, and what follows it."""
    first = blocks[0] if blocks else None
    return (first, blocks[1:]) if isinstance(first, Heading) and first.level == 1 else (None, blocks)


def _people(
    ids: Sequence[str], field: str, front: Front, house: House
) -> tuple[tuple[Person, ...], tuple[Problem, ...]]:
    """The people a field names; ids whose person has an error of its own are passed over here."""
    found = list(_repeated(ids, field, front))
    by_name = {person.name.casefold(): key for key, person in house.people.items()}
    for n, key in enumerate(ids):
        if key not in house.known:
            meant = by_name.get(key.strip().casefold())
            near = f'write "{meant}"' if meant else nearest(slug_of(key), house.known)
            found.append(problem("unknown-person", front.marks.place((field, n)), value=key, near=near))
    return tuple(house.people[key] for key in dict.fromkeys(ids) if key in house.people), tuple(found)


def _recommendations(meta: Meta, words: Words) -> Recommendations | None:
    if not meta.recommendations:
        return None
    marks = words.front.marks
    items = tuple(
        Recommendation(
            title=words.inlines(advice.title, "recommendations", n, "title"),
            blocks=words.blocks(advice.text, "recommendations", n, "text"),
            addressee=words.inlines(advice.for_, "recommendations", n, "for"),
            place=marks.place(("recommendations", n)),
        )
        for n, advice in enumerate(meta.recommendations)
    )
    return Recommendations(place=marks.place(("recommendations",), key=True), items=items)


def _crossed(meta: Meta, front: Front) -> Iterator[Problem]:
    """What is wrong between fields that are each in order."""
    marks = front.marks
    if front.data.get("date") is None:
        yield problem("missing-date", marks.place(()))
    if meta.date and meta.updated and meta.updated < meta.date:
        yield problem("updated-before-date", marks.place(("updated",)), updated=meta.updated, date=meta.date)
    lines = " ".join(meta.title_lines)
    if lines and front.data.get("title") and lines.split() != meta.title.split():
        yield problem("title-lines-differ", marks.place(("title-lines",)), title=meta.title, lines=lines)
    if meta.chapters and meta.type != "report":
        yield problem("chapters-of-report", marks.place(("chapters",), key=True), type=meta.type)
    yield from _repeated(meta.formats, "formats", front)
    yield from _repeated(meta.chapters, "chapters", front)
    yield from _repeated(tuple(recording.id for recording in meta.media), "media", front, "id")
    for n, related in enumerate(meta.related):
        if bool(related.url) == bool(related.brief):
            yield problem("related-target", marks.place(("related", n)), value=related.title or related.brief)
        elif related.url and not related.title:
            yield problem("missing-field", marks.place(("related", n)), field="title", meaning="Its title.")
        elif related.url and not related.title:
            yield problem("missing-field", marks.place(("related", n)), field="title", meaning="Words for the link.")


def _repeated(values: Sequence[str], field: str, front: Front, *inner: str) -> Iterator[Problem]:
    """One problem for each value that stood in the list before."""
    for n, value in enumerate(values):
        if value in values[:n]:
            loc: Loc = (field, n, *inner)
            yield problem("given-twice", front.marks.place(loc), value=value, field=field)
