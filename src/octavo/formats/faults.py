"""Laid-out pages -> what is wrong with them: notes away from their calls, text off the sheet, lost or twice, numbers
over each other, a wrong number of pages."""

import re
from collections.abc import Iterator, Mapping

from octavo.formats.engine import AbsolutePlaceholder, Document, Page, boxes
from octavo.formats.whole import gaps
from octavo.problems import Place, Problem, problem

NOTE = re.compile(r'<span class="note"[^>]* id="fn-(\d+)"')
POINT = 96 / 72
"""CSS px in a point."""
TOO_LONG = "shorten the text, or give the brand a smaller base size, line height or margins"


def inspect(
    document: Document, html: str, path: str, pages: int | None, calls: Mapping[str, Place]
) -> tuple[Problem, ...]:
    """Notes that are not on the page of their call or that the margin cannot hold, text off the sheet, on no page or
    twice, numbers that run over the next one, a page count the type does not allow. `calls` says of each note's number
    where it is called."""
    places = {number: calls.get(number, Place(path)) for number in NOTE.findall(html)}
    found = [*_notes_astray(document, places), *_notes_crowded(document, calls, path)]
    found += [*_text_off_page(document, path), *_numbers_too_wide(document, path), *gaps(document, path)]
    if 'id="cta"' in html and not any("cta" in page.anchors for page in document.pages):
        found.append(problem("invitation-lost", Place(path, 1)))
    if pages is not None and len(document.pages) != pages:
        values = {"pages": len(document.pages), "wanted": pages}
        found.append(problem("wrong-page-count", Place(path, 1), hint=_too_long(document, pages), **values))
    return tuple(found)


def _too_long(document: Document, pages: int) -> str | None:
    """What to do when the text takes more pages than it may."""
    lines = sum(len(list(_lines(page._page_box))) for page in document.pages[pages:])
    return f"{lines} lines are too many: {TOO_LONG}" if lines else None


def _lines(box: boxes.Box) -> Iterator[boxes.Box]:
    """The lines of text in a box, without running heads and folios."""
    for inner in getattr(box, "children", ()):
        if isinstance(inner, boxes.LineBox) and any(isinstance(text, boxes.TextBox) for text in walk(inner)):
            yield inner
        elif not isinstance(inner, boxes.MarginBox):
            yield from _lines(inner)


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
            line = line_of(box)
            place = Place(box.element.get("data-path", path), line) if line else place
            if not isinstance(box, boxes.TextBox) or not box.text.strip() or place in told or not place.line:
                continue
            right, bottom = box.position_x + box.width, box.position_y + box.height
            if box.position_x < -POINT or right > page.width + POINT or bottom > page.height + POINT:
                told.add(place)
                yield problem("text-off-page", place, page=number, text=box.text.strip())


def _numbers_too_wide(document: Document, path: str) -> Iterator[Problem]:
    """Large numbers, which no line may part, that come nearer than half the gap to the next one, or stand out."""
    for number, page in enumerate(document.pages, 1):
        place = Place(path)
        for box in walk(page._page_box):
            line = line_of(box)
            place = Place(box.element.get("data-path", path), line) if line else place
            stats = [one for one in getattr(box, "children", ()) if isinstance(one, boxes.FlexBox) and _is_stat(one)]
            for stat in stats:
                words = [text for text in walk(stat.children[0]) if isinstance(text, boxes.TextBox)]
                edge = stat.position_x + stat.width
                row = [other.position_x for other in stats if other.position_y == stat.position_y]
                room = (edge + min((start for start in row if start >= edge), default=edge)) / 2
                if max((text.position_x + text.width for text in words), default=edge) > room + POINT:
                    said = "".join(text.text for text in words)
                    yield problem("number-too-wide", place, page=number, text=said)


def _is_stat(box: boxes.Box) -> bool:
    return box.element is not None and box.element.get("class") == "stat"


def line_of(box: boxes.Box) -> int:
    """The author's line on which a box begins, 0 for none."""
    element = box.element
    return int(element.get("data-line", 0)) if element is not None else 0
