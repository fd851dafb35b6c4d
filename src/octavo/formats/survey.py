"""Laid-out pages -> layout map: the lines of every block with the author's place, and the pictures.

WeasyPrint counts in CSS pixels; the map is in points.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from octavo.formats.engine import AbsolutePlaceholder, Document, Page, RasterImage, boxes, drawn_picture, spaces
from octavo.layout import Block, Box, Gap, Layout, Leaf, Line, Shown
from octavo.problems import Place

POINTS = 72 / 96
FORCED = ("always", "page", "left", "right", "recto", "verso")
"""Values of break-before and break-after that begin a page (CSS Fragmentation 4, 3.1)."""
LAST = re.compile(r"(\w+)[-\u2010\u00ad]$")
FIRST = re.compile(r"^\w+")
SOFT = str.maketrans("", "", "\u00ad\u2060")
"""What is in a text and not on the page: soft hyphens, word joiners."""


def survey(document: Document, path: str) -> Layout:
    """The map of a document; `path` is the file of what names no other."""
    origin = _Origin(document._html.etree_element, path)
    leaves, blocks, pictures = [], [], []
    before: Page | None = None
    for number, page in enumerate(document.pages, 1):
        seen = _Sight(number, origin)
        for child in page._page_box.children:
            if not isinstance(child, boxes.MarginBox):
                seen.take(child, isinstance(child, boxes.FootnoteAreaBox))
        leaves.append(_leaf(number, page, before))
        blocks += seen.blocks
        pictures += seen.pictures
        before = page
    return Layout(tuple(leaves), tuple(_parts(blocks)), tuple(pictures))


class _Origin:
    """Where elements come from. An element without a line has that of what it stands in."""

    def __init__(self, root: Element, path: str) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._path = path

    def place(self, element: Element) -> Place:
        """The author's place; the line is 0 when there is none."""
        for above in self._upwards(element):
            if above.get("data-line"):
                return Place(above.get("data-path", self._path), int(above.get("data-line", "0")))
        return Place(self._path)

    def within(self, element: Element) -> tuple[str, ...]:
        """The classes of an element and of what it stands in, from inside out."""
        return tuple(name for above in self._upwards(element) for name in above.get("class", "").split())

    def _upwards(self, element: Element | None) -> Iterator[Element]:
        while element is not None:
            yield element
            element = self._parents.get(element)


