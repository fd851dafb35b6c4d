"""A page's content stream + what is to be changed in it -> the stream to be written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

FONT = re.compile(rb"/(\w+) \S+ Tf")


@dataclass(frozen=True)
class Edit:
    """What is to be changed in a marked-content sequence. `artifact` takes it out of the text: the properties that it
    has then (ISO 32000-1, 14.8.2.2.2); `space` adds one at its end."""

    artifact: Mapping[str, str] | None = None
    space: bool = False


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


def rewrite(operators: list[Any], edits: Mapping[int, Edit], spaces: Mapping[str, bytes]) -> list[Any]:
    """The operators of a stream, changed. `edits` are by MCID; `spaces` has the glyph of the space for each font."""
    new: dict[int, list[Any]] = {}
    places = marked(operators)
    for mcid, edit in edits.items():
        place = places[mcid]
        if edit.artifact is not None:
            new[place.at - 1] = [b"/Artifact"]
            new[place.at] = [pydyf.Dictionary(edit.artifact)]
        if edit.space:
            new[place.shown] = [operators[place.shown].removesuffix(b"] TJ") + b"<" + spaces[place.font] + b">] TJ"]
    return [part for at, operator in enumerate(operators) for part in new.get(at, [operator])]
