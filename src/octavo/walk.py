"""Blocks -> blocks: visit or rebuild every inline and block of a text, whatever holds it."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from types import UnionType
from typing import Any, TypeVar, cast

from octavo import blocks as b
from octavo.problems import Place

T = TypeVar("T")

FEET = ("note", "source", "credit")
"""The lines under a captioned block, in their order on the page."""


def everything(value: object) -> Iterator[object]:
    """Every block, inline and item below `value`, in reading order, `value` first."""
    if isinstance(value, tuple):
        for item in value:
            yield from everything(item)
    elif is_dataclass(value) and not isinstance(value, (type, Place)):
        yield value
        for name in _reading_order(value):
            yield from everything(getattr(value, name))


def every(kind: type[T] | UnionType, value: object) -> Iterator[T]:
    """Those of `everything` that are of `kind`."""
    return (item for item in everything(value) if isinstance(item, kind))


def _reading_order(value: object) -> list[str]:
    """Field names as a reader meets them: what stands under a figure or table comes last."""
    names = [field.name for field in fields(cast(Any, value))]
    if isinstance(value, b.Captioned | b.Stats):
        names.sort(key=lambda name: FEET.index(name) + 1 if name in FEET else 0)
    return names


def rebuild(value: T, change: Callable[[object], object]) -> T:
    """A copy of `value` in which `change` was applied to each dataclass, children first."""
    return cast(T, _rebuild(value, change))


def _rebuild(value: object, change: Callable[[object], object]) -> object:
    if isinstance(value, tuple):
        return tuple(_rebuild(item, change) for item in value)
    if not is_dataclass(value) or isinstance(value, (type, Place)):
        return value
    new = {}
    for name in _reading_order(value):
        old = getattr(value, name)
        if isinstance(old, tuple) or is_dataclass(old):
            changed = _rebuild(old, change)
            if changed != old:
                new[name] = changed
    return change(replace(cast(Any, value), **new) if new else value)
