"""Blocks -> HTML: one function for each kind of block, in the table BLOCKS. `markup` calls them."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup as Html
from markupsafe import escape

from octavo import blocks as b
from octavo.inlines import element
from octavo.plaintext import plain
from octavo.problems import Place

if TYPE_CHECKING:
    from octavo.markup import Drawer


QUOTES = ("“", "”", "„", "«", "»", "‹", "「", "『", '"', "‘", "'")
"""What an author may open a quotation with; without it the style sheet sets the marks of the language."""


def _paragraph(draw: "Drawer", block: b.Paragraph) -> Html:
    return draw.tag("p", block, draw.inlines(block.inlines))


def _heading(draw: "Drawer", block: b.Heading) -> Html:
    number = element("span", {"class": "secno"}, block.number) + " " if block.number else Html("")
    title = f"{block.number} {plain(block.inlines)}".strip() if draw.edition == "print" else ""
    return draw.tag(f"h{block.level}", block, number + draw.inline(block.inlines), **{"data-title": title})


def line(draw: "Drawer", place: Place) -> dict[str, str]:
    """Where the author wrote what stands here: for the map of printed pages, and in a page that is written at."""
    own = {"data-line": str(place.line), "data-path": place.path.removeprefix(draw.document.brief.path)}
    return own if place.line and (draw.edition == "print" or draw.placed) else {}


def _items(draw: "Drawer", items: tuple[b.Blocks, ...], tight: bool) -> Html:
    return Html("").join(element("li", _line(draw, item, tight), _item(draw, item, tight)) for item in items)


def _line(draw: "Drawer", item: b.Blocks, tight: bool) -> dict[str, str]:
    """The line of a paragraph that loses its tag."""
    return line(draw, item[0].place) if tight and item and isinstance(item[0], b.Paragraph) else {}


def _item(draw: "Drawer", item: b.Blocks, tight: bool) -> Html:
    """A list item's content; in a tight list paragraphs lose their tag (CommonMark 0.31, section 5.3)."""
    return Html("\n").join(
        draw.inline(block.inlines) if tight and isinstance(block, b.Paragraph) else draw.block(block) for block in item
    )


def _bullets(draw: "Drawer", block: b.BulletList) -> Html:
    return draw.tag("ul", block, _items(draw, block.items, block.tight))


def _numbers(draw: "Drawer", block: b.NumberedList) -> Html:
    start = {"start": str(block.start)} if block.start != 1 else {}
    if start and draw.edition == "print":  # WeasyPrint counts from `start` only when told in CSS
        start["style"] = f"counter-reset: list-item {block.start - 1}"
    return draw.tag("ol", block, _items(draw, block.items, block.tight), **start)


def _definitions(draw: "Drawer", block: b.DefinitionList) -> Html:
    parts = []
    for entry in block.entries:
        parts.append(Html("<dt>{}</dt>").format(draw.inline(entry.term)))
        parts.extend(
            element("dd", _line(draw, meaning, block.tight), _item(draw, meaning, block.tight))
            for meaning in entry.meanings
        )
    return draw.tag("dl", block, Html("").join(parts))


def _quotation(draw: "Drawer", block: b.Quotation) -> Html:
    return draw.tag("blockquote", block, draw.blocks(block.blocks))


def _verbatim(draw: "Drawer", block: b.Verbatim) -> Html:
    return draw.tag("pre", block, element("code", {}, block.text))


def _group(draw: "Drawer", block: b.Group) -> Html:
    return draw.tag("div", block, draw.blocks(block.blocks), **{"class": " ".join(block.classes)})


def _figure(draw: "Drawer", block: b.Figure) -> Html:
    return draw.component("figure", block, draw=draw, figure=block, body=draw.inline((block.picture,)))


def _chart(draw: "Drawer", block: b.Chart) -> Html:
    return draw.component("chart", block, draw=draw, chart=block)


def _table(draw: "Drawer", block: b.Table) -> Html:
    return draw.component("table", block, draw=draw, table=block)


def _timeline(draw: "Drawer", block: b.Timeline) -> Html:
    return draw.component("timeline", block, draw=draw, timeline=block)


def _pullquote(draw: "Drawer", block: b.PullQuote) -> Html:
    words = draw.blocks(block.blocks)
    marked = words.striptags().startswith(QUOTES)
    return draw.component("pullquote", block, words=words, marked=marked, name=block.name, role=block.role)


def _callout(draw: "Drawer", block: b.Callout) -> Html:
    title = draw.inline(block.title) if block.title else escape(draw.labels(f"callout-{block.kind}"))
    return draw.component("callout", block, kind=block.kind, title=title, body=draw.blocks(block.blocks))


def _box(draw: "Drawer", block: b.Box) -> Html:
    return draw.component("box", block, title=draw.inline(block.title), body=draw.blocks(block.blocks))


def _stats(draw: "Drawer", block: b.Stats) -> Html:
    return draw.component("stats", block, draw=draw, stats=block)


def _recommendations(draw: "Drawer", block: b.Recommendations) -> Html:
    level = 3 if draw.chapter.title else 2
    return draw.component("recommendations", block, draw=draw, recommendations=block, level=level)


def _media(draw: "Drawer", block: b.Media) -> Html:
    recording = next((item for item in draw.document.brief.meta.media if item.id == block.item), None)
    if recording is None:
        return draw.blocks(block.blocks)
    return draw.component("media", block, draw=draw, recording=recording, body=draw.blocks(block.blocks))


def phrasing(draw: "Drawer", block: b.Block) -> Html:
    """A block of a note as spans (HTML 5.2.5: only phrasing content may stand in a paragraph)."""
    if isinstance(block, b.Paragraph):
        return element("span", {"class": "note__p"}, draw.inline(block.inlines))
    if isinstance(block, b.BulletList | b.NumberedList):
        items = Html("").join(
            Html('<span class="note__li" role="listitem">{}</span>').format(
                Html(" ").join(phrasing(draw, inner) for inner in item)
            )
            for item in block.items
        )
        return element("span", {"class": "note__list", "role": "list"}, items)
    if isinstance(block, b.Verbatim):
        return element("code", {"class": "note__p"}, block.text)
    if isinstance(block, b.Quotation | b.Group):
        return element("span", {"class": "note__p"}, Html(" ").join(phrasing(draw, inner) for inner in block.blocks))
    return draw.block(block)


BLOCKS: Mapping[type, Callable[["Drawer", Any], Html]] = {
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

FRAMED: Mapping[str, tuple[type, ...]] = {
    "screen": (b.Heading, b.Captioned, b.PullQuote, b.Callout, b.Box, b.Stats, b.Recommendations),
    "print": (b.Captioned, b.PullQuote, b.Callout, b.Stats),
    "epub": (),
}
"""By edition, the blocks inside which no note stands: on screen those that are read by name, on paper those that pages
do not divide and that have columns, cells or captions of their own."""
