"""Design tokens, as Figma and Tokens Studio write them -> House; and a Brand -> design tokens.

The format is that of the Design Tokens Community Group, 2025.10 (https://www.designtokens.org/TR/2025.10/format/ and
/color/). Tokens have names but no meaning: what each is for is told by the last words of its name, as ROLE has them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from octavo.brand import Brand
from octavo.brandkit import colourtext
from octavo.brandkit.house import POINTS, WEIGHTS, House
from octavo.colours import ROLES
from octavo.problems import Problem, errors, problem
from octavo.yamltext import Marks, load

ROLE: Mapping[str, tuple[str, ...]] = {
    "foreground": ("foreground", "text", "ink", "body", "on-background"),
    "background": ("background", "paper", "page", "surface", "canvas"),
    "primary": ("primary", "brand", "main"),
    "secondary": ("secondary",),
    "tertiary": ("tertiary", "border", "rule"),
    "warning": ("accent", "warning", "signal"),
    "light": ("light", "tint", "subtle"),
    "dark": ("dark",),
}
"""Theme colours of brand.yml -> last words of tokens that are one."""
KIND: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "base", "paragraph", "default"),
    "display": ("display", "heading", "headings", "title"),
    "mono": ("mono", "monospace", "code"),
}
"""Families -> last words of tokens that name one."""
OWN = (("color", "role"), ("color", "dark"))
"""Groups in which Octavo itself writes what colours are for."""
ALIAS = re.compile(r"\{([^{}]+)\}")
DEEPEST = 20
"""Aliases in a row. One that leads further leads in a circle."""


@dataclass(frozen=True)
class Token:
    """One design token: its name in parts, its type, and its value as written."""

    name: tuple[str, ...]
    type: str
    value: Any


def read(text: str, path: str) -> House:
    """The House that a file of tokens describes; when it has errors in `found`, nothing may be made of it."""
    data, marks, found = load(re.sub(r"(?m)^\t+", lambda tabs: " " * len(tabs[0]), text), path)
    if errors(found):
        return House(found=found)
    if not isinstance(data, dict):
        return House(found=(*found, problem("import-shape", marks.place(()), field="the file", wanted="a JSON object")))
    return _Reader(data, marks).house()


def tokens(group: Mapping[str, Any], name: tuple[str, ...] = (), kind: str = "") -> Iterator[Token]:
    """All tokens of a file, groups inside groups, each with its own type or that of its group (5.2)."""
    kind = str(group.get("$type", kind))
    if "$value" in group:
        yield Token(name, kind, group["$value"])
        return
    for key, inner in group.items():
        if isinstance(inner, dict) and not key.startswith("$"):
            yield from tokens(inner, (*name, key), kind)


class _Reader:
    """Reads one file; every fault is noted in `found`."""

    def __init__(self, data: dict[str, Any], marks: Marks) -> None:
        self.marks = marks
        self.found: list[Problem] = []
        self.tokens = {token.name: token for token in tokens(data)}

    def house(self) -> House:
        palette, theme, families = dict[str, str](), dict[str, str](), dict[str, str]()
        roles: dict[str, dict[str, str]] = {"role": {}, "dark": {}}
        size = line = 0.0
        weight = 0
        for token in self.tokens.values():
            value, last = self._value(token), _last(token.name)
            match token.type:
                case "color" if token.name[:-1] in OWN and token.name[-1] in ROLES:
                    roles[token.name[1]][token.name[-1]] = self._colour(token, value)
                case "color":
                    name = _colour_name(token.name)
                    palette[name] = self._colour(token, value)
                    theme |= {role: name for role, words in ROLE.items() if role not in theme and last in words}
                case "fontFamily":
                    kind = next((kind for kind, words in KIND.items() if last in words), "")
                    families |= {kind: str(value[0] if isinstance(value, list) else value)} if kind else {}
                case "dimension" if last in KIND["text"] and "size" in " ".join(token.name).lower():
                    size = self._points(token, value)
                case "number" if last in KIND["text"] and isinstance(value, int | float):
                    line = float(value)
                case "fontWeight" if last in KIND["display"]:
                    weight = value if isinstance(value, int) else WEIGHTS.get(str(value), 0)
                case _:
                    self._left_out(token, "Octavo has no use for it")
        return House(
            palette=palette, theme=theme, roles=roles["role"], dark=roles["dark"], families=families, size=size,
            line=line, heading_weight=weight, found=tuple(self.found),
        )  # fmt: skip

    def _value(self, token: Token) -> Any:  # noqa: ANN401 - as JSON has it
        """The token's value, aliases followed: "{color.sea}", or a JSON pointer in "$ref" (7.1)."""
        value, seen = token.value, 0
        while seen < DEEPEST:
            named = value.get("$ref", "") if isinstance(value, dict) else ""
            alias = ALIAS.fullmatch(value) if isinstance(value, str) else None
            if not alias and not named:
                return value
            path = (
                tuple(alias[1].split(".")) if alias else tuple(p for p in named.strip("#/").split("/") if p != "$value")
            )
            if path not in self.tokens:
                break
            value, seen = self.tokens[path].value, seen + 1
        self.found.append(problem("import-alias", self.marks.place((*token.name, "$value")), value=value))
        return None

    def _colour(self, token: Token, value: object) -> str:
        try:
            if isinstance(value, str):
                colour, alpha = colourtext.of_css(value)
            elif isinstance(value, dict):
                parts = value.get("components", [])
                colour, alpha = colourtext.of_components(
                    str(value.get("colorSpace")), parts, float(value.get("alpha", 1))
                )
            else:
                return "#000000"
        except colourtext.NoColour as fault:
            self.found.append(problem("import-colour", self.marks.place((*token.name, "$value")), value=fault))
            return "#000000"
        if alpha < 1:
            self._left_out(token, "print has no see-through colors; its color is taken without them")
        return colour

    def _points(self, token: Token, value: object) -> float:
        unit = value.get("unit") if isinstance(value, dict) else None
        number = value.get("value") if isinstance(value, dict) else None
        if unit not in POINTS or not isinstance(number, int | float):
            self._left_out(token, "it is not a length")
            return 0
        return round(number * POINTS[str(unit)], 2)

    def _left_out(self, token: Token, reason: str) -> None:
        place = self.marks.place(token.name, key=True)
        self.found.append(problem("import-left-out", place, field=".".join(token.name), reason=reason))


