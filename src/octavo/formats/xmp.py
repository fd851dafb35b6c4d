"""Metadata of the web page and the standards a PDF keeps -> its XMP packet's RDF (ISO 16684-1; ISO 19005-2, 6.6).

WeasyPrint 70 can name PDF/A or PDF/UA, not both, and its `xmp_metadata` adds a second RDF document, which readers skip.
"""

from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from octavo.formats.standards import Standard

NAMESPACES: Mapping[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfd": "http://pdfa.org/declarations/",
}

DUBLIN_CORE: Mapping[str, str] = {
    "title": "Alt", "creator": "Seq", "contributor": "Bag", "publisher": "Bag", "description": "Alt", "date": "Seq",
    "language": "Bag", "type": "Bag", "subject": "Bag", "coverage": "", "identifier": "", "rights": "Alt",
}  # fmt: skip
"""Property -> the kind of list it is (XMP specification part 1, 8.3); "" for one value."""

WTPDF = "http://pdfa.org/declarations/wtpdf#accessibility1.0"
"""Well-Tagged PDF, conformance level for accessibility (WTPDF 1.0, 6.1.3)."""


def rdf(tags: Iterable[tuple[str, str]], info: Mapping[str, str], standard: Standard) -> bytes:
    """The RDF of one document: `tags` are pairs of a name, as "DC.title", and its content, of which those of Dublin
    Core are taken; `info` has the properties of the `pdf` and `xmp` schemas by prefixed name."""
    for prefix, address in NAMESPACES.items():
        ET.register_namespace(prefix, address)
    root = Element(_name("rdf:RDF"))
    said = [(name.removeprefix("DC."), content) for name, content in tags if name.startswith("DC.") and content]
    core = _description(root)
    for name, kind in DUBLIN_CORE.items():
        values = [content for key, content in said if key == name]
        if values:
            _property(core, f"dc:{name}", values, kind)
    _property(core, "dc:format", ["application/pdf"], "")
    for name, content in info.items():
        if content:
            _property(core, name, [content], "")
    _identify(root, standard)
    return bytes(ET.tostring(root, encoding="utf-8"))


def _identify(root: Element, standard: Standard) -> None:
    """The identification schemas (ISO 19005-2, 6.6.4; ISO 19005-4, 6.7.3; ISO 14289-1, 5; ISO 14289-2, 5)."""
    archive = {
        "part": str(standard.part),
        "rev": "2020" if standard.part == 4 else "",
        "conformance": standard.conformance,
    }
    access = {"part": str(standard.ua), "rev": "2024" if standard.ua == 2 else ""}
    for prefix, values in (("pdfaid", archive), ("pdfuaid", access)):
        own = _description(root)
        for name, value in values.items():
            if value:
                _property(own, f"{prefix}:{name}", [value], "")
    if standard.part < 4:
        _extension(_description(root))
    if standard.ua == 2:
        declared = _list(_description(root), "pdfd:declarations", "Bag", [""])[0]
        declared.set(_name("rdf:parseType"), "Resource")
        ET.SubElement(declared, _name("pdfd:conformsTo")).text = WTPDF


def _extension(parent: Element) -> None:
    """What PDF/A-1 to 3 ask to be told of a schema that they do not know (ISO 19005-2, 6.6.2.3)."""
    schema = _list(parent, "pdfaExtension:schemas", "Bag", [""])[0]
    _fields(
        schema,
        "pdfaSchema",
        schema="PDF/UA identification schema",
        namespaceURI=NAMESPACES["pdfuaid"],
        prefix="pdfuaid",
    )
    part = _list(schema, "pdfaSchema:property", "Seq", [""])[0]
    about = "Part of ISO 14289 to which the file conforms"
    _fields(part, "pdfaProperty", name="part", valueType="Integer", category="internal", description=about)


def _fields(parent: Element, schema_prefix: str, **values: str) -> None:
    parent.set(_name("rdf:parseType"), "Resource")
    for name, value in values.items():
        ET.SubElement(parent, _name(f"{schema_prefix}:{name}")).text = value


def _property(parent: Element, name: str, values: Sequence[str], kind: str) -> None:
    if kind:
        for item in _list(parent, name, kind, values):
            if kind == "Alt":
                item.set("xml:lang", "x-default")
    else:
        ET.SubElement(parent, _name(name)).text = "; ".join(values)


def _list(parent: Element, name: str, kind: str, values: Sequence[str]) -> list[Element]:
    holder = ET.SubElement(ET.SubElement(parent, _name(name)), _name(f"rdf:{kind}"))
    items = []
    for value in values:
        item = ET.SubElement(holder, _name("rdf:li"))
        item.text = value or None
        items.append(item)
    return items


def _description(root: Element) -> Element:
    return ET.SubElement(root, _name("rdf:Description"), {_name("rdf:about"): ""})


def _name(prefixed: str) -> str:
    prefix, _, name = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"
