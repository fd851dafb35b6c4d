"""Laid-out pages -> what was drawn for which HTML element. What it does not name is no part of the text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from octavo.formats.engine import AbsolutePlaceholder, Document, boxes
from octavo.formats.tagging.script import has_letters
from octavo.formats.tagging.tree import Annotation, Box, Content

PARTS = ("before", "after", "marker")
"""Pseudo-elements that add to the text. Others, as ::first-line, only dress it."""


@dataclass
class Drawn:
    """`contents` by element and part; `links` by element; `first` the page and box with which an element begins;
    `running` maps page and MCID of running heads and folios to "Header", "Footer" or "" for the sides; `repeated` are
    those of table heads and feet that come again in a later column or on a later page."""

    contents: dict[tuple[Element, str], list[Content]] = field(default_factory=lambda: defaultdict(list))
    links: dict[Element, list[Annotation]] = field(default_factory=lambda: defaultdict(list))
    first: dict[Element, tuple[int, Box]] = field(default_factory=dict)
    running: dict[tuple[int, int], str] = field(default_factory=dict)
    repeated: set[tuple[int, int]] = field(default_factory=set)

    def artifact(self, page: int, mcid: int) -> dict[str, str]:
        """The properties of what is drawn and not read (ISO 32000-1, 14.8.2.2.2)."""
        if (page, mcid) in self.running:
            side = self.running[page, mcid]
            return {"Type": "/Pagination", **({"Subtype": f"/{side}"} if side else {})}
        return {"Type": "/Pagination"} if (page, mcid) in self.repeated else {"Type": "/Layout"}


def collect(document: Document, streams: Sequence[Any] = ()) -> Drawn:
    """Go through the boxes of every page. `streams` are the pages' content streams, which know their MCIDs; before
    they are written, what is laid out counts as drawn, and is numbered from 0."""
    drawn = Drawn()
    for number, page in enumerate(document.pages):
        if streams:
            mcids = {box: tag["mcid"] for box, tag in streams[number]._tags.items()}
        else:
            mcids = {box: n for n, box in enumerate(_laid_out(page._page_box))}
        _Page(drawn, number, mcids).take(page._page_box)
        for kind, _target, _rectangle, box in page.links:
            if kind != "attachment" and getattr(box, "link_annotation", None):
                drawn.links[box.element].append(Annotation(number, box.link_annotation))
    return drawn


def _laid_out(box: Box) -> Iterator[Box]:
    """Every line of text and every picture."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _laid_out(child)


@dataclass(frozen=True)
class _Page:
    drawn: Drawn
    number: int
    mcids: dict[Box, int]

    def take(self, page_box: Box) -> None:
        for child in page_box.children:
            if isinstance(child, boxes.MarginBox):
                at = child.at_keyword
                side = "Header" if at.startswith("@top") else "Footer" if at.startswith("@bottom") else ""
                self.drawn.running.update(((self.number, mcid), side) for mcid in self._all(child))
            else:
                self._walk(child)

    def _walk(self, box: Box) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        element, tag = box.element, box.element_tag or ""
        if element is not None and tag == element.tag:
            _, first = self.drawn.first.setdefault(element, (self.number, box))
            is_group = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
            if is_group and first is not box:
                self.drawn.repeated.update((self.number, mcid) for mcid in self._all(box))
                return
        if getattr(box, "is_leader", False):
            return
        if box in self.mcids and (not isinstance(box, boxes.TextBox) or has_letters(box.text)):
            part = tag.rpartition("::")[2]
            part = part if "::" in tag and part in PARTS else ""
            content = Content(self.number, self.mcids[box], element, part, getattr(box, "text", ""), box)
            self.drawn.contents[element, part].append(content)
        for child in getattr(box, "children", ()):
            self._walk(child)

    def _all(self, box: Box) -> list[int]:
        """The MCIDs of a box and of all in it."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        own = [self.mcids[box]] if box in self.mcids else []
        return own + [mcid for child in getattr(box, "children", ()) for mcid in self._all(child)]
