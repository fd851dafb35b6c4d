"""Chapters -> chapters: ids, heading levels, section numbers, figure and table labels, note numbers, in that order."""

from collections import Counter
from dataclasses import replace

from octavo import blocks as b
from octavo.anchors import Anchors
from octavo.document import Chapter
from octavo.labels import Labels
from octavo.plaintext import plain
from octavo.problems import Problem, problem
from octavo.walk import every, rebuild


def identified(chapter: Chapter, anchors: Anchors) -> Chapter:
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


def levelled(chapter: Chapter, found: list[Problem]) -> Chapter:
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
            words = plain(item.inlines)
            found.append(problem("heading-skips", item.place, value=words, written=item.level, before=last - shift))
        before[0] = min(wanted, last + 1, 6)
        return replace(item, level=before[0])

    return rebuild(chapter, level)


def sectioned(chapter: Chapter) -> Chapter:
    """Number the sections of a chapter: "2.1" in chapter 2, "1" where there is one chapter only."""
    count = 0

    def number(item: object) -> object:
        nonlocal count
        if not isinstance(item, b.Heading) or item.unnumbered or item.level != chapter.top:
            return item
        count += 1
        return replace(item, number=".".join(filter(None, (chapter.number, str(count)))))

    return rebuild(chapter, number)


def labelled(chapters: tuple[Chapter, ...], labels: Labels) -> tuple[tuple[Chapter, ...], dict[str, str]]:
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


def noted(chapters: tuple[Chapter, ...]) -> tuple[tuple[Chapter, ...], tuple[b.Note, ...]]:
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
