"""A checked specification + data + theme -> Vega-Lite that can be drawn at a given size.

What the house style settles is written in here: labels in place of a legend, no axis titles unless asked for, heights
that follow the number of rows, long names of rows broken over lines.
"""

import copy
from collections.abc import Iterator
from typing import Any

from octavo.blocks import DataTable
from octavo.chartcolours import recolour
from octavo.charttheme import ChartTheme
from octavo.chartwords import strings
from octavo.tabular import values

Spec = dict[str, Any]

DISCRETE = ("nominal", "ordinal")
LABELLED = ("bar", "point", "circle", "square", "tick", "line", "area", "rule")
COMPOSED = ("layer", "hconcat", "vconcat", "concat")

ROW = 18.0
"""Points. The height of a row of a bar chart in print."""

BAR = 0.7
"""Thickness of a bar, as a part of a row with a name of one line."""

SHAPE = 0.36
"""Height of a chart without rows, as a part of its width; half as much again on a phone."""

PHONE = 30
"""A drawing narrower than this many times the text's size is one for a phone."""

LEADING = 1.15
"""From line to line of a broken name, in text sizes."""

LABEL_PART = 0.4
"""The part of the width that names of rows may take before they are broken over lines."""


def form(spec: Spec, data: DataTable, theme: ChartTheme, width: float) -> Spec:
    """The specification with everything but its widths. `width` is that of the whole drawing, in its units."""
    made: Spec = copy.deepcopy(spec)
    made = _settle(made, data, theme, width, {})
    made = dict(recolour(made, lambda name, _: theme.colour(name)))  # type: ignore[call-overload]
    dates = {name.replace("\\", "") for name in _dates(made)}
    rows = [
        {name: text if name in dates else record[name] for name, text in zip(data.columns, row, strict=True)}
        for record, row in zip(values(data), data.rows, strict=True)
    ]
    return {**made, "data": made.get("data", {"values": rows})}


def with_width(spec: Spec, width: float) -> Spec:
    """The specification with every single view `width` wide; beside one another they share by their own widths."""
    if "spec" in spec:
        return {**spec, "spec": with_width(spec["spec"], width)}
    for kind in ("hconcat", "vconcat", "concat"):
        if kind in spec:
            own = [part["width"] if isinstance(part.get("width"), int | float) else 0 for part in spec[kind]]
            shares = (
                [size / max(own) if max(own) and size else 1 for size in own] if kind == "hconcat" else [1] * len(own)
            )
            return {**spec, kind: [with_width(p, width * share) for p, share in zip(spec[kind], shares, strict=True)]}
    return {**spec, "width": width}


def asks_for_legend(value: object) -> bool:
    """True if a channel somewhere in the specification has a `legend`."""
    if isinstance(value, list):
        return any(map(asks_for_legend, value))
    if isinstance(value, dict):
        return isinstance(value.get("legend"), dict) or any(
            asks_for_legend(part) for key, part in value.items() if key != "data"
        )
    return False


def _settle(spec: Spec, data: DataTable, theme: ChartTheme, width: float, outer: Spec) -> Spec:
    """One view and those inside it, as the house style has them. `outer` are the channels set further out."""
    encoding = spec.get("encoding") or {}
    facet = spec.get("facet") or {}
    _untitle(encoding)
    _untitle({"facet": facet} if "field" in facet else facet)
    if "mark" in spec and isinstance(encoding.get("text"), dict) and _mark(spec) in LABELLED:
        spec = _labelled(spec, {**outer, **encoding}, theme)
    every = {**outer, **encoding}
    for kind in COMPOSED:
        if isinstance(spec.get(kind), list):
            spec[kind] = [_settle(part, data, theme, width, every if kind == "layer" else {}) for part in spec[kind]]
            if kind == "layer":
                for part in spec[kind]:
                    every = {**part.get("encoding", {}), **every}
    if isinstance(spec.get("spec"), dict):
        spec["spec"] = _settle(spec["spec"], data, theme, width / 2, every)
    elif ("mark" in spec or "layer" in spec) and not outer:
        _give_height(spec, every, data, theme, width)
    return spec


def _mark(spec: Spec) -> str:
    mark = spec["mark"]
    return str(mark.get("type") if isinstance(mark, dict) else mark)


def _untitle(encoding: Spec) -> None:
    """No axis or panel title but one that was asked for: the sub-line of the figure names measure and unit."""
    for channel in ("x", "y", "row", "column", "facet"):
        one = encoding.get(channel)
        inner = one.get("axis" if channel in "xy" else "header", {}) if isinstance(one, dict) else None
        if isinstance(one, dict) and "title" not in one and isinstance(inner, dict) and "title" not in inner:
            one["title"] = None


