"""The XML of feeds and records: an element under another, and a document as bytes."""

from lxml import etree


def add(parent: "etree._Element", name: str, text: str | None = None, **attributes: str) -> "etree._Element":
    """An element of its parent's namespace, with its text and those attributes that say something. An empty text adds
    nothing; None is an element that others will stand in."""
    said = {key: value for key, value in attributes.items() if value}
    element = etree.Element(etree.QName(etree.QName(parent).namespace, name), said)
    element.text = text or None
    if text != "":
        parent.append(element)
    return element


def as_xml(root: "etree._Element") -> bytes:
    """A document in UTF-8, indented by a space."""
    etree.indent(root, " ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def as_default(namespace: str, **others: str) -> dict[str, str]:
    """Namespaces for an element's `nsmap`, the first without a prefix: lxml names that None, its types do not."""
    return {None: namespace, **others}  # type: ignore[dict-item]
