"""Document + Design -> Markup: the HTML of one edition, blocks drawn through component templates."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import quote

from markupsafe import Markup as Html

from octavo import blocks as b
from octavo.artifact import Artifact
from octavo.blockmarkup import BLOCKS, FRAMED, line, phrasing
from octavo.chartfinish import own_ids
from octavo.design import Design
from octavo.document import Chapter, Document, Entry
from octavo.edition import Edition, Editions, Markup
from octavo.inlines import InlineDrawer, bound, element, figures, number
from octavo.matter import address, playable, ways
from octavo.model.house import Person
from octavo.plaintext import plain
from octavo.qr import qr_svg


def compose(document: Document, design: Design, edition: Edition, editions: Editions, **more: object) -> Markup:
    """Draw the whole page for print or screen; `more` is handed to its templates.

    Raises Rejected for a fault in a template.
    """
    draw = Drawer(document, design, edition, editions.placed)
    return Markup(edition, design.draw("page.html", **draw.context(editions), **more), tuple(draw.resources.values()))


class Drawer:
    """Turns blocks into HTML for one edition, and remembers the pictures it met."""

    def __init__(self, document: Document, design: Design, edition: Edition, placed: bool = False) -> None:
        self.document = document
        self.design = design
        self.edition, self.placed = edition, placed
        self.labels = document.labels
        self.resources: dict[str, Artifact] = {}
        self.chapter = document.chapters[0]
        self.inline = InlineDrawer(self._note, self._picture, self._link, edition == "epub", self.labels("note"))
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
    number, address, playable = staticmethod(number), staticmethod(address), staticmethod(playable)

    def inlines(self, inlines: b.Inlines) -> Html:
        """Running text."""
        return self.inline(bound(inlines) if self.edition == "print" else inlines)

    def figures(self, cell: b.Cell) -> Html:
        """A cell of a table; in a column of numbers their separators are set apart."""
        return (figures(cell.inlines) if cell.align == "end" else None) or self.inlines(cell.inlines)

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
        return self._keeping(isinstance(block, FRAMED[self.edition]), lambda: BLOCKS[type(block)](self, block))

    def item(self, blocks: b.Blocks) -> Html:
        """The blocks of an item that pages do not divide; on paper it has its notes at its end."""
        return self._keeping(self.edition == "print", lambda: self.blocks(blocks))

    def note_body(self, note: b.Note) -> Html:
        """A note's text as inline content: its paragraphs become spans, so that it may stand in a paragraph."""
        return Html(" ").join(phrasing(self, block) for block in note.blocks)

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
        """Whether the rows may stand one under the other on a phone: each cell has one column, and that a name."""
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
                Html('<div class="chart__drawing chart--{}">{}</div>').format(
                    width, own_ids(svg, f"{chart.id}-{width}")
                )
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
        if self.edition != "screen" or self.document.kind.contents == "none":
            return ()
        if chapter.title:
            contents = next((entry.children for entry in contents if entry.id == chapter.id), ())
        return contents if len(contents) > 1 else ()

    def dark_logo(self) -> str:
        """The masthead's logo on a dark screen; "" where its ground, or the logo, stays as it is."""
        brand, plain_ground = self.design.brand, self.document.kind.opening == "plain"
        changes = ("--paper" if plain_ground else "--opening-bg") in brand.dark_tokens
        usual, dark = brand.logos["plain" if plain_ground else "masthead"].path, brand.logos["dark"].path
        return dark if self.edition == "screen" and changes and dark != usual else ""

    def recording(self, item: str) -> Html:
        """A recording that the text does not place itself."""
        return self.block(b.Media(item=item))

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
        given = {"attributes": self.attributes(block), "labels": self.labels, "edition": self.edition, **values}
        return Html(self.design.component(name, **given))  # noqa: S704

    def attributes(self, block: b.Block, **more: str) -> Html:
        """id, lang and where the author wrote it, ready to stand in a tag: print tells others what is where."""
        place, folder = block.place, self.document.brief.folder
        at = f"{place.path.removeprefix(folder)}:{place.line}" if place.line and self.edition != "screen" else ""
        where = {**line(self, place), "data-at": at}
        given = {"id": block.id, "lang": block.lang, **where, **more}
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

    def _keeping(self, framed: bool, draw: Callable[[], Html]) -> Html:
        """Keep back the notes that a framed block calls: they are no part of a heading's or a caption's words, and
        follow the outermost frame."""
        if not framed or self._held is not None:
            return draw()
        held = self._held = []
        try:
            drawn = draw()
        finally:
            self._held = None
        return drawn + Html('<div class="notes">{}</div>').format(Html(" ").join(held)) if held else drawn

    def _picture(self, picture: b.Picture) -> Html:
        size = {"width": f"{picture.width:g}", "height": f"{picture.height:g}"} if picture.width else {}
        given = {"src": self.image(picture.path or picture.source), **size, "title": picture.title}
        attributes = Html("").join(Html(' {}="{}"').format(k, v) for k, v in given.items() if v)
        return Html('<img{} alt="{}">').format(attributes, "" if picture.decorative else picture.alt)

    def _link(self, href: str) -> str:
        """Links inside the document stay; links to files beside the brief lead to their published place."""
        if href.startswith("#"):
            return href if self.document.leads(href[1:]) else ""
        if ":" in href.split("/", 1)[0]:
            return href
        base = self.document.brief.publisher.base_url
        if self.edition == "screen" or not base:
            return href
        return f"{str(base).rstrip('/')}/{self.document.brief.slug}/{href}"
