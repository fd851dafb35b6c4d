"""The structure tree that WeasyPrint wrote -> one that ISO 14289-1 (PDF/UA-1) accepts: lists and tables in their form.

WeasyPrint 70 makes no LBody for a list item that holds paragraphs, keeps a `div` between a definition list and its
entries, nests table bodies where a page ends, and puts a caption in tables
of its own behind the head. The rules are those of ISO 32000-1, 14.8.4.3.3 and 14.8.4.3.4.
"""

from dataclasses import dataclass, field

import pydyf

from octavo.formats.engine import Document

GROUPS = frozenset({"Div", "NonStruct"})
ROWS = frozenset({"THead", "TBody", "TFoot"})
OF_LIST = frozenset({"L", "LI", "Caption"})
OF_ITEM = frozenset({"Lbl", "LBody"})


@dataclass
class Node:
    """A structure element. `kids` are nodes, marked-content numbers, and references to annotations, in order."""

    element: pydyf.Dictionary
    kids: "list[Node | int | str]" = field(default_factory=list)

    @property
    def tag(self) -> str:
        return str(self.element["S"])[1:]

    @property
    def nodes(self) -> "list[Node]":
        return [kid for kid in self.kids if isinstance(kid, Node)]


def finish(_document: Document, pdf: pydyf.PDF) -> None:
    """WeasyPrint's `finisher`: mend the tree and label the pages before the file is written.

    The labels are the folios: Arabic numbers from the first page on (ISO 32000-1, 12.4.2).
    """
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    tree = _Tree(pdf)
    top = tree.load(_object(pdf, root["K"][0]))
    tree.mend(top)
    tree.write(top)


class _Tree:
    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf

    def load(self, element: pydyf.Dictionary) -> Node:
        node = Node(element)
        for kid in element["K"]:
            target = _object(self._pdf, kid) if isinstance(kid, (str, bytes)) else None
            is_element = isinstance(target, pydyf.Dictionary) and target.get("Type") == "/StructElem"
            node.kids.append(self.load(target) if is_element else kid)
        return node

    def mend(self, node: Node) -> None:
        """Children first, so that a parent sees what they became."""
        for kid in node.nodes:
            self.mend(kid)
        if node.tag == "L":
            _dissolve(node, GROUPS)
            node.kids = [self._item(kid) if _is_stray(kid, OF_LIST) else kid for kid in node.kids]
        elif node.tag == "LI" and any(_is_stray(kid, OF_ITEM) for kid in node.kids):
            self._give_body(node)
        elif node.tag in ROWS:
            _dissolve(node, ROWS)
        elif node.tag == "Table":
            _dissolve(node, GROUPS | {"Table"})
            node.kids = [kid for kid in node.kids if not (isinstance(kid, Node) and kid.tag in ROWS and not kid.kids)]
            node.kids.sort(key=lambda kid: not (isinstance(kid, Node) and kid.tag == "Caption"))

    def write(self, node: Node) -> None:
        """Put the order of `node.kids` into the file's own arrays."""
        node.element["K"] = pydyf.Array(k.element.reference if isinstance(k, Node) else k for k in node.kids)
        for kid in node.nodes:
            kid.element["P"] = node.element.reference
            self.write(kid)

    def _item(self, kid: "Node | int | str") -> Node:
        """A stray child of a list as an item of it."""
        page = kid.element["Pg"] if isinstance(kid, Node) else None
        body = self._new("LBody", page, [kid])
        return self._new("LI", page, [body])

    def _give_body(self, item: Node) -> None:
        """All of a list item but its label, in one LBody."""
        labels = [kid for kid in item.kids if isinstance(kid, Node) and kid.tag == "Lbl"]
        body = self._new("LBody", item.element["Pg"], [])
        for kid in item.kids:
            if isinstance(kid, Node) and kid.tag == "LBody":
                body.kids += kid.kids
            elif kid not in labels:
                body.kids.append(kid)
        item.kids = [*labels, body]

    def _new(self, tag: str, page: object, kids: "list[Node | int | str]") -> Node:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{tag}", "K": pydyf.Array()})
        if page is not None:
            element["Pg"] = page
        self._pdf.add_object(element)
        return Node(element, kids)


def _object(pdf: pydyf.PDF, reference: str | bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]


def _is_stray(kid: "Node | int | str", allowed: frozenset[str]) -> bool:
    return not (isinstance(kid, Node) and kid.tag in allowed)


def _dissolve(node: Node, tags: frozenset[str]) -> None:
    """Put the children of every child with one of `tags` in its place."""
    kids: list[Node | int | str] = []
    for kid in node.kids:
        kids.extend(kid.kids if isinstance(kid, Node) and kid.tag in tags else [kid])
    node.kids = kids
