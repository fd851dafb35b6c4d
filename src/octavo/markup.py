"""Document + Design -> Markup: the HTML of one edition, blocks drawn through component templates."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import quote

from markupsafe import Markup as Html
from markupsafe import escape

from octavo import blocks as b
from octavo.artifact import Artifact
from octavo.design import Design
from octavo.document import Chapter, Document, Entry
from octavo.inlines import InlineDrawer, element
from octavo.matter import address, ways
from octavo.model.house import Person
from octavo.plaintext import plain
from octavo.qr import qr_svg

Edition = Literal["print", "screen", "epub"]


@dataclass(frozen=True)
class Markup:
    """One edition's page. `resources` are the pictures it shows, each once, in order of appearance."""

    edition: Edition
    html: str
    resources: tuple[Artifact, ...]


@dataclass(frozen=True)
class Editions:
    """What is built of this brief: format -> file name; the PDF's page count, 0 when there is none yet;
    whether a picture for sharing lies beside the page."""

    files: Mapping[str, str]
    pages: int = 0
    share_card: bool = False


def compose(document: Document, design: Design, edition: Edition, editions: Editions, **more: object) -> Markup:
    """Draw the whole page for print or screen; `more` is handed to its templates.

    Raises Rejected for a fault in a template.
    """
    draw = Drawer(document, design, edition)
    html = design.draw("page.html", **draw.context(editions), **more)
    return Markup(edition, html, tuple(draw.resources.values()))


