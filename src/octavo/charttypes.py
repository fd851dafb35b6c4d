"""A column and the channel that shows it -> its Vega-Lite type, where the author gave none."""

import re
from collections.abc import Iterable
from typing import Any

from octavo.blocks import DataTable
from octavo.tabular import is_missing, numeric_columns

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
PLACES = frozenset(("x", "y"))
PARTS = frozenset(("xOffset", "yOffset", "row", "column", "facet", "shape", "detail", "strokeDash"))
"""Channels that set things apart; Vega-Lite would spread numbers there along a scale."""

FLOWING = frozenset(("line", "area", "trail"))


def default_type(data: DataTable, name: str, channel: str, marks: frozenset[str]) -> str:
    """The type of the column `name` in `channel`, drawn by `marks`.

    Numbers are quantities, but whole years are years: points in time for a line, one by one for anything else.
    """
    at = data.columns.index(name)
    if not numeric_columns(data)[at]:
        return "nominal"
    if all(is_missing(row[at]) or YEAR.fullmatch(row[at]) for row in data.rows):
        return ("temporal" if marks & FLOWING else "ordinal") if channel in PLACES else "nominal"
    return "ordinal" if channel in PARTS else "quantitative"


def marks_of(spec: dict[str, Any]) -> frozenset[str]:
    """The names of the marks in a view and in its layers."""
    mark = spec.get("mark")
    own = {mark.get("type") if isinstance(mark, dict) else mark} - {None}
    parts: Iterable[object] = spec["layer"] if isinstance(spec.get("layer"), list) else ()
    return frozenset(map(str, own)).union(*(marks_of(part) for part in parts if isinstance(part, dict)))


def labels_stacked_bars(spec: dict[str, Any]) -> bool:
    """True for bars with labels whose parts are stacked by colour: the labels would lie over one another."""
    encoding = spec.get("encoding") or {}
    colour, along = encoding.get("color"), [encoding.get(c) for c in ("x", "y", "xOffset", "yOffset")]
    by = colour.get("field") if isinstance(colour, dict) else None
    apart = [one.get("field") for one in along if isinstance(one, dict)]
    return marks_of(spec) == {"bar"} and "text" in encoding and by is not None and by not in apart
