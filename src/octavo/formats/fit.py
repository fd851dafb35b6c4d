"""Laid-out pages -> what is wrong with them, and which setting to try next. The copy-fitter.

WeasyPrint 70 can move a footnote to a later page, or lose it, when a page is laid out again (page references,
page counts). So every layout is inspected, and other settings of `orphans` and of the space between blocks are
tried. Notes that the margin cannot hold go to the foot of the page. Type is never scaled.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.formats.engine import AbsolutePlaceholder, Document, Page, boxes
from octavo.formats.latecomers import Holes, Late
from octavo.formats.whole import gaps
from octavo.problems import Place, Problem, problem

NOTE = re.compile(r'<span class="note"[^>]* id="fn-(\d+)"')
SHORT_PAGE = 0.3
"""A last text page filled less than this share is worth an attempt to save the page."""
POINT = 96 / 72
"""CSS px in a point."""


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
    for _ in range(FILLINGS):
        before = Holes(best.document)
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
            best = attempt
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


def inspect(
    document: Document, html: str, path: str, pages: int | None, calls: Mapping[str, Place]
) -> tuple[Problem, ...]:
    """Notes that are not on the page of their call or that the margin cannot hold, text off the sheet, on no page or
    twice, a page count the type does not allow. `calls` says of each note's number where it is called."""
    places = {number: calls.get(number, Place(path)) for number in NOTE.findall(html)}
    found = [*_notes_astray(document, places), *_notes_crowded(document, calls, path)]
    found += [*_text_off_page(document, path), *gaps(document, path)]
    if 'id="cta"' in html and not any("cta" in page.anchors for page in document.pages):
        found.append(problem("invitation-lost", Place(path, 1)))
    if pages is not None and len(document.pages) != pages:
        found.append(problem("wrong-page-count", Place(path, 1), pages=len(document.pages), wanted=pages))
    return tuple(found)


def _notes_astray(document: Document, places: Mapping[str, Place]) -> Iterator[Problem]:
    where = {anchor: n for n, page in enumerate(document.pages, 1) for anchor in page.anchors}
    for number, place in places.items():
        call, body = where.get(f"fnref-{number}"), where.get(f"fn-{number}")
        if body is None:
            yield problem("note-lost", place, number=number, page=call or "?")
        elif body != call:
            yield problem("note-astray", place, number=number, page=body, call=call or "?")


def _notes_crowded(document: Document, calls: Mapping[str, Place], path: str) -> Iterator[Problem]:
    """Notes beside the text that run over the note above or over the foot of the sheet."""
    for number, page in enumerate(document.pages, 1):
        lowest = 0.0
        for note, box in sorted(_beside(page).items(), key=lambda item: item[1].border_box_y()):
            top, bottom = box.border_box_y(), box.border_box_y() + box.border_height()
            if top < lowest - POINT or bottom > page.height:
                yield problem("notes-crowded", calls.get(note, Place(path)), number=note, page=number)
            lowest = max(lowest, bottom)


def _beside(page: Page) -> dict[str, boxes.Box]:
    """The notes that stand in the margin of a page, by number."""
    found: dict[str, boxes.Box] = {}
    for box in walk(page._page_box):
        if isinstance(box, boxes.BlockBox) and box.is_floated() and box.element is not None:
            name, _, number = box.element.get("id", "").partition("-")
            if name == "fn":
                found.setdefault(number, box)
    return found


def walk(box: boxes.Box) -> Iterator[boxes.Box]:
    """`box` and everything in it."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    yield box
    for child in getattr(box, "children", ()):
        yield from walk(child)


def _text_off_page(document: Document, path: str) -> Iterator[Problem]:
    """Lines that leave the sheet by more than a point; one finding a block."""
    told: set[Place] = set()
    for number, page in enumerate(document.pages, 1):
        place = Place(path)
        for box in walk(page._page_box):
            line = _line(box)
            place = Place(box.element.get("data-path", path), line) if line else place
            if not isinstance(box, boxes.TextBox) or not box.text.strip() or place in told or not place.line:
                continue
            right, bottom = box.position_x + box.width, box.position_y + box.height
            if box.position_x < -POINT or right > page.width + POINT or bottom > page.height + POINT:
                told.add(place)
                yield problem("text-off-page", place, page=number, text=box.text.strip())


def _line(box: boxes.Box) -> int:
    element = box.element
    return int(element.get("data-line", 0)) if element is not None else 0


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
        if isinstance(inner, boxes.BlockBox) and _line(inner) and not isinstance(inner, boxes.FootnoteAreaBox)
    ]
    return (max(bottoms) - top) / height if bottoms else None