class _Sight:
    """What is seen on one page."""

    def __init__(self, number: int, origin: _Origin) -> None:
        self._number = number
        self._origin = origin
        self.blocks: list[tuple[Element, Block]] = []
        self.pictures: list[Shown] = []

    def take(self, box: Any, aside: bool) -> None:  # noqa: ANN401 - a box or its placeholder
        """Note a box and all in it; `aside`: it is out of the flow."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        aside = aside or not box.is_in_normal_flow()
        children = getattr(box, "children", ())
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box)
        lines = [line for child in children if isinstance(child, boxes.LineBox) for line in _line(child)]
        if lines and box.element is not None and box.element_tag == box.element.tag:
            self._block(box, tuple(lines), aside)
        for child in children:
            self.take(child, aside)

    def _block(self, box: Any, lines: tuple[Line, ...], aside: bool) -> None:  # noqa: ANN401
        element = box.element
        place = self._origin.place(element)
        around = Box(
            min(line.box.left for line in lines),
            lines[0].box.top,
            max(line.box.right for line in lines),
            lines[-1].box.bottom,
        )
        block = Block(place.path, place.line, element.tag, self._number, around, _broken(element, lines))
        label = box.bookmark_label if box.style["bookmark_level"] != "none" else ""
        within = self._origin.within(element)
        self.blocks.append((element, replace(block, within=within, aside=aside, bookmark=label or "")))

    def _picture(self, box: Any) -> None:  # noqa: ANN401
        element = box.element
        if element is None or element.tag != "img":
            return
        width, height, left, top = (value * POINTS for value in drawn_picture(box))
        image = box.replacement
        pixels = (int(image.width), int(image.height)) if isinstance(image, RasterImage) else (0, 0)
        place = self._origin.place(element)
        around = _rounded(left, top, left + width, top + height)
        source = unquote(element.get("src", ""))
        self.pictures.append(
            Shown(source, place.path, place.line, self._number, around, pixels, element.get("alt", ""))
        )


def _line(box: Any) -> Iterator[Line]:  # noqa: ANN401
    """A line box as a line, if it has text."""
    texts = [text for text in _texts(box) if text.text.strip()]
    if not texts:
        return
    left, right = min(t.position_x for t in texts), max(t.position_x + t.width for t in texts)
    around = _rounded(*(v * POINTS for v in (left, box.position_y, right, box.position_y + box.height)))
    sizes = Counter[float]()
    for text in texts:
        sizes[round(float(text.style["font_size"]) * POINTS, 2)] += len(text.text)
    gaps = [Gap(round(a * POINTS, 2), round(b * POINTS, 2)) for text in texts for a, b in spaces(text)]
    words = " ".join("".join(text.text for text in _texts(box)).split())
    yield Line(around, words, sizes.most_common(1)[0][0], tuple(g for g in gaps if g.right <= around.right + 0.1))


def _texts(box: Any) -> Iterator[boxes.TextBox]:  # noqa: ANN401
    """The text of a line, without what floats in it or stands apart."""
    for child in getattr(box, "children", ()):
        if isinstance(child, AbsolutePlaceholder) or not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.TextBox):
            yield child
        else:
            yield from _texts(child)


def _broken(element: Element, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """`lines`, in which those are marked whose last word goes on in the next line and has no hyphen of its own."""
    whole = "".join(element.itertext()).translate(SOFT)
    done = []
    for line, after in zip(lines, (*lines[1:], None), strict=True):
        head = LAST.search(line.text)
        tail = FIRST.search(after.text) if after else None
        own = head and tail and f"{head[1]}{tail[0]}" in whole and f"{head[1]}-{tail[0]}" not in whole
        divided = bool(own) or bool(head and after is None and f"{head[1]}-" not in whole)
        done.append(replace(line, broken=divided))
    return tuple(done)


def _parts(found: Iterable[tuple[Element, Block]]) -> Iterator[Block]:
    """The blocks, numbered where one was divided. Below each other on a page, two of an element are two blocks."""
    done: list[Block] = []
    last: dict[Element, int] = {}
    for element, block in found:
        at = last.get(element)
        before = None if at is None else done[at]
        last[element] = len(done)
        if at is not None and before and not (before.page == block.page and before.box.bottom <= block.box.top):
            done[at] = replace(before, closes=False)
            block = replace(block, part=before.part + 1)
        done.append(block)
    yield from done


def _leaf(number: int, page: Page, before: Page | None) -> Leaf:
    box = page._page_box
    bottom = box.content_box_y() + box.height
    for child in box.children:
        if isinstance(child, boxes.FootnoteAreaBox) and child.children:
            bottom = min(bottom, child.position_y)
    left, top = box.content_box_x(), box.content_box_y()
    area = _rounded(*(value * POINTS for value in (left, top, left + box.width, bottom)))
    width, height = round(page.width * POINTS, 2), round(page.height * POINTS, 2)
    return Leaf(number, width, height, area, before is None or _is_fresh(box, before._page_box))


def _is_fresh(page: Any, before: Any) -> bool:  # noqa: ANN401 - page boxes
    """Whether a break was asked for, by a style or by another kind of page."""
    if page.page_type.name != before.page_type.name:
        return True
    first, last = tuple(edge(page, 0)), tuple(edge(before, -1))
    divided = {box.element for box in first} & {box.element for box in last}
    breaks = [box.style["break_before"] for box in first if box.element not in divided]
    breaks += [box.style["break_after"] for box in last if box.element not in divided]
    return not set(FORCED).isdisjoint(breaks)


def edge(box: Any, at: int) -> Iterator[Any]:  # noqa: ANN401
    """The first (0) or last (-1) block in the flow of a box, the first or last in that, and so on."""
    while True:
        children = [
            child
            for child in getattr(box, "children", ())
            if isinstance(child, boxes.BlockLevelBox)
            and not isinstance(child, boxes.MarginBox | boxes.FootnoteAreaBox)
            and child.is_in_normal_flow()
        ]
        if not children:
            return
        box = children[at]
        yield box


def _rounded(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))
