"""Lists of contents: TOC > TOCI > Reference > Link (ISO 32000-1, 14.8.4.3.2). Leaders are not in the tree at all."""

from collections.abc import Mapping

from octavo.formats.tagging.roles import HEADINGS
from octavo.formats.tagging.tree import Kid, Node, classes


def shape(root: Node) -> None:
    """Turn the lists of every `nav` of contents into tables of contents."""
    for nav in root.find("Sect"):
        if nav.element.tag == "nav" and ("contents" in classes(nav.element) or nav.element.get("role") == "doc-toc"):
            for node in nav.find("L"):
                node.role = "TOC"
                node.attributes.clear()
                node.kids = [_line(kid) for kid in node.nodes]


def _line(item: Node) -> Node:
    """A line of contents: the link with its words, then the lines below it."""
    labels = [kid for kid in item.nodes if kid.role == "Lbl"]
    below = [kid for kid in item.nodes if kid.role in ("L", "TOC")]
    own: list[Kid] = [kid for kid in item.kids if kid not in labels and kid not in below]
    return Node("TOCI", item.element, [*labels, Node("Reference", item.element, own), *below])


def refer(root: Node, named: Mapping[str, Node]) -> None:
    """Let every line of contents refer to what it names (ISO 14289-2, 8.2.5.8). `named` knows the elements by id."""
    for line in root.find("TOCI"):
        for link in line.find("Reference")[0].find("Link"):
            target = named.get(link.element.get("href", "")[1:])
            if target:
                heading = next(iter(target.find(*HEADINGS)), target)
                line.refs.append(heading)
