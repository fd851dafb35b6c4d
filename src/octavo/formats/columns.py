"""WeasyPrint's layout of columns -> the same, with notes kept apart from what spans them. Imports no WeasyPrint.

WeasyPrint 70 knows the height of the notes only within one set of columns: what spans the columns after them, and the
set behind that, are laid over the notes. A note that a column has no room for goes to the next page, though its line
goes to the next column; so do notes for which too little room was kept. A heading that spans the columns stays at the
foot of a page when what it heads does not. The margin of what begins a column stays there, though an unforced break
should take it (CSS Fragmentation 3, 5.2), so that columns begin at different heights. Columns that begin on a further
page leave it the name of the one before. What spans the columns and is divided by the end of a page goes on with a
wrong part of it, or with none. The names wrapped here are private: see tests/test_engine.py.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

Layout = Callable[..., Any]

ROOM = (0, 9, 36, 72)
"""CSS px that are kept free for notes at each further attempt, half a line at first. A document in which the last does
not help is laid out to its end without more of them: the copy-fitter sets it in one column."""


def apart_from_notes(layout: Layout, unlay: Layout) -> Layout:
    """`columns_layout` that keeps each note on the page of its call; `unlay` takes back what was laid out."""

    @wraps(layout)
    def columns_layout(context: Any, box: Any, bottom_space: float, *rest: Any) -> Any:  # noqa: ANN401
        absolute, fixed = rest[3:5]
        before, placed = list(context.reported_footnotes), (list(absolute), list(fixed))
        floor = context.page_bottom + _taken(context)
        rooms = ROOM[:1] if getattr(context, "columns_fail", False) else ROOM
        for room in rooms:
            context.column_floor, context.span_goes_on = floor, None
            found = _with_the_rest(box, layout(context, box, bottom_space + room, *rest))
            found = _with_the_span(box, found, context.span_goes_on)
            context.page_bottom = floor - _taken(context)
            context.column_floor = None
            if found[0] is None or context.reported_footnotes == before or room == rooms[-1]:
                break
            unlay(context, [found[0]], [], [])
            absolute[:], fixed[:] = placed
        context.columns_fail = len(rooms) == 1 or (found[0] is not None and context.reported_footnotes != before)
        if found[0] is None:
            found = (None, found[1], {**found[2], "page": box.page_values()[0]}, *found[3:])
        return _without_stranded(context, found, unlay)

    return columns_layout


def put_off_notes(context: Any, height: float) -> None:  # noqa: ANN401 - a layout context
    """`_report_footnotes`: the notes of a page that stand above `height` go to the next page, the last ones first, and
    in their order. WeasyPrint's goes on when none is left, since the room for notes has margins of its own."""
    kept, area = context.current_page_footnotes, context.current_footnote_area
    before = len(context.reported_footnotes)
    while kept and area.margin_height() > height:
        context.report_footnote(kept[-1])
    context.reported_footnotes[before:] = reversed(context.reported_footnotes[before:])


def above_notes(layout: Layout, nothing: Any) -> Layout:  # noqa: ANN401 - a length
    """`block_level_layout` that sets what spans columns above the notes of the columns before it. On a further page it
    begins as any block does, without its margin, and goes on with its own part of the place that columns have;
    `nothing` is a length of 0."""

    @wraps(layout)
    def block_level_layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        floor = getattr(context, "column_floor", None)
        if floor is None or not context.in_column or box.style["column_span"] != "all":
            return layout(context, box, *rest, **named)
        context.page_bottom = floor - _taken(context)
        context.in_column = False
        bottom_space, skip_stack, *more = rest
        if skip_stack and skip_stack[0] is None:
            box.style = box.style.copy()
            box.style["margin_top"] = nothing
        found = layout(context, box, bottom_space, skip_stack and skip_stack[0], *more, **named)
        context.in_column, context.span_goes_on = True, found[1]
        return found

    return block_level_layout


def column_by_column(layout: Layout, nothing: Any) -> Layout:  # noqa: ANN401 - a length
    """`block_box_layout` that begins a further column without the margin of what was broken before, and hands on to the
    next column the notes of lines that it did not take; `nothing` is a length of 0."""

    @wraps(layout)
    def block_box_layout(context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        if not box.is_column:
            return layout(context, box, bottom_space, skip_stack, *rest, **named)
        before = list(context.reported_footnotes)
        index, inside = next(iter(skip_stack.items())) if skip_stack else (0, skip_stack)
        first, own = box.children[index], box.children[index].style
        if skip_stack and inside is None:
            first.style = own.copy()
            first.style["margin_top"] = nothing
        found = layout(context, box, bottom_space, skip_stack, *rest, **named)
        first.style = own
        _return_uncalled(context, found[0], before)
        return found

    return block_box_layout


def _return_uncalled(context: Any, box: Any, before: list[Any]) -> None:  # noqa: ANN401
    """Notes that were put off to the next page for lines that are not in `box` wait for their call again."""
    called = [inner.footnote for inner in box.descendants() if inner.footnote] if box else []
    for note in [one for one in context.reported_footnotes if one not in before and one not in called]:
        context.unlayout_footnote(note)
        if note in context.reported_footnotes:  # it was waiting and put off at once
            context.reported_footnotes.remove(note)


def _taken(context: Any) -> float:  # noqa: ANN401 - a layout context
    """What the notes of the page take up."""
    area = context.current_footnote_area
    return 0.0 if area.height == "auto" else float(area.margin_height())


def _with_the_rest(box: Any, found: Any) -> Any:  # noqa: ANN401
    """What was laid out, to be gone on with: where balanced columns fill their page to the last line, WeasyPrint takes
    them for the end, and forgets what spans them next."""
    made, resume_at, *more = found
    if made is None or resume_at is not None or not made.children:
        return found
    last = made.children[-1]
    last = last.children[-1] if last.is_column and last.children else last
    reached = [number for number, child in enumerate(box.children) if child.element is last.element]
    if not reached or reached[-1] == len(box.children) - 1:
        return found
    return made, {reached[-1] + 1: None}, *more


def _with_the_span(box: Any, found: Any, goes_on: Any) -> Any:  # noqa: ANN401
    """What was laid out, to be gone on with in what spans the columns, where that is divided."""
    made, _, *more = found
    if made is None or not goes_on:
        return found
    (number,) = (number for number, child in enumerate(box.children) if child.element is made.children[-1].element)
    return made, {number: goes_on}, *more


def _without_stranded(context: Any, found: Any, unlay: Layout) -> Any:  # noqa: ANN401
    """What was laid out, less a heading across the columns that ends a page: it goes to the next one."""
    box, resume_at, *rest = found
    while box is not None and resume_at is not None and len(box.children) > 1:
        last, ((index, inside),) = box.children[-1], resume_at.items()
        if inside is not None or last.is_column or last.style["break_after"] not in ("avoid", "avoid-page"):
            break
        unlay(context, [last], [], [])
        box.children = box.children[:-1]
        box.height -= last.margin_height()
        resume_at = {index - 1: None}
    return box, resume_at, *rest
