"""Brief + DocType + Labels -> Document: numbered, linked, settled."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from octavo import blocks as b
from octavo.anchors import Anchors, nearest
from octavo.doctypes import DocType
from octavo.document import Appendix, Chapter, Document, Entry
from octavo.labels import Labels
from octavo.matter import compose_matter
from octavo.model.brief import Brief
from octavo.numbering import identified, labelled, levelled, noted, sectioned
from octavo.pictures import Gallery
from octavo.plaintext import plain
from octavo.problems import Problem, problem
from octavo.walk import every, rebuild


def settle(brief: Brief, kind: DocType, labels: Labels, gallery: Gallery) -> tuple[Document, tuple[Problem, ...]]:
    """Number and link everything in `brief`. The document is usable even when problems were found."""
    anchors = Anchors(
        item.id for item in every(b.Block | b.Span, tuple(c.body.blocks for c in brief.chapters)) if item.id
    )
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
    chapters = tuple(levelled(identified(chapter, anchors), found) for chapter in chapters)
    chapters = tuple(sectioned(chapter) for chapter in chapters) if kind.numbered_sections else chapters
    chapters, names = labelled(chapters, labels)
    chapters, notes = noted(chapters)
    chapters = rebuild(chapters, lambda item: _attributed(item, brief, found))
    references = tuple(replace(one, id=anchors.take(one.id, one.place)) for one in brief.references)
    names |= _section_names(chapters, labels)
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
        references=references,
    )
    return document, tuple(found)


def _attributed(item: object, brief: Brief, found: list[Problem]) -> object:
    """Names and roles of speakers from people.yaml; recordings that the front matter knows."""
    if isinstance(item, b.PullQuote) and item.speaker:
        person = brief.people.get(item.speaker)
        if person is None:
            if item.speaker not in brief.known_people:
                near = nearest(item.speaker, brief.known_people)
                found.append(problem("unknown-speaker", item.place, value=item.speaker, near=near))
            return item
        role = ", ".join(filter(None, (person.role, person.affiliation)))
        return replace(item, name=item.name or person.name, role=item.role or role)
    if isinstance(item, b.Media) and item.item and item.item not in (known := brief.known_recordings):
        found.append(problem("unknown-recording", item.place, value=item.item, near=nearest(item.item, known)))
    return item


def _section_names(chapters: tuple[Chapter, ...], labels: Labels) -> dict[str, str]:
    """What `@sec-x` prints: "Section 2.1" where sections are numbered, else the heading's own words."""
    names = {}
    for chapter in chapters:
        if chapter.number:
            names[chapter.id] = labels("chapter", chapter.number)
        for heading in every(b.Heading, chapter):
            names[heading.id] = (
                labels("section", heading.number) if heading.number else labels("quoted", plain(heading.inlines))
            )
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
    entries = []
    for item in chapter.blocks:
        if isinstance(item, b.Heading) and item.level == chapter.top:
            entries.append(Entry(item.number, item.inlines, item.id, 2))
        elif isinstance(item, b.Recommendations) and item.title:
            entries.append(Entry("", item.title, item.id, 2))
    return tuple(entries)


def _listed(chapters: Iterable[Chapter]) -> tuple[Entry, ...]:
    """Figures, then tables, by number."""
    captioned = [item for item in every(b.Captioned, tuple(chapters)) if item.label]
    figures = [item for item in captioned if not isinstance(item, b.Table)]
    tables = [item for item in captioned if isinstance(item, b.Table)]
    return tuple(Entry(item.label, item.caption, item.id, 2) for item in (*figures, *tables))


def appendices(chapters: Iterable[Chapter]) -> tuple[Appendix, ...]:
    """The numbers behind every chart."""
    return tuple(
        Appendix(f"data-{chart.id}", chart.id, chart.label, chart.caption, chart.data)
        for chart in every(b.Chart, tuple(chapters))
    )
