"""Brief + DocType + Labels -> Document: numbers, contents, notes and references settled."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from octavo import blocks as b
from octavo.anchors import Anchors, nearest
from octavo.doctypes import DocType
from octavo.labels import Labels
from octavo.matter import Matter, compose_matter
from octavo.model.brief import Brief
from octavo.pictures import Gallery
from octavo.plaintext import plain
from octavo.problems import Problem, problem
from octavo.relations import Relation
from octavo.tabular import numeric_columns
from octavo.walk import every, rebuild


@dataclass(frozen=True)
class Entry:
    """A line of a contents list: `number` ("2.1", "Figure 3" or ""), the words, the anchor it leads to."""

    number: str
    title: b.Inlines
    id: str
    level: int
    children: "tuple[Entry, ...]" = ()


@dataclass(frozen=True)
class Chapter:
    """A settled chapter. A document of one file has one chapter with an empty title."""

    id: str
    number: str
    title: b.Inlines
    dek: b.Inlines
    blocks: b.Blocks
    notes: tuple[b.Note, ...]

    @property
    def top(self) -> int:
        """The level of its sections' headings: 2 under the document's title, 3 under a chapter's."""
        return 3 if self.title else 2


@dataclass(frozen=True)
class Appendix:
    """The numbers behind a chart, for the back matter; `figure` is the chart's anchor, `id` the table's."""

    id: str
    figure: str
    label: str
    caption: b.Inlines
    table: b.DataTable

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column, whether it holds numbers."""
        return numeric_columns(self.table)


@dataclass(frozen=True)
class Reference:
    """An entry of the reference list; citations lead to its `id`."""

    id: str
    inlines: b.Inlines


@dataclass(frozen=True)
class Document:
    """A brief with nothing left open. `claimed` holds blocks that a part of the type draws instead of the body;
    `anchors` every id in reading order."""

    brief: Brief
    kind: DocType
    labels: Labels
    chapters: tuple[Chapter, ...]
    contents: tuple[Entry, ...]
    listed: tuple[Entry, ...]
    notes: tuple[b.Note, ...]
    data: tuple[Appendix, ...]
    claimed: Mapping[str, b.Block]
    recordings: tuple[str, ...]
    anchors: tuple[str, ...]
    gallery: Gallery
    matter: Matter
    related: tuple[Relation, ...] = ()
    references: tuple[Reference, ...] = ()


def settle(brief: Brief, kind: DocType, labels: Labels, gallery: Gallery) -> tuple[Document, tuple[Problem, ...]]:
    """Number and link everything in `brief`. The document is usable even when problems were found."""
    anchors = Anchors(item.id for item in every(b.Block | b.Span, tuple(c.body.blocks for c in brief.chapters)) if item.id)
    found: list[Problem] = []
    chapters = tuple(
        Chapter(
            id=anchors.take(chapter.id or f"chapter-{n}", chapter.place),
            number=str(n) if kind.numbered_sections and len(brief.chapters) > 1 else "",
            title=chapter.title,
            dek=chapter.dek,
            blocks=chapter.body.blocks,
            notes=chapter.body.notes,
        )
        for n, chapter in enumerate(brief.chapters, 1)
    )
    if not any(every(b.Recommendations, tuple(c.blocks for c in chapters))) and brief.recommendations:
        last = chapters[-1]
        chapters = (*chapters[:-1], replace(last, blocks=(*last.blocks, brief.recommendations)))
    chapters = tuple(_levelled(_identified(chapter, anchors), found) for chapter in chapters)
    chapters = tuple(_sectioned(chapter) for chapter in chapters) if kind.numbered_sections else chapters
    chapters, names = _labelled(chapters, labels)
    chapters, notes = _noted(chapters)
    chapters = rebuild(chapters, lambda item: _attributed(item, brief, found))
    names |= _section_names(chapters, kind, labels)
    chapters = rebuild(chapters, lambda item: _referred(item, names, anchors, found))
    notes = rebuild(notes, lambda item: _referred(item, names, anchors, found))
    found.extend(anchors.problems)
    chapters, claimed = _claimed(chapters, kind)
    shown = {media.item for media in every(b.Media, chapters)}
    document = Document(
        brief=brief,
        kind=kind,
        labels=labels,
        chapters=chapters,
        contents=_contents(chapters),
        listed=_listed(chapters),
        notes=notes,
        data=appendices(chapters),
        claimed=claimed,
        recordings=tuple(item.id for item in brief.meta.media if item.id not in shown),
        anchors=tuple(anchors.taken),
        gallery=gallery,
        matter=compose_matter(brief, labels),
    )
    return document, tuple(found)


def _identified(chapter: Chapter, anchors: Anchors) -> Chapter:
    """Give every heading, captioned block and recommendation list an id; keep the author's own."""

    def name(item: object) -> object:
        if isinstance(item, b.Heading):
            return replace(item, id=anchors.take(item.id or anchors.slug(plain(item.inlines)), item.place))
        if isinstance(item, b.Captioned | b.Recommendations | b.Stats):
            kind = type(item).__name__.lower()
            return replace(item, id=anchors.take(item.id or anchors.fresh(kind), item.place))
        if isinstance(item, b.Block | b.Span) and item.id:
            anchors.take(item.id, getattr(item, "place", b.NOWHERE))
        return item

    return rebuild(chapter, name)


