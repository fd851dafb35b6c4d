"""Blocks of a layout map -> what is wrong with their lines: left alone, next to nothing, hyphen under hyphen, loose.

Sections of Robert Bringhurst, The Elements of Typographic Style (version 4), are named where a limit is his.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import median

from octavo.checks.finding import Finding, find
from octavo.layout import Block, Box, Gap, Line
from octavo.problems import Place

SHORT_WORD = 4
"""Letters: a word with fewer is too short for a last line (2.4.2). Its marks count, but for one."""
LADDER = 2
"""Lines in a row that may end with a hyphen (Hamilton, Division of Words, 1918, rule 27; Bringhurst, 2.4.3, bears
three)."""
LOOSE = 1 / 2
"""Ems: the widest word space of a justified line (2.1.1: a fifth is the least, a quarter is usual)."""
RIVER_LINES, RIVER_GAP = 3, 1 / 3
"""Lines through which gaps must run, and ems that each must have: those of the usual width are not seen as one."""
QUOTED = 40
"""Characters of a line that a message quotes."""


def at(finding: Finding, page: int, box: Box) -> Finding:
    """A finding with its spot in the PDF."""
    return replace(finding, edition="pdf", page=page, box=box)


def place(block: Block) -> Place:
    """The author's place of a block."""
    return Place(block.path, block.line)


def check(blocks: Iterable[Block]) -> Iterator[Finding]:
    """Everything that is wrong with the lines of running text."""
    above: Block | None = None
    for block in blocks:
        if not block.is_prose:
            continue
        yield from _alone(block, above)
        yield from _last(block, above)
        yield from _ladders(block)
        yield from _spaces(block)
        above = block


def _alone(block: Block, above: Block | None) -> Iterator[Finding]:
    """The first or last line of a paragraph on a page of its own."""
    if len(block.lines) > 1:
        return
    values = {"page": block.page, "words": _start(block.lines[0])}
    if block.part and block.closes and above and above.page != block.page:
        yield at(find("widow-line", place(block), **values), block.page, block.box)
    if not block.part and not block.closes:
        yield at(find("orphan-line", place(block), **values), block.page, block.box)


def _last(block: Block, above: Block | None) -> Iterator[Finding]:
    """A last line that is next to nothing: the end of a divided word, or a word of a few letters."""
    lines = (*above.lines[-1:], *block.lines) if block.part and above else block.lines
    if not block.closes or len(lines) < 2 or len(lines[-1].text.split()) > 1:
        return
    last = lines[-1]
    if lines[-2].broken:
        word = f"{lines[-2].text.split()[-1]}{last.text}"
        yield at(find("stub-line", place(block), page=block.page, word=word), block.page, last.box)
    elif len(last.text) <= SHORT_WORD and 0 < sum(map(str.isalpha, last.text)) < SHORT_WORD:
        yield at(find("short-line", place(block), page=block.page, word=last.text), block.page, last.box)


def _ladders(block: Block) -> Iterator[Finding]:
    """Lines in a row that end with a hyphen."""
    run: list[Line] = []
    for line in (*block.lines, None):
        if line and line.broken:
            run.append(line)
            continue
        if len(run) > LADDER:
            found = find("hyphen-ladder", place(block), page=block.page, count=len(run), words=_start(run[0]))
            yield at(found, block.page, _around(run))
        run = []


def _spaces(block: Block) -> Iterator[Finding]:
    """Justified lines that had too few words to fill them, and gaps that run together."""
    for line in block.lines:
        wide = median(gap.right - gap.left for gap in line.gaps) / line.size if line.gaps else 0
        if wide > LOOSE:
            found = find("loose-line", place(block), page=block.page, width=f"{wide:.2f}", words=_start(line))
            yield at(found, block.page, line.box)
    for run in rivers(block.lines):
        found = find("river", place(block), page=block.page, count=len(run), words=_start(run[0]))
        yield at(found, block.page, _around(run))


def rivers(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    """Runs of lines through which wide gaps go on from line to line, each by half or more under the one above."""
    flowing: list[tuple[Gap, int]] = []
    for number, line in enumerate((*lines, None)):
        wide = [gap for gap in line.gaps if gap.right - gap.left > RIVER_GAP * line.size] if line else []
        ended = [length for above, length in flowing if not any(_meet(above, gap) for gap in wide)]
        if max(ended, default=0) >= RIVER_LINES:
            yield lines[number - max(ended) : number]
        flowing = [(gap, 1 + max((n for above, n in flowing if _meet(above, gap)), default=0)) for gap in wide]


def _meet(one: Gap, other: Gap) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared >= min(one.right - one.left, other.right - other.left) / 2


def _around(lines: Iterable[Line]) -> Box:
    boxes = [line.box for line in lines]
    return Box(min(b.left for b in boxes), boxes[0].top, max(b.right for b in boxes), boxes[-1].bottom)


def _start(line: Line) -> str:
    """The beginning of a line, as a message quotes it."""
    return line.text if len(line.text) <= QUOTED else f"{line.text[:QUOTED].rsplit(' ', 1)[0]} …"
