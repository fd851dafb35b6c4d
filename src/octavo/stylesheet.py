"""styles/ + Brand -> one Stylesheet for a medium, with a map back to the author's files and lines.

`styles/brief.css` holds one @layer line and @import lines, each with its layer and medium. WeasyPrint 70 loses layers
through @media and through nested imports, so the bundle writes every sheet out in its own layer, in order. Of the
sheets in styles/layout/, and of any sheet that bears a layout's name, those of the brand's layout are taken.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import tinycss2
from tinycss2 import ast

from octavo.brand import Brand, Face
from octavo.brandparts import FOLDER
from octavo.csstree import parsed
from octavo.files import Files
from octavo.problems import Place

ENTRY = "styles/brief.css"

Medium = Literal["print", "screen", "epub"]

TAKES: Mapping[Medium, tuple[str, ...]] = MappingProxyType(
    {"print": ("", "print"), "screen": ("", "screen", "paper"), "epub": ("", "epub")}
)
"""Edition -> the media whose sheets it takes. The web page takes two: for a screen, and for a browser's printing."""

QUERIES: Mapping[str, str] = MappingProxyType({"screen": "screen", "paper": "print"})
"""Medium of a web page's sheet -> its media query."""

PAPER: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "letter": {"--page-w": "612pt", "--page-h": "792pt"},
        "a4": {"--page-w": "210mm", "--page-h": "297mm"},
        "cover": {"--page-w": "600pt", "--page-h": "960pt"},
    }
)
"""Sheet sizes: US Letter (ANSI Y14.1, 8.5 x 11 in), A4 (ISO 216), and the front of a book (1 to 1.6)."""

URL = re.compile(r"""url\(\s*(?P<quote>['"]?)(?P<target>[^'")]+)(?P=quote)\s*\)""")


@dataclass(frozen=True)
class Import:
    """One @import line of the entry sheet: `path` in the workspace, layer ("" for none), medium ("" for all)."""

    path: str
    layer: str
    medium: str
    place: Place

    @property
    def stem(self) -> str:
        return self.path.rsplit("/", 1)[-1].removesuffix(".css")


@dataclass(frozen=True)
class Entry:
    """The entry sheet, read: the layers in order and the imports in order."""

    layers: tuple[str, ...]
    imports: tuple[Import, ...]

    @property
    def layouts(self) -> tuple[str, ...]:
        """The names of the layouts to choose from."""
        return tuple(i.stem for i in self.imports if i.path.startswith("styles/layout/"))


@dataclass(frozen=True)
class Stretch:
    """Lines of a bundle that come from one file: bundle line `first` is the file's line 1, `last` its last."""

    first: int
    last: int
    path: str


@dataclass(frozen=True)
class Stylesheet:
    """CSS for one medium. Its urls are paths in the workspace ("styles/brands/pacific/logo.svg")."""

    text: str
    stretches: tuple[Stretch, ...]

    def own(self, brand: Brand) -> list[str]:
        """The brand's own sheets among those that it is made of."""
        return [one.path for one in self.stretches if one.path.startswith(f"{FOLDER}/{brand.name}/")]

    def place(self, line: int, column: int = 0) -> Place:
        """Where a line of the bundle was written: the author's file and line, or the entry sheet for a made line."""
        for stretch in self.stretches:
            if stretch.first <= line <= stretch.last:
                return Place(stretch.path, line - stretch.first + 1, column)
        return Place(ENTRY)


def bundle(files: Files, medium: Medium, brand: Brand, paper: str = "letter") -> Stylesheet:
    """All CSS of one medium: layered sheets in cascade order, then @page rules and other sheets without a layer.

    Raises FileMissing or FileRefused for a sheet that cannot be read; `stylelint.lint` says so with its place.
    """
    entry = read_entry(files)
    chosen = [i for i in entry.imports if i.medium in TAKES[medium] and _of_layout(i, entry, brand)]
    writer = _Writer(files)
    writer.made(f"@layer {', '.join(entry.layers)};")
    for face in brand.fonts:
        writer.made(_face(face, medium))
    for one in chosen:
        if one.layer:
            writer.sheet(one, medium)
            if one is _last_of(chosen, "tokens"):
                writer.made(_tokens(brand, medium))
    if brand.settings:
        said = {name: setting.value for name, setting in brand.settings.items()}
        writer.made(f"@layer brand {{ {_root(said)} }}")
    for own in _own_sheets(brand, medium):
        if files.exists(own.path):
            writer.sheet(own, medium)
    for one in chosen:
        if not one.layer:
            writer.sheet(one, medium)
    if medium == "print":
        writer.made(_root(PAPER[paper]))
    return writer.finish()


