"""Places in the document -> the elements that stand there: for bookmarks, and in PDF 2.0 for every link
(ISO 32000-1, 12.3.3, SE; ISO 32000-2, 12.3.2.3, structure destinations)."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

import pydyf

from octavo.formats.tagging.figures import POINT
from octavo.formats.tagging.grow import Tree
from octavo.formats.tagging.tree import Box, Node


def by_name(tree: Tree) -> dict[str, Node]:
    """For each id the element that it leads to: its own, else the first inside it that is in the tree."""
    nodes = tree.by_element()
    found = ((e.get("id"), next((nodes[i] for i in e.iter() if i in nodes), None)) for e in tree.source.iter())
    return {name: node for name, node in found if name and node}


def point_bookmarks(
    pdf: pydyf.PDF, tree: Tree, first: Mapping[Element, tuple[int, Box]], references: Mapping[Node, bytes], ua: int
) -> None:
    """Lead every bookmark to the structure element that begins where it points."""
    if "Outlines" not in pdf.catalog:
        return
    pages = {reference: number for number, reference in enumerate(pdf.page_references)}
    heights = [pdf.objects[_number(reference)]["TrimBox"][3] for reference in pages]
    begins: dict[tuple[int, float, float], bytes] = {}
    for element, node in tree.by_element().items():
        number, box = first.get(element, (0, None))
        if box is not None and box.bookmark_label:
            x, y = box.hit_area()[:2]
            begins.setdefault((number, round(x * POINT, 1), round(heights[number] - y * POINT, 1)), references[node])
    for bookmark in _bookmarks(pdf, pdf.objects[_number(pdf.catalog["Outlines"])].get("First")):
        page, _kind, x, y, _zoom = bookmark["Dest"]
        reference = begins.get((pages[page], round(x, 1), round(y, 1)), b"")
        if reference:
            bookmark["SE"] = reference
        if reference and ua == 2:
            _go_to(bookmark, bookmark.pop("Dest"), reference)


def point_links(pdf: pydyf.PDF, names: Mapping[str, bytes], top: bytes) -> None:
    """PDF 2.0: make every destination a structure destination, in the list of names and in each link. A name that is
    in no element leads to `top`, the document."""
    table = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    places = {table[n].string: (n + 1, table[n + 1]) for n in range(0, len(table), 2)}
    for name, (at, place) in places.items():
        structure = pydyf.Array([names.get(name, top), *place[1:]])
        table[at] = pydyf.Dictionary({"D": place, "SD": structure})
    for link in pdf.objects:
        if isinstance(link, pydyf.Dictionary) and link.get("Type") == "/Annot" and "Dest" in link:
            name = link.pop("Dest").string
            _go_to(link, places[name][1], names.get(name, top))


def _go_to(entry: pydyf.Dictionary, place: pydyf.Array, reference: bytes) -> None:
    structure = pydyf.Array([reference, *place[1:]])
    entry["A"] = pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": place, "SD": structure})


def _bookmarks(pdf: pydyf.PDF, reference: bytes | None) -> Iterator[pydyf.Dictionary]:
    """A bookmark and all that follow it or stand below it."""
    while reference:
        bookmark = pdf.objects[_number(reference)]
        yield bookmark
        yield from _bookmarks(pdf, bookmark.get("First"))
        reference = bookmark.get("Next")


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
