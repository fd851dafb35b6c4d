"""Links that say where they lead (ISO 14289-1, 7.18.5, and ISO 32000-1, 12.5.2: Contents)."""

from xml.etree.ElementTree import Element

import pydyf

from octavo.formats.tagging.figures import alternative
from octavo.formats.tagging.roles import SVG
from octavo.formats.tagging.tree import Annotation, Node

PRINT = 4
"""The flag of an annotation that is printed with its page (ISO 32000-1, 12.5.3)."""


def name(root: Node) -> None:
    """Give every link of the tree the words by which a reader knows it, and let it be printed."""
    for link in root.find("Link"):
        words = link.element.get("aria-label") or _words(link)
        for kid in link.kids:
            if isinstance(kid, Annotation):
                kid.entry["Contents"] = pydyf.String(words or link.element.get("href", ""))
                kid.entry["F"] = PRINT


def _words(link: Node) -> str:
    """What is read for a link: its text, with what the style sheet adds, and the alternatives of its pictures."""
    added = {part: "".join(c.text for c in link.contents() if c.part == part) for part in ("before", "after")}
    return " ".join(f"{added['before']}{_text(link.element)}{added['after']}".split())


def _text(element: Element) -> str:
    if element.tag in ("img", SVG):
        return alternative(element)
    return (element.text or "") + "".join(_text(child) + (child.tail or "") for child in element)
