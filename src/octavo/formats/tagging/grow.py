"""HTML element tree + what was drawn -> structure tree, in the order of the document.

Nothing is taken from the order of the pages: an element that goes on over several pages is one, and a note stands
where it is called.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from octavo.formats.tagging.drawn import Drawn
from octavo.formats.tagging.roles import SVG, is_artifact, role_of
from octavo.formats.tagging.script import Script, Spot, is_element
from octavo.formats.tagging.tree import Content, Kid, Node


@dataclass(frozen=True)
class Tree:
    """The structure tree with what it was made from: `words` of the document, `source` elements, and where in the
    words each line stands that was found there."""

    root: Node
    source: Element
    words: str
    spots: Mapping[Content, Spot]

    def by_element(self) -> dict[Element, Node]:
        """The structure element of each HTML element that has one; the first of those made of the same."""
        found: dict[Element, Node] = {}
        for node in self.root.walk():
            found.setdefault(node.element, node)
        return found


def grow(source: Element, drawn: Drawn, ua: int) -> Tree:
    """The tree of the whole document, for PDF/UA-1 or PDF/UA-2."""
    script = Script(source)
    grower = _Grower(script, drawn, ua)
    root = Node("Document", source, grower.kids(source))
    return Tree(root, source, script.text, grower.spots)


class _Grower:
    def __init__(self, script: Script, drawn: Drawn, ua: int) -> None:
        self._script = script
        self._drawn = drawn
        self._ua = ua
        self.spots: dict[Content, Spot] = {}

    def kids(self, element: Element) -> list[Kid]:
        """What an element holds: its marker, its texts and children in turn, and the links on it."""
        lines = self._drawn.contents.get((element, ""), [])
        spots = self._script.spots(element, lines)
        self.spots.update(spots)
        pieces: dict[int, list[Content]] = {}
        piece = 0
        for content in lines:
            piece = spots[content].piece if content in spots else piece
            pieces.setdefault(piece, []).append(content)
        kids: list[Kid] = [*self._label(element), *pieces.get(0, [])]
        for number, child in enumerate(element if element.tag != SVG else (), 1):
            kids += self._grow(child) if is_element(child) else []
            kids += pieces.get(number, [])
        kids += self._drawn.contents.get((element, "after"), [])
        kids += self._drawn.links.get(element, [])
        return kids

    def _grow(self, element: Element) -> list[Kid]:
        if is_artifact(element):
            return []
        role = role_of(element, self._ua)
        language = element.get("lang", "")
        if role == "Link" and not self._drawn.links.get(element):
            role = ""
        if language and not role:
            role = "Span"
        kids = self.kids(element)
        if not role:
            return kids
        return [Node(role, element, kids, entries={"Lang": language} if language else {})]

    def _label(self, element: Element) -> list[Kid]:
        """What is drawn before an element's text; at the head of a list item it is the item's label."""
        before = [content for part in ("marker", "before") for content in self._drawn.contents.get((element, part), [])]
        if before and role_of(element, self._ua) == "LI":
            return [Node("Lbl", element, list(before))]
        return list(before)
