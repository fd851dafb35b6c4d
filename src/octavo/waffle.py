"""`mark: waffle` -> SVG: panels of squares, some of them filled. One row of the data is one panel.

    mark: {type: waffle, squares: 100, color: hi}
    encoding:
      value: {field: share}      # how many squares are filled
      label: {field: year}       # in bold above the panel
      text: {field: place}       # beside the label, when there is room, else below it
      outline: {field: bound}    # any text here but "no": drawn as outlines, for a limit or an estimate

`squares` is 100 unless given. The squares fill column by column. Panels stand beside one another when each has room,
else one above the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from octavo.blocks import DataTable
from octavo.chartform import break_text, text_width
from octavo.charttheme import ChartTheme
from octavo.tabular import number

NO = frozenset(("", "no", "false", "0", "-", "–", "—"))
SIDE_BY_SIDE = 24
"""A panel needs this many times the text's size in width to stand beside another."""

GAP = 4.2
"""Between panels, in text sizes."""

FILLED = 0.84
"""The side of a square, as a part of the distance between squares."""


@dataclass(frozen=True)
class _Panel:
    value: float
    label: str
    text: str
    outlined: bool


def draw_waffle(spec: dict[str, Any], data: DataTable, theme: ChartTheme, width: float) -> str:
    """The drawing, `width` units wide, as SVG that `charts` finishes."""
    mark = spec["mark"] if isinstance(spec["mark"], dict) else {}
    squares = max(1, int(mark.get("squares", 100)))
    colour = theme.colour(str(mark.get("color", "hi")))
    looks = {
        "empty": (theme.colours["mute"], ""),
        "filled": (colour, ""),
        "outlined": (theme.colours["hi-soft"], colour),
    }
    panels = list(_panels(spec["encoding"], data))
    gap, size = GAP * theme.text, theme.text
    across = len(panels) if (width - gap * (len(panels) - 1)) / len(panels) >= SIDE_BY_SIDE * size else 1
    panel_width = (width - gap * (across - 1)) / across
    rows = 5 if across > 1 else 4
    columns = -(-squares // rows)
    pitch = panel_width / columns
    heads = [_head(panel, theme, panel_width) for panel in panels]
    above = max(height for _, height in heads)
    height = above + pitch * rows - pitch * (1 - FILLED)
    parts = []
    for at, (panel, (words, _)) in enumerate(zip(panels, heads, strict=True)):
        x, y = (at * (panel_width + gap), 0.0) if across > 1 else (0.0, at * (height + 1.6 * size))
        parts.append(f'<g transform="translate({x:.2f},{y:.2f})">{words}')
        for square in range(squares):
            column, row = divmod(square, rows)
            corner = column * pitch, above + row * pitch
            kind = "empty" if square >= panel.value else "outlined" if panel.outlined else "filled"
            parts.append(_square(corner, pitch * FILLED, *looks[kind]))
        parts.append("</g>")
    total = height if across > 1 else len(panels) * height + (len(panels) - 1) * 1.6 * size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{total:.2f}" '
        f'viewBox="0 0 {width:g} {total:.2f}">{"".join(parts)}</svg>'
    )


def _panels(encoding: dict[str, Any], data: DataTable) -> Iterator[_Panel]:
    def cell(channel: str, row: tuple[str, ...]) -> str:
        field = (encoding.get(channel) or {}).get("field", "").replace("\\", "")
        return row[data.columns.index(field)] if field in data.columns else ""

    for row in data.rows:
        outlined = cell("outline", row).strip().lower() not in NO
        yield _Panel(number(cell("value", row)) or 0, cell("label", row), cell("text", row), outlined)


def _head(panel: _Panel, theme: ChartTheme, width: float) -> tuple[str, float]:
    """The words above a panel and the height they take."""
    size, beside = theme.text, 0.0
    parts = []
    if panel.label:
        parts.append(_words(panel.label, 0, size, theme, bold=True))
        beside = text_width(panel.label, size) + 0.9 * size
    first = size if text_width(panel.text, size) <= width - beside else 2.2 * size
    lines = [panel.text] if first == size else break_text(panel.text, size, width)
    if first > size or not panel.label:
        beside = 0.0
    parts += [_words(line, beside, first + at * 1.25 * size, theme) for at, line in enumerate(lines) if line]
    last = first + (len(lines) - 1) * 1.25 * size
    return "".join(parts), last + 1.15 * size


def _words(text: str, x: float, y: float, theme: ChartTheme, bold: bool = False) -> str:
    colour = theme.colours["ink" if bold else "ink-2"]
    weight = ' font-weight="600"' if bold else ""
    family = escape(f"'{theme.family}'")
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="{family}" font-size="{theme.text:g}px"{weight} '
        f'fill="{colour}">{escape(text)}</text>'
    )


def _square(corner: tuple[float, float], side: float, fill: str, line: str) -> str:
    (x, y), width = corner, 0.12 * side
    look = f'fill="{fill}"'
    if line:
        x, y, side = x + width / 2, y + width / 2, side - width
        look += f' stroke="{line}" stroke-width="{width:.2f}"'
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{side:.2f}" height="{side:.2f}" {look}/>'
