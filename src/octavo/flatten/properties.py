"""One declaration -> the declarations that old and new e-readers understand. Literal tables."""

import re
from collections.abc import Iterator
from typing import Literal

import tinycss2

Direction = Literal["ltr", "rtl"]
Pair = tuple[str, str]

# Forbidden in the style sheets of an EPUB (EPUB 3.3, 6.3.1: markup says the direction), or of paged print alone.
DROPPED = frozenset({
    "direction", "unicode-bidi", "writing-mode", "string-set", "bookmark-label", "bookmark-level", "bookmark-state",
    "footnote-display", "footnote-policy", "image-rendering", "margin-break", "page",
})  # fmt: skip

# Old names beside the new ones; value None stands for the value itself.
TWINS: dict[str, tuple[tuple[str, dict[str, str] | None], ...]] = {
    "break-before": (("page-break-before", {"page": "always", "avoid": "avoid", "auto": "auto", "column": "always"}),),
    "break-after": (("page-break-after", {"page": "always", "avoid": "avoid", "auto": "auto", "column": "always"}),),
    "break-inside": (("page-break-inside", {"avoid": "avoid", "auto": "auto", "avoid-page": "avoid"}),),
    "hyphens": (("-epub-hyphens", None), ("-webkit-hyphens", None)),
}

SIDES: dict[Direction, dict[str, str]] = {
    "ltr": {"inline-start": "left", "inline-end": "right", "block-start": "top", "block-end": "bottom"},
    "rtl": {"inline-start": "right", "inline-end": "left", "block-start": "top", "block-end": "bottom"},
}
SIZES = {"inline-size": "width", "block-size": "height"}
CORNERS = {"start-start": "top-{s}", "start-end": "top-{e}", "end-start": "bottom-{s}", "end-end": "bottom-{e}"}

BOX = re.compile(r"(margin|padding|inset|border)-(inline|block)(-start|-end)?(-width|-style|-color)?")
SIZE = re.compile(r"(min-|max-)?(inline-size|block-size)")
CORNER = re.compile(r"border-(start|end)-(start|end)-radius")


def plain(name: str, value: str, direction: Direction) -> Iterator[Pair]:
    """`name: value` in physical terms, with older names before it; nothing for what a book must not say."""
    if name in DROPPED or (name == "position" and re.match(r"(running|element)\(|fixed$", value)):
        return
    for physical, text in _physical(name, value, direction):
        for twin, words in TWINS.get(physical, ()):
            if words is None:
                yield twin, text
            elif text in words:
                yield twin, words[text]
        yield physical, text


def _physical(name: str, value: str, direction: Direction) -> Iterator[Pair]:
    sides = SIDES[direction]
    if read := BOX.fullmatch(name):
        box, axis, end, part = read[1], read[2], read[3], read[4] or ""
        one_side = box == "border" and not part  # a whole border: its value is not a pair
        ends = [end] if end else ["-start", "-end"]
        values = [value] if end or one_side else _pair(value)
        for index, each in enumerate(ends):
            side = sides[f"{axis}{each}"]
            yield (side if box == "inset" else f"{box}-{side}{part}"), values[min(index, len(values) - 1)]
    elif read := SIZE.fullmatch(name):
        yield f"{read[1] or ''}{SIZES[read[2]]}", value
    elif read := CORNER.fullmatch(name):
        corner = CORNERS[f"{read[1]}-{read[2]}"].format(s=sides["inline-start"], e=sides["inline-end"])
        yield f"border-{corner}-radius", value
    elif name in ("text-align", "text-align-last") and value in ("start", "end"):
        yield name, sides[f"inline-{value}"]
    elif name in ("float", "clear", "caption-side") and value in sides:
        yield name, sides[value]
    elif name == "inset":
        yield from zip(("top", "right", "bottom", "left"), _four(_pair(value)), strict=True)
    else:
        yield name, value


def _pair(value: str) -> list[str]:
    """Cut at the blanks that stand outside of brackets."""
    parts, current = [], ""
    for token in tinycss2.parse_component_value_list(value):
        if token.type == "whitespace":
            parts.append(current)
            current = ""
        else:
            current += token.serialize()
    return [part for part in [*parts, current] if part]


def _four(values: list[str]) -> list[str]:
    """One to four values of a box as top, right, bottom, left."""
    top = values[0]
    right = values[1] if len(values) > 1 else top
    return [top, right, values[2] if len(values) > 2 else top, values[3] if len(values) > 3 else right]
