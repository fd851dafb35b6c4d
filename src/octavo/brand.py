"""styles/brands/<brand>/_brand.yml -> Brand: colours, type, logos and measures, resolved and checked."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from octavo.brandfile import BrandFile
from octavo.colours import PAIRS, ROLES, THEME, Pair, Palette, contrast
from octavo.files import FileMissing, FileRefused, Files, NotText
from octavo.problems import Place, Problem, errors, problem
from octavo.yamltext import Loc, Marks, load

FOLDER = "styles/brands"

SIZE = re.compile(r"(\d+(?:\.\d+)?)pt")
"""Type sizes are given in points: what a printer's rule and a PDF are measured in."""


@dataclass(frozen=True)
class Meta:
    """Who the brand belongs to."""

    full: str
    short: str
    link: str


@dataclass(frozen=True, order=True)
class Face:
    """One font file: its family, weight (100 to 900) and style ("normal" or "italic")."""

    family: str
    weight: int
    style: str
    path: str


@dataclass(frozen=True)
class Logo:
    path: str
    alt: str


@dataclass(frozen=True)
class Brand:
    """A house's look, settled.

    `colors` is the palette and `roles` what its colours are for ("ink": "#15242e"); `dark` the roles on a dark
    screen. `fonts` are files; `families` names the family for text, display, sub, small, ui and mono. `logos` has
    masthead, plain, cover, mark and dark. `figure` gives drawing widths in points. `tokens` and `dark_tokens` are
    CSS custom properties, ready to be written. `layout` names a file of styles/layout/.
    """

    name: str
    meta: Meta
    layout: str
    colors: Mapping[str, str]
    roles: Mapping[str, str]
    dark: Mapping[str, str]
    fonts: tuple[Face, ...]
    families: Mapping[str, str]
    logos: Mapping[str, Logo]
    figure: Mapping[str, float]
    pairs: tuple[Pair, ...]
    tokens: Mapping[str, str]
    dark_tokens: Mapping[str, str]

    @property
    def chart(self) -> Mapping[str, str]:
        """Colours of a chart by role: ink, ink-2, 1, 2, 3, hi, hi-ink, hi-soft, mute, grid, paper."""
        own = {role.removeprefix("chart-"): value for role, value in self.roles.items() if role.startswith("chart-")}
        return MappingProxyType({**own, "paper": self.roles["paper"]})


def brands(files: Files) -> tuple[str, ...]:
    """The names of all brands the workspace and Octavo offer, sorted."""
    return tuple(sorted(p.split("/")[2] for p in files.list(FOLDER) if p.endswith("/_brand.yml") and p.count("/") == 3))


def load_brand(files: Files, name: str) -> tuple[Brand | None, tuple[Problem, ...]]:
    """Read, resolve and check one brand. None when an error makes it unusable; all problems are given at once."""
    path = f"{FOLDER}/{name}/_brand.yml"
    try:
        text = files.text(path)
    except (FileMissing, FileRefused):
        return None, (problem("brand-missing", Place(path), value=name, known=", ".join(brands(files))),)
    except NotText as fault:
        return None, (problem("brand-not-text", Place(path, fault.line), reason=fault.reason),)
    data, marks, found = load(text, path)
    if errors(found):
        return None, found
    try:
        read = BrandFile.model_validate(data)
    except ValidationError as error:
        return None, (*found, *(_form(fault, marks) for fault in error.errors()))
    reader = _Reader(files, name, read, marks)
    brand = reader.brand()
    every = (*found, *reader.found)
    return (None if errors(every) else brand), every


