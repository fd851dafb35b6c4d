"""Laid-out pages -> what is wrong with them, and which setting to try next. The copy-fitter.

WeasyPrint 70 can move a footnote to a later page, or lose it, when a page is laid out again (page references,
page counts). So every layout is inspected, and other settings of `orphans` and of the space between blocks are
tried. Notes that the margin cannot hold go to the foot of the page. Type is never scaled.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from octavo.formats.engine import Document, Page, boxes
from octavo.formats.faults import line_of, walk
from octavo.formats.latecomers import Holes, Late
from octavo.problems import Problem

SHORT_PAGE = 0.3
"""A last text page filled less than this share is worth an attempt to save the page."""


@dataclass(frozen=True)
class Setting:
    """One attempt: least lines before a page break, the scale of the space between blocks (never of type), and
    whether notes that stand beside the text go to the foot of the page, and text in two columns into one; and what
    stands later than the author put it."""

    orphans: int
    fit: float
    foot: bool = False
    late: tuple[Late, ...] = ()

    @property
    def css(self) -> str:
        notes = ";--note-float:footnote;--note-aside:0;--columns:auto;--single:1" if self.foot else ""
        return f":root{{--orphans:{self.orphans};--fit:{self.fit:g}{notes}}}"


PLAIN = Setting(2, 1)
TIGHTER = (Setting(2, 0.94), Setting(2, 0.88), Setting(3, 0.88))
SINGLE = (Setting(3, 1), *(replace(setting, foot=True) for setting in (PLAIN, *TIGHTER)))
"""What is tried where columns do not keep notes with their calls: two columns once more, then one."""
LOOSER = (Setting(3, 1), Setting(4, 1), Setting(1, 1), *TIGHTER)
CURES = {
    "notes-crowded": tuple(replace(setting, foot=True) for setting in (PLAIN, *LOOSER)),
    "note-lost": LOOSER,
    "text-lost": LOOSER,
    "text-twice": LOOSER,
    "note-astray": LOOSER,
    "wrong-page-count": TIGHTER,
}
"""What is tried in turn against a fault, the worst first. The others, as text off the page, are the same in every
setting."""
NOTES = frozenset({"note-lost", "note-astray"})
SAVING = (Setting(2, 0.88), Setting(3, 0.88))
"""Tried in turn when the last text page is nearly empty."""
FILLINGS = 4
"""Layouts that are tried at the most to fill the blank ends of pages."""


@dataclass(frozen=True)
class Attempt:
    """One layout with what is wrong with it."""

    document: Document
    faults: tuple[Problem, ...]
    setting: Setting = PLAIN

    @property
    def worth(self) -> tuple[int, int]:
        """Smaller is better: faults first, then pages."""
        return len(self.faults), len(self.document.pages)


def choose(lay_out: Callable[[Setting], Attempt]) -> Attempt:
    """The best layout: the plain one if it is sound, closes well and has no page with a blank end, else the first
    mended, shorter or fuller one.

    Laying out is most of the work of a build, so nothing is tried that cannot help.
    """
    return _filled_up(_saved(_mended(lay_out), lay_out), lay_out)


def _mended(lay_out: Callable[[Setting], Attempt]) -> Attempt:
    """The plain layout, or the best of those that are tried against what is wrong with it."""
    best = lay_out(PLAIN)
    for setting in _cures(best):
        attempt = lay_out(setting)
        best = min(best, attempt, key=lambda a: a.worth)
        if not _cures(attempt):
            break
    return best


def _saved(best: Attempt, lay_out: Callable[[Setting], Attempt]) -> Attempt:
    """A layout without a last page that is nearly empty, if there is one as sound. A layout that had to be mended
    stays as it is."""
    if replace(best.setting, late=()) == PLAIN and not _cures(best) and _closes_short(best.document):
        for setting in SAVING:
            attempt = lay_out(replace(setting, late=best.setting.late))
            if attempt.worth < best.worth:
                return attempt
            if len(attempt.document.pages) >= len(best.document.pages):
                break  # no page was saved; one was, though at the cost of a note, where the next is tried
    return best


def _filled_up(best: Attempt, lay_out: Callable[[Setting], Attempt]) -> Attempt:
    """A layout in which text runs on where figures and tables had left pages blank, if there is one as sound."""
    refused: set[Late] = set()
    before = Holes(best.document)
    for _ in range(FILLINGS):
        late = before.cures(refused)
        if not late:
            break
        attempt = lay_out(replace(best.setting, late=(*best.setting.late, *late.values())))
        after = Holes(attempt.document)
        vain = [run for run in late if after.lines(run) >= before.lines(run)]
        if not vain and not _closes_short(best.document):
            attempt = _saved(attempt, lay_out)
        is_emptier = _closes_short(attempt.document) and not _closes_short(best.document)
        if not vain and not is_emptier and attempt.worth <= best.worth:
            best, before = attempt, Holes(attempt.document)
        else:
            refused |= {late[run] for run in vain or late}
    return best


def _cures(attempt: Attempt) -> tuple[Setting, ...]:
    """What may be tried against the worst that is wrong with a layout."""
    codes = {fault.code for fault in attempt.faults}
    if NOTES & codes and _in_columns(attempt.document):
        return SINGLE
    return next((settings for code, settings in CURES.items() if code in codes), ())


def _in_columns(document: Document) -> bool:
    """Whether the running text stands in columns."""
    blocks = (box for page in document.pages for box in walk(page._page_box) if box.element is not None)
    return any(box.style["column_count"] != "auto" and box.element.get("class") == "flow" for box in blocks)


def _closes_short(document: Document) -> bool:
    """Whether the last page of running text is nearly empty."""
    shares = [share for page in document.pages if (share := _filled(page)) is not None]
    return len(shares) > 1 and shares[-1] < SHORT_PAGE


def _filled(page: Page) -> float | None:
    """How far down the type area the blocks of the text reach, from 0 to 1; None on a page without them."""
    box = page._page_box
    top, height = box.content_box_y(), box.height
    bottoms = [
        inner.position_y + inner.height
        for inner in walk(box)
        if isinstance(inner, boxes.BlockBox) and line_of(inner) and not isinstance(inner, boxes.FootnoteAreaBox)
    ]
    return (max(bottoms) - top) / height if bottoms else None
