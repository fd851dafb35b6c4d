"""A page's content stream + what is to be changed in it -> the stream to be written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

FONT = re.compile(rb"/(\w+) \S+ Tf")


@dataclass
class Marked:
    """A marked-content sequence: where in the stream its properties and its last text stand, and its last font."""

    at: int
    shown: int
    font: str = ""


def marked(operators: list[Any]) -> dict[int, Marked]:
    """The marked-content sequences of a page, by MCID. The engine puts none into another."""
    found: dict[int, Marked] = {}
    own: Marked | None = None
    for at, operator in enumerate(operators):
        if isinstance(operator, pydyf.Dictionary):
            if "MCID" in operator:
                own = found[operator["MCID"]] = Marked(at, at)
        elif own is None or not isinstance(operator, bytes):
            continue
        elif operator == b"EMC":
            own = None
        elif operator.endswith(b" TJ"):
            own.shown = at
        elif match := FONT.fullmatch(operator):
            own.font = match[1].decode()
    return found


def rewrite(
    operators: list[Any],
    places: Mapping[int, Marked],
    artifacts: Mapping[int, Mapping[str, str]],
    spaces: Mapping[int, bytes],
) -> list[Any]:
    """The operators of a stream, changed: `artifacts` gives sequences by MCID that are to be artifacts, with their
    properties, `spaces` those that get a space at their end, with its glyph in their font."""
    new: dict[int, Any] = {}
    for mcid, properties in artifacts.items():
        new[places[mcid].at - 1] = b"/Artifact"
        new[places[mcid].at] = pydyf.Dictionary(properties)
    for mcid, glyph in spaces.items():
        shown = places[mcid].shown
        new[shown] = operators[shown].removesuffix(b"] TJ") + b"<" + glyph + b">] TJ"
    return [new.get(at, operator) for at, operator in enumerate(operators)]
