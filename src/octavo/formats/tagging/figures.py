"""Figures with their text alternative, their caption and the place they take on the page
(ISO 32000-1, 14.8.4.5 and 14.8.5.4.3; ISO 14289-1, 7.3)."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from octavo.formats.engine import Document
from octavo.formats.tagging.roles import SVG
from octavo.formats.tagging.tree import Box, Content, Node

POINT = 0.75
"""Points in a CSS px."""


def shape(root: Node, document: Document, first: Mapping[Element, tuple[int, Box]], ua: int) -> None:
    """Give every picture its alternative and its box, and every figure of one picture its caption.

    In PDF 2.0 the caption stands in the figure (ISO 14289-2, 8.2.5.27). In PDF 1.7 it stands before it: today's
    assistive programs read the alternative instead of all that is in a figure, its caption too.
    """
    for figure in root.find("Figure"):
        figure.kids = [kid for kid in figure.kids if isinstance(kid, Content)]
        figure.entries["Alt"] = alternative(figure.element)
        if figure.element in first:
            number, box = first[figure.element]
            figure.attributes["Layout"] = {"BBox": _bounds(document.pages[number].height, box)}
    for group in root.find("Div"):
        if group.element.tag == "figure":
            _frame(group, ua)


def alternative(element: Element) -> str:
    """What stands for a picture."""
    title = element.findtext("{http://www.w3.org/2000/svg}title") if element.tag == SVG else None
    return element.get("alt") or element.get("aria-label") or title or ""


def _frame(group: Node, ua: int) -> None:
    """Settle the caption of a figure; where there is no single picture, its words are paragraphs."""
    figures, captions = group.find("Figure"), group.find("Caption")
    for caption in captions:
        holder = next(node for node in group.walk() if caption in node.kids)
        if len(figures) == 1 and ua == 2:
            holder.kids.remove(caption)
            figures[0].kids.insert(0, caption)
        elif len(figures) == 1:
            continue
        elif any(kid.role in ("P", "Div") for kid in caption.nodes):
            holder.replace(caption, *caption.kids)
        else:
            caption.role = "P"


def _bounds(height: float, box: Box) -> list[float]:
    """Left, bottom, right, top in points, from the lower left of a page that is `height` CSS px high."""
    x, y = box.content_box_x(), box.content_box_y()
    edges = (x, height - y - box.height, x + box.width, height - y)
    return [round(edge * POINT, 2) for edge in edges]
