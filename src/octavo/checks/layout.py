"""Subject -> what a typographer would mark in the PDF: lines, holes, headings at a foot, short pages, fonts, bookmarks.

Nothing is laid out here: the map that the build made says where each line stands.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from octavo import blocks as b
from octavo.checks import paragraphs
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.paragraphs import at, place
from octavo.checks.places import of_words
from octavo.checks.printed import outline
from octavo.checks.subject import Subject
from octavo.formats.raster import Face, faces
from octavo.layout import APART, HOLE, Block, Box, Layout, Leaf
from octavo.problems import Place
from octavo.walk import every

FEW_LINES = 5
"""Lines: a last page with fewer looks like a mistake."""
FILLED = 0.2
"""Part of a last page that text fills at the least; less looks like a mistake too."""
HEADING = re.compile(r"h[1-6]$")
OUTLINED = ("h1", "h2", "h3")
"""Headings that the outline has; deeper ones would make it too long to look through (styles/print/running.css)."""
KINDS = {"figure": "figure", "table": "table", "timeline": "timeline", "stats": "row of numbers", "callout": "callout"}
"""What a class of a block is called in a message."""
KINDS |= {"box": "box", "pullquote": "pull quote", "recommendations": "recommendation", "media": "recording"}


def check(subject: Subject) -> Iterator[Finding | Unrun]:
    """Everything that can be told from the map and the fonts of the PDF."""
    file = subject.editions.get("pdf")
    if file is None:
        return
    if subject.layout is None:
        yield Unrun("layout", "there is no map of this PDF; `./invoke clean`, then build it again")
        return
    layout = subject.layout
    yield from paragraphs.check(layout.blocks)
    flow = {leaf.number: layout.flow(leaf.number) for leaf in layout.leaves}
    for leaf, after in pairwise(layout.leaves):
        if flow[leaf.number] and not after.fresh:
            yield from _foot(layout, leaf, flow[leaf.number], flow[after.number])
    yield from _short_pages(layout, flow)
    yield from _bookmarks(subject, layout, outline(file))
    yield from _fonts(subject, layout, faces(file.read_bytes()))


def _is_heading(block: Block) -> bool:
    return bool(HEADING.match(block.tag) and block.line) and APART.isdisjoint(block.within)


def _foot(layout: Layout, leaf: Leaf, here: tuple[Block, ...], after: tuple[Block, ...]) -> Iterator[Finding]:
    """What is wrong at the foot of a page whose text goes on."""
    bottom = layout.bottom(leaf.number)
    last = max(here, key=lambda block: block.box.bottom)
    if _is_heading(last) and last.box.bottom == bottom:
        yield at(find("lone-heading", place(last), page=leaf.number, heading=last.words), leaf.number, last.box)
    blank = layout.blank(leaf)
    first = next((block for block in after if block.line), None)
    if blank > HOLE and first:
        hole = Box(leaf.area.left, bottom, leaf.area.right, leaf.area.bottom)
        values = {"page": leaf.number, "count": blank, "what": _kind(first, after)}
        yield at(find("page-hole", place(first), **values), leaf.number, hole)


def _kind(first: Block, after: tuple[Block, ...]) -> str:
    """What did not fit: the block that a page begins with, or what its headings announce."""
    block = next((one for one in after if not HEADING.match(one.tag)), first)
    if block.tag == "pre":
        return "code"
    return next((KINDS[name] for name in block.within if name in KINDS), "block")


def _short_pages(layout: Layout, flow: dict[int, tuple[Block, ...]]) -> Iterator[Finding]:
    """Pages on which a text, or a chapter of it, ends after a few lines."""
    shown = {picture.page for picture in layout.pictures if picture.line}
    ends = {leaf.number for leaf, after in pairwise(layout.leaves) if after.fresh} | {len(layout.leaves)}
    for leaf in layout.leaves:
        here = flow[leaf.number]
        if leaf.fresh or leaf.number not in ends or leaf.number in shown or not here:
            continue
        first = next((block for block in here if block.line), None)
        if first is None:
            continue
        lines = sum(len(block.lines) for block in here)
        filled = (max(block.box.bottom for block in here) - leaf.area.top) / (leaf.area.bottom - leaf.area.top)
        around = Box(leaf.area.left, here[0].box.top, leaf.area.right, here[-1].box.bottom)
        if lines >= FEW_LINES and filled < FILLED:
            percent = round(100 * filled)
            yield at(find("empty-page", place(first), page=leaf.number, percent=percent), leaf.number, around)
        if lines < FEW_LINES:
            yield at(find("short-page", place(first), page=leaf.number, count=lines), leaf.number, around)


def _bookmarks(subject: Subject, layout: Layout, outlined: frozenset[str]) -> Iterator[Finding]:
    """Headings that the PDF's outline leaves out. Those of items, as of recommendations, do not belong there."""
    places = (heading.place for heading in every(b.Heading, subject.document.chapters))
    headings = {Place(found.path, found.line) for found in places}
    for block in layout.blocks:
        has_one = block.bookmark and " ".join(block.bookmark.split()) in outlined
        is_missing = block.tag in OUTLINED and not (block.aside or block.part or has_one)
        if is_missing and _is_heading(block) and place(block) in headings:
            yield at(find("no-bookmark", place(block), heading=block.words), block.page, block.box)


def _fonts(subject: Subject, layout: Layout, found: tuple[Face, ...]) -> Iterator[Finding]:
    """Fonts that a reader's machine would have to have, or that are none of the brand's; each where it first stands."""
    brand = subject.design.brand
    known = {*(face.family for face in brand.fonts), *brand.families.values(), *brand.fallback}
    for face in found:
        block = layout.at(face.page, (face.left + face.right) / 2, (face.top + face.bottom) / 2)
        spot = place(block) if block and block.line else of_words(block.words if block else "", subject)
        box = Box(face.left, face.top, face.right, face.bottom)
        if not face.embedded:
            yield at(find("font-not-embedded", spot, font=face.name, page=face.page), face.page, box)
        if not any(_plain(face.name).startswith(_plain(name)) for name in known):
            found_one = find("font-not-of-brand", spot, font=face.name, page=face.page, brand=brand.name)
            yield at(found_one, face.page, box)


def _plain(name: str) -> str:
    """A font's name without what PDF writers put into it."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
