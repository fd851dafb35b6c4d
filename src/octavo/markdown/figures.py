"""Images alone in a paragraph, pipe tables, and the divs of figures and tables -> Figure and Table."""

from typing import TypedDict

from octavo.blocks import Blocks, Cell, Figure, Inlines, Paragraph, Picture, Row, Span, Table
from octavo.markdown.attributes import Attributes
from octavo.markdown.leftovers import in_words
from octavo.markdown.passages import PICTURE_CLASSES, PICTURE_VALUES, PassageReader
from octavo.markdown.pile import Pile
from octavo.markdown.reading import Reading
from octavo.markdown.syntax import Node
from octavo.plaintext import plain
from octavo.problems import Place

TRACKS = ("text", "wide", "bleed")
LEGEND_VALUES = ("sub", "source", "note", "credit", "lang")
_ALIGN = {"text-align:left": "start", "text-align:center": "center", "text-align:right": "end"}


class Legend(TypedDict):
    """The fields of `Captioned` and `Block`."""

    caption: Inlines
    sub: Inlines
    source: Inlines
    note: Inlines
    credit: Inlines
    track: str
    id: str
    lang: str
    place: Place


def lone_picture(passage: Node) -> Node | None:
    """The image of a passage that holds nothing else; comments and line breaks do not count."""
    kept = [
        node
        for node in passage.children
        if not (node.kind == "softbreak" or (node.kind == "html_inline" and node.content.startswith("<!--")))
        and (node.kind != "text" or node.content.strip())
    ]
    return kept[0] if len(kept) == 1 and kept[0].kind == "image" else None


def read_figure(reading: Reading, passage: Node, image: Node) -> Blocks:
    """A figure, if the image has a caption, an id or anything else of a figure; otherwise a paragraph of it."""
    found = image.attributes
    reader = PassageReader(reading, passage)
    image.line, image.end = passage.line, passage.end
    reading.check(found, reader.place(image), "a figure", PICTURE_VALUES, PICTURE_CLASSES)
    caption = reader.caption(image)
    in_words(reading, passage, caption)
    picture = reader.picture(image, alt="")
    legend = attribute_legend(reading, image, caption)
    if not (caption or found.id or track(found, "") or any(found.has(key) for key in LEGEND_VALUES)):
        return (Paragraph(inlines=(picture,), place=picture.place),)
    return (Figure(picture=picture, **legend),)


def attribute_legend(reading: Reading, node: Node, caption: Inlines, default: str = "wide") -> Legend:
    """What the braces of `node` say about a figure, table, chart or timeline."""
    found = node.attributes
    return Legend(
        caption=caption,
        sub=reading.value(node, "sub"),
        source=reading.value(node, "source"),
        note=reading.value(node, "note"),
        credit=reading.value(node, "credit"),
        track=track(found, default),
        id=found.id,
        lang=found.get("lang"),
        place=reading.place(node.line),
    )


def div_legend(reading: Reading, node: Node, pile: Pile) -> Legend:
    """The same for a div: what the braces do not say is taken from `pile`. The first paragraph is the caption,
    the second the sub-line; `Source:`, `Note:` and `Credit:` are known by their labels."""
    legend = attribute_legend(reading, node, ())
    legend["source"] = legend["source"] or pile.labelled("Source")
    legend["note"] = legend["note"] or pile.labelled("Note")
    legend["credit"] = legend["credit"] or pile.labelled("Credit")
    legend["caption"] = pile.paragraph()
    legend["sub"] = legend["sub"] or pile.paragraph()
    return legend


def track(found: Attributes, default: str) -> str:
    return next((name for name in found.classes if name in TRACKS), default)


def read_table(reading: Reading, node: Node) -> Blocks:
    """A pipe table with the caption that stands next to it."""
    caption: Inlines = ()
    head: tuple[Row, ...] = ()
    body: tuple[Row, ...] = ()
    legend = attribute_legend(reading, node, ())
    for part in node.children:
        if part.kind == "caption":
            reading.check_attributes(part, "a table", LEGEND_VALUES, TRACKS)
            caption = reading.passage(part.children[0])
            legend = attribute_legend(reading, part, caption)
        elif part.kind == "fault":
            reading.fault(part)
        elif part.kind == "thead":
            head = tuple(_row(reading, row) for row in part.children)
        else:
            body = tuple(_row(reading, row) for row in part.children)
    legend["place"] = reading.place(node.line)
    return (Table(head=head, body=body, **legend),)


def _row(reading: Reading, row: Node) -> Row:
    cells = []
    column = 0
    for node in row.children:
        passage = node.children[0]
        source = reading.lines[row.line] if 0 <= row.line < len(reading.lines) else ""
        typed = passage.content if passage.content in source else passage.content.replace("|", "\\|")
        start = source.find(typed, column)
        if start >= 0:
            passage.data["column"] = str(start)
            column = start + len(typed)
        words = reading.passage(passage)
        aligned = _ALIGN.get(node.data.get("style", ""), "")
        cells.append(Cell(words, aligned, heading=node.kind == "th", place=reading.place(row.line)))
    return tuple(cells)


def figure_div(reading: Reading, node: Node) -> Blocks:
    """`::: {#fig-x .figure}`: an image, a caption, and labelled paragraphs."""
    pile = Pile.of(reading, node)
    inner = tuple(pile.blocks)
    figure = pile.take(Figure)
    picture = figure.picture if figure else _bare_picture(pile)
    legend = div_legend(reading, node, pile)
    if picture is None:
        reading.report("empty-component", legend["place"], what="a figure", needs="an image")
        return inner
    if figure:
        _merge(reading, legend, figure, "a figure")
    return (
        Figure(picture=picture, **legend),
        *pile.report_rest(reading, "a figure", "an image, a caption, a sub-line"),
    )


def table_div(reading: Reading, node: Node) -> Blocks:
    """`::: {#tbl-x .table}`: a pipe table, or `data="data/x.csv"`; a caption, a sub-line, and labelled paragraphs."""
    pile = Pile.of(reading, node)
    inner = tuple(pile.blocks)
    data = node.attributes.get("data")
    table = None if data else pile.take(Table)
    legend = div_legend(reading, node, pile)
    if table is None and not data:
        reading.report(
            "empty-component", legend["place"], what="a table", needs='a pipe table, or data="data/file.csv"'
        )
        return inner
    if table:
        _merge(reading, legend, table, "a table")
    rest = pile.report_rest(reading, "a table", "one pipe table or data, a caption, a sub-line")
    if table is None:
        return (Table(data=data, **legend), *rest)
    return (Table(head=table.head, body=table.body, **legend), *rest)


def _bare_picture(pile: Pile) -> Picture | None:
    found = pile.take(Paragraph, lambda block: len(block.inlines) == 1 and isinstance(block.inlines[0], Picture))
    piece = found.inlines[0] if found else None
    return piece if isinstance(piece, Picture) else None


def _merge(reading: Reading, legend: Legend, inner: Figure | Table, what: str) -> None:
    """Give the div what its image or table says itself; where both speak, the inner words are out of place."""
    pairs = (
        ("caption", inner.caption),
        ("sub", inner.sub),
        ("source", inner.source),
        ("note", inner.note),
        ("credit", inner.credit),
    )
    for name, words in pairs:
        outer = legend[name]  # type: ignore[literal-required]
        if words and outer:
            reading.report("stray-in-component", inner.place, what=what, value=plain(words), holds=f"one {name}")
            words = (*outer, Span(words))
        legend[name] = words or outer  # type: ignore[literal-required]
    legend["id"] = legend["id"] or inner.id
