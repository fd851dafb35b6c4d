"""Laid-out pages -> figures and tables that are to stand behind text that follows them, so that no page ends blank.

What does not fit goes to the head of the next page and leaves the foot of its own blank. When the text has named it by
its number, it need not be read at the very place: the text may run on below the name, as round a page float (CSS Page
Floats 3, https://www.w3.org/TR/css-page-floats-3/), which WeasyPrint 70 does not have.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from octavo.formats.engine import Document, Page, boxes
from octavo.formats.survey import POINTS, edge, survey
from octavo.layout import HOLE, Layout

MOVED = frozenset(("figure", "table", "timeline"))
"""Classes of what has a number, and may stand later than the author put it."""
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
LEADS = (":", "：")
"""How a paragraph ends that leads to what is below it."""
PASSED = (*HEADINGS, "p", "ul", "ol", "dl", "blockquote", "pre")
PASSED_CLASSES = frozenset(("pullquote", "callout"))
"""Text that may come before it instead. Nothing with a number of its own is among it: their order stays."""


class Late(NamedTuple):
    """The element with that id stands behind so many of the blocks that followed it."""

    id: str
    behind: int


def put_off(root: Element, late: Iterable[Late]) -> None:
    """Move elements of a document to where they are to stand, one after the other."""
    for one in late:
        parent, at = next(
            (parent, at) for parent in root.iter() for at, child in enumerate(parent) if child.get("id") == one.id
        )
        element = parent[at]
        parent.remove(element)
        parent.insert(at + one.behind, element)


class Holes:
    """The blank ends of pages. A run is a stretch of pages that no style sheet parted, as a chapter."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def cures(self, refused: Collection[Late]) -> Mapping[int, Late]:
        """What would fill the first hole of each run for which something can be done that was not `refused`. Nothing
        is surveyed when no page begins with what may be moved."""
        found: dict[int, Late] = {}
        for number, (before, page) in enumerate(pairwise(self._document.pages), 1):
            element = self._begins(before, page)
            if element is None or number not in self._blank or self._run[number] in found:
                continue
            ways = (Late(element.get("id", ""), behind) for behind in self._behind(element, self._blank[number]))
            way = next((way for way in ways if way not in refused), None)
            if way:
                found[self._run[number]] = way
        return found

    def lines(self, run: int) -> int:
        """Blank lines in the holes of a run."""
        return sum(count for number, count in self._blank.items() if self._run[number] == run)

    @cached_property
    def _layout(self) -> Layout:
        return survey(self._document, "")

    @cached_property
    def _run(self) -> Mapping[int, int]:
        """The run of each page."""
        runs, run = {}, 0
        for leaf in self._layout.leaves:
            run += leaf.fresh
            runs[leaf.number] = run
        return runs

    @cached_property
    def _blank(self) -> Mapping[int, int]:
        """Blank lines of the pages that have a hole, by page."""
        return {
            leaf.number: blank
            for leaf, after in pairwise(self._layout.leaves)
            if not after.fresh and self._layout.flow(leaf.number) and (blank := self._layout.blank(leaf)) > HOLE
        }

    @cached_property
    def _named(self) -> frozenset[Element]:
        """What may be moved: numbered, and named in the text before it stands."""
        names: set[str] = set()
        found = set()
        for element in self._document._html.etree_element.iter():
            if element.tag == "a":
                names.add(element.get("href", "").removeprefix("#"))
            if element.get("id") in names and MOVED & _classes(element):
                found.add(element)
        return frozenset(found)

    def _begins(self, before: Page, page: Page) -> Element | None:
        """What a page begins with, if it may be moved and did not begin on the page before."""
        last = {box.element for box in edge(before._page_box, -1)}
        first = (box.element for box in edge(page._page_box, 0))
        return next((element for element in first if element in self._named and element not in last), None)

    def _behind(self, element: Element, blank: int) -> tuple[int, ...]:
        """How many of the blocks that follow would fill so many blank lines, best first: as many as fit, with one that
        will be divided when they leave a hole; else fewer. Never up to a heading or the lead of a list, which belong
        to what is below them."""
        room = blank * self._layout.line_height / POINTS
        hole = HOLE * self._layout.line_height / POINTS
        filled, ways = 0.0, list[int]()
        for count, (block, height, margin) in enumerate(self._heights(element), 1):
            if ways and filled + height > room and room - filled < hole:
                break
            filled += height + margin
            if block.tag not in HEADINGS and not "".join(block.itertext()).rstrip().endswith(LEADS):
                ways.append(count)
        return tuple(reversed(ways))

    def _heights(self, element: Element) -> Iterator[tuple[Element, float, float]]:
        """The blocks behind an element that may come before it, with their heights and their last margins in px
        across the page."""
        parent = next(one for one in self._document._html.etree_element.iter() if element in one)
        after = list(parent)[list(parent).index(element) + 1 :]
        for block in after:
            if block.tag not in PASSED and not PASSED_CLASSES & _classes(block):
                return
            yield block, *self._height.get(block, (0.0, 0.0))

    @cached_property
    def _height(self) -> Mapping[Element, tuple[float, float]]:
        """Of each block, all its parts together; what stands in a column counts by the part of the width it has."""
        heights: dict[Element, tuple[float, float]] = {}
        for page in self._document.pages:
            for box, columns in _blocks(page._page_box, 1):
                height, margin = heights.get(box.element, (0.0, 0.0))
                height += margin + (box.margin_height() - box.margin_bottom) / columns
                heights[box.element] = height, box.margin_bottom / columns
        return heights


def _blocks(box: Any, columns: int) -> Iterator[tuple[Any, int]]:  # noqa: ANN401 - a laid-out box
    """The blocks in the flow below `box`, each with the number of columns of which it stands in one."""
    for child in getattr(box, "children", ()):
        if not isinstance(child, boxes.BlockBox) or not child.is_in_normal_flow():
            continue
        if child.is_column:
            yield from _blocks(child, box.style["column_count"])
        else:
            yield child, columns
            yield from _blocks(child, columns)


def _classes(element: Element) -> frozenset[str]:
    return frozenset(element.get("class", "").split())