class Drawer:
    """Turns blocks into HTML for one edition, and remembers the pictures it met."""

    def __init__(self, document: Document, design: Design, edition: Edition) -> None:
        self.document = document
        self.design = design
        self.edition = edition
        self.labels = document.labels
        self.resources: dict[str, Artifact] = {}
        self.chapter = document.chapters[0]
        self.inline = InlineDrawer(self._note, self._picture, self._link, edition == "epub")
        self._held: list[Html] | None = None

    def context(self, editions: Editions) -> Mapping[str, object]:
        """What page and part templates may use."""
        return {
            "document": self.document,
            "brief": self.document.brief,
            "meta": self.document.brief.meta,
            "publisher": self.document.brief.publisher,
            "labels": self.labels,
            "brand": self.design.brand,
            "edition": self.edition,
            "editions": editions,
            "draw": self,
        }

    # What templates call ------------------------------------------------------------------------

    def inlines(self, inlines: b.Inlines) -> Html:
        """Running text."""
        return self.inline(inlines)

    def plain(self, inlines: b.Inlines) -> str:
        """The words alone, for attributes."""
        return plain(inlines)

    def body(self, chapter: Chapter) -> Html:
        """A chapter's blocks; calls of notes in them belong to this chapter."""
        self.chapter = chapter
        return self.blocks(chapter.blocks)

    def blocks(self, blocks: b.Blocks) -> Html:
        """Blocks in order."""
        return Html("\n").join(self.block(block) for block in blocks)

    def block(self, block: b.Block) -> Html:
        """One block, by its type."""
        with self._holding(isinstance(block, FRAMED)) as notes:
            drawn = BLOCKS[type(block)](self, block)
        return drawn + Html('<div class="notes">{}</div>').format(Html(" ").join(notes)) if notes else drawn

    def note_body(self, note: b.Note) -> Html:
        """A note's text as inline content: its paragraphs become spans, so that it may stand in a paragraph."""
        return Html(" ").join(_phrasing(self, block) for block in note.blocks)

    def names(self, people: tuple[Person, ...]) -> Html:
        """Names in bold, joined as the language joins them."""
        return Html(self.labels.join(tuple(str(element("b", {}, person.name)) for person in people)))  # noqa: S704

    def image(self, path: str) -> str:
        """The address of a picture or a logo in this edition."""
        picture = self.document.gallery.pictures.get(path)
        if self.edition == "print":
            return quote(path)
        artifact = picture or self._brand_file(path)
        self.resources[path] = artifact
        return quote(artifact.name)

    def _brand_file(self, path: str) -> Artifact:
        kind = "image/svg+xml" if path.endswith(".svg") else "image/png"
        return Artifact(f"brand/{path.rsplit('/', 1)[-1]}", kind, self.design.files.read(path))

    def qr(self, url: str) -> Html:
        """A QR code as an inline drawing, dark on nothing."""
        return Html(qr_svg(url, "#000000"))  # noqa: S704

    def cell(self, cell: b.Cell, head: str = "") -> Html:
        """The attributes of a table cell: spans, alignment, and its column's name for narrow screens."""
        given = {
            "class": {"end": "n", "center": "c"}.get(cell.align, ""),
            "colspan": str(cell.columns) if cell.columns > 1 else "",
            "rowspan": str(cell.rows) if cell.rows > 1 else "",
            "data-th": head if self.edition == "screen" else "",
        }
        return Html("").join(Html(' {}="{}"').format(name, value) for name, value in given.items() if value)

    def stacks(self, table: b.Table) -> bool:
        """Whether the table's rows may stand one under the other on a phone: each cell has one column, and it a name."""
        rows = (*table.head, *table.body)
        return len(table.head) == 1 and all(cell.columns == cell.rows == 1 for row in rows for cell in row)

    def column_name(self, table: b.Table, index: int) -> str:
        """The words above column `index`, for tables that are stacked on a phone."""
        row = table.head[-1] if table.head else ()
        return plain(row[index].inlines) if index < len(row) else ""

    def chart_images(self, chart: b.Chart) -> Html:
        """A chart's drawings: one picture in print and EPUB, a wide and a narrow inline drawing on screen."""
        if self.edition == "screen":
            drawings = Html("").join(
                Html('<div class="chart__drawing chart--{}">{}</div>').format(width, Html(svg))  # noqa: S704
                for width, svg in chart.svgs
            )
            return Html('<div role="img" aria-label="{}">{}</div>').format(chart.alt, drawings)
        name = f"charts/{chart.id}.svg"
        svg = dict(chart.svgs)["narrow" if self.edition == "epub" else "wide"]  # a reading device is a narrow page
        self.resources[name] = Artifact(name, "image/svg+xml", svg.encode())
        return Html('<img class="chart__picture" src="{}" alt="{}">').format(name, chart.alt)

    def verbatim(self, text: str) -> Html:
        """Text that may stand as it is: data for scripts, in which `<` is escaped already."""
        return Html(text)  # noqa: S704

    def rail(self, chapter: Chapter) -> tuple[Entry, ...]:
        """The contents list that goes along with a chapter on screen; empty where the type has none or it is short."""
        contents = self.document.contents
        if chapter.title:
            contents = next((entry.children for entry in contents if entry.id == chapter.id), ())
        return contents if self.edition == "screen" and self.document.kind.contents != "none" and len(contents) > 1 else ()

    def dark_logo(self) -> str:
        """The masthead's logo on a dark screen; "" where its ground stays as it is."""
        plain_ground = self.document.kind.opening == "plain"
        changes = self.design.brand.dark_tokens.keys() & {"--paper" if plain_ground else "--opening-bg"}
        return self.design.brand.logos["dark"].path if self.edition == "screen" and changes else ""

    def recording(self, item: str) -> Html:
        """A recording that the text does not place itself."""
        return self.block(b.Media(item=item))

    def playable(self, url: str) -> bool:
        """Whether a browser can play the address itself: a media file, not a page about one."""
        return url.rsplit("?", 1)[0].lower().endswith((".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".mp4", ".webm"))

    def address(self, url: str) -> str:
        """An address as it is printed."""
        return address(url)

    def portrait(self, person: Person) -> Html:
        """A person's picture. In print it bears the name, as every picture must bear words (ISO 14289-1, 7.3);
        elsewhere the name beside it is enough."""
        picture = person.picture
        return self._picture(replace(picture, decorative=self.edition != "print")) if picture else Html("")

    def ways(self, person: Person) -> Html:
        """How a person can be reached."""
        return self.inline(ways(person))

    # What the block functions share -------------------------------------------------------------

    def component(self, name: str, block: b.Block, /, **values: object) -> Html:
        """A component by its template; every one gets the block's anchor, language and line."""
        attributes = self.attributes(block)
        return Html(self.design.component(name, attributes=attributes, labels=self.labels, edition=self.edition, **values))  # noqa: S704

    def attributes(self, block: b.Block, **more: str) -> Html:
        """id, lang and, in print, the author's line, ready to stand in a tag."""
        line = str(block.place.line) if self.edition == "print" and block.place.line else ""
        given = {"id": block.id, "lang": block.lang, "data-line": line, **more}
        return Html("").join(Html(' {}="{}"').format(name, value) for name, value in given.items() if value)

    def tag(self, tag: str, block: b.Block, inner: Html, **more: str) -> Html:
        return Html("<{}{}>{}</{}>").format(Html(tag), self.attributes(block, **more), inner, Html(tag))  # noqa: S704

    # Editions' differences ----------------------------------------------------------------------

    def _note(self, ref: b.NoteRef) -> Html:
        """The body after a note's first call, where notes stand beside the text; nothing elsewhere."""
        if ref.back > 1 or self.edition == "epub" or self.document.kind.notes == "end":
            return Html("")
        note = next((n for n in self.document.notes if n.number == ref.number), None)
        if note is None:
            return Html("")
        drawn = Html(self.design.component("note", draw=self, note=note, labels=self.labels, edition=self.edition))  # noqa: S704
        if self._held is None:
            return drawn
        self._held.append(drawn)
        return Html("")

    @contextmanager
    def _holding(self, framed: bool) -> Iterator[list[Html]]:
        """On screen, keep back the notes that a framed block calls: they are no part of a heading's or a caption's
        words, and follow the outermost frame."""
        if not framed or self.edition != "screen" or self._held is not None:
            yield []
            return
        self._held = held = []
        try:
            yield held
        finally:
            self._held = None

    def _picture(self, picture: b.Picture) -> Html:
        size = {"width": f"{picture.width:g}", "height": f"{picture.height:g}"} if picture.width else {}
        given = {"src": self.image(picture.path or picture.source), **size, "title": picture.title}
        attributes = Html("").join(Html(' {}="{}"').format(k, v) for k, v in given.items() if v)
        return Html('<img{} alt="{}">').format(attributes, "" if picture.decorative else picture.alt)

    def _link(self, href: str) -> str:
        """Links inside the document stay; links to files beside the brief lead to their published place."""
        if href.startswith("#") or ":" in href.split("/", 1)[0]:
            return href
        base = self.document.brief.publisher.base_url
        if self.edition == "screen" or not base:
            return href
        return f"{str(base).rstrip('/')}/{self.document.brief.slug}/{href}"


def _paragraph(draw: Drawer, block: b.Paragraph) -> Html:
    return draw.tag("p", block, draw.inline(block.inlines))


def _heading(draw: Drawer, block: b.Heading) -> Html:
    number = element("span", {"class": "secno"}, block.number) + " " if block.number else Html("")
    title = plain(block.inlines) if draw.edition == "print" else ""
    return draw.tag(f"h{block.level}", block, number + draw.inline(block.inlines), **{"data-title": title})


def _items(draw: Drawer, items: tuple[b.Blocks, ...], tight: bool) -> Html:
    return Html("").join(Html("<li>{}</li>").format(_item(draw, item, tight)) for item in items)


def _item(draw: Drawer, item: b.Blocks, tight: bool) -> Html:
    """A list item's content; in a tight list paragraphs lose their tag (CommonMark 0.31, section 5.3)."""
    return Html("\n").join(
        draw.inline(block.inlines) if tight and isinstance(block, b.Paragraph) else draw.block(block) for block in item
    )


def _bullets(draw: Drawer, block: b.BulletList) -> Html:
    return draw.tag("ul", block, _items(draw, block.items, block.tight))


def _numbers(draw: Drawer, block: b.NumberedList) -> Html:
    start = {"start": str(block.start)} if block.start != 1 else {}
    if start and draw.edition == "print":  # WeasyPrint counts from `start` only when told in CSS
        start["style"] = f"counter-reset: list-item {block.start - 1}"
    return draw.tag("ol", block, _items(draw, block.items, block.tight), **start)


def _definitions(draw: Drawer, block: b.DefinitionList) -> Html:
    parts = []
    for entry in block.entries:
        parts.append(Html("<dt>{}</dt>").format(draw.inline(entry.term)))
        parts.extend(Html("<dd>{}</dd>").format(_item(draw, meaning, block.tight)) for meaning in entry.meanings)
    return draw.tag("dl", block, Html("").join(parts))


def _quotation(draw: Drawer, block: b.Quotation) -> Html:
    return draw.tag("blockquote", block, draw.blocks(block.blocks))


def _verbatim(draw: Drawer, block: b.Verbatim) -> Html:
    return draw.tag("pre", block, element("code", {}, block.text))


def _group(draw: Drawer, block: b.Group) -> Html:
    return draw.tag("div", block, draw.blocks(block.blocks), **{"class": " ".join(block.classes)})


def _figure(draw: Drawer, block: b.Figure) -> Html:
    return draw.component("figure", block, draw=draw, figure=block, body=draw.inline((block.picture,)))


def _chart(draw: Drawer, block: b.Chart) -> Html:
    return draw.component("chart", block, draw=draw, chart=block)


def _table(draw: Drawer, block: b.Table) -> Html:
    return draw.component("table", block, draw=draw, table=block)


def _timeline(draw: Drawer, block: b.Timeline) -> Html:
    return draw.component("timeline", block, draw=draw, timeline=block)


def _pullquote(draw: Drawer, block: b.PullQuote) -> Html:
    return draw.component("pullquote", block, words=draw.blocks(block.blocks), name=block.name, role=block.role)


def _callout(draw: Drawer, block: b.Callout) -> Html:
    title = draw.inline(block.title) if block.title else escape(draw.labels(f"callout-{block.kind}"))
    return draw.component("callout", block, kind=block.kind, title=title, body=draw.blocks(block.blocks))


def _box(draw: Drawer, block: b.Box) -> Html:
    return draw.component("box", block, title=draw.inline(block.title), body=draw.blocks(block.blocks))


def _stats(draw: Drawer, block: b.Stats) -> Html:
    return draw.component("stats", block, draw=draw, stats=block)


def _recommendations(draw: Drawer, block: b.Recommendations) -> Html:
    level = 3 if draw.chapter.title else 2
    return draw.component("recommendations", block, draw=draw, recommendations=block, level=level)


def _media(draw: Drawer, block: b.Media) -> Html:
    recording = next((item for item in draw.document.brief.meta.media if item.id == block.item), None)
    if recording is None:
        return draw.blocks(block.blocks)
    return draw.component("media", block, draw=draw, recording=recording, body=draw.blocks(block.blocks))


def _phrasing(draw: Drawer, block: b.Block) -> Html:
    """A block of a note as spans (HTML 5.2.5: only phrasing content may stand in a paragraph)."""
    if isinstance(block, b.Paragraph):
        return element("span", {"class": "note__p"}, draw.inline(block.inlines))
    if isinstance(block, b.BulletList | b.NumberedList):
        items = Html("").join(
            Html('<span class="note__li" role="listitem">{}</span>').format(
                Html(" ").join(_phrasing(draw, inner) for inner in item)
            )
            for item in block.items
        )
        return element("span", {"class": "note__list", "role": "list"}, items)
    if isinstance(block, b.Verbatim):
        return element("code", {"class": "note__p"}, block.text)
    if isinstance(block, b.Quotation | b.Group):
        return element("span", {"class": "note__p"}, Html(" ").join(_phrasing(draw, inner) for inner in block.blocks))
    return draw.block(block)


BLOCKS: Mapping[type, Callable[[Drawer, Any], Html]] = {
    b.Paragraph: _paragraph,
    b.Heading: _heading,
    b.BulletList: _bullets,
    b.NumberedList: _numbers,
    b.DefinitionList: _definitions,
    b.Quotation: _quotation,
    b.Verbatim: _verbatim,
    b.ThematicBreak: lambda draw, block: Html("<hr>"),
    b.Group: _group,
    b.Figure: _figure,
    b.Chart: _chart,
    b.Table: _table,
    b.Timeline: _timeline,
    b.PullQuote: _pullquote,
    b.Callout: _callout,
    b.Box: _box,
    b.Stats: _stats,
    b.Recommendations: _recommendations,
    b.Media: _media,
}

FRAMED = (b.Heading, b.Captioned, b.PullQuote, b.Callout, b.Box, b.Stats, b.Recommendations)
"""Blocks inside which no note stands on screen."""
