"""`{#id .class key="value"}` -> Attributes, by Pandoc's rules. Imports nothing."""

import re
from dataclasses import dataclass

_PART = re.compile(
    r"""\#(?P<id>[^\s{}="']+)
      | \.(?P<class>[^\s{}="'.\#]+)
      | (?P<dash>-)(?=[\s}])
      | (?P<key>[A-Za-z_:][\w:.-]*)=
        (?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|(?P<bare>[^\s{}"']+))""",
    re.VERBOSE | re.DOTALL,
)
_SPACE = re.compile(r"\s*")
_ESCAPE = re.compile(r"""\\(["'\\])""")


@dataclass(frozen=True)
class Attributes:
    """What stands in one pair of braces. `classes` and `values` keep the order of writing; a repeated key or a
    second id is in `repeated`. The dash of `{-}` is the class "unnumbered"."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    repeated: tuple[str, ...] = ()

    def get(self, key: str) -> str:
        """The value of `key`, or "" when it is not given."""
        return dict(self.values).get(key, "")

    def has(self, key: str) -> bool:
        return key in dict(self.values)


NONE = Attributes()


def parse(text: str, start: int = 0) -> tuple[Attributes, int] | None:
    """Read the braces that open at `start`. Returns the attributes and the position after `}`, or None
    when what stands there is not a well-formed attribute list. `{}` is one, and empty."""
    if not text.startswith("{", start):
        return None
    ids: list[str] = []
    classes: list[str] = []
    values: dict[str, str] = {}
    repeated: list[str] = []
    position = _after_space(text, start + 1)
    while not text.startswith("}", position):
        part = _PART.match(text, position)
        if part is None:
            return None
        if part["id"]:
            ids.append(part["id"])
        elif part["class"]:
            classes.append(part["class"])
        elif part["dash"]:
            classes.append("unnumbered")
        elif part["key"] == "id":
            ids.append(_value(part))
        elif part["key"] == "class":
            classes.extend(_value(part).split())
        elif part["key"] in values:
            repeated.append(part["key"])
        else:
            values[part["key"]] = _value(part)
        following = _after_space(text, part.end())
        if following == part.end() and not text.startswith(("}", ".", "#"), following):
            return None
        position = following
    repeated.extend(f"#{extra}" for extra in ids[1:])
    found = Attributes(ids[0] if ids else "", tuple(classes), tuple(values.items()), tuple(repeated))
    return found, position + 1


def at_end(text: str) -> tuple[str, Attributes]:
    """Split `Text {#id .class}` into the text before the braces and the attributes; unescaped braces only."""
    stripped = text.rstrip()
    if not stripped.endswith("}"):
        return text, NONE
    start = stripped.find("{")
    while start >= 0:
        found = parse(stripped, start)
        if found is not None and found[1] == len(stripped) and not stripped[:start].endswith("\\"):
            return stripped[:start].rstrip(), found[0]
        start = stripped.find("{", start + 1)
    return text, NONE


def _value(part: re.Match[str]) -> str:
    quoted = part["double"] if part["double"] is not None else part["single"]
    if quoted is None:
        return part["bare"]
    return re.sub(r"\s*\n\s*", " ", _ESCAPE.sub(r"\1", quoted))


def _after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position
