"""styles/brands/<brand>/_brand.yml -> Brand: colours, type, logos and measures, resolved and checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from octavo.brandcolours import Colours, settle_colours
from octavo.brandfile import BrandFile, spare
from octavo.brandforms import problems_of
from octavo.brandhints import hint_for
from octavo.brandmeant import as_meant
from octavo.brandnames import brands
from octavo.brandparts import FOLDER, Face, Logo, Parts
from octavo.brandprint import Opening, Paper
from octavo.brandsettings import Setting, settings
from octavo.colours import Pair, contrast
from octavo.files import FileMissing, FileRefused, Files
from octavo.problems import Place, Problem, errors, problem
from octavo.utf8 import NotText
from octavo.yamltext import load

COLOURED = frozenset({"color", "charts", "roles", "dark", "headings", "link"})
"""Sections of a file that have to do with colours."""
BESIDE = frozenset({"brand-colour", "brand-contrast", "brand-role", "brand-file", "brand-file-refused", "brand-layout"})
"""What is told beside values of the wrong kind."""

PAPER = ("defaults", "octavo", "paper")
"""The place of the paper in a file."""


@dataclass(frozen=True)
class Meta:
    """Who the brand belongs to."""

    full: str
    short: str
    link: str


@dataclass(frozen=True)
class Brand:
    """A house's look, settled.

    `colors` is the palette and `roles` what its colours are for ("ink": "#15242e"); `dark` the roles on a dark
    screen. `fonts` are files; `families` names the family for text, display, sub, small, ui and mono,
    `fallback` those that follow each of them. `logos` has masthead, plain, cover, mark and dark. `figure` gives
    drawing widths in points. `tokens` and `dark_tokens` are
    CSS custom properties, ready to be written. `layout` names a file of styles/layout/; `opening` says how briefs
    open, `paper` what they are printed on when nobody says. `settings` are tokens of the printed sheet; `paper_said`
    is where the file names its paper, None when it does not.
    """

    name: str
    meta: Meta
    layout: str
    colors: Mapping[str, str]
    roles: Mapping[str, str]
    dark: Mapping[str, str]
    fonts: tuple[Face, ...]
    families: Mapping[str, str]
    fallback: tuple[str, ...]
    logos: Mapping[str, Logo]
    figure: Mapping[str, float]
    pairs: tuple[Pair, ...]
    tokens: Mapping[str, str]
    dark_tokens: Mapping[str, str]
    opening: Opening
    paper: Paper
    settings: Mapping[str, Setting]
    paper_said: Place | None

    @property
    def chart(self) -> Mapping[str, str]:
        """Colours of a chart by role: ink, ink-2, 1, 2, 3, hi, hi-ink, hi-soft, mute, grid, paper, seq-1 to seq-4 and
        div-1 to div-3."""
        own = {role.removeprefix("chart-"): value for role, value in self.roles.items() if role.startswith("chart-")}
        return MappingProxyType({**own, "paper": self.roles["paper"]})

    def face(self, family: str) -> Face:
        """The face of a family that is upright and nearest to normal weight."""
        own = [face for face in self.fonts if face.family == family]
        return min(own, key=lambda face: (face.style != "normal", abs(face.weight - 400)))


def load_brand(files: Files, name: str, named: Place | None = None) -> tuple[Brand | None, tuple[Problem, ...]]:
    """Read, resolve and check one brand. None when an error makes it unusable; all problems are given at once.
    `named` is where its author asks for it."""
    path = f"{FOLDER}/{name}/_brand.yml"
    try:
        text = files.text(path)
    except (FileMissing, FileRefused):
        return None, (problem("brand-missing", named or Place(path), value=name, near=hint_for(name, brands(files))),)
    except NotText as fault:
        return None, (problem("brand-not-text", Place(path, fault.line), reason=fault.reason),)
    data, marks, found = load(text, path)
    if errors(found):
        return None, found
    meant = as_meant(data, marks)
    data, marks = meant.data, meant.marks
    if meant.slips or meant.faults:
        wrong = [tuple(fault["loc"]) for fault in meant.faults]
        formal = (*meant.slips.values(), *problems_of(meant.faults, marks))
        spared = spare(data, wrong)
        beside = _beside(Parts(files, name, spared, marks), [*wrong, *meant.slips]) if spared else ()
        return None, (*found, *formal, *beside)
    read = BrandFile.model_validate(data)
    parts = Parts(files, name, read, marks)
    colours, said = settle_colours(read, marks)
    brand = _settle(parts, colours)
    every = (*found, *said, *parts.found)
    return (None if errors(every) else brand), every


def _beside(parts: Parts, wrong: Iterable[tuple[str | int, ...]]) -> tuple[Problem, ...]:
    """What is wrong with the rest of a file in which the values at `wrong` are left out or under another name. Colours
    are measured only where none of them is among those, and nothing is told that may only follow from what is."""
    _, said = settle_colours(parts.read, parts.marks)
    parts.check_layout()
    parts.fonts(), parts.families(), parts.logos()
    is_coloured = any(COLOURED.intersection(map(str, loc)) for loc in wrong)
    kept = BESIDE - ({"brand-contrast"} if is_coloured else set())
    return tuple(one for one in (*said, *parts.found) if one.code in kept)


def _settle(parts: Parts, colours: Colours) -> Brand:
    """Put the parts together."""
    parts.check_layout()
    roles, dark = ({role: shade.colour for role, shade in shades.items()} for shades in (colours.light, colours.dark))
    fonts, families = parts.fonts(), parts.families()
    palette = {f"--brand-{name}": value for name, value in colours.palette.items()}
    own = {f"--{role}": value for role, value in roles.items()}
    differing = {f"--{role}": value for role, value in dark.items() if value != roles[role]}
    parts.weights(families)
    frozen, said, kinds = MappingProxyType, parts.print, parts.type_tokens(families)
    root, line = (float(kinds.get(name, "1pt").removesuffix("pt")) for name in ("--root", "--line"))
    return Brand(
        parts.name, _meta(parts.read), said.layout, frozen(colours.palette), frozen(roles), frozen(dark), fonts,
        frozen(families), tuple(said.fallback.fonts), frozen(parts.logos()),
        frozen(said.figure.model_dump()), colours.pairs, frozen({**palette, **own, **kinds}), frozen(differing),
        said.opening, said.paper, settings(said, parts.read.typography, families, root, line),
        parts.marks.place(PAPER) if "paper" in said.model_fields_set else None,
    )  # fmt: skip


def unused_paper(brand: Brand, house: Paper | None) -> tuple[Problem, ...]:
    """A word on a paper that a brand names, and that the house's own puts out of use."""
    if house is None or brand.paper_said is None or house == brand.paper:
        return ()
    return (problem("brand-paper-unused", brand.paper_said, own=brand.paper, house=house),)


def _meta(read: BrandFile) -> Meta:
    meta = read.meta
    return Meta(meta.name.full, meta.name.short or meta.name.full, meta.link.home if meta.link else "")


__all__ = ["Brand", "Face", "Logo", "Meta", "Pair", "brands", "contrast", "load_brand", "unused_paper"]