class _Reader:
    """Turns a read file into a Brand, noting every fault with its place."""

    def __init__(self, files: Files, name: str, read: BrandFile, marks: Marks) -> None:
        self.files, self.name, self.read, self.marks = files, name, read, marks
        self.print = read.defaults.octavo
        self.found: list[Problem] = []
        self.palette = Palette(read.color.palette, self._theme())

    def brand(self) -> Brand:
        self._check_layout()
        colors = {name: self._colour(value, "color", "palette", name) for name, value in self.read.color.palette.items()}
        roles = self._roles({})
        dark = self._roles(self.print.dark, "dark") if self.print.dark else roles
        fonts, families = self._fonts(), self._families()
        pairs = self._pairs(roles, "roles") + (self._pairs(dark, "dark") if self.print.dark else ())
        palette = {f"--brand-{name}": value for name, value in colors.items()}
        own = {f"--{role}": value for role, value in roles.items()}
        differing = {f"--{role}": value for role, value in dark.items() if value != roles[role]}
        frozen = MappingProxyType
        return Brand(
            self.name, self._meta(), self.print.layout, frozen(colors), frozen(roles), frozen(dark), fonts,
            frozen(families), frozen(self._logos()), frozen(self.print.figure.model_dump()), pairs,
            frozen({**palette, **own, **self._type(families)}), frozen(differing),
        )  # fmt: skip

    def _say(
        self, code: str, loc: Loc, *, hint: str | None = None, key: bool = False, **values: object
    ) -> None:
        self.found.append(problem(code, self.marks.place(loc, key), hint=hint, **values))

    def _meta(self) -> Meta:
        meta = self.read.meta
        return Meta(meta.name.full, meta.name.short or meta.name.full, meta.link.home if meta.link else "")

    # Colours ------------------------------------------------------------------------------------

    def _theme(self) -> Mapping[str, str]:
        return {k: v for k, v in self.read.color.model_dump(exclude={"palette"}).items() if v}

    def _colour(self, value: str, *loc: str | int) -> str:
        """`value` as "#rrggbb"; a fault is noted, and black stands in for it."""
        try:
            return self.palette.resolve(value)
        except ValueError:
            self._say("brand-colour", loc, hint=_hint(value, self.palette.names), value=value)
            return "#000000"

    def _roles(self, over: Mapping[str, str], section: str = "roles") -> dict[str, str]:
        """Every role's colour: from `roles` (and `over` it), else from the theme, else from another role."""
        given: dict[str, str] = {}
        for name, role in THEME.items():
            if value := getattr(self.read.color, name):
                given[role] = self._colour(value, "color", name)
        if link := self.read.typography.link.color:
            given["link"] = self._colour(link, "typography", "link", "color")
        if heading := self.read.typography.headings.color:
            given["heading"] = self._colour(heading, "typography", "headings", "color")
        for name, values in (("roles", self.print.roles), (section, over)):
            for role, value in values.items():
                if role not in ROLES:
                    loc = ("defaults", "octavo", name, role)
                    self._say("brand-role", loc, hint=_hint(role, ROLES), key=True, value=role)
                given[role] = self._colour(value, "defaults", "octavo", name, role)
        for role, source in ROLES.items():
            given.setdefault(role, given.get(source, source))
        return {role: given[role] for role in ROLES}

    def _pairs(self, roles: Mapping[str, str], section: str) -> tuple[Pair, ...]:
        made = []
        for ink, ground, use, least in PAIRS:
            pair = Pair(ink, ground, use, contrast(roles[ink], roles[ground]), least)
            if pair.ratio < least:
                values = {"ink": roles[ink], "ground": roles[ground], "ratio": f"{int(pair.ratio * 100) / 100:.2f}"}
                loc = ("defaults", "octavo", section, ink)
                self._say("brand-contrast", loc, role=ink, on=ground, use=use, least=least, **values)
            made.append(pair)
        return tuple(made)

    # Type ---------------------------------------------------------------------------------------

    def _fonts(self) -> tuple[Face, ...]:
        faces: list[Face] = []
        for i, font in enumerate(self.read.typography.fonts):
            for j, file in enumerate(font.files):
                loc = ("typography", "fonts", i, "files", j)
                face = Face(font.family, file.weight, file.style, f"{FOLDER}/{self.name}/{file.path}")
                if any((f.family, f.weight, f.style) == (face.family, face.weight, face.style) for f in faces):
                    self._say("brand-font-twice", loc, family=face.family, weight=face.weight, style=face.style)
                self._check_file(face.path, file.path, (*loc, "path"))
                faces.append(face)
        return tuple(faces)

    def _families(self) -> dict[str, str]:
        kinds, own = self.read.typography, self.print.families
        named: dict[str, tuple[str, tuple[str, ...]]] = {
            "text": (kinds.base.family, ("typography", "base", "family")),
            "display": (kinds.headings.family, ("typography", "headings", "family")),
            "mono": (kinds.monospace.family, ("typography", "monospace", "family")),
            **{k: (v, ("defaults", "octavo", "families", k)) for k, v in own.model_dump().items()},
        }
        known = [font.family for font in kinds.fonts]
        for family, loc in named.values():
            if family and family not in known:
                self._say("brand-font-family", loc, hint=_hint(family, known), value=family)
        return {kind: family or kinds.base.family for kind, (family, _) in named.items()}

    def _type(self, families: Mapping[str, str]) -> dict[str, str]:
        """Tokens of the families and of the text's size and line, from which all other sizes follow."""
        base = self.read.typography.base
        generic = {"mono": "monospace", "ui": self.print.fallback.ui}
        stacks = {f"--font-{k}": f'"{v}", {generic.get(k, self.print.fallback.text)}' for k, v in families.items()}
        if not self.read.typography.monospace.family:
            stacks["--font-mono"] = "monospace"
        size = SIZE.fullmatch(base.size)
        if size is None:
            self._say("brand-size", ("typography", "base", "size"), value=base.size)
            return stacks
        points = float(size[1])
        line = round(points * base.line_height, 2)
        return {**stacks, "--root": f"{points:g}pt", "--line": f"{line:g}pt", "--leading": f"{line / points:.6g}"}

    # Files --------------------------------------------------------------------------------------

    def _logos(self) -> dict[str, Logo]:
        images = self.read.logo.images
        logos: dict[str, Logo] = {}
        for place, name in self.print.logo.model_dump().items():
            if name not in images:
                self._say("brand-logo", ("defaults", "octavo", "logo", place), hint=_hint(name, images), value=name)
                continue
            image = images[name]
            logos[place] = Logo(f"{FOLDER}/{self.name}/{image.path}", image.alt or self.read.meta.name.full)
        for name, image in images.items():
            self._check_file(f"{FOLDER}/{self.name}/{image.path}", image.path, ("logo", "images", name))
        return logos

    def _check_file(self, path: str, written: str, loc: tuple[str | int, ...]) -> None:
        try:
            if not self.files.exists(path):
                folder = f"{FOLDER}/{self.name}"
                kin = [p[len(folder) + 1 :] for p in self.files.list(folder) if p.rsplit(".", 1)[-1] == path.rsplit(".", 1)[-1]]
                self._say("brand-file", loc, hint=_hint(written, kin), value=written, folder=folder)
        except FileRefused as fault:
            self._say("brand-file-refused", loc, value=written, reason=fault.reason)

    def _check_layout(self) -> None:
        known = [p.rsplit("/", 1)[-1].removesuffix(".css") for p in self.files.list("styles/layout")]
        layout = self.print.layout
        if layout not in known:
            loc = ("defaults", "octavo", "layout")
            self._say("brand-layout", loc, hint=_hint(layout, known), value=layout)


