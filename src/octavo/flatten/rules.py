"""CSS text -> style rules, each with its layer and medium: at-rules taken apart, nesting written out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import tinycss2

Node = Any  # a tinycss2 token or rule; the library has no types
LayerPath = tuple[str, ...]

# Queries about the reader's device or wishes: see the package's docstring.
DEVICE_QUERIES = ("prefers-", "forced-colors", "color-gamut", "dynamic-range", "hover", "pointer")
WEIGHTS = {"normal": "400", "bold": "700"}
"""Weights by name (CSS Fonts 4, 2.2)."""


@dataclass(frozen=True)
class Declaration:
    """`value` is a list of tinycss2 tokens, not yet filled in."""

    name: str
    value: tuple[Node, ...]
    important: bool


@dataclass(frozen=True)
class Rule:
    """A rule as the author meant it: `selectors` written out, `layer` () outside of layers, `medium` "" for any."""

    selectors: tuple[str, ...]
    declarations: tuple[Declaration, ...]
    layer: LayerPath
    medium: str


@dataclass(frozen=True)
class Face:
    """A font file's rule; `weight` and `style` as written, "400" and "normal" where it says nothing."""

    family: str
    weight: str
    style: str
    text: str


@dataclass
class Sheet:
    """What `read` found, in source order. `siblings` holds, for each layer, its sublayers in order of first mention."""

    rules: list[Rule] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    namespaces: list[str] = field(default_factory=list)
    siblings: dict[LayerPath, list[str]] = field(default_factory=dict)
    unnamed: int = 0

    def mention(self, path: LayerPath) -> None:
        for depth, name in enumerate(path):
            known = self.siblings.setdefault(path[:depth], [])
            if name not in known:
                known.append(name)

    def rank(self, path: LayerPath) -> tuple[float, ...]:
        """Sorts layers as the cascade does: a layer's own rules come after those of its sublayers."""
        return (*(float(self.siblings[path[:n]].index(name)) for n, name in enumerate(path)), float("inf"))

    def only(self, layer: str) -> "Sheet":
        """The same sheet with the rules of one top layer."""
        return replace(self, rules=[rule for rule in self.rules if rule.layer[:1] == (layer,)])


@dataclass(frozen=True)
class Context:
    """Where in the sheet a rule stands."""

    layer: LayerPath = ()
    medium: str = ""
    parents: tuple[str, ...] = ()


def read(css: str) -> Sheet:
    """Take a sheet apart. What is not CSS is skipped, as a browser does."""
    sheet = Sheet()
    _read(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), Context(), sheet)
    return sheet


def _read(nodes: Iterable[Node], context: Context, sheet: Sheet) -> None:
    """Rules and, inside a style rule, declarations; both may be mixed, and keep their order."""
    waiting: list[Declaration] = []

    def write() -> None:
        if waiting:
            sheet.rules.append(Rule(context.parents, tuple(waiting), context.layer, context.medium))
            waiting.clear()

    for node in nodes:
        if node.type == "declaration" and context.parents:
            value = _trimmed(node.value)
            waiting.append(
                Declaration(node.name if node.name.startswith("--") else node.lower_name, value, node.important)
            )
        elif node.type == "qualified-rule":
            write()
            inner = Context(context.layer, context.medium, tuple(_written_out(node.prelude, context.parents)))
            _read(_contents(node), inner, sheet)
        elif node.type == "at-rule":
            write()
            _at_rule(node, context, sheet)
    write()


