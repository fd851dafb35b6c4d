"""Laid-out document + the PDF being written -> its structure tree: the engine's own `add_tags`, done from the source.

    element tree + pages -> Drawn -> Node tree -> shaped by concern -> objects of the PDF, page streams

WeasyPrint 70 makes a tree of the boxes of each page. Here the tree is made of the HTML, and the pages only say what
was drawn for each element of it; so an element is one however many pages it takes, and the order of reading is the
order of writing.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pydyf

from octavo.formats.engine import Document
from octavo.formats.tagging import contents, destinations, figures, grouping, links, lists, notes, tables
from octavo.formats.tagging.drawn import Drawn, collect
from octavo.formats.tagging.grow import Tree, grow
from octavo.formats.tagging.streams import Edit, marked, rewrite
from octavo.formats.tagging.words import mend
from octavo.formats.tagging.write import Writer

AddTags = Callable[[pydyf.PDF, Document, object, Sequence[Any]], None]

Place = tuple[int, int]
"""A page and an MCID on it."""


def tagger(ua: int) -> AddTags:
    """What stands in for the engine's `add_tags`, for PDF/UA-1 or PDF/UA-2."""

    def add_tags(pdf: pydyf.PDF, document: Document, _version: object, streams: Sequence[Any]) -> None:
        drawn = collect(document, streams)
        tree = grow(document._html.etree_element, drawn, ua)
        _shape(tree, document, drawn, ua)
        counts = _clean_streams(tree, drawn, document, streams)
        links.name(tree.root)
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
    figures.shape(tree.root, document, drawn.first)
    grouping.shape(tree.root)
    tables.shape(tree.root)


def _clean_streams(tree: Tree, drawn: Drawn, document: Document, streams: Sequence[Any]) -> list[int]:
    """Change what is on the pages: words whole, all else an artifact. Gives the number of sequences on each page."""
    places = [marked(stream.stream) for stream in streams]
    spaces = _spaces(document)
    able = {content: places[content.page][content.mcid].font in spaces for content in tree.root.contents()}
    edits = {(content.page, content.mcid): edit for content, edit in mend(tree, able).items()}
    spoken = {(content.page, content.mcid) for content in able}
    for page, stream in enumerate(streams):
        own: dict[int, Edit] = {}
        for mcid in places[page]:
            edit = edits.get((page, mcid)) if (page, mcid) in spoken else Edit(_artifact((page, mcid), drawn))
            if edit:
                own[mcid] = edit
        stream.stream = rewrite(stream.stream, own, spaces)
    return [len(own) for own in places]


def _artifact(place: Place, drawn: Drawn) -> Mapping[str, str]:
    """What is drawn and is no part of the text: running heads and folios, repeated heads of tables, the rest."""
    if place in drawn.running:
        side = drawn.running[place]
        return {"Type": "/Pagination", **({"Subtype": f"/{side}"} if side else {})}
    return {"Type": "/Pagination"} if place in drawn.repeated else {"Type": "/Layout"}


def _spaces(document: Document) -> dict[str, bytes]:
    """For each font, by the name it has in the streams, its glyph of the space; fonts set without one are left out."""
    return {
        font.hash: f"{glyph:02x}".encode() if font.bitmap else f"{glyph:04x}".encode()
        for font in document.fonts.values()
        for glyph, text in font.to_unicode.items()
        if text == " "
    }
