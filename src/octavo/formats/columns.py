"""WeasyPrint's layout of columns -> the same, with notes kept apart from what spans them. Imports no WeasyPrint.

WeasyPrint 70 knows the height of the notes only within one set of columns: what spans the columns after them, and the
set behind that, are laid over the notes. Notes for which too little room was kept go to the next page. A heading that
spans the columns stays at the foot of a page when what it heads does not. The margin of what begins a column stays
there, though an unforced break should take it (CSS Fragmentation 3, 5.2), so that columns begin at different heights. The names wrapped here are private: see
tests/test_engine.py.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

Layout = Callable[..., Any]

STEP = 6.0
"""CSS px, less than a line: how much more room is kept for notes at each further attempt."""
ATTEMPTS = 24


def apart_from_notes(layout: Layout, unlay: Layout) -> Layout:
    """`columns_layout` that keeps each note on the page of its call; `unlay` takes back what was laid out."""

    @wraps(layout)
    def columns_layout(context: Any, box: Any, bottom_space: float, *rest: Any) -> Any:  # noqa: ANN401
        absolute, fixed = rest[3:5]
        before, placed = list(context.reported_footnotes), (list(absolute), list(fixed))
        floor = context.page_bottom + _taken(context)
        for attempt in range(ATTEMPTS):
            context.column_floor = floor
            found = layout(context, box, bottom_space + attempt * STEP, *rest)
            context.page_bottom = floor - _taken(context)
            context.column_floor = None
            if found[0] is None or context.reported_footnotes == before or attempt == ATTEMPTS - 1:
                break
            unlay(context, [found[0]], [], [])
            absolute[:], fixed[:] = placed
        return _without_stranded(context, found, unlay)

    return columns_layout


def above_notes(layout: Layout) -> Layout:
    """`block_level_layout` that sets what spans columns above the notes of the columns before it."""

    @wraps(layout)
    def block_level_layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        floor = getattr(context, "column_floor", None)
        if floor is None or not context.in_column or box.style["column_span"] != "all":
            return layout(context, box, *rest, **named)
        context.page_bottom = floor - _taken(context)
        context.in_column = False
        found = layout(context, box, *rest, **named)
        context.in_column = True
        return found

    return block_level_layout


def at_the_top(layout: Layout, nothing: Any) -> Layout:  # noqa: ANN401 - a length
    """`block_box_layout` that begins a further column without the margin of what was broken before; `nothing` is 0."""

    @wraps(layout)
    def block_box_layout(context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        index, inside = next(iter(skip_stack.items())) if skip_stack else (0, skip_stack)
        if not box.is_column or not skip_stack or inside is not None:
            return layout(context, box, bottom_space, skip_stack, *rest, **named)
        first = box.children[index]
        own, first.style = first.style, first.style.copy()
        first.style["margin_top"] = nothing
        found = layout(context, box, bottom_space, skip_stack, *rest, **named)
        first.style = own
        return found

    return block_box_layout


def _taken(context: Any) -> float:  # noqa: ANN401 - a layout context
    """What the notes of the page take up."""
    area = context.current_footnote_area
    return 0.0 if area.height == "auto" else float(area.margin_height())


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
