"""Any part of a chart's specification -> the same with its colours changed. Knows where colours may stand."""

from collections.abc import Callable

from octavo.chartwords import COLOUR_KEYS

Loc = tuple[str | int, ...]
Change = Callable[[str, Loc], str]

PATH_TO_COLOUR = frozenset(("value", "range", "scale", "condition"))
"""Keys that lead on to a colour below a key that is one: `color: {scale: {range: [hi, mute]}}`."""


def recolour(value: object, change: Change, loc: Loc = (), inside: bool = False) -> object:
    """`value` with each colour replaced by what `change` makes of it and its place. Data is left alone.

    `inside`: `value` belongs to a key that is a colour.
    """
    if isinstance(value, list):
        return [recolour(part, change, (*loc, at), inside) for at, part in enumerate(value)]
    if isinstance(value, dict):
        made = {}
        for key, part in value.items():
            is_colour = key in COLOUR_KEYS or (inside and key in PATH_TO_COLOUR)
            made[key] = part if key == "data" else recolour(part, change, (*loc, key), is_colour)
        return made
    if inside and isinstance(value, str | int) and not isinstance(value, bool):
        return change(str(value), loc)
    return value
