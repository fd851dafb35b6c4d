"""YAML text and new values -> the same text with only these values changed: comments, order and quotes stay as typed.

A value is changed where it stands. What comes new is written after the last entry of its mapping, in that mapping's
own style; what is taken out goes with its line, and with the mapping that it leaves empty.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import yaml

from octavo.yamltext import Loc, load
from octavo.yamltext.lists import Crowded, relisted

Scalar = str | int | float | bool
Value = Scalar | tuple[Scalar, ...] | None
"""A scalar, a list of them, or None: to be taken out."""

Short = Mapping[tuple[str | int, ...], str | tuple[str, ...]]
NOTHING: Short = MappingProxyType({})


class Unwritable(Exception):
    """A change that the text's form does not allow. The message is a clause that names the value."""


class _Entry(NamedTuple):
    """A key of a mapping and its value, as nodes."""

    key: yaml.Node
    value: yaml.Node


def edited(text: str, changes: Mapping[tuple[str | int, ...], Value], short: Short = NOTHING) -> str:
    """`text` with the value at each place of `changes` set.

    `short` names the field that a bare scalar stands for, by its place, or the fields: with `{("base",): "family"}`,
    setting ("base", "size") in `base: Inter` writes `base: {family: Inter, size: 11pt}`. Raises Unwritable when a
    place cannot be reached, when the text is not valid, and when it would not then say exactly what was asked for.
    """
    wanted, _, found = load(text, "")
    if found and wanted is None:
        raise Unwritable("the file has errors; mend them first")
    for loc, value in changes.items():
        wanted = _put(_opened(wanted, loc, short), loc, value)
        text = _Text(text, short).change(loc, value)
    if load(text, "")[0] != wanted:
        raise Unwritable(f"{_named(next(iter(changes), ()))} cannot be written without changing other values")
    return text


