"""Style sheets of one brand -> sizes that no brief could be printed in, at the brand's line that decides them.

What runs off the page because of them would else be blamed on the brief.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, exp, floor, log
from types import MappingProxyType
from typing import NamedTuple

from tinycss2 import ast, serialize

from octavo.brand import Brand
from octavo.brandparts import FOLDER, TEXT_SIZE
from octavo.brandsettings import STEPS
from octavo.csstree import declarations_of, parsed, tokens_of
from octavo.files import Files
from octavo.flatten.rules import read
from octavo.flatten.values import PIXELS, Tokens, number
from octavo.fonts import mean_advance
from octavo.problems import Place, Problem, problem
from octavo.stylesheet import bundle
from octavo.styletokens import names_of
from octavo.yamltext import load

LIMITS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "--root": TEXT_SIZE,
        "--page-ml": (36, 180), "--page-mr": (36, 180), "--page-mt": (36, 180), "--foot": (36, 180),
        "--sheet-mt": (24, 120), "--sheet-mb": (24, 120),
        "--fs-micro": (8, 12), "--fs-note": (8, 12), "--fs-ui": (8, 12), "--fs-small": (8, 12), "--fs-body": (9, 12),
        "--fs-h3": (9, 18), "--fs-lead": (10, 22), "--fs-quote": (12, 36), "--fs-h2": (12, 36),
        "--fs-stat": (18, 72), "--fs-stat-aside": (18, 60), "--fs-takeaway-n": (9, 36), "--fs-numeral": (12, 60),
        "--fs-title": (24, 90), "--fs-title-long": (20, 72), "--fs-title-longer": (18, 60),
        "--fs-cover": (36, 144), "--fs-cover-long": (30, 108), "--fs-cover-longer": (24, 84),
        "--fs-chapter": (24, 72), "--fs-chapter-n": (24, 300),
    }
)  # fmt: skip
"""Token -> the least and the most points that it may be in print. Nothing is smaller than 8 pt, running text not than
9; a sheet needs half an inch of margin for a printer's grippers."""

WORDS: Mapping[str, int] = MappingProxyType(
    {
        "--fs-title": 12, "--fs-title-long": 15, "--fs-title-longer": 19,
        "--fs-cover": 12, "--fs-cover-long": 15, "--fs-cover-longer": 19,
    }
)  # fmt: skip
"""Size of a title -> the mean characters of its face that fit between the margins at the least: the widest word that
`matter.title_size` sets in it; of those in the smallest, one of eighteen letters."""
SCALE = "defaults.octavo.scale"

MEASURE = (50.0, 85.0)
"""Characters of a full line. A rag makes most lines some characters shorter; 60 to 70 are read best (Bringhurst, The
Elements of Typographic Style, 2.1.2)."""

TRACK = ("--wide", "--page-ml", "--page-mr", "--text-start", "--text-end", "--column-gap")
BARE = re.compile(r"(-?[\d.]+)(pt|px|rem|em|rlh|mm|cm|in|)")
LENGTH = re.compile(rf"(-?[\d.]+)({'|'.join(PIXELS)}|rem)?")


def check_sizes(files: Files, brand: Brand) -> tuple[Problem, ...]:
    """Every size of the brand's print edition that is out of bounds, sorted by place. The sheets must be sound, and no
    length in them be without its unit."""
    sheet = bundle(files, "print", brand)
    own = sheet.own(brand)
    _, marks, _ = load(files.text(file := f"{FOLDER}/{brand.name}/_brand.yml"), file)
    said = {name: Cause(".".join(map(str, one.loc)), marks.place(one.loc)) for name, one in brand.settings.items()}
    said |= {name: Cause(name, place) for path in own for name, place in names_of(files, path).set}
    size = Cause("typography.base.size", marks.place(("typography", "base", "size")))
    sizes = _Sizes(Tokens.of_root(read(sheet.text), {}), files, brand, said, size)
    found = tuple(sizes.out_of_bounds())
    return tuple(sorted(found or sizes.hard_to_read(), key=lambda p: p.place))


def check_units(files: Files, brand: Brand) -> tuple[Problem, ...]:
    """Bare numbers where the house's own sheets have a length, sorted by place: CSS passes over what they come to."""
    sheet = bundle(files, "print", brand)
    own = sheet.own(brand)
    houses = [lengths_of(files, one.path) for one in sheet.stretches if one.path not in own]
    units = {name: unit for known in houses for name, (_, unit, _) in known.items() if unit}
    found = [
        problem("token-unit", place, name=name, value=value, wanted=f"{value}{units[name]}")
        for path in own
        for name, (value, unit, place) in lengths_of(files, path).items()
        if not unit and float(value) and name in units
    ]
    return tuple(sorted(found, key=lambda p: p.place))


def lengths_of(files: Files, path: str) -> Mapping[str, tuple[str, str, Place]]:
    """The tokens of a sheet that are set to one number: it, its unit or "", and where."""
    return _lengths(files.text(path), path)


@lru_cache(maxsize=128)  # nearly all are the house's, and the same in every brand
def _lengths(text: str, path: str) -> Mapping[str, tuple[str, str, Place]]:
    found = {}
    for declaration in declarations_of(parsed(text)):
        match = BARE.fullmatch(serialize(declaration.value).strip())
        if declaration.name.startswith("--") and match:
            place = Place(path, declaration.source_line, declaration.source_column)
            found[declaration.name] = (match[1], match[2], place)
    return MappingProxyType(found)


