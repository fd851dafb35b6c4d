"""HTML elements -> standard structure types (ISO 32000-1, 14.8.4; those of PDF 2.0: ISO 32000-2, 14.8.4)."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from octavo.formats.tagging.tree import Kid, Node, classes

SVG = "{http://www.w3.org/2000/svg}svg"

ROLES: Mapping[str, str] = {
    "article": "Art", "section": "Sect", "nav": "Sect", "aside": "Sect", "main": "Sect",
    "header": "Div", "footer": "Div", "div": "Div", "address": "Div", "figure": "Div",
    "blockquote": "BlockQuote", "p": "P", "pre": "P", "figcaption": "Caption", "caption": "Caption",
    **{f"h{n}": f"H{n}" for n in range(1, 7)},
    "ol": "L", "ul": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "a": "Link", "q": "Quote", "code": "Code", "img": "Figure", SVG: "Figure",
}  # fmt: skip
"""What is not here, as `em` or `span`, gives its content to the element round it."""

ARIA: Mapping[str, str] = {"list": "L", "listitem": "LI", "doc-footnote": "Note"}

NEW_ROLES: Mapping[str, str] = {"aside": "Aside", "em": "Em", "i": "Em", "strong": "Strong", "b": "Strong"}
"""Types that came with PDF 2.0."""

PDF_2 = frozenset({"Aside", "Em", "Strong", "FENote"})
"""Types that only the namespace of PDF 2.0 has (ISO 32000-2, 14.8.6)."""

HEADINGS = tuple(f"H{n}" for n in range(1, 7))
INLINE = frozenset({"Span", "Quote", "Note", "FENote", "Reference", "Code", "Link", "Em", "Strong"})
GROUPING = frozenset({"Document", "Art", "Sect", "Div", "BlockQuote", "Aside"})
"""Types that hold blocks, and no running text of their own."""
MIXED = frozenset({"LBody", "TD", "TH", "Caption", "Note", "FENote"})
"""Types that hold running text or blocks."""


def role_of(element: Element, ua: int) -> str:
    """The type of an element in PDF/UA-1 or PDF/UA-2; "" for one without a type of its own."""
    role = ARIA.get(element.get("role", "")) or ROLES.get(str(element.tag), "")
    return (NEW_ROLES.get(str(element.tag)) or role) if ua == 2 else role


def is_artifact(element: Element) -> bool:
    """Whether an element says nothing: hidden from readers, or a picture that decorates (HTML 4.8.4.4.4; ARIA 1.2)."""
    silent = element.get("aria-hidden") == "true" or element.get("role") in ("presentation", "none")
    return silent or (element.tag == "img" and not element.get("alt"))


def is_date(element: Element) -> bool:
    """Whether an element says when something was."""
    return element.tag == "time" or "timeline__when" in classes(element)


def is_inline(node: Node) -> bool:
    """Whether an element is part of a line of text."""
    return node.role in INLINE


def is_run(kid: Kid) -> bool:
    """Whether a child is part of a line of text."""
    return not isinstance(kid, Node) or is_inline(kid)
