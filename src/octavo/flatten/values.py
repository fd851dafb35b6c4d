"""Declarations with var(), calc() and new units -> text that an old reader understands."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2

from octavo.flatten.rules import Declaration, Sheet, split_list

Node = Any  # a tinycss2 token
Value = tuple[Node, ...]

MATH = {"calc", "min", "max", "clamp"}
PIXELS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
MAX_TOKENS = 10_000  # of one value, filled in: keeps a sheet that doubles its tokens from filling the memory


class Unknown(Exception):
    """A token is not defined, defines itself, or grows without bounds: the declaration says nothing."""


class Mixed(Exception):
    """A sum over units that only the shown page can bring together."""


@dataclass(frozen=True)
class Tokens:
    """Custom properties by name. `leading` is the height of one root line in rem."""

    values: Mapping[str, Value]
    leading: float

    @classmethod
    def of_root(cls, sheet: Sheet, extra: Mapping[str, str]) -> "Tokens":
        """Those set on `:root` (or `html`) of `sheet`, later layers over earlier ones, and `extra` over all."""
        found: dict[str, Value] = {}
        heights: list[Value] = []
        for rule in sorted(sheet.rules, key=lambda rule: sheet.rank(rule.layer)):
            if not rule.medium and {":root", "html"} & set(rule.selectors):
                found |= {d.name: d.value for d in rule.declarations if d.name.startswith("--")}
                heights += [h for d in rule.declarations for h in _line_height(d)]
        found |= {name: tuple(tinycss2.parse_component_value_list(text)) for name, text in extra.items()}
        return cls(found, _leading(found, heights))

    def within(self, declarations: Iterable[Declaration]) -> "Tokens":
        """With the tokens that a rule sets for itself."""
        own = {d.name: d.value for d in declarations if d.name.startswith("--")}
        return Tokens({**self.values, **own}, self.leading) if own else self

    def fill(self, declaration: Declaration) -> str | None:
        """The value with nothing left to look up; None where it says nothing."""
        return None if declaration.name.startswith("--") else self.text(declaration.value)

    def text(self, value: Iterable[Node]) -> str | None:
        """The same of a value, of a token's too."""
        filled = self.filled(value)
        return None if filled is None else _joined([piece for token in filled for piece in self._plain(token)])

    def filled(self, value: Iterable[Node]) -> list[Node] | None:
        """A value with nothing left to look up, but for that as it was written."""
        try:
            return self._filled(value, ())
        except (Unknown, RecursionError):
            return None

    def _filled(self, value: Iterable[Node], open_names: tuple[str, ...]) -> list[Node]:
        """`value` with every var() put in. `open_names` are those being looked up, to see a circle."""
        found: list[Node] = []
        for token in value:
            if token.type == "function" and token.lower_name == "var":
                found += self._looked_up(token, open_names)
            elif token.type == "function":
                found.append(_function(token, self._filled(token.arguments, open_names)))
            elif token.type == "() block":
                found.append(_parse(f"({tinycss2.serialize(self._filled(token.content, open_names))})")[0])
            elif token.type != "comment":
                found.append(token)
        if len(found) > MAX_TOKENS:
            raise Unknown
        return found

    def _looked_up(self, var: Node, open_names: tuple[str, ...]) -> list[Node]:
        name, *fallback = _cut_at_comma(var.arguments)
        if name in self.values and name not in open_names:
            try:
                return self._filled(self.values[name], (*open_names, name))
            except Unknown:
                if not fallback:
                    raise
        if not fallback:
            raise Unknown(name)
        return self._filled(fallback[0], open_names)

    def _plain(self, token: Node) -> list[Node]:
        """A token in terms that e-readers have known for long."""
        if token.type == "dimension" and token.lower_unit == "rlh":
            return _parse(f"{number(token.value * self.leading)}rem")
        if token.type != "function":
            return [token]
        if token.lower_name in MATH:
            try:
                return _parse(_quantity(*self._worked_out(token)))
            except Mixed:
                pass
        if token.lower_name == "light-dark":
            return [piece for part in split_list(token.arguments)[0] for piece in self._plain(part)]
        return [_function(token, [piece for part in token.arguments for piece in self._plain(part)])]

    def _worked_out(self, token: Node) -> tuple[float, str]:
        """The number and unit of a calc(), min(), max() or clamp(). Raises Mixed."""
        terms = [self._sum([t for t in part if t.type != "comment"]) for part in split_list(token.arguments)]
        if not terms or len({unit for _, unit in terms}) > 1:
            raise Mixed
        numbers, unit = [n for n, _ in terms], terms[0][1]
        if token.lower_name == "clamp" and len(numbers) == 3:
            return max(numbers[0], min(numbers[1], numbers[2])), unit
        return {"min": min, "max": max}.get(token.lower_name, max)(numbers), unit

    def _sum(self, tokens: list[Node]) -> tuple[float, str]:
        """`a + b - c`; the signs stand between blanks, as CSS demands."""
        total, sign, product = None, 1.0, list[Node]()
        for index, token in enumerate([*tokens, None]):
            at_sign = token is None or (token in ("+", "-") and index > 0 and tokens[index - 1].type == "whitespace")
            if not at_sign:
                product.append(token)
                continue
            value, unit = self._product([t for t in product if t.type != "whitespace"])
            total = (sign * value, unit) if total is None else _added(total, (sign * value, unit))
            sign, product = (-1.0 if token == "-" else 1.0), []
        if total is None:
            raise Mixed
        return total

    def _product(self, tokens: list[Node]) -> tuple[float, str]:
        if len(tokens) % 2 == 0:
            raise Mixed
        value, unit = self._single(tokens[0])
        for operator, token in zip(tokens[1::2], tokens[2::2], strict=True):
            other, other_unit = self._single(token)
            if operator == "*" and "" in (unit, other_unit):
                value, unit = value * other, unit or other_unit
            elif operator == "/" and other_unit == "" and other:
                value = value / other
            else:
                raise Mixed
        return value, unit

    def _single(self, token: Node) -> tuple[float, str]:
        if token.type == "number":
            return token.value, ""
        if token.type == "percentage":
            return token.value, "%"
        if token.type == "dimension":
            return (token.value * self.leading, "rem") if token.lower_unit == "rlh" else (token.value, token.lower_unit)
        if token.type == "() block":
            return self._sum(list(token.content))
        if token.type == "function" and token.lower_name in MATH:
            return self._worked_out(token)
        raise Mixed


