"""A read _brand.yml -> its parts, resolved and checked: type, logos, fonts. brand.py puts them together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from octavo.brandfile import BrandFile
from octavo.brandhints import hint_for, near_file
from octavo.brandnames import BRANDS
from octavo.brandsettings import headings_in
from octavo.files import FileRefused, Files
from octavo.problems import Problem, problem
from octavo.yamltext import Loc, Marks

FOLDER = BRANDS

SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit> *(?:pt)?)")
"""Type sizes are given in points: what a printer's rule and a PDF are measured in. The unit may be missing, or stand
apart, but only to be told so."""

GROUNDS: Mapping[str, str] = {"masthead": "opening-bg", "plain": "paper", "cover": "cover-bg", "mark": "paper"}
"""Where a logo stands -> the role of the ground under it. `dark` stands on the dark screen's paper."""

TEXT_SIZE = (9.0, 12.0)
"""Least and most points of running text."""


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


class Parts:
    """The parts of a read file, each on its own call; every fault is noted in `found`, with its place."""

    def __init__(self, files: Files, name: str, read: BrandFile, marks: Marks) -> None:
        self.files, self.name, self.read, self.marks = files, name, read, marks
        self.print = read.defaults.octavo
        self.found: list[Problem] = []

    def _say(self, code: str, loc: Loc, hint: str | None = None, key: bool = False, **values: object) -> None:
        self.found.append(problem(code, self.marks.place(loc, key), hint=hint, **values))

    # Type ---------------------------------------------------------------------------------------

    def fonts(self) -> tuple[Face, ...]:
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

    def families(self) -> dict[str, str]:
        kinds, own = self.read.typography, self.print.families
        named: dict[str, tuple[str, tuple[str, ...]]] = {
            "text": (kinds.base.family, ("typography", "base", "family")),
            "display": (kinds.headings.family, ("typography", "headings", "family")),
            "mono": (kinds.monospace.family, ("typography", "monospace", "family")),
            **{k: (v, ("defaults", "octavo", "families", k)) for k, v in own.model_dump().items()},
        }
        known = [font.family for font in kinds.fonts]
        fallback = ("defaults", "octavo", "fallback", "fonts")
        spare = [(name, (*fallback, n)) for n, name in enumerate(self.print.fallback.fonts)]
        for family, loc in (*named.values(), *spare):
            if family and family not in known:
                self._say("brand-font-family", loc, hint=hint_for(family, known), value=family)
        return {kind: family or kinds.base.family for kind, (family, _) in named.items()}

    def weights(self, families: Mapping[str, str]) -> None:
        """Every weight and style that the file asks for is that of a font file: none is made bold or slanted here."""
        kinds = self.read.typography
        asked = [
            ("text", kinds.base.weight, "normal", ("base", "weight")),
            ("mono", kinds.monospace.family and kinds.monospace.weight, "normal", ("monospace", "weight")),
            ("display", kinds.headings.weight, kinds.headings.style, ("headings", "weight")),
        ]
        if not kinds.headings.weight and kinds.headings.style != "normal":
            usual = {weight for _, weight in headings_in(families)}
            asked += [("display", weight, kinds.headings.style, ("headings", "style")) for weight in sorted(usual)]
        for kind, weight, style, loc in asked:
            own = [(f.weight, f.style) for font in kinds.fonts for f in font.files if font.family == families[kind]]
            if weight and own and (weight, style) not in own:
                near = min(own, key=lambda face: (face[1] != style, abs(face[0] - weight)))
                hint = f"add that file under typography.fonts, or write {near[0] if near[1] == style else near[1]}"
                at, family = ("typography", *loc), families[kind]
                self._say("brand-font-weight", at, hint=hint, family=family, weight=weight, style=style)

    def type_tokens(self, families: Mapping[str, str]) -> dict[str, str]:
        """Tokens of the families and of the text's size and line, from which all other sizes follow."""
        base = self.read.typography.base
        generic = {"mono": "monospace", "ui": self.print.fallback.ui}
        spare = "".join(f', "{name}"' for name in self.print.fallback.fonts)
        last = self.print.fallback.text
        stacks = {f"--font-{k}": f'"{v}"{spare}, {generic.get(k, last)}' for k, v in families.items()}
        if not self.read.typography.monospace.family:
            stacks["--font-mono"] = "monospace"
        size = SIZE.fullmatch(base.size)
        if size is None or size["unit"] != "pt":
            hint = f"write {size['number']}pt" if size else None
            self._say("brand-size", ("typography", "base", "size"), hint=hint, value=base.size)
            return stacks
        points = float(size["number"])
        least, most = (f"{limit:g}" for limit in TEXT_SIZE)
        if not TEXT_SIZE[0] <= points <= TEXT_SIZE[1]:
            loc, hint = ("typography", "base", "size"), f"write {least}pt to {most}pt"
            name, value = ".".join(loc), size["number"]
            self._say("brand-size-range", loc, hint=hint, name=name, value=value, least=least, most=most)
        line = round(points * base.line_height, 2)
        return {**stacks, "--root": f"{points:g}pt", "--line": f"{line:g}pt", "--leading": f"{line / points:.6g}"}

    # Files --------------------------------------------------------------------------------------

    def logos(self) -> dict[str, Logo]:
        images = self.read.logo.images
        logos: dict[str, Logo] = {}
        for place, name in self.print.logo.model_dump().items():
            if name not in images:
                self._say("brand-logo", ("defaults", "octavo", "logo", place), hint=hint_for(name, images), value=name)
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
                there = {one.removeprefix(f"{folder}/") for one in self.files.list(folder)}
                near = near_file(written, sorted(there - self._named()))
                hint = f'did you mean "{near}"?' if near else None
                self._say("brand-file", loc, hint=hint, value=written, folder=folder)
        except FileRefused as fault:
            self._say("brand-file-refused", loc, value=written, reason=fault.reason)

    def _named(self) -> set[str]:
        """The files that the brand's own file names: one of them is not meant where another is missing."""
        fonts = (file.path for font in self.read.typography.fonts for file in font.files)
        return {*fonts, *(image.path for image in self.read.logo.images.values())}

    def check_layout(self) -> None:
        known = [p.rsplit("/", 1)[-1].removesuffix(".css") for p in self.files.list("styles/layout")]
        layout = self.print.layout
        if layout not in known:
            loc = ("defaults", "octavo", "layout")
            self._say("brand-layout", loc, hint=hint_for(layout, known), value=layout)