def _levelled(chapter: Chapter, found: list[Problem]) -> Chapter:
    """Headings at the level they are drawn at: under the chapter's or the document's title, without a gap."""
    written = [heading.level for heading in every(b.Heading, chapter.blocks)]
    if not written:
        return chapter
    shift = chapter.top - min(written)
    before = [chapter.top - 1]

    def level(item: object) -> object:
        if not isinstance(item, b.Heading):
            return item
        wanted, last = item.level + shift, before[0]
        if wanted > last + 1:
            told = dict(value=plain(item.inlines), written=item.level, before=last - shift)
            found.append(problem("heading-skips", item.place, **told))
        before[0] = min(wanted, last + 1, 6)
        return replace(item, level=before[0])

    return rebuild(chapter, level)


def _sectioned(chapter: Chapter) -> Chapter:
    """Number the sections of a chapter: "2.1" in chapter 2, "1" where there is one chapter only."""
    count = 0

    def number(item: object) -> object:
        nonlocal count
        if not isinstance(item, b.Heading) or item.unnumbered or item.level != chapter.top:
            return item
        count += 1
        return replace(item, number=".".join(filter(None, (chapter.number, str(count)))))

    return rebuild(chapter, number)


def _labelled(chapters: tuple[Chapter, ...], labels: Labels) -> tuple[tuple[Chapter, ...], dict[str, str]]:
    """Count figures and tables that have a caption through the whole document."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}

    def label(item: object) -> object:
        if not isinstance(item, b.Captioned) or not item.caption:
            return item
        kind = "table" if isinstance(item, b.Table) else "figure"
        counts[kind] += 1
        names[item.id] = labels(f"caption-{kind}", counts[kind])
        return replace(item, label=names[item.id])

    return rebuild(chapters, label), names


def _noted(chapters: tuple[Chapter, ...]) -> tuple[tuple[Chapter, ...], tuple[b.Note, ...]]:
    """Number notes by their first call, through all chapters; a second call repeats the number."""
    numbers: dict[tuple[str, str], int] = {}
    calls: Counter[tuple[str, str]] = Counter()
    settled = []
    for chapter in chapters:
        queue: list[object] = [chapter.title, chapter.dek, chapter.blocks]
        bodies = {note.key: note for note in chapter.notes}
        for part in queue:
            for ref in every(b.NoteRef, part):
                key = (chapter.id, ref.note)
                if key not in numbers and ref.note in bodies:
                    numbers[key] = len(numbers) + 1
                    queue.append(bodies[ref.note].blocks)

        def number(item: object, chapter: Chapter = chapter) -> object:
            if isinstance(item, b.NoteRef) and (chapter.id, item.note) in numbers:
                key = (chapter.id, item.note)
                calls[key] += 1
                return replace(item, number=numbers[key], back=calls[key])
            return item

        body = rebuild(replace(chapter, notes=()), number)
        notes = rebuild(tuple(n for n in chapter.notes if (chapter.id, n.key) in numbers), number)
        settled.append(replace(body, notes=tuple(sorted(
            (replace(n, number=numbers[chapter.id, n.key], calls=calls[chapter.id, n.key]) for n in notes),
            key=lambda n: n.number,
        ))))  # fmt: skip
    return tuple(settled), tuple(note for chapter in settled for note in chapter.notes)


def _attributed(item: object, brief: Brief, found: list[Problem]) -> object:
    """Names and roles of speakers from people.yaml; recordings that the front matter knows."""
    if isinstance(item, b.PullQuote) and item.speaker:
        person = brief.people.get(item.speaker)
        if person is None:
            found.append(problem("unknown-speaker", item.place, value=item.speaker, near=nearest(item.speaker, brief.people)))
            return item
        role = ", ".join(filter(None, (person.role, person.affiliation)))
        return replace(item, name=item.name or person.name, role=item.role or role)
    if isinstance(item, b.Media) and item.item not in (known := [m.id for m in brief.meta.media]):
        found.append(problem("unknown-recording", item.place, value=item.item, near=nearest(item.item, known)))
    return item


def _section_names(chapters: tuple[Chapter, ...], kind: DocType, labels: Labels) -> dict[str, str]:
    """What `@sec-x` prints: "Section 2.1" where sections are numbered, else the heading's own words."""
    names = {}
    for chapter in chapters:
        if chapter.number:
            names[chapter.id] = labels("chapter", chapter.number)
        for heading in every(b.Heading, chapter):
            names[heading.id] = labels("section", heading.number) if heading.number else labels("quoted", plain(heading.inlines))
    return names


