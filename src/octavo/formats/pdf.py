"""Print Markup + style sheet -> tagged PDF. The only file that knows WeasyPrint's layout and writer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from octavo.appendix import data_file
from octavo.artifact import Artifact
from octavo.design import Design
from octavo.document import Document as Settled
from octavo.edition import Editions
from octavo.formats.complete import require
from octavo.formats.engine import CSS, HTML, Document, FontConfiguration
from octavo.formats.faults import inspect
from octavo.formats.fetcher import BASE, WorkspaceFetcher
from octavo.formats.finish import Enclosure, Promise, write
from octavo.formats.fit import Attempt, Setting, choose
from octavo.formats.latecomers import put_off
from octavo.formats.log import is_told, listen, told
from octavo.formats.standards import STANDARDS
from octavo.formats.survey import survey
from octavo.formats.tagging.drawn import collect
from octavo.layout import Layout
from octavo.markup import compose
from octavo.metadata import Metadata, describe
from octavo.pieces import NoteRef
from octavo.plaintext import plain
from octavo.problems import Place, Problem
from octavo.stylesheet import Stylesheet
from octavo.walk import every

Read = Callable[[str], bytes]


@dataclass(frozen=True)
class Printed:
    """A finished PDF. `pages` maps every anchor, and the place of every block of the author's text (as `data-at` has
    it), to the label of the page on which it begins; `layout` says where each block of the text stands."""

    data: bytes
    pages: Mapping[str, str]
    count: int
    problems: tuple[Problem, ...]
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True)
class Sheet:
    """A brand's CSS for one paper size, parsed once, with the fonts it loaded from `paths`."""

    source: Stylesheet
    css: CSS
    fonts: FontConfiguration
    paths: tuple[str, ...]
    log: tuple[Problem, ...]


@dataclass(frozen=True)
class Job:
    """What a document needs beside its HTML: `path` of its source for messages, the number of `pages` it must
    have or None, where each note is called, pictures `drawn` by the build; and what the PDF is to keep, None for one
    that is only looked at."""

    path: str
    pages: int | None = None
    calls: Mapping[str, Place] = field(default_factory=dict)
    drawn: tuple[Artifact, ...] = ()
    promise: Promise | None = None


class Press:
    """Prints documents with one set of style sheets; keeps parsed sheets and fonts between documents.

    One FontConfiguration a brand: a new one for each document leaks (WeasyPrint 70).
    """

    def __init__(self, face: Callable[[bytes], bytes]) -> None:
        """`face` turns a web font into the one that is quicker to print."""
        self._face = face
        self._sheets: dict[str, Sheet] = {}
        self._fonts: dict[str, FontConfiguration] = {}

    def sheet(self, brand: str, source: Stylesheet, read: Read) -> Sheet:
        """Parse a style sheet, or take it from memory; either way its fonts count as read."""
        known = self._sheets.get(source.text)
        if known is not None:
            for path in known.paths:
                read(path)
            return known
        fonts = self._fonts.setdefault(brand, FontConfiguration())
        fetcher = WorkspaceFetcher(read, {}, self._face)
        with listen() as lines:
            css = CSS(string=source.text, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
        log = tuple(told(line, source, "styles/brief.css") for line in lines)
        self._sheets[source.text] = Sheet(source, css, fonts, tuple(fetcher.paths), log)
        return self._sheets[source.text]

    def print(self, html: str, sheet: Sheet, job: "Job", read: Read) -> Printed:
        """Lay out, fit and write one document; what is still wrong with the best layout is told."""
        fetcher = WorkspaceFetcher(read, {a.name: a.data for a in job.drawn}, self._face)

        def attempt(setting: Setting) -> Attempt:
            with listen() as lines:
                document = _lay_out(html, setting, sheet, fetcher, job.promise)
            logged = tuple(told(line, sheet.source, job.path) for line in lines)
            return Attempt(document, (*inspect(document, html, job.path, job.pages, job.calls), *logged), setting)

        best = choose(attempt)
        with listen() as lines:
            data = write(best.document, job.promise) if job.promise else best.document.write_pdf()
        written = tuple(told(line, sheet.source, job.path) for line in lines if not is_told(line, best.faults))
        found = tuple(dict.fromkeys((*sheet.log, *best.faults, *written)))
        layout = survey(best.document, job.path) if job.promise else Layout()
        return Printed(bytes(data or b""), _pages(best.document), len(best.document.pages), found, layout)


def make(document: Settled, design: Design, editions: Editions, press: Press) -> Printed:
    """Print one document in one design."""
    about = describe(document, editions)
    markup = compose(document, design, "print", editions, about=about)
    require(document, design, "print", markup.html)
    brief = document.brief
    pictures = tuple(Artifact(path, a.media_type, a.data) for path, a in document.gallery.pictures.items())
    job = Job(
        path=brief.path,
        pages=document.kind.pages,
        calls={str(ref.number): ref.place for ref in every(NoteRef, document.chapters) if ref.back == 1},
        drawn=(*pictures, *markup.resources),
        promise=_promise(document, about),
    )
    read = design.files.read
    sheet = press.sheet(design.brand.name, design.stylesheet("print", brief.paper), read)
    return press.print(markup.html, sheet, job, read)


def _promise(document: Settled, about: Metadata) -> Promise:
    """What the document's PDF keeps: chart data go with it, and in the newer standard its entry in a catalogue."""
    enclosed = [Enclosure(data_file(item), f"{item.label}. {plain(item.caption)}") for item in document.data]
    if document.brief.pdf == "archival-2":
        record = Artifact(f"{document.brief.slug}.json", "application/ld+json", about.linked_data.encode())
        enclosed.append(Enclosure(record, about.title, "Supplement"))
    standard = STANDARDS[document.brief.pdf, bool(enclosed)]
    tags = tuple((tag.name, tag.content) for tag in about.tags)
    return Promise(standard, tags, tuple(enclosed), document.brief.day)


def _pages(document: Document) -> Mapping[str, str]:
    """The page on which each anchor, and each block of the author's text, begins."""
    anchors = [(name, n) for n, page in enumerate(document.pages, 1) for name in page.anchors]
    blocks = [(e.get("data-at"), n + 1) for e, (n, _) in collect(document).first.items() if e.get("data-at")]
    return {name: str(number) for name, number in reversed([*anchors, *blocks])}


def _lay_out(html: str, setting: Setting, sheet: Sheet, fetcher: WorkspaceFetcher, promise: Promise | None) -> Document:
    styled = html.replace("</head>", f"<style>{setting.css}</style></head>", 1)
    source = HTML(string=styled, base_url=BASE, url_fetcher=fetcher)
    put_off(source.etree_element, setting.late)
    variant = promise.standard.variant if promise else None
    return source.render(stylesheets=[sheet.css], font_config=sheet.fonts, pdf_variant=variant)
