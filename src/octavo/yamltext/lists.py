"""YAML text, a list in it and the values that it is to hold -> where to cut the text, and what to put there.

An item that stays keeps its spelling, and the comment on its line and those above it go with it. A new item is written
as its neighbours are: between the brackets, or on a line of its own.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import yaml

T = TypeVar("T")


class Crowded(Exception):
    """Comments stand between the values of one line: nobody can tell which of them is meant."""


class _Line(NamedTuple):
    """An item on a line of its own: the comments above it, what stands before and behind it on its line."""

    above: str
    before: str
    behind: str


def relisted(
    text: str, node: yaml.SequenceNode, values: Sequence[T], typed: Callable[[T], str]
) -> tuple[int, int, str]:
    """Start and end of what is to be replaced in `text`, and the new text. `typed` writes a value. Raises Crowded."""
    kept = _kept([item.value for item in node.value], [str(value) for value in values])
    spelt = [text[item.start_mark.index : item.end_mark.index] for item in node.value]
    same = [old is not None and node.value[old].value == str(value) for old, value in zip(kept, values, strict=True)]
    new = [spelt[old or 0] if is_same else typed(v) for old, is_same, v in zip(kept, same, values, strict=True)]
    rows = [item.start_mark.line for item in node.value]
    if node.flow_style and (len(set(rows)) < len(rows) or rows[0] == node.start_mark.line):
        if any("#" in text[one.end_mark.index : other.start_mark.index] for one, other in pairwise(node.value)):
            raise Crowded
        return node.value[0].start_mark.index, node.value[-1].end_mark.index, ", ".join(new)
    return _on_lines(text, node, kept, new)


def _on_lines(text: str, node: yaml.SequenceNode, kept: list[int | None], new: list[str]) -> tuple[int, int, str]:
    """The same for items that have a line each."""
    start = text.rfind("\n", 0, node.value[0].start_mark.index) + 1
    is_closed = bool(node.flow_style) and node.end_mark.line == node.value[-1].end_mark.line
    end = node.value[-1].end_mark.index if is_closed else _line_end(text, node.value[-1].end_mark.index)
    comma = "," if node.flow_style else ""
    lines, at, trailing = list[_Line](), start, False
    for item in node.value:
        first = text.rfind("\n", 0, item.start_mark.index) + 1
        last = min(_line_end(text, item.end_mark.index), end)
        behind = text[item.end_mark.index : last]
        trailing = bool(comma) and behind.lstrip().startswith(comma)
        lines.append(
            _Line(text[at:first], text[first : item.start_mark.index], behind.replace(comma, "", int(trailing)))
        )
        at = last + 1
    blank = _Line("", lines[0].before, "")
    chosen = [lines[old] if old is not None else blank for old in kept]
    stops = [*[comma] * (len(new) - 1), comma if trailing else ""]
    rows = zip(chosen, new, stops, strict=True)
    return start, end, "\n".join(f"{one.above}{one.before}{item}{stop}{one.behind}" for one, item, stop in rows)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _kept(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new value, which old one it is: the same value, at its own place if it can be; else the one that stood
    at its place and is no other one's; else none."""
    left = dict.fromkeys(range(len(old)))
    found: list[int | None] = [None] * len(new)

    def take(n: int, choice: int | None) -> None:
        if found[n] is None and choice in left:
            found[n] = choice
            del left[choice]

    for n, value in enumerate(new):
        take(n, n if n < len(old) and old[n] == value else None)
    for n, value in enumerate(new):
        take(n, next((m for m in left if old[m] == value), None))
    for n in range(len(new)):
        take(n, n)
    return found
