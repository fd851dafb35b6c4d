"""Structure tree -> the objects of a PDF: elements, parent tree, names (ISO 32000-1, 14.7)."""

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from octavo.formats.tagging.roles import PDF_2
from octavo.formats.tagging.tree import Annotation, Content, Node

NAMESPACE = "http://iso.org/pdf2/ssn"
"""That of PDF 2.0's structure types (ISO 32000-2, 14.8.6)."""


class Writer:
    """Writes one tree. `pages` are the references of the pages; `owners` says of each page and MCID, and of each
    annotation's reference, which element it belongs to."""

    def __init__(self, pdf: pydyf.PDF, ua: int) -> None:
        self._pdf = pdf
        self._pages: Sequence[bytes] = pdf.page_references
        self._namespace = self._add({"Type": "/Namespace", "NS": pydyf.String(NAMESPACE)}) if ua == 2 else None
        self.references: dict[Node, bytes] = {}
        self.owners: dict[object, bytes] = {}

    def write(self, root: Node, counts: Sequence[int]) -> None:
        """Add the tree to the file. `counts` are the numbers of marked-content sequences on the pages."""
        top = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self._pdf.add_object(top)
        elements = {node: pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}"}) for node in root.walk()}
        for node, element in elements.items():
            self._pdf.add_object(element)
            self.references[node] = element.reference
        for node, element in elements.items():
            self._fill(node, element)
            for kid in node.nodes:
                elements[kid]["P"] = element.reference
        elements[root]["P"] = top.reference
        top["K"] = pydyf.Array([elements[root].reference])
        top["ParentTree"], top["ParentTreeNextKey"] = self._parents(root, counts)
        named = {node.entries["ID"]: self.references[node] for node in elements if "ID" in node.entries}
        if named:
            top["IDTree"] = self._names(named)
        if self._namespace:
            top["Namespaces"] = pydyf.Array([self._namespace])
            elements[root]["NS"] = self._namespace
        self._pdf.catalog["StructTreeRoot"] = top.reference

    def _fill(self, node: Node, element: pydyf.Dictionary) -> None:
        """What an element holds and says of itself."""
        page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        element["K"] = pydyf.Array(self._kid(node, kid, page) for kid in node.kids)
        for name, text in node.entries.items():
            element[name] = pydyf.String(text)
        if node.attributes:
            sets = [pydyf.Dictionary({"O": f"/{owner}", **_values(own)}) for owner, own in node.attributes.items()]
            element["A"] = sets[0] if len(sets) == 1 else pydyf.Array(sets)
        if node.refs:
            element["Ref"] = pydyf.Array(self.references[other] for other in node.refs)
        if self._namespace and node.role in PDF_2:
            element["NS"] = self._namespace

    def _kid(self, node: Node, kid: Node | Content | Annotation, page: int | None) -> object:
        if isinstance(kid, Node):
            return self.references[kid]
        if isinstance(kid, Annotation):
            self.owners[kid.entry.reference] = self.references[node]
            return self._add({"Type": "/OBJR", "Obj": kid.entry.reference, "Pg": self._pages[kid.page]})
        self.owners[kid.page, kid.mcid] = self.references[node]
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.mcid})

    def _parents(self, root: Node, counts: Sequence[int]) -> tuple[bytes, int]:
        """The tree that leads from what is on the pages to its element, and the first number that is free in it."""
        numbers = pydyf.Array()
        for page, count in enumerate(counts):
            numbers += [page, pydyf.Array(self.owners.get((page, mcid), "null") for mcid in range(count))]
        links = [kid.entry for node in root.walk() for kid in node.kids if isinstance(kid, Annotation)]
        for key, link in enumerate(links, len(counts)):
            link["StructParent"] = key
            numbers += [key, self.owners[link.reference]]
        return self._add({"Nums": numbers}), len(counts) + len(links)

    def _names(self, named: Mapping[str, bytes]) -> bytes:
        """A name tree (ISO 32000-1, 7.9.6), sorted by bytes."""
        order = sorted(named, key=lambda name: pydyf.String(name).data)
        pairs = pydyf.Array(part for name in order for part in (pydyf.String(name), named[name]))
        limits = pydyf.Array([pydyf.String(order[0]), pydyf.String(order[-1])])
        leaf = self._add({"Limits": limits, "Names": pairs})
        return self._add({"Kids": pydyf.Array([leaf])})

    def _add(self, entries: Mapping[str, object]) -> bytes:
        thing = pydyf.Dictionary(entries)
        self._pdf.add_object(thing)
        return bytes(thing.reference)


def _values(entries: Mapping[str, Any]) -> dict[str, object]:
    """Attribute values as objects: names and numbers as they are, lists of texts and of numbers as arrays."""
    return {
        key: pydyf.Array(pydyf.String(v) if isinstance(v, str) else v for v in value)
        if isinstance(value, list)
        else value
        for key, value in entries.items()
    }