def _labelled(spec: Spec, every: Spec, theme: ChartTheme) -> Spec:
    """A mark with a `text` channel: the mark, and its label beside it. An axis that the label repeats goes."""
    mark = spec["mark"] if isinstance(spec["mark"], dict) else {"type": spec["mark"]}
    encoding = dict(spec["encoding"])
    label = encoding.pop("text")
    sideways = every.get("y", {}).get("type") in DISCRETE
    unit = theme.unit
    beside = {"align": "left", "baseline": "middle", "dx": 5 * unit}
    above = {"align": "center", "baseline": "bottom", "dy": -4 * unit}
    along: Spec = {c: every[c] for c in ("x", "y", "xOffset", "yOffset") if c in every}
    if mark["type"] in ("line", "area") and all("field" in along.get(c, {}) for c in "xy"):
        words = {"type": "text", "style": "value", **beside}
        at_end = {"aggregate": {"argmax": every["x"]["field"]}, "field": every["y"]["field"], "type": "quantitative"}
        place = {"x": {**along["x"], "aggregate": "max"}, "y": {**at_end, "title": None}}
        colour = {c: v for c, v in encoding.items() if c in ("color", "stroke", "detail")}
        return {**_outside(spec), "layer": [
            {"mark": mark, "encoding": encoding},
            {"mark": words, "encoding": {**place, **colour, "text": label}},
        ]}  # fmt: skip
    value = "x" if sideways else "y"
    if isinstance(encoding.get(value), dict) and encoding[value].get("field") == label.get("field"):
        encoding[value].setdefault("axis", None)
        along[value] = {**encoding[value], "axis": None}
    along |= {c: {**along[c], "bandPosition": 0.5} for c in ("xOffset", "yOffset") if isinstance(along.get(c), dict)}
    words = {"type": "text", "style": "value", **(beside if sideways else above)}
    return {**_outside(spec), "layer": [
        {"mark": mark, "encoding": encoding},
        {"mark": words, "encoding": {**along, "text": label}},
    ]}  # fmt: skip


def _outside(spec: Spec) -> Spec:
    return {key: value for key, value in spec.items() if key not in ("mark", "encoding")}


def _give_height(spec: Spec, every: Spec, data: DataTable, theme: ChartTheme, width: float) -> None:
    """A height that fits: a row each for named rows, else a part of the width. Names too long are broken over lines."""
    unit = theme.unit
    columns, rows = every.get("x"), every.get("y")
    if isinstance(columns, dict) and columns.get("type") in DISCRETE:
        _broken(columns, data, theme, 0.9 * width / max(1, len(_names(columns, data))))
    if not isinstance(rows, dict) or rows.get("type") not in DISCRETE:
        shape = SHAPE if width >= PHONE * theme.text else 1.5 * SHAPE
        spec.setdefault("height", round(width * shape) if isinstance(rows, dict) else round(2 * ROW * unit))
        return
    lines = _broken(rows, data, theme, width * LABEL_PART)
    if lines > 1:
        rows["axis"]["labelOffset"] = {"condition": list(_raised(_names(rows, data), theme, width)), "value": 0}
    step = ROW * unit + (lines - 1) * LEADING * theme.text
    if isinstance(every.get("yOffset"), dict):
        step = max(step, (BAR * len(_names(every["yOffset"], data)) + 0.6) * ROW * unit)
    spec.setdefault("height", {"step": round(step, 1), "for": "position"})
    if lines > 1 and "yOffset" not in every:
        for part in (spec, *spec.get("layer", ())):
            if part.get("mark") == "bar":
                part["mark"] = {"type": "bar"}
            if "mark" in part and _mark(part) == "bar":
                part["mark"].setdefault("height", {"band": round(BAR * ROW * unit / step, 3)})


def _names(channel: Spec, data: DataTable) -> list[str]:
    """The names along a discrete axis, each once, in the order of the data."""
    field = str(channel.get("field", "")).replace("\\", "")
    if field not in data.columns:
        return []
    at = data.columns.index(field)
    return list(dict.fromkeys(row[at] for row in data.rows))


def _broken(channel: Spec, data: DataTable, theme: ChartTheme, room: float) -> int:
    """Break the names along a discrete axis over lines of about `room` units; the most lines one has."""
    axis = channel.get("axis", {})
    if not isinstance(axis, dict) or "labelExpr" in axis:
        return 1
    broken = {name: break_text(name, theme.text, room) for name in _names(channel, data)}
    most = max(map(len, broken.values()), default=1)
    if most > 1:
        table = ",".join(f"{_quoted(name)}:[{','.join(map(_quoted, parts))}]" for name, parts in broken.items())
        wanted = f"({{{table}}})[datum.value]"
        channel["axis"] = {**axis, "labelExpr": wanted, "labelLineHeight": LEADING * theme.text}
    return most


def _raised(names: list[str], theme: ChartTheme, width: float) -> Iterator[Spec]:
    """By how much a name of several lines is raised, so that its middle stands beside its row."""
    counts = {name: len(break_text(name, theme.text, width * LABEL_PART)) for name in names}
    for lines in sorted(set(counts.values()) - {1}):
        these = ",".join(_quoted(name) for name in names if counts[name] == lines)
        yield {"test": f"indexof([{these}], datum.value) >= 0", "value": -(lines - 1) * LEADING * theme.text / 2}


def break_text(text: str, size: float, room: float) -> list[str]:
    """`text` in lines of about `room` units at most, as even as their number allows; a word is never cut."""
    lines = _filled(text, size, room)
    for narrower in range(1, int(room / size) if len(lines) > 1 else 0):
        tighter = _filled(text, size, room - narrower * size)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return lines


def _filled(text: str, size: float, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def text_width(text: str, size: float) -> float:
    """About how wide `text` is set in a sans serif, in the unit of `size`; rather too much than too little."""
    narrow, wide = "fijlrtI.,:;'’!|()[] ", "mwMW@%—"
    return size * sum(0.32 if c in narrow else 0.86 if c in wide else 0.66 if c.isupper() else 0.55 for c in text)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ") + "'"


def _dates(value: object) -> list[str]:
    """The columns that are drawn as dates; their text goes to Vega-Lite as it is."""
    if isinstance(value, list):
        return [name for part in value for name in _dates(part)]
    if isinstance(value, dict):
        own = strings(value.get("field")) if value.get("type") == "temporal" or "timeUnit" in value else []
        return own + [name for key, part in value.items() if key != "data" for name in _dates(part)]
    return []
