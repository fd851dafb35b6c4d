"""What holds blocks holds no loose text, and nothing stands in the tree that says nothing."""

from octavo.formats.tagging.roles import GROUPING, MIXED, is_run
from octavo.formats.tagging.tree import Content, Kid, Node

MAY_BE_EMPTY = ("TD", "TH")


def shape(node: Node) -> None:
    """Children first: drop what is empty, put loose text into paragraphs, take away `div`s that group nothing."""
    for kid in node.nodes:
        shape(kid)
    node.kids = [kid for kid in node.kids if not (isinstance(kid, Node) and _is_empty(kid))]
    if node.role in GROUPING or (node.role in MIXED and any(map(_is_block, node.kids))):
        node.kids = _paragraphs(node)
    for kid in node.nodes:
        if _is_plain_group(kid):
            node.replace(kid, *kid.kids)


def _is_empty(node: Node) -> bool:
    return not node.kids and node.role not in MAY_BE_EMPTY


def _is_plain_group(node: Node) -> bool:
    """Whether an element is a `div` that stands for nothing: no figure, no language of its own."""
    return node.role == "Div" and node.element.tag != "figure" and not node.entries


def _is_block(kid: Kid) -> bool:
    return not is_run(kid) and not (isinstance(kid, Node) and kid.role == "Lbl")


def _paragraphs(node: Node) -> list[Kid]:
    """The children of a node, each run of text in a paragraph of its own. White space alone makes none."""
    found: list[Kid] = []
    run: list[Kid] = []
    for kid in [*node.kids, None]:
        if kid is not None and is_run(kid):
            run.append(kid)
            continue
        if any(not isinstance(part, Content) or part.text.strip() for part in run):
            found.append(Node("P", node.element, run))
        run = []
        if kid is not None:
            found.append(kid)
    return found
