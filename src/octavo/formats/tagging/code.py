"""Blocks of code, a paragraph for each line of the source: read without a stop, two commands sound like one."""

from octavo.formats.tagging.grow import Tree
from octavo.formats.tagging.tree import Content, Kid, Node, parents


def shape(tree: Tree) -> None:
    """Part every `pre` into its lines."""
    above = parents(tree.root)
    for block in tree.root.find("P"):
        if block.element.tag == "pre":
            lines = [_line(block, own) for own in _lines(tree, list(block.contents()))]
            if lines:
                above[block].replace(block, *lines)


def _lines(tree: Tree, contents: list[Content]) -> list[list[Content]]:
    """The pieces of each line of the source; one that is too wide goes on in the next on the page."""
    lines: list[list[Content]] = []
    end = 0
    for content in contents:
        spot = tree.spots.get(content)
        if not lines or (spot and "\n" in tree.words[end : spot.start]):
            lines.append([])
        lines[-1].append(content)
        end = spot.end if spot else end
    return lines


def _line(block: Node, own: list[Content]) -> Node:
    kids: list[Kid] = [Node("Code", block.element, list(own))]
    return Node("P", block.element, kids)