def number(value: float) -> str:
    """At most four decimals and no superfluous zero."""
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")


def _quantity(value: float, unit: str) -> str:
    if not math.isfinite(value):
        raise Mixed
    return f"{number(value)}{unit}"


def _added(one: tuple[float, str], other: tuple[float, str]) -> tuple[float, str]:
    if one[1] == other[1]:
        return one[0] + other[0], one[1]
    if one[1] in PIXELS and other[1] in PIXELS:
        return one[0] + other[0] * PIXELS[other[1]] / PIXELS[one[1]], one[1]
    raise Mixed


def _cut_at_comma(arguments: list[Node]) -> list[Any]:
    """The arguments of var(): its name and, after the first comma, the fallback if there is one."""
    for index, token in enumerate(arguments):
        if token == ",":
            return [str(tinycss2.serialize(arguments[:index])).strip(), arguments[index + 1 :]]
    return [str(tinycss2.serialize(arguments)).strip()]


def _line_height(declaration: Declaration) -> list[Value]:
    """What a `line-height` or `font` declaration of the root says of the height of a line."""
    if declaration.name == "line-height":
        return [declaration.value]
    if declaration.name == "font" and "/" in [t for t in declaration.value if t.type == "literal"]:
        after = list(declaration.value)[[t == "/" for t in declaration.value].index(True) + 1 :]
        return [tuple([t for t in after if t.type != "whitespace"][:1])]
    return []


def _leading(found: Mapping[str, Value], heights: list[Value]) -> float:
    """One root line in rem: the root's line height, else `--leading`, else CSS's customary 1.2."""
    tokens = Tokens(found, 1.2)
    for value in [*reversed(heights), *([found["--leading"]] if "--leading" in found else [])]:
        text = tokens.fill(Declaration("line-height", value, False)) or ""
        read = re.fullmatch(r"([\d.]+)(rem|em|%)?", text)
        if read:
            return float(read[1]) / (100 if read[2] == "%" else 1)
    return 1.2


def _joined(tokens: list[Node]) -> str:
    text: str = tinycss2.serialize(tokens)
    return " ".join(text.split()) if '"' not in text and "'" not in text else text.strip()


def _function(token: Node, arguments: list[Node]) -> Node:
    return _parse(f"{token.name}({tinycss2.serialize(arguments)})")[0]


def _parse(text: str) -> list[Node]:
    found: list[Node] = tinycss2.parse_component_value_list(text)
    return found
