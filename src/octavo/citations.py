"""Brief + its bibliography -> Brief with every citation in words, and its list of references. Numbers nothing: what
becomes a note is numbered with the other notes."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from octavo import blocks as b
from octavo.anchors import nearest
from octavo.bibliography import DEFAULT, Library, read_library
from octavo.citenotes import in_place
from octavo.citeproc import Answer, Cite, Order, answer, pandoc
from octavo.citestyle import Style, read_style
from octavo.files import Files
from octavo.model.brief import Brief, Chapter, Reference
from octavo.model.meta import kebab
from octavo.pandocast import Nodes, Reader
from octavo.problems import Place, Problem, Rejected, problem
from octavo.walk import every, everything, rebuild

BEFORE = ("dek", "byline", "summary", "takeaways")
AFTER = (
    *("recommendations", "funding", "acknowledgements", "disclaimer", "notice", "changes", "cite", "licence"),
    *("membership", "colophon"),
)
"""Fields of a Brief that hold text, in the order in which they are read before and after its chapters."""

SHOWN = 5
"""How many keys a message lists."""

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True)
class Call:
    """A citation where it stands. `field` is "" in the text of a chapter, which alone can call notes."""

    citation: b.Citation
    in_note: bool = False
    field: str = ""


def cite(brief: Brief, files: Files, folder: Path) -> tuple[Brief, tuple[Problem, ...]]:
    """Read the bibliography and the style, have all citations set at once, and put their words in.

    A citation that cannot be set stays as typed. `folder` keeps pandoc's answers between builds.
    """
    library, found = read_library(brief, files)
    calls = tuple(_calls(brief))
    if library is None:
        lost = () if found else tuple(_unfounded(calls, brief))
        return brief, (*found, *lost)
    found = (*found, *(tuple(_unknown(calls, library)) or _uncited(calls, library)))
    calls = tuple(call for call in calls if all(item.key in library.entries for item in call.citation.items))
    if not calls:
        return brief, found
    style, said = read_style(brief, files)
    found = (*found, *said)
    program = pandoc()
    if program is None:
        return brief, (*found, problem("needs-pandoc", calls[0].citation.place))
    if style is None:
        return brief, found
    cites = tuple(Cite(call.citation.items, call.citation.in_text, call.in_note) for call in calls)
    try:
        made = answer(Order(cites, library, style, brief.language), program, folder / "citations")
    except Rejected as refused:
        return brief, (*found, *refused.problems)
    brief, said = _Setting(library, style, made).put(brief, calls)
    return brief, (*found, *said)


def _calls(brief: Brief) -> Iterator[Call]:
    """Every citation once, in the order of reading: what a note cites follows the note's first call."""
    seen: set[b.Citation] = set()
    for call in _every_call(brief):
        if call.citation not in seen:
            seen.add(call.citation)
            yield call


def _every_call(brief: Brief) -> Iterator[Call]:
    for name in BEFORE:
        yield from (Call(one, field=kebab(name)) for one in every(b.Citation, getattr(brief, name)))
    for chapter in brief.chapters:
        yield from _in_chapter(chapter)
    for name in AFTER:
        yield from (Call(one, field=kebab(name)) for one in every(b.Citation, getattr(brief, name)))


def _in_chapter(chapter: Chapter) -> Iterator[Call]:
    notes = {note.key: note for note in chapter.body.notes}

    def walk(value: object, in_note: bool) -> Iterator[Call]:
        for item in everything(value):
            if isinstance(item, b.Citation):
                yield Call(item, in_note)
            elif isinstance(item, b.NoteRef) and item.note in notes:
                yield from walk(notes.pop(item.note).blocks, True)

    yield from walk((chapter.title, chapter.dek, chapter.body.blocks), False)
    yield from walk(tuple(note.blocks for note in notes.values()), True)


def _unfounded(calls: Iterable[Call], brief: Brief) -> Iterator[Problem]:
    for call in calls:
        path = f"{brief.folder}/{DEFAULT}"
        yield problem("no-bibliography", call.citation.place, value=call.citation.source, path=path)


def _unknown(calls: Iterable[Call], library: Library) -> Iterator[Problem]:
    for call in calls:
        for item in call.citation.items:
            if item.key not in library.entries:
                given = {"key": item.key, "library": library.path, "near": nearest(item.key, library.entries)}
                yield problem("unknown-citation", call.citation.place, **given)


def _uncited(calls: Iterable[Call], library: Library) -> Iterator[Problem]:
    used = library.used(item.key for call in calls for item in call.citation.items)
    left = [entry for key, entry in library.entries.items() if key not in used]
    if left:
        more = ", ..." if len(left) > SHOWN else ""
        keys = ", ".join(entry.key for entry in left[:SHOWN]) + more
        yield problem("uncited-entries", left[0].place, count=len(left), path=library.path, keys=keys)