class Cause(NamedTuple):
    """What decides a size: a token, or a field of the brand's file."""

    name: str
    place: Place


@dataclass(frozen=True)
class Lengths:
    """What the tokens of a print edition come to."""

    tokens: Tokens

    def points(self, name: str) -> float | None:
        """A length in points; None for one that only the laid-out page can tell."""
        found = LENGTH.fullmatch(self.text(name))
        if found is None:
            return None
        if found[2] == "rem":
            root = self.points("--root") if name != "--root" else None
            return root and float(found[1]) * root
        return float(found[1]) * PIXELS.get(found[2] or "px", 1.0) / PIXELS["pt"]

    def text(self, name: str) -> str:
        """What a token says once all that it asks for is filled in."""
        return self.tokens.text(self.tokens.values.get(name, ())) or ""


def lengths(files: Files, brand: Brand) -> Lengths:
    """The lengths that a brand is printed with on its own paper. Its sheets must be sound."""
    return Lengths(Tokens.of_root(read(bundle(files, "print", brand, brand.paper).text), {}))


@dataclass(frozen=True)
class _Sizes(Lengths):
    """The lengths of `brand` and their bounds; `own` are the tokens that the brand sets, `size` its text's size."""

    files: Files
    brand: Brand
    own: Mapping[str, Cause]
    size: Cause

    def out_of_bounds(self) -> Iterator[Problem]:
        told = set()
        large: dict[str, tuple[float, Problem]] = {}
        for name, limits in self.limits():
            points = self.points(name)
            if points is None or limits[0] <= round(points, 1) <= limits[1]:
                continue
            cause, place = self.cause(name)
            if (cause, points) not in told:
                told.add((cause, points))
                range_ = self.written(name, limits)
                hint = f"write {range_}"
                if cause != name:
                    hint = f'change "{cause}", from which it follows, or set "{name}" in brand.css ({range_})'
                least, most = (f"{limit:g}" for limit in limits)
                value = number(round(points, 1))
                found = problem("brand-size-range", place, hint=hint, name=name, value=value, least=least, most=most)
                if cause == SCALE and points > limits[1]:
                    large[name] = (self.widest_scale(name, limits[1]), found)
                else:
                    yield found
        if large:
            scale, found = min(large.values(), key=lambda one: one[0])
            yield replace(found, hint=f"write a scale of {scale:g} or less")

    def limits(self) -> Iterator[tuple[str, tuple[float, float]]]:
        """LIMITS, in which the widest words of titles still fit between the margins."""
        letter = mean_advance(self.files.read(self.brand.face(self.brand.families["display"]).path))
        width, *sides = (self.points(name) or 0.0 for name in ("--page-w", "--page-ml", "--page-mr"))
        narrowest, widest = LIMITS["--page-ml"]
        is_measured = letter and all(narrowest <= side <= widest for side in sides)  # else the margins are told
        for name, (least, most) in LIMITS.items():
            if name in WORDS and is_measured:
                most = min(most, floor((width - sum(sides)) / WORDS[name] / letter * 10) / 10)
            yield name, (least, most)

    def widest_scale(self, name: str, most: float) -> float:
        """The largest ratio with which a size is no larger, in hundredths."""
        root = self.points("--root") or most
        return floor(100 * exp(log(most / root) / STEPS[name])) / 100

    def written(self, name: str, limits: tuple[float, float]) -> str:
        """`limits` in the unit that `name` is written in, rounded inwards."""
        root = self.points("--root") if self.text(name).endswith("rem") else None
        unit, scale = ("rem", root) if root else ("pt", 1.0)
        least, most = ceil(limits[0] / scale * 100) / 100, floor(limits[1] / scale * 100) / 100
        return f"{least:g}{unit} to {most:g}{unit}"

    def hard_to_read(self) -> Iterator[Problem]:
        """The measure: how many characters the text track holds."""
        lengths = [self.points(name) for name in ("--page-w", *TRACK[1:5], "--root")]
        said = self.text("--columns")
        columns, gap = int(said) if said.isdecimal() else 1, self.points("--column-gap") or 0
        letter = mean_advance(self.files.read(self.brand.face(self.brand.families["text"]).path))
        if None in lengths or not letter:
            return
        width, *insets, root = (length or 0 for length in lengths)
        line = (width - sum(insets) - (columns - 1) * gap) / columns
        characters = max(0.0, line) / (root * letter)
        if not MEASURE[0] <= characters <= MEASURE[1]:
            least, most = (f"{limit:g}" for limit in MEASURE)
            place = max((self.own[name].place for name in TRACK if name in self.own), default=self.size.place)
            yield problem("brand-measure", place, characters=round(characters), least=least, most=most)

    def cause(self, name: str) -> Cause:
        """The token of the brand that decides `name`: its own, or one from which it follows; else the text's size."""
        follows = [name, *(["--root"] if self.text(name).endswith("rem") else [])]
        for one in follows:
            asked = (t.value for t in tokens_of(self.tokens.values.get(one, ())) if isinstance(t, ast.IdentToken))
            follows += [token for token in asked if token.startswith("--") and token not in follows]
        for one in follows:
            if one in self.own:
                return self.own[one]
        return self.size