def scalar(value: Scalar) -> str:
    """A scalar as YAML: plain where that says the same in any place, else in double quotes."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:g}" if load(f"{value:g}", "")[0] == value else repr(value)
    plain = not set(value) & set("\n,[]{}:#&*!|>'\"%@`") and value == value.strip() and value not in ("", "-", "?")
    return value if plain and load(value, "")[0] == value else json.dumps(value, ensure_ascii=False)


def _written(value: Scalar | tuple[Scalar, ...]) -> str:
    return f"[{', '.join(map(scalar, value))}]" if isinstance(value, tuple) else scalar(value)


def _names(short: str | tuple[str, ...]) -> tuple[str, ...]:
    return (short,) if isinstance(short, str) else short


def _named(loc: Loc) -> str:
    return ".".join(map(str, loc))


class _Text:
    """One text, composed; each change gives a new text."""

    def __init__(self, text: str, short: Short) -> None:
        self.text, self.short = text, short
        self.root = yaml.compose(text, yaml.SafeLoader)

    def change(self, loc: tuple[str | int, ...], value: Value) -> str:
        """The text with the value at `loc` set, or taken out."""
        trail = self._trail(loc)
        if value is None:
            return self._without(loc, trail)
        if len(trail) > len(loc):
            return (
                self._listed(loc, trail[-1], value)
                if isinstance(value, tuple)
                else self._replaced(trail[-1], scalar(value))
            )
        rest, node = loc[len(trail) - 1 :], trail[-1]
        if isinstance(node, yaml.ScalarNode) and node.value and loc[: len(trail) - 1] in self.short:
            old = self.text[node.start_mark.index : node.end_mark.index]
            stands = {name: f"{name}: {old}" for name in _names(self.short[loc[: len(trail) - 1]])}
            stands[str(rest[0])] = _nested(rest, value)
            return self._replaced(node, f"{{{', '.join(stands.values())}}}")
        if isinstance(node, yaml.ScalarNode) and not node.value:
            return self._replaced(node, f"{{{_nested(rest, value)}}}")
        if not isinstance(node, yaml.MappingNode) or not isinstance(rest[0], str):
            raise Unwritable(f"{_named(loc)} has no place in the file")
        return self._added(node, rest, value)

    def _listed(self, loc: Loc, node: yaml.Node, values: tuple[Scalar, ...]) -> str:
        """The text with other values in a list."""
        if not (isinstance(node, yaml.SequenceNode) and node.value and values):
            return self._replaced(node, _written(values))
        if not all(isinstance(one, yaml.ScalarNode) for one in node.value):
            raise Unwritable(f"{_named(loc)} is a list of more than values; change it by hand")
        try:
            start, end, new = relisted(self.text, node, values, scalar)
        except Crowded:
            raise Unwritable(f"{_named(loc)} has comments between its values; change it by hand") from None
        return self.text[:start] + new + self.text[end:]

    def _trail(self, loc: Loc) -> list[yaml.Node]:
        """The nodes on the way to `loc`, from the root as far as they are there."""
        trail = [self.root] if self.root else []
        for part in loc:
            inner = _child(trail[-1], part) if trail else None
            if inner is None:
                break
            trail.append(inner)
        if not trail:
            raise Unwritable("the file is empty")
        return trail

    def _end(self, node: yaml.Node) -> int:
        """Where the text of a node ends: that of a block with its last word, before blank lines and comments."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.text[start:end].rstrip()) if getattr(node, "style", None) in ("|", ">") else int(end)

    def _replaced(self, node: yaml.Node, new: str) -> str:
        start, end = node.start_mark.index, self._end(node)
        gap = " " if start == end and self.text[start - 1 : start] == ":" else ""
        return self.text[:start] + gap + new + self.text[end:]

    def _added(self, node: yaml.MappingNode, rest: Loc, value: Scalar | tuple[Scalar, ...]) -> str:
        """The text with a new last entry in the mapping `node`."""
        entry = _nested(rest, value)
        if node.flow_style:
            at = self._end(node.value[-1][1]) if node.value else node.start_mark.index + 1
            return f"{self.text[:at]}{', ' if node.value else ''}{entry}{self.text[at:]}"
        last = node.value[-1][1]
        at = self.text.find("\n", self._end(last))
        at = len(self.text) if at < 0 else at
        return f"{self.text[:at]}\n{' ' * node.value[0][0].start_mark.column}{entry}{self.text[at:]}"

    def _without(self, loc: tuple[str | int, ...], trail: list[yaml.Node]) -> str:
        """The text without the entry at `loc`; without its mapping too, when it is the only one there."""
        if len(trail) <= len(loc) or not loc:
            return self.text
        home = trail[-2]
        if not isinstance(home, yaml.MappingNode):
            raise Unwritable(f"{_named(loc)} is one of a list; take it out by hand")
        if len(home.value) == 1 and len(loc) > 1:
            return self._without(loc[:-1], trail[:-1])
        entries = [_Entry(*pair) for pair in home.value]
        at = next(n for n, entry in enumerate(entries) if entry.value is trail[-1])
        start, end = entries[at].key.start_mark.index, self._end(entries[at].value)
        if not home.flow_style:
            stop = self.text.find("\n", end)
            first = self.text.rfind("\n", 0, start) + 1
            return self.text[:first] + ("" if stop < 0 else self.text[stop + 1 :])
        if at + 1 < len(entries):
            return self.text[:start] + self.text[entries[at + 1].key.start_mark.index :]
        return self.text[: self._end(entries[at - 1].value)] + self.text[end:]


def _child(node: yaml.Node, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]  # type: ignore[no-any-return]
    return None


def _nested(rest: Loc, value: Scalar | tuple[Scalar, ...]) -> str:
    """`a: {b: value}` for the keys that are not there yet."""
    name, *inner = rest
    return f"{scalar(name)}: {'{' + _nested(inner, value) + '}' if inner else _written(value)}"


def _opened(data: object, loc: Loc, short: Short) -> object:
    """`data` with every bare scalar on the way to `loc` as the mapping that it is short for."""
    data = dict(data) if isinstance(data, dict) else data
    inner: object = data
    for depth, part in enumerate(loc[:-1], 1):
        if not isinstance(inner, dict | list) or (isinstance(inner, dict) and part not in inner):
            break
        below = inner[part]  # type: ignore[index]
        if isinstance(below, str) and tuple(loc[:depth]) in short:
            below = dict.fromkeys(_names(short[tuple(loc[:depth])]), below)
        below = dict(below) if isinstance(below, dict) else list(below) if isinstance(below, list) else below
        inner[part] = below  # type: ignore[index]
        inner = below
    return data


def _put(data: object, loc: Loc, value: Value) -> object:
    """`data` with the value at `loc` set: what the text must say in the end."""
    part, *rest = loc
    if isinstance(data, list) and isinstance(part, int):
        return [*data[:part], _put(data[part], rest, value) if rest else value, *data[part + 1 :]]
    own = dict(data) if isinstance(data, dict) else {}
    if rest:
        below = _put(own.get(str(part)), rest, value)
        own[str(part)] = below
        if value is None and not below:
            del own[str(part)]
    elif value is None:
        own.pop(str(part), None)
    else:
        own[str(part)] = list(value) if isinstance(value, tuple) else value
    return own
