"""Laid-out document + the PDF being written -> its structure tree: the engine's own `add_tags`, done from the source.

    element tree + pages -> Drawn -> Node tree -> shaped by concern -> objects of the PDF, page streams

WeasyPrint 70 makes a tree of the boxes of each page. Here the tree is made of the HTML, and the pages only say what
was drawn for each element of it; so an element is one however many pages it takes, and the order of reading is the
order of writing.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pydyf

from octavo.formats.engine import Document
from octavo.formats.tagging import code, contents, destinations, figures, grouping, links, lists, notes, tables
from octavo.formats.tagging.drawn import Drawn, collect
from octavo.formats.tagging.grow import Tree, grow
from octavo.formats.tagging.streams import marked, rewrite
from octavo.formats.tagging.words import mend
from octavo.formats.tagging.write import Writer

AddTags = Callable[[pydyf.PDF, Document, object, Sequence[Any]], None]


def tagger(ua: int) -> AddTags:
    """What stands in for the engine's `add_tags`, for PDF/UA-1 or PDF/UA-2."""

    def add_tags(pdf: pydyf.PDF, document: Document, _version: object, streams: Sequence[Any]) -> None:
        drawn = collect(document, streams)
        tree = grow(document._html.etree_element, drawn, ua)
        _shape(tree, document, drawn, ua)
        counts = _speak(tree, drawn, document, streams)
        named = destinations.by_name(tree)
        if ua == 2:
            contents.refer(tree.root, named)
        writer = Writer(pdf, ua)
        writer.write(tree.root, counts)
        destinations.point_bookmarks(pdf, tree, drawn.first, writer.references, ua)
        if ua == 2:
            places = {name: writer.references[node] for name, node in named.items()}
            destinations.point_links(pdf, places, writer.references[tree.root])
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    return add_tags


def _shape(tree: Tree, document: Document, drawn: Drawn, ua: int) -> None:
    """Give each part of the tree the form that the standards ask for."""
    contents.shape(tree.root)
    lists.shape(tree.root, drawn.first, ua)
    notes.shape(tree.root, ua)
    figures.shape(tree.root, document, drawn.first, ua)
    code.shape(tree)
    grouping.shape(tree.root)
    tables.shape(tree.root)


def _speak(tree: Tree, drawn: Drawn, document: Document, streams: Sequence[Any]) -> list[int]:
    """Make words whole in the tree and on the pages, and all that is not read an artifact. Gives the number of
    marked-content sequences on each page."""
    places = [marked(stream.stream) for stream in streams]
    spaces = _spaces(document)
    parted = mend(tree, lambda content: places[content.page][content.mcid].font in spaces)
    links.name(tree.root, parted)
    spoken = {(content.page, content.mcid) for content in tree.root.contents()}
    glyphs = {(c.page, c.mcid): spaces[places[c.page][c.mcid].font] for c in parted}
    for page, (stream, own) in enumerate(zip(streams, places, strict=True)):
        artifacts = {mcid: drawn.artifact(page, mcid) for mcid in own if (page, mcid) not in spoken}
        added = {mcid: glyphs[page, mcid] for mcid in own if (page, mcid) in glyphs}
        stream.stream = rewrite(stream.stream, own, artifacts, added)
    return [len(own) for own in places]


def _spaces(document: Document) -> dict[str, bytes]:
    """For each font, by the name it has in the streams, its glyph of the space; fonts set without one are left out."""
    return {
        font.hash: f"{glyph:02x}".encode() if font.bitmap else f"{glyph:04x}".encode()
        for font in document.fonts.values()
        for glyph, text in font.to_unicode.items()
        if text == " "
    }