def _last(name: tuple[str, ...]) -> str:
    """The last word of a token's name, in lower case."""
    return re.sub(r"[^a-z0-9]+", "-", name[-1].lower()).strip("-")


def _colour_name(name: tuple[str, ...]) -> str:
    """A token's name without the groups that say only that it is a colour."""
    own = [part for part in name if part.lower() not in ("color", "colors", "colour", "palette", "theme")] or name[-1:]
    return re.sub(r"[^a-z0-9]+", "-", "-".join(own).lower()).strip("-")


def exported(brand: Brand, size: float, line: float) -> str:
    """The tokens of a brand. `size` of the text in points, `line` a multiple of it. Lengths are in CSS pixels, as the
    format has neither points nor millimetres (8.2)."""
    document = {
        "$description": f"{brand.meta.full}: the brand {brand.name}, written by Octavo",
        "color": {
            "$type": "color",
            "palette": {name: {"$value": _as_value(colour)} for name, colour in brand.colors.items()},
            "role": {name: {"$value": _named(brand, colour)} for name, colour in brand.roles.items()},
            "dark": {name: {"$value": _named(brand, colour)} for name, colour in brand.dark.items()},
        },
        "font": {
            "family": {"$type": "fontFamily", **{kind: {"$value": name} for kind, name in brand.families.items()}},
            "size": {"$type": "dimension", "text": {"$value": {"value": round(size / POINTS["px"], 4), "unit": "px"}}},
            "line-height": {"$type": "number", "text": {"$value": line}},
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _as_value(colour: str) -> dict[str, object]:
    return {"colorSpace": "srgb", "components": list(colourtext.components(colour)), "hex": colour}


def _named(brand: Brand, colour: str) -> object:
    """The palette's colour that has this value, as an alias; the value itself when none has."""
    name = next((name for name, value in brand.colors.items() if value == colour), "")
    return f"{{color.palette.{name}}}" if name else _as_value(colour)
