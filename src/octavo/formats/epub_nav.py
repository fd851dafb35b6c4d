"""A book's files -> what leads through them: contents, lists of figures and tables, landmarks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from octavo.formats.epub_book import Words
from octavo.formats.epub_text import TextFile
from octavo.formats.epub_xhtml import NAMES, Element, by_class, plain


@dataclass(frozen=True)
class Line:
    """A line of a list: words, where they lead, what stands below."""

    title: str
    href: str
    below: tuple["Line", ...] = ()


@dataclass(frozen=True)
class Landmark:
    """`structure` is a term of EPUB Structural Semantics."""

    structure: str
    title: str
    href: str


@dataclass(frozen=True)
class Navigation:
    """`shown` tells whether the contents are a page of the book, or only the reading system's own menu."""

    contents: tuple[Line, ...]
    figures: tuple[Line, ...]
    tables: tuple[Line, ...]
    shown: bool


def navigation(files: Sequence[TextFile], book_title: str) -> Navigation:
    """Made from the text itself, so that no line leads astray.

    A book of one text is read as it comes: its contents stay in the reading system's menu. One of several chapters
    has a contents page too.
    """
    contents = [line for file in files for line in _lines(file)]
    texts = [file for file in files if file.section.matter == "text"]
    first = (texts or list(files))[0]
    return Navigation(
        contents=tuple(contents) or (Line(book_title, first.href),),
        figures=tuple(_captioned(files, "figure")),
        tables=tuple(_captioned(files, "table")),
        shown=len(texts) > 1,
    )


def landmarks(files: Sequence[TextFile], nav: Navigation, words: Words, has_cover: bool) -> tuple[Landmark, ...]:
    """The places a reading system offers at once."""
    found = [Landmark("cover", words.cover, "cover.xhtml")] if has_cover else []
    found += [Landmark("titlepage", words.title_page, f.href) for f in files if f.section.matter == "title"][:1]
    if nav.shown:
        found.append(Landmark("toc", words.contents, "nav.xhtml#toc"))
    found += [Landmark("bodymatter", words.start, f.href) for f in files if f.section.matter == "text"][:1]
    if nav.shown and nav.figures:
        found.append(Landmark("loi", words.figures, "nav.xhtml#figures"))
    if nav.shown and nav.tables:
        found.append(Landmark("lot", words.tables, "nav.xhtml#tables"))
    return tuple(found)


def _lines(file: TextFile) -> tuple[Line, ...]:
    """The contents of one file: its title with its headings below, or its headings alone."""
    headings = [
        (int(str(h.tag)[-1]), Line(plain(h), f"{file.href}#{h.get('id')}"))
        for h in _headings(file.body)
        if h.get("id") and plain(h)
    ]
    if not file.section.title:
        return _nested(headings) if file.section.matter != "title" else ()
    if headings and file.section.title.endswith(headings[0][1].title):  # "2 Chapter" and its own heading, "Chapter"
        headings = headings[1:]
    return (Line(file.section.title, file.href, _nested(headings)),)


def _headings(body: Element) -> list[Element]:
    """Headings of the text; those inside of a list's items belong to the list."""
    found = body.xpath(".//*[self::h:h1 or self::h:h2 or self::h:h3][not(ancestor::h:li)]", namespaces=NAMES)
    return cast("list[Element]", found)


def _nested(headings: Sequence[tuple[int, Line]]) -> tuple[Line, ...]:
    """Lower headings below the higher ones before them."""
    lines: list[Line] = []
    rest = list(headings)
    while rest:
        level, line = rest.pop(0)
        below = []
        while rest and rest[0][0] > level:
            below.append(rest.pop(0))
        lines.append(Line(line.title, line.href, _nested(below)))
    return tuple(lines)


def _captioned(files: Iterable[TextFile], kind: str) -> Iterable[Line]:
    """The numbered figures (charts and timelines among them) or tables, with number and caption."""
    for file in files:
        for label in by_class(file.body, f"{kind}__label"):
            whole = next((e for e in label.iterancestors() if e.get("id")), None)
            titles = by_class(whole, f"{kind}__title") if whole is not None else []
            if whole is not None:
                yield Line(". ".join([plain(label), *map(plain, titles)]), f"{file.href}#{whole.get('id')}")
