"""Style sheets of one brand -> weights and styles that they write and that no font file of the brand has.

Each is told at its line and column. CSS would have the machine draw such a face bold or slanted, in its own way. The
build refuses the same of _brand.yml (brandparts.py); what the house's own sheets ask for is not the brand's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import tinycss2
from tinycss2 import ast

from octavo.brand import Brand, Face
from octavo.brandparts import FOLDER
from octavo.colours import HEX
from octavo.csstree import blocks_of, parsed, tokens_of
from octavo.files import Files
from octavo.flatten.rules import WEIGHTS, Declaration, read
from octavo.flatten.values import Tokens
from octavo.problems import Place, Problem, problem
from octavo.stylesheet import TAKES, bundle

TYPE = "--type-"
"""What the tokens of a whole setting begin with."""
WEIGHT = re.compile(r"--strong|--[\w-]+-(?:weight|face)")
"""Tokens of a weight, with its style or without."""
UNNAMED = ("text", "ui")
"""Kinds of text that a rule without a family stands in: running text, and the labels about it."""
SLANTED = ("italic", "oblique")


class Asked(NamedTuple):
    """A face that a value asks for; `family` is "" where it names none."""

    family: str
    weight: int
    style: str


def check_faces(files: Files, brand: Brand) -> tuple[Problem, ...]:
    """Every face that the brand's own sheets ask for and that it does not have, sorted by place. The sheets must be
    sound otherwise."""
    found: dict[tuple[Place, Asked], Problem] = {}
    own = f"{FOLDER}/{brand.name}/"
    written = {path: list(_written(files.text(path))) for path in files.list(own) if path.endswith(".css")}
    if not any(written.values()):
        return ()
    bare = replace(brand, tokens=_without_colours(brand.tokens), dark_tokens={})
    for medium in TAKES:
        sheet = bundle(files, medium, bare)
        faces = _faces_of(sheet.text, brand.fonts, tuple(brand.families.items()))
        for path in (stretch.path for stretch in sheet.stretches if stretch.path in written):
            for one, block in written[path]:
                place = Place(path, one.source_line, one.source_column)
                for asked in faces.lacking(one, block):
                    found.setdefault((place, asked), faces.problem(one.name, place, asked))
    return tuple(sorted(found.values(), key=lambda p: p.place))


def _written(text: str) -> Iterator[tuple[ast.Declaration, list[ast.Declaration]]]:
    """What a sheet says of weights: each declaration, and the rule it stands in."""
    for block in blocks_of(parsed(text)):
        yield from ((one, block) for one in block if _is_of_weight(one.name))


def _is_of_weight(name: str) -> bool:
    return name.lower() in ("font", "font-weight") or name.startswith(TYPE) or bool(WEIGHT.fullmatch(name))


def _without_colours(tokens: Mapping[str, str]) -> Mapping[str, str]:
    """No weight follows from a colour: sheets that differ in colours alone are read once."""
    return {name: value for name, value in tokens.items() if not HEX.fullmatch(value)}


@lru_cache(maxsize=8)
def _faces_of(text: str, fonts: tuple[Face, ...], families: tuple[tuple[str, str], ...]) -> "_Faces":
    """The faces of a brand, with what the sheet `text` of one edition comes to."""
    rules = read(text)
    return _Faces(fonts, dict(families), Tokens.of_root(rules, {}), [rule.declarations for rule in rules.rules])


@dataclass(frozen=True)
class _Faces:
    """The fonts of a brand and the family of each kind of text, and what its edition's sheets come to: `tokens`, and
    the declarations of each rule."""

    fonts: tuple[Face, ...]
    families: Mapping[str, str]
    tokens: Tokens
    rules: list[tuple[Declaration, ...]]

    def lacking(self, one: ast.Declaration, block: Iterable[ast.Declaration]) -> list[Asked]:
        """What a declaration asks for that is not there; `block` is the rule it stands in."""
        own = Declaration(one.name, tuple(one.value), important=False)
        if WEIGHT.fullmatch(one.name):
            asked = list(self._through(own))
        else:
            beside = [Declaration(other.lower_name, tuple(other.value), important=False) for other in block]
            asked = list(self._of(own, beside, self.tokens, ("",)))
        return [face for face in dict.fromkeys(asked) if not self._has(face)]

    def problem(self, name: str, place: Place, asked: Asked) -> Problem:
        """That the face is not there, and the nearest one that is."""
        near = min(self._own(asked.family), key=lambda has: (has[1] != asked.style, abs(has[0] - asked.weight)))
        return problem(
            "css-font-weight", place, name=name, family=asked.family or "the brand", weight=asked.weight,
            style=asked.style,
            near=f"{near[0]}{' italic' if near[1] == 'italic' else ''}",
        )  # fmt: skip

    def _through(self, own: Declaration) -> Iterator[Asked]:
        """The faces that a token of a weight comes to, wherever the edition's sheets ask for it."""
        tokens = self.tokens.within([own])
        told = {name: Declaration(name, value, important=False) for name, value in tokens.values.items()}
        for block in ([*told.values()], *([d for d in rule if not d.name.startswith("--")] for rule in self.rules)):
            for one in block:
                if one.name != own.name and _asks(one.value, own.name):
                    yield from self._of(one, block, tokens, tuple(self.families[kind] for kind in UNNAMED))

    def _of(
        self, one: Declaration, block: Iterable[Declaration], tokens: Tokens, otherwise: tuple[str, ...]
    ) -> Iterator[Asked]:
        """The faces of a whole setting, or of a weight: in the family that its rule names, or those of `otherwise`."""
        text = _filled(one, tokens)
        if one.name == "font" or one.name.startswith(TYPE):
            yield from filter(None, [_setting(text)])
        elif one.name == "font-weight" and (weight := _weight(text)):
            named = [
                face.family for other in block if other.name == "font" and (face := _setting(_filled(other, tokens)))
            ]
            named += [_family(_parsed(_filled(other, tokens))) for other in block if other.name == "font-family"]
            yield from (Asked(family, weight, "normal") for family in (named[-1:] or otherwise))

    def _own(self, family: str) -> list[tuple[int, str]]:
        return [(face.weight, face.style) for face in self.fonts if family in ("", face.family)]

    def _has(self, asked: Asked) -> bool:
        """Whether there is a file of it; families that are not the brand's are others' matter."""
        own = self._own(asked.family)
        return not own or (asked.weight, asked.style) in own


