"""Style sheets of one brand -> custom properties that are asked for and set nowhere, or set and asked for nowhere.

CSS passes over both without a word. A brand may have tokens of its own, if it uses them, but for colours of roles.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from tinycss2 import ast, serialize

from octavo.brand import Brand
from octavo.brandparts import FOLDER
from octavo.colours import HEX, ROLES
from octavo.csstree import content_of, declarations_of, parsed, tokens_of
from octavo.files import Files
from octavo.problems import Place, Problem, problem
from octavo.stylelint import meant
from octavo.stylesheet import PAPER, TAKES, bundle

NAMED = re.compile(r"var\(\s*--brand-([\w-]+)\s*\)")
"""A colour of the palette, as a style sheet asks for it."""
DARK = "prefers-color-scheme"
COLOUR = "--brand-"
"""How the tokens of a palette begin."""
MISSPELT = 0.9
"""Likeness (difflib) of a token's name to that of a colour, from which it is that one misspelt."""

Uses = tuple[tuple[str, Place], ...]
"""Names of tokens, each with the place where it stands."""


@dataclass(frozen=True)
class Names:
    """The tokens that one sheet sets, and those that it asks for."""

    set: Uses
    asked: Uses


def check_tokens(files: Files, brand: Brand, paths: Iterable[str]) -> tuple[Problem, ...]:
    """Every misspelt token of the sheets at `paths`, sorted by place. The sheets must be sound otherwise."""
    sheets = {path: names_of(files, path) for path in paths}
    own = [path for path in sheets if path.startswith(f"{FOLDER}/{brand.name}/")]
    coloured = (one for path in own for one in _coloured(parsed(files.text(path)), path))
    return tuple(sorted((*_unset(files, brand, sheets), *_unasked(sheets), *coloured), key=lambda p: p.place))


def names_of(files: Files, path: str) -> Names:
    """What one sheet sets and asks for, in its order."""
    return _names(files.text(path), path)


@lru_cache(maxsize=128)  # nearly all are the house's, and the same in every brand
def _names(text: str, path: str) -> Names:
    found: list[tuple[str, Place]] = []
    asked: list[tuple[str, Place]] = []
    for declaration in declarations_of(parsed(text)):
        if declaration.name.startswith("--"):
            found.append((declaration.name, Place(path, declaration.source_line, declaration.source_column)))
        for token in tokens_of(declaration.value):
            if isinstance(token, ast.FunctionBlock) and token.lower_name == "var":
                name = next(one for one in token.arguments if isinstance(one, ast.IdentToken))
                asked.append((name.value, Place(path, name.source_line, name.source_column)))
    return Names(tuple(found), tuple(asked))


def _unset(files: Files, brand: Brand, sheets: Mapping[str, Names]) -> list[Problem]:
    """Tokens that an edition's sheets ask for and that nothing sets there."""
    missing: dict[tuple[str, Place], list[str]] = {}
    made = {*brand.tokens, *brand.settings, *PAPER["letter"]}
    homes = {name: place.path for sheet in sheets.values() for name, place in sheet.set}
    for medium in TAKES:
        own = [sheets[stretch.path] for stretch in bundle(files, medium, brand).stretches]
        given = made.union(name for sheet in own for name, _ in sheet.set)
        for use in (use for sheet in own for use in sheet.asked if use[0] not in given):
            missing.setdefault(use, []).append(medium)
    found = []
    for (name, place), media in missing.items():
        elsewhere = f"it is set in {homes[name]}, which is not taken here" if name in homes else None
        hint = elsewhere or _uncoloured(name, brand) or meant(name, made.union(homes))
        found.append(problem("css-token", place, hint=hint, value=name, editions=", ".join(media)))
    return found


def _uncoloured(name: str, brand: Brand) -> str | None:
    """What to do about a colour that the palette lacks, as after it was named anew; None where it is misspelt."""
    known = sorted(token for token in brand.tokens if token.startswith(COLOUR))
    if not name.startswith(COLOUR) or get_close_matches(name, known, 1, MISSPELT):
        return None
    names = ", ".join(token.removeprefix(COLOUR) for token in known)
    return f'no color of the palette is called "{name.removeprefix(COLOUR)}"; there are {names}'


def _unasked(sheets: Mapping[str, Names]) -> list[Problem]:
    asked = {name for sheet in sheets.values() for name, _ in sheet.asked}
    return [
        problem("css-token-unused", place, hint=meant(name, asked), value=name)
        for sheet in sheets.values()
        for name, place in sheet.set
        if name not in asked
    ]


def _coloured(nodes: Iterable[ast.Node], path: str, section: str = "roles") -> Iterator[Problem]:
    """Colours of roles that a sheet of the brand sets; `section` is where _brand.yml has them."""
    for node in nodes:
        if isinstance(node, ast.Declaration) and node.name.startswith("--") and node.name[2:] in ROLES:
            place = Place(path, node.source_line, node.source_column)
            yield problem("css-role", place, value=node.name, key=_key(node), section=section)
        elif isinstance(node, ast.QualifiedRule | ast.AtRule):
            dark = isinstance(node, ast.AtRule) and DARK in serialize(node.prelude)
            yield from _coloured(content_of(node), path, "dark" if dark else section)


def _key(node: ast.Declaration) -> str:
    """What to write into _brand.yml: the role, and its colour where it can stand there as well."""
    role, value = node.name[2:], serialize(node.value).strip()
    if HEX.fullmatch(value):
        return f'{role}: "{value}"'
    named = NAMED.fullmatch(value)
    return f"{role}: {named[1]}" if named else f'"{role}"'
