"""The structure tree as values: what a reader of a tagged PDF hears, in order. Imports nothing of the press."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

Box = Any
"""A box of the layout engine."""


@dataclass(eq=False)
class Content:
    """One marked-content sequence: a line of text, or a picture. `part` is "" for the element's own text, else the
    pseudo-element that it is drawn for: before, after or marker. `box` is the engine's, for its font and place."""

    page: int
    mcid: int
    element: Element
    part: str
    text: str
    box: Box = field(repr=False)


@dataclass(eq=False)
class Annotation:
    """A link on a page. `entry` is its dictionary in the PDF, which has a `reference`."""

    page: int
    entry: Any = field(repr=False)


@dataclass(eq=False)
class Node:
    """A structure element. `role` is a standard structure type (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.4), or "" for
    an element that gives its children to its parent.

    `attributes` maps an owner ("Table") to its entries; `entries` are further keys of the element itself, such as
    Alt and Lang, as text; `refs` are the elements that it points to.
    """

    role: str
    element: Element
    kids: "list[Kid]" = field(default_factory=list)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    refs: "list[Node]" = field(default_factory=list)

    @property
    def nodes(self) -> "list[Node]":
        """The children that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> "Iterator[Node]":
        """This element and all below it, in order."""
        yield self
        for kid in self.nodes:
            yield from kid.walk()

    def contents(self) -> Iterator[Content]:
        """All that is drawn in this element, in order."""
        for kid in self.kids:
            if isinstance(kid, Content):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.contents()

    def find(self, *roles: str) -> "list[Node]":
        """All elements below this one with one of `roles`, in order."""
        return [node for node in self.walk() if node is not self and node.role in roles]

    def replace(self, kid: "Kid", *new: "Kid") -> None:
        """Put `new` where `kid` is."""
        at = self.kids.index(kid)
        self.kids[at : at + 1] = new


Kid = Node | Content | Annotation


def parents(root: Node) -> dict[Node, Node]:
    """For every element below `root`, the one that it stands in."""
    return {kid: node for node in root.walk() for kid in node.nodes}


def classes(element: Element) -> list[str]:
    """The class names of an HTML element."""
    return element.get("class", "").split()
