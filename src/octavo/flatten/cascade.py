"""Rules with layers -> rules whose plain source order and specificity give the same winners.

Rules are sorted as the cascade ranks them: importance, layer, specificity, order. Sorting alone is not enough, since
without layers a heavier selector beats a later one: `.flow > p` of an early layer would win over `p` of a late one.
So a rule that must win over a heavier one is made as heavy, by putting `:root` before its selector; but only where
the two could meet, which is where they set a common property and may name the same element.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import tinycss2
from cssselect2 import parser

from octavo.flatten.rules import Declaration, Rule, Sheet

Weight = tuple[int, int, int]
Namespaces = dict[str | None, str]

# Properties that may overrule each other by the start of their name, so that a shorthand meets its parts.
FAMILIES = (
    ("border", "border"), ("margin", "margin"), ("padding", "padding"), ("background", "background"), ("font", "font"),
    ("line-height", "font"), ("list-style", "list-style"), ("text-decoration", "text-decoration"), ("inset", "inset"),
    ("top", "inset"), ("right", "inset"), ("bottom", "inset"), ("left", "inset"), ("flex", "flex"), ("grid", "grid"),
    ("outline", "outline"), ("inline-size", "width"), ("block-size", "height"), ("min-inline-size", "min-width"),
    ("max-inline-size", "max-width"), ("page-break", "break"), ("break", "break"), ("column", "column"),
)  # fmt: skip


@dataclass(frozen=True)
class Style:
    """One selector with its declarations; `finished` holds those that can be printed (name, value, important)."""

    selector: str
    declarations: tuple[Declaration, ...]
    medium: str
    finished: tuple[tuple[str, str, bool], ...] = ()

    @property
    def text(self) -> str:
        return "".join(f"  {name}: {value}{' !important' * important};\n" for name, value, important in self.finished)


@dataclass(frozen=True)
class _Ranked:
    """A style with its place in the cascade and what it takes to tell whether it can meet another."""

    rank: tuple[Any, ...]
    style: Style
    weight: Weight
    properties: frozenset[str]
    element: str


def in_order(sheet: Sheet) -> Iterator[Style]:
    """The sheet's styles, one selector each, in the order and with the weight that let the right one win."""
    namespaces = {prefix: url for line in sheet.namespaces for prefix, url in [_namespace(line)]}
    ranked = [r for n, rule in enumerate(sheet.rules) for r in _ranked(sheet, rule, n, namespaces)]
    placed: list[_Ranked] = []
    for item in sorted(ranked, key=lambda r: r.rank):
        heaviest = max(
            (other.weight for other in placed if other.weight > item.weight and _meet(other, item)), default=None
        )
        if heaviest is not None:
            selector, weight = _heavier(item.style.selector, item.weight, heaviest, namespaces)
            item = replace(item, style=replace(item.style, selector=selector), weight=weight)
        placed.append(item)
        yield item.style


def _ranked(sheet: Sheet, rule: Rule, order: int, namespaces: Namespaces) -> Iterator[_Ranked]:
    """A rule once for each selector and for each importance. Selectors that cannot be read are dropped."""
    for selector in rule.selectors:
        try:
            parsed = list(parser.parse(selector, namespaces))
        except parser.SelectorError:
            continue
        layer = sheet.rank(rule.layer)
        for important in (False, True):
            declarations = tuple(d for d in rule.declarations if d.important == important)
            if declarations and len(parsed) == 1:
                place = tuple(-n for n in layer) if important else layer  # importance turns the layers round
                yield _Ranked(
                    (important, place, parsed[0].specificity, order),
                    Style(selector, declarations, rule.medium),
                    parsed[0].specificity,
                    frozenset(map(_family, declarations)),
                    f"{_element(parsed[0].parsed_tree)}::{parsed[0].pseudo_element or ''}",
                )


def _element(tree: parser.CompoundSelector | parser.CombinedSelector) -> str:
    """The name of the element that a selector selects, "" for any."""
    compound = tree.right if isinstance(tree, parser.CombinedSelector) else tree
    names = [s.lower_local_name for s in compound.simple_selectors if isinstance(s, parser.LocalNameSelector)]
    return names[0] if names else ""


def _family(declaration: Declaration) -> str:
    """One name for all properties that a shorthand sets together, whatever side or size they speak of."""
    name = declaration.name
    if name.startswith("--"):
        return name
    for start, family in FAMILIES:
        if name.startswith(start):
            return family
    return name


def _meet(one: _Ranked, other: _Ranked) -> bool:
    """Whether two styles may set the same property of the same element or pseudo-element."""
    (a, a_part), (b, b_part) = one.element.split("::"), other.element.split("::")
    return a_part == b_part and (not a or not b or a == b) and bool(one.properties & other.properties)


def _heavier(selector: str, weight: Weight, wanted: Weight, namespaces: Namespaces) -> tuple[str, Weight]:
    """`selector` with the least put before it that makes it weigh at least `wanted`."""
    names = max(0, wanted[0] - weight[0])
    classes = 0 if names else max(1, wanted[1] - weight[1] + ((weight[2] < wanted[2]) if wanted[1] >= weight[1] else 0))
    mark = ":root" * max(1, classes) + ":not(#_)" * names
    head = next((h for h in ("html", ":root") if re.match(rf"{h}(?![\w-])", selector)), "")
    selector = f"{head}{mark}{selector[len(head) :]}" if head else f"{mark} {selector}"
    made: Weight = next(iter(parser.parse(selector, namespaces))).specificity
    return _heavier(selector, made, wanted, namespaces) if made < wanted else (selector, made)


def _namespace(line: str) -> tuple[str | None, str]:
    """`@namespace epub "http://…";` -> its prefix (None for the default) and address."""
    tokens = [t for t in tinycss2.parse_component_value_list(line) if t.type in ("ident", "string", "url")]
    return (tokens[0].value if len(tokens) == 2 else None), tokens[-1].value