def _at_rule(node: Node, context: Context, sheet: Sheet) -> None:
    """The at-rules that mean something to a book; all others are dropped with what they hold."""
    prelude = _text(node.prelude)
    if node.lower_at_keyword == "layer" and node.content is None:
        for part in prelude.split(","):
            sheet.mention((*context.layer, *part.strip().split(".")))
    elif node.lower_at_keyword == "layer":
        if not prelude:
            sheet.unnamed += 1
        path = (*context.layer, *(prelude.split(".") if prelude else [f"<{sheet.unnamed}>"]))
        sheet.mention(path)
        _read(_contents(node), Context(path, context.medium, context.parents), sheet)
    elif node.lower_at_keyword == "media" and node.content is not None:
        medium = book_medium(prelude)
        if medium is not None:
            _read(_contents(node), Context(context.layer, _both(context.medium, medium), context.parents), sheet)
    elif node.lower_at_keyword == "font-face" and node.content is not None:
        face = {d.lower_name: d.value for d in _contents(node) if d.type == "declaration"}
        lines = "".join(f"  {name}: {tinycss2.serialize(_trimmed(value))};\n" for name, value in face.items())
        said = {name: _text(face[name]) for name in ("font-family", "font-weight", "font-style") if name in face}
        weight = said.get("font-weight", "400")
        family, style = said.get("font-family", "").strip("\"'"), said.get("font-style", "normal")
        sheet.faces.append(Face(family, WEIGHTS.get(weight, weight), style, f"@font-face {{\n{lines}}}"))
    elif node.lower_at_keyword == "namespace":
        sheet.namespaces.append(f"@namespace {prelude};")


def book_medium(query: str) -> str | None:
    """What is left of a media query in a book: "" when it always holds, None when it never does."""
    left = []
    for part in query.lower().split(","):
        words = [word for word in part.split() if word not in ("only", "and")]
        if any(name in part for name in DEVICE_QUERIES) or words[:1] == ["print"] or words[:2] == ["not", "screen"]:
            continue
        if words in (["screen"], ["all"], ["not", "print"], []):
            return ""
        left.append(" ".join(part.split()))
    return ", ".join(left) if left else None


def _both(outer: str, inner: str) -> str:
    """Two media queries, one inside the other, as one."""
    if not outer or not inner:
        return outer or inner
    return ", ".join(f"{a} and {b}" for a in outer.split(", ") for b in inner.split(", "))


def split_list(tokens: Iterable[Node]) -> list[list[Node]]:
    """Cut at the commas that stand outside of brackets."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if _text(part)]


def _written_out(prelude: Iterable[Node], parents: tuple[str, ...]) -> Iterator[str]:
    """The selectors of a rule with its parents put in and `:is()` at the start of a compound taken apart."""
    for part in split_list(prelude):
        own = _text(part)
        if parents and "&" not in own:
            own = f"& {own}"
        for parent in parents if parents else ("",):
            yield from _alternatives(own.replace("&", parent))


def _alternatives(selector: str) -> list[str]:
    """`.flow > :is(h2, h3)` -> two selectors. Left alone where `:is` follows a name or holds a combinator."""
    tokens = tinycss2.parse_component_value_list(selector)
    for index, token in enumerate(tokens):
        starts = index == 1 or (
            index > 1 and (tokens[index - 2].type == "whitespace" or tokens[index - 2] in (">", "+", "~"))
        )
        if token.type == "function" and token.lower_name == "is" and starts:
            options = [_text(option) for option in split_list(token.arguments)]
            if not any(mark in option for option in options for mark in " >+~"):
                before, after = tinycss2.serialize(tokens[: index - 1]), tinycss2.serialize(tokens[index + 1 :])
                return [whole for option in options for whole in _alternatives(before + option + after)]
    return [" ".join(selector.split())]


def _contents(node: Node) -> list[Node]:
    found: list[Node] = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    return found


def _trimmed(tokens: Iterable[Node]) -> tuple[Node, ...]:
    found = [token for token in tokens if token.type != "comment"]
    while found and found[0].type == "whitespace":
        found.pop(0)
    while found and found[-1].type == "whitespace":
        found.pop()
    return tuple(found)


def _text(tokens: Iterable[Node]) -> str:
    return " ".join(tinycss2.serialize(_trimmed(tokens)).split())