def _nearest(word: str, known: Iterable[str]) -> str:
    """The most similar of `known`, or ""."""
    close = difflib.get_close_matches(word, list(known), 1)
    return close[0] if close else ""


def _hint(word: str, known: Iterable[str]) -> str:
    """What to write instead of `word`: the nearest of `known`, else all of them."""
    names = list(known)
    close = _nearest(word, names)
    return f'did you mean "{close}"?' if close else f"known: {', '.join(names)}" if names else "take it out"


def _form(fault: Mapping[str, Any], marks: Marks) -> Problem:
    """A pydantic finding as a problem: an unknown field, a missing one, or a value of the wrong kind."""
    loc: tuple[str | int, ...] = tuple(fault["loc"])
    field = ".".join(map(str, loc))
    if fault["type"] == "extra_forbidden":
        hint = _hint(str(loc[-1]), _siblings(loc))
        return problem("brand-field", marks.place(loc, key=True), value=field, hint=hint)
    if fault["type"] == "missing":
        return problem("brand-lacks", marks.place(loc), field=field)
    return problem("brand-value", marks.place(loc), field=field, value=fault["input"], reason=fault["msg"])


def _siblings(loc: tuple[str | int, ...]) -> list[str]:
    """The fields that may stand where `loc` ends, found by walking the models."""
    model: Any = BrandFile
    for part in loc[:-1]:
        if isinstance(part, str) and isinstance(model, type) and issubclass(model, BaseModel):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            model = fields[part].annotation if part in fields else None
            model = next((m for m in get_args(model) if isinstance(m, type) and issubclass(m, BaseModel)), model)
    if isinstance(model, type) and issubclass(model, BaseModel):
        return [field.alias or name for name, field in model.model_fields.items()]
    return []
