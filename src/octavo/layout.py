"""A layout map <-> JSON: where each block of a text stands on the pages, line by line. Standard library only.

All lengths are points, from the upper left corner of a page; pages count from 1.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from statistics import median
from typing import Any, NamedTuple

FOLDER = "layout"
"""Below the cache of an output folder."""
FORMAT = 1
PROSE = ("p", "li", "dd")
APART = frozenset(
    "back box__title callout__title cta contents cover figure imprint masthead media opening people pullquote"
    " recommendations__lead stats table takeaways timeline title-block".split()
)
"""Classes of what is no running text: labels, captions, cells and lists of names."""
HOLE = 8
"""Blank lines at the foot of a page beyond which a reader takes it for the end of the text."""


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float


class Gap(NamedTuple):
    """The room between two words of a line."""

    left: float
    right: float


@dataclass(frozen=True)
class Line:
    """A line of text. `size` is that of its type; `gaps` are those of a justified line: in any other they are the
    font's own. `broken`: it ends within a word, which layout divided."""

    box: Box
    text: str
    size: float
    gaps: tuple[Gap, ...] = ()
    broken: bool = False


@dataclass(frozen=True)
class Block:
    """Lines of one element on one page, or in one column of it. `path` and `line` are the author's, line 0 for what
    has none of its own. `within` are the classes of what it stands in, from inside out; `aside` is what is out of
    the flow: notes and what floats. `part` counts the pages or columns that an element is divided over, and the last
    `closes` it. `bookmark` is its label in the PDF's outline."""

    path: str
    line: int
    tag: str
    page: int
    box: Box
    lines: tuple[Line, ...]
    within: tuple[str, ...] = ()
    aside: bool = False
    part: int = 0
    closes: bool = True
    bookmark: str = ""

    @property
    def words(self) -> str:
        """Its text on one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def is_prose(self) -> bool:
        """Whether it is running text of the author's."""
        return bool(self.line) and self.tag in PROSE and not self.aside and APART.isdisjoint(self.within)


@dataclass(frozen=True)
class Shown:
    """A picture as it was drawn; `box` is what it takes up, of which less may be seen. `pixels` are (0, 0) for
    drawings made of lines."""

    source: str
    path: str
    line: int
    page: int
    box: Box
    pixels: tuple[int, int]
    alt: str


@dataclass(frozen=True)
class Leaf:
    """A page. `area` is what the text may fill, less the notes at its foot; `fresh`: a style sheet made it begin, and
    not the end of the page before."""

    number: int
    width: float
    height: float
    area: Box
    fresh: bool


@dataclass(frozen=True)
class Layout:
    """A document as it was laid out."""

    leaves: tuple[Leaf, ...] = ()
    blocks: tuple[Block, ...] = ()
    pictures: tuple[Shown, ...] = ()

    def at(self, page: int, x: float, y: float) -> Block | None:
        """The block whose lines are nearest to a point of a page, those of the author's text before others."""
        here = [block for block in self.blocks if block.page == page]
        return min(here, key=lambda block: (_distance(block.box, x, y), not block.line), default=None)

    def flow(self, page: int) -> tuple[Block, ...]:
        """The blocks in the flow of a page, from top to bottom."""
        here = [block for block in self.blocks if block.page == page and not block.aside]
        return tuple(sorted(here, key=lambda block: (block.box.top, block.box.left)))

    def bottom(self, page: int) -> float:
        """Where the last of the text and the pictures of a page ends; 0 on a page without them."""
        bottoms = [block.box.bottom for block in self.blocks if block.page == page and not block.aside]
        return max([*bottoms, *(shown.box.bottom for shown in self.pictures if shown.page == page)], default=0.0)

    def blank(self, leaf: Leaf) -> int:
        """Lines of running text that would go between what a page shows last and its foot."""
        return int((leaf.area.bottom - self.bottom(leaf.number)) / self.line_height)

    @cached_property
    def line_height(self) -> float:
        """Of running text, in points."""
        heights = [line.box.bottom - line.box.top for block in self.blocks if block.is_prose for line in block.lines]
        return median(heights) if heights else 12.0


def name(slug: str, brand: str) -> str:
    """The file of a layout map, below the cache of an output folder."""
    return f"{FOLDER}/{slug}-{brand}.json"


def text(layout: Layout, pdf: str) -> str:
    """As JSON, with the SHA-256 of the PDF that it is the map of. The same layout gives the same text."""
    whole = {"format": FORMAT, "pdf": pdf, **asdict(layout)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def parse(data: bytes, pdf: str) -> Layout | None:
    """The map in `data`; None when it is damaged, or that of another PDF."""
    try:
        saved = json.loads(data)
        if (saved["format"], saved["pdf"]) != (FORMAT, pdf):
            return None
        return Layout(
            tuple(Leaf(**{**leaf, "area": Box(*leaf["area"])}) for leaf in saved["leaves"]),
            tuple(map(_block, saved["blocks"])),
            tuple(
                Shown(**{**shown, "box": Box(*shown["box"]), "pixels": tuple(shown["pixels"])})
                for shown in saved["pictures"]
            ),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _block(saved: Mapping[str, Any]) -> Block:
    lines = tuple(
        Line(**{**line, "box": Box(*line["box"]), "gaps": tuple(Gap(*gap) for gap in line["gaps"])})
        for line in saved["lines"]
    )
    return Block(**{**saved, "box": Box(*saved["box"]), "lines": lines, "within": tuple(saved["within"])})


def _distance(box: Box, x: float, y: float) -> float:
    return max(box.left - x, x - box.right, 0.0) + max(box.top - y, y - box.bottom, 0.0)