def read_entry(files: Files) -> Entry:
    """The entry sheet's layers and imports; what else stands in it is passed over (`stylelint.lint` names it)."""
    layers: list[str] = []
    imports: list[Import] = []
    for rule in parsed(files.text(ENTRY)):
        if isinstance(rule, ast.AtRule) and rule.lower_at_keyword == "layer" and rule.content is None:
            layers += [t.value for t in rule.prelude if isinstance(t, ast.IdentToken)]
        if isinstance(rule, ast.AtRule) and rule.lower_at_keyword == "import":
            imports.append(_import(rule))
    return Entry(tuple(layers), tuple(imports))


def _import(rule: ast.AtRule) -> Import:
    tokens = [t for t in rule.prelude if not isinstance(t, ast.WhitespaceToken | ast.Comment)]
    target, layer, medium = "", "", ""
    for token in tokens:
        if isinstance(token, ast.URLToken | ast.StringToken):
            target = token.value
        elif isinstance(token, ast.FunctionBlock) and token.lower_name == "url":
            target = next((t.value for t in token.arguments if isinstance(t, ast.StringToken)), "")
        elif isinstance(token, ast.FunctionBlock) and token.lower_name == "layer":
            layer = tinycss2.serialize(token.arguments).strip()
        elif isinstance(token, ast.IdentToken):
            medium = token.lower_value
    return Import(join(ENTRY, target), layer, medium, Place(ENTRY, rule.source_line, rule.source_column))


def join(base: str, target: str) -> str:
    """`target` as written in the sheet at `base` -> a path in the workspace; an address with a scheme stays."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#", target):
        return target
    parts = base.split("/")[:-1]
    for part in target.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in (".", ""):
            parts.append(part)
    return "/".join(parts)


def _of_layout(one: Import, entry: Entry, brand: Brand) -> bool:
    return one.stem not in entry.layouts or one.stem == brand.layout


def _own_sheets(brand: Brand, medium: Medium) -> tuple[Import, Import]:
    """A brand's brand.css for all media, and its sheet for one, in the layer of that name."""
    folder = f"{FOLDER}/{brand.name}"
    return (
        Import(f"{folder}/brand.css", "brand", "", Place(ENTRY)),
        Import(f"{folder}/{medium}.css", medium, medium, Place(ENTRY)),
    )


def _last_of(imports: list[Import], layer: str) -> Import | None:
    return next((i for i in reversed(imports) if i.layer == layer), None)


def _face(face: Face, medium: Medium) -> str:
    swap = " font-display: swap;" if medium == "screen" else ""
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style};{swap} '
        f'src: url("{face.path}") format("woff2"); }}'
    )


def _root(tokens: Mapping[str, str]) -> str:
    return ":root { " + " ".join(f"{name}: {value};" for name, value in tokens.items()) + " }"


def _tokens(brand: Brand, medium: Medium) -> str:
    light = f"@layer tokens {{ {_root(brand.tokens)} }}"
    if medium != "screen" or not brand.dark_tokens:
        return light
    dark = f"@layer tokens {{ {_root(brand.dark_tokens)} }}"
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{ {dark} }}"


class _Writer:
    """Puts sheets one after the other and remembers which line came from where."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._lines: list[str] = []
        self._stretches: list[Stretch] = []

    def made(self, text: str) -> None:
        self._lines += text.split("\n")

    def sheet(self, one: Import, medium: Medium) -> None:
        """A file's text, its urls turned into paths of the workspace, inside its layer and, for browsers, medium."""
        text = URL.sub(lambda found: f'url("{join(one.path, found["target"].strip())}")', self._files.text(one.path))
        opening, closing = [], []
        if medium == "screen" and one.medium:
            opening.append(f"@media {QUERIES[one.medium]} {{")
            closing.append("}")
        if one.layer:
            opening.append(f"@layer {one.layer} {{")
            closing.append("}")
        lines = text.rstrip("\n").split("\n")
        if opening:
            self._lines.append(" ".join(opening))
        self._stretches.append(Stretch(len(self._lines) + 1, len(self._lines) + len(lines), one.path))
        self._lines += lines
        if closing:
            self._lines.append(" ".join(closing))

    def finish(self) -> Stylesheet:
        return Stylesheet("\n".join(self._lines) + "\n", tuple(self._stretches))