def _referred(item: object, names: Mapping[str, str], anchors: Anchors, found: list[Problem]) -> object:
    """Settle `@fig-x`; see that `#anchor` links lead somewhere."""
    if isinstance(item, b.CrossRef):
        if item.target not in names:
            near = nearest(item.target, names)
            found.append(problem("undefined-reference", item.place, value=item.target, near=near))
        return replace(item, text=names.get(item.target, item.target))
    if isinstance(item, b.Link) and item.href.startswith("#") and item.href[1:] not in anchors.taken:
        found.append(problem("broken-link", item.place, value=item.href, near=nearest(item.href[1:], anchors.taken)))
    return item


def _claimed(chapters: tuple[Chapter, ...], kind: DocType) -> tuple[tuple[Chapter, ...], dict[str, b.Block]]:
    """Take out of the body what a part of the type shows elsewhere: the first row of numbers of a one-pager."""
    if not kind.has("stats") or not chapters:
        return chapters, {}
    first = chapters[0]
    for index, block in enumerate(first.blocks):
        if isinstance(block, b.Stats):
            rest = (*first.blocks[:index], *first.blocks[index + 1 :])
            return (replace(first, blocks=rest), *chapters[1:]), {"stats": block}
    return chapters, {}


def _contents(chapters: tuple[Chapter, ...]) -> tuple[Entry, ...]:
    """Chapters with their sections; or the sections themselves where there is one untitled chapter."""
    entries = []
    for chapter in chapters:
        sections = _sections(chapter)
        if chapter.title:
            entries.append(Entry(chapter.number, chapter.title, chapter.id, 1, sections))
        else:
            entries.extend(sections)
    return tuple(entries)


def _sections(chapter: Chapter) -> tuple[Entry, ...]:
    tops = [item for item in chapter.blocks if isinstance(item, b.Heading | b.Recommendations)]
    return tuple(
        Entry(item.number, item.inlines, item.id, 2) if isinstance(item, b.Heading) else Entry("", item.title, item.id, 2)
        for item in tops
        if isinstance(item, b.Recommendations) and item.title or isinstance(item, b.Heading) and item.level == chapter.top
    )


def _listed(chapters: Iterable[Chapter]) -> tuple[Entry, ...]:
    """Figures, then tables, by number."""
    captioned = [item for item in every(b.Captioned, tuple(chapters)) if item.label]
    figures = [item for item in captioned if not isinstance(item, b.Table)]
    tables = [item for item in captioned if isinstance(item, b.Table)]
    return tuple(Entry(item.label, item.caption, item.id, 2) for item in (*figures, *tables))


def appendices(chapters: Iterable[Chapter]) -> tuple[Appendix, ...]:
    """The numbers behind every chart; empty tables until `drawing` has read their files."""
    return tuple(
        Appendix(f"data-{chart.id}", chart.id, chart.label, chart.caption, chart.data)
        for chart in every(b.Chart, tuple(chapters))
    )


__all__ = ["Appendix", "Chapter", "Document", "Entry", "appendices", "settle"]
