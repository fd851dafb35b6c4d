"""Print Markup + style sheet -> tagged PDF. The only file that knows WeasyPrint's layout and writer."""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from octavo.appendix import data_file
from octavo.artifact import Artifact
from octavo.design import Design
from octavo.document import Document as Settled
from octavo.formats.engine import CSS, HTML, Attachment, Document, FontConfiguration
from octavo.formats.fetcher import BASE, WorkspaceFetcher
from octavo.formats.fit import Attempt, Setting, choose, inspect
from octavo.formats.tags import finish
from octavo.markup import Editions, compose
from octavo.metadata import describe
from octavo.problems import Place, Problem, problem
from octavo.stylesheet import Stylesheet

VARIANT = "pdf/ua-1"

UNDATED = date(1980, 1, 1)
"""Stands for the day of what has none: the first that a ZIP archive can name too."""

Read = Callable[[str], bytes]


@dataclass(frozen=True)
class Printed:
    """A finished PDF. `pages` maps every anchor to the label of the page it stands on, in reading order."""

    data: bytes
    pages: Mapping[str, str]
    count: int
    problems: tuple[Problem, ...]


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
    have or None, pictures `drawn` by the build, files `attached`, and the day that dates them, if any."""

    path: str
    day: date | None
    pages: int | None = None
    drawn: tuple[Artifact, ...] = ()
    attached: tuple[Artifact, ...] = ()


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
        with _log() as lines:
            css = CSS(string=source.text, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
        log = tuple(_from_log(line, source, "styles/brief.css") for line in lines)
        self._sheets[source.text] = Sheet(source, css, fonts, tuple(fetcher.paths), log)
        return self._sheets[source.text]

    def print(self, html: str, sheet: Sheet, job: "Job", read: Read) -> Printed:
        """Lay out, fit and write one document; what is still wrong with the best layout is told."""
        fetcher = WorkspaceFetcher(read, {a.name: a.data for a in job.drawn}, self._face)

        def attempt(setting: Setting) -> Attempt:
            with _log() as lines:
                document = _lay_out(html, setting, sheet, fetcher)
            logged = tuple(_from_log(line, sheet.source, job.path) for line in lines)
            return Attempt(document, (*inspect(document, html, job.path, job.pages), *logged))

        best = choose(attempt)
        for page in best.document.pages:
            page.links = [link for link in page.links if _is_own_link(link)]
        with _log() as lines:
            data = best.document.write_pdf(
                finisher=finish,
                pdf_variant=VARIANT,
                pdf_identifier=True,
                attachments=[_attachment(a, job.day) for a in job.attached],
            )
        written = tuple(_from_log(line, sheet.source, job.path) for line in lines)
        pages = {anchor: str(n) for n, page in enumerate(best.document.pages, 1) for anchor in page.anchors}
        found = tuple(dict.fromkeys((*sheet.log, *best.faults, *written)))
        return Printed(bytes(data or b""), pages, len(best.document.pages), found)


def make(document: Settled, design: Design, editions: Editions, press: Press) -> Printed:
    """Print one document in one design."""
    markup = compose(document, design, "print", editions, about=describe(document, editions))
    brief = document.brief
    pictures = tuple(Artifact(path, a.media_type, a.data) for path, a in document.gallery.pictures.items())
    job = Job(
        path=brief.path,
        day=brief.day,
        pages=document.kind.pages,
        drawn=(*pictures, *markup.resources),
        attached=tuple(data_file(appendix) for appendix in document.data),
    )
    read = design.files.read
    sheet = press.sheet(design.brand.name, design.stylesheet("print", brief.paper), read)
    return press.print(markup.html, sheet, job, read)


def _lay_out(html: str, setting: Setting, sheet: Sheet, fetcher: WorkspaceFetcher) -> Document:
    own = html.replace("</head>", f"<style>{setting.css}</style></head>", 1)
    source = HTML(string=own, base_url=BASE, url_fetcher=fetcher)
    return source.render(stylesheets=[sheet.css], font_config=sheet.fonts)


def _is_own_link(link: tuple[str, str, tuple[float, ...], object]) -> bool:
    """Whether a link belongs to the `a` itself: WeasyPrint makes one more for every box inside it, which
    PDF/UA-1 forbids (ISO 14289-1, 7.18.5: one Link element, one annotation)."""
    tag = getattr(link[3], "element_tag", "") or ""
    return link[0] == "attachment" or tag in ("a", "area")


def _attachment(artifact: Artifact, day: date | None) -> Attachment:
    """A file to be carried in the PDF, dated by the brief and not by the clock."""
    moment = datetime.combine(day or UNDATED, time(), UTC)
    return Attachment(
        string=artifact.data,
        name=artifact.name.rsplit("/", 1)[-1],
        created=moment,
        modified=moment,
        relationship="Data",
    )


@contextmanager
def _log() -> Iterator[list[str]]:
    """Collects what WeasyPrint and fontTools say while something is done; nothing reaches the terminal."""
    lines: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.handlers[:], logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers[:], logger.propagate = [handler], False
    try:
        yield lines
    finally:
        for logger, (handlers, propagate) in zip(loggers, before, strict=True):
            logger.handlers[:], logger.propagate = handlers, propagate


AT = re.compile(r" at (\d+):(\d+)")


def _from_log(line: str, source: Stylesheet, path: str) -> Problem:
    """A line of WeasyPrint's log as a problem, at the style sheet's own file and line if it names one."""
    match = AT.search(line)
    place = source.place(int(match[1]), int(match[2])) if match else Place(path)
    return problem("layout-message", place, message=AT.sub("", line))