def _filled(one: Declaration, tokens: Tokens) -> str:
    """The value of a declaration or of a token with nothing left to look up; "" where it says nothing."""
    return tokens.text(one.value) or ""


def _parsed(text: str) -> list[ast.Node]:
    """The tokens of a value, without blanks."""
    return [t for t in tinycss2.parse_component_value_list(text) if not isinstance(t, ast.WhitespaceToken)]


def _asks(value: Iterable[ast.Node], name: str) -> bool:
    """Whether a value takes a token."""
    return any(isinstance(token, ast.IdentToken) and token.value == name for token in tokens_of(value))


def _weight(text: str) -> int:
    """A weight that is a number or has one; 0 for any other, such as `bolder`."""
    weight = WEIGHTS.get(text.lower(), text)
    return int(weight) if weight.isdecimal() else 0


def _setting(text: str) -> Asked | None:
    """What the value of `font` asks for; None for a word of the system's, such as `inherit`."""
    tokens = _parsed(text)
    sizes = ast.DimensionToken | ast.PercentageToken | ast.FunctionBlock
    size = next((n for n, token in enumerate(tokens) if isinstance(token, sizes)), None)
    if size is None:
        return None
    before, after = tokens[:size], tokens[size + 1 :]
    if after and after[0] == "/":
        after = after[2:]
    words = [str(token.value).lower() for token in before if isinstance(token, ast.IdentToken)]
    weight = next((int(token.value) for token in before if isinstance(token, ast.NumberToken)), 0)
    weight = weight or next((int(WEIGHTS[word]) for word in reversed(words) if word in WEIGHTS), 400)
    return Asked(_family(after), weight, "italic" if any(word in SLANTED for word in words) else "normal")


def _family(tokens: Iterable[ast.Node]) -> str:
    """The first family of a list."""
    words: list[str] = []
    for token in tokens:
        if token == ",":
            break
        if isinstance(token, ast.StringToken | ast.IdentToken):
            words.append(str(token.value))
    return " ".join(words)