class _Setting:
    """Puts pandoc's answer into a brief."""

    def __init__(self, library: Library, style: Style, made: Answer) -> None:
        self.library, self.style, self.made = library, style, made
        self.found: list[Problem] = [
            problem("citations-warned", Place(library.path), reason=words) for words in made.warnings
        ]
        self.ids = _anchors(made.entries)
        self.notes: dict[str, b.Note] = {}

    def put(self, brief: Brief, calls: Iterable[Call]) -> tuple[Brief, tuple[Problem, ...]]:
        """`calls` are those of the order that was answered."""
        set_ = {call.citation: self.words(call, found) for call, found in zip(calls, self.made.cites, strict=True)}
        references = tuple(self.reference(key) for key in self.made.entries)

        def change(item: object) -> object:
            if isinstance(item, b.Link) and any(every(b.Citation, item.children)):
                return replace(item, children=rebuild(item.children, _unlinked))
            return replace(item, rendered=set_[item]) if isinstance(item, b.Citation) and item in set_ else item

        texts = {name: rebuild(getattr(brief, name), change) for name in (*BEFORE, "chapters", *AFTER)}
        brief = replace(brief, references=references, **texts)
        if self.style.notes:
            after = brief.language.split("-")[0] == "en"
            brief = replace(brief, chapters=tuple(self.noted(chapter, after) for chapter in brief.chapters))
        return brief, tuple(dict.fromkeys(self.found))

    def words(self, call: Call, found: Nodes) -> b.Inlines:
        """What a citation reads. One that becomes a note is the call of that note."""

        def note(inlines: b.Inlines) -> b.Inlines:
            if not inlines:  # a work without an author, named in the sentence: its title stands there
                return ()
            key, place = f"citation {len(self.notes) + 1}", call.citation.place
            if call.field:
                given = {"style": self.style.path, "value": call.citation.source, "field": call.field}
                self.found.append(problem("citation-note-in-field", place, **given))
            self.notes[key] = b.Note(key, (b.Paragraph(inlines=inlines, place=place),), place)
            return (b.NoteRef(key, place),)

        inlines = self.read(found, call.citation.items[0].key, note)
        if not inlines:
            given = {"style": self.style.path, "value": call.citation.source}
            self.found.append(problem("citation-empty", call.citation.place, **given))
        return inlines

    def reference(self, key: str) -> Reference:
        inlines = self.read(self.made.entries[key], key, lambda inlines: inlines)
        return Reference(self.ids[key], inlines, self.library.entries[key].place)

    def read(self, found: Nodes, key: str, note: Callable[[b.Inlines], b.Inlines]) -> b.Inlines:
        """Pandoc's nodes as inlines; what they hold that cannot be shown or reached is told at the entry `key`."""
        place = self.library.entries[key].place

        def link(target: str) -> str:
            if target.startswith("#ref-"):
                return f"#{self.ids[target[5:]]}" if target[5:] in self.ids else ""
            if _is_address(target):
                return target
            written = target if target in self.library.text else target.removeprefix("https://")
            self.found.append(problem("reference-address", place, key=key, value=written))
            return ""

        reader = Reader(link, note)
        inlines = reader(found)
        self.found += [problem("bibliography-markup", place, key=key, value=markup) for markup in reader.foreign]
        return inlines

    def noted(self, chapter: Chapter, after: bool) -> Chapter:
        """A chapter whose citations are calls of notes, with those notes. `after`: a call follows a mark that ends a
        clause, as English sets it (Chicago Manual of Style 18, 13.27)."""
        chapter = rebuild(chapter, lambda item: in_place(item, after))
        called = {ref.note for ref in every(b.NoteRef, (chapter.title, chapter.dek, chapter.body))}
        own = tuple(note for key, note in self.notes.items() if key in called)
        return replace(chapter, body=replace(chapter.body, notes=(*chapter.body.notes, *own)))


def _unlinked(item: object) -> object:
    """A link's words alone, for a citation in the words of a link: links cannot be nested (HTML, 4.5.1)."""
    return b.Span(item.children) if isinstance(item, b.Link) else item


def _is_address(target: str) -> bool:
    """Whether a link may lead there: the web, or somebody's mail."""
    try:
        parts = urlsplit(target)
        reached = parts.port != 0 and (parts.hostname or parts.scheme == "mailto")
    except ValueError:
        return False
    return bool(reached) and _ADDRESS.fullmatch(target) is not None


def _anchors(entries: Iterable[str]) -> Mapping[str, str]:
    """An id for each key: "ref-" and the key, in characters that need no escape in an id or an address."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key in entries:
        stem = "ref-" + re.sub(r"[^A-Za-z0-9_.-]", "-", key)
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        ids[key] = name
    return ids
