"""Lists in their form: L > LI > Lbl, LBody (ISO 32000-1, 14.8.4.3.3), with the kind of their numbering (14.8.5.5)."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from octavo.formats.tagging.roles import is_date, is_run
from octavo.formats.tagging.tree import Box, Content, Kid, Node

NUMBERING: Mapping[str, str] = {
    "disc": "Disc", "circle": "Circle", "square": "Square", "decimal": "Decimal", "decimal-leading-zero": "Decimal",
    "lower-roman": "LowerRoman", "upper-roman": "UpperRoman", "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha", "lower-latin": "LowerAlpha", "upper-latin": "UpperAlpha",
}  # fmt: skip


def shape(root: Node, first: Mapping[Element, tuple[int, Box]], ua: int) -> None:
    """Give every list below `root` its form. `first` knows the box with which each element begins."""
    for node in root.find("L"):
        kids = list(_without_groups(node))
        is_definitions = node.element.tag == "dl"
        node.kids = list(_definitions(node, kids)) if is_definitions else [_item(node, kid) for kid in kids]
        node.attributes["List"] = {"ListNumbering": f"/{_numbering(node, first, ua)}"}


def _without_groups(node: Node) -> list[Kid]:
    """The children of a list; a `div` round some of them gives them to it (HTML 4.4.9)."""
    found: list[Kid] = []
    for kid in node.kids:
        is_group = isinstance(kid, Node) and kid.role in ("Div", "Span")
        found += _without_groups(kid) if isinstance(kid, Node) and is_group else [kid]
    return found


def _item(parent: Node, kid: Kid) -> Kid:
    """A child of a list as an LI with its label and all else in one body."""
    if isinstance(kid, Node) and kid.role == "Caption":
        return kid
    item = kid if isinstance(kid, Node) and kid.role == "LI" else Node("LI", parent.element, [kid])
    labels = [kid for kid in item.nodes if kid.role == "Lbl"][:1] or _dated(item)
    body = Node("LBody", item.element, [kid for kid in item.kids if kid not in labels])
    item.kids = [*labels, body] if body.kids else [*labels]
    return item


def _dated(item: Node) -> list[Node]:
    """The date with which an event of a timeline begins, as its label."""
    date: list[Kid] = []
    while item.kids and isinstance(kid := item.kids[0], Content) and is_date(kid.element):
        date.append(item.kids.pop(0))
    return [Node("Lbl", item.element, date)] if date else []


def _definitions(node: Node, kids: list[Kid]) -> list[Node]:
    """Terms and their meanings, as pairs; several terms of one meaning share a label, several meanings a body."""
    items: list[Node] = []
    for kid in kids:
        is_term = isinstance(kid, Node) and kid.role == "Lbl"
        parts = {part.role: part for part in items[-1].nodes} if items else {}
        if not items or (is_term and "LBody" in parts):
            items.append(Node("LI", node.element))
            parts = {}
        role = "Lbl" if is_term else "LBody"
        if role not in parts:
            parts[role] = Node(role, kid.element if isinstance(kid, Node) else node.element)
            items[-1].kids.append(parts[role])
        own = kid.kids if isinstance(kid, Node) and kid.role == role else [kid]
        is_more = not is_term and parts[role].kids and all(map(is_run, own))
        parts[role].kids += [Node("P", parts[role].element, own)] if is_more else own
    return items


def _numbering(node: Node, first: Mapping[Element, tuple[int, Box]], ua: int) -> str:
    if node.element.tag == "dl":
        return "Description" if ua == 2 else "None"
    labels = [kid for item in node.nodes for kid in item.nodes if kid.role == "Lbl"]
    if not labels:
        return "None"
    style = first[labels[0].element][1].style["list_style_type"] if labels[0].element in first else ""
    if isinstance(style, str) and style in NUMBERING:
        return NUMBERING[style]
    if any(character.isdigit() for content in labels[0].contents() for character in content.text):
        return "Decimal"
    return "Unordered" if ua == 2 else "Disc"
