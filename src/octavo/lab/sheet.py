"""A Brand -> what the lab's sheet shows of it: pairs, faces, palettes as others see them, logos on their grounds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from octavo.brand import Brand, Face, Logo
from octavo.brandparts import GROUNDS
from octavo.checks.letters import LETTERS
from octavo.colours import PAIRS, contrast
from octavo.colourvision import READERS, grey, seen

KINDS: Mapping[str, str] = {
    "display": "Titles and headings", "text": "Text", "sub": "Leads", "small": "Notes", "ui": "Labels", "mono": "Code",
}  # fmt: skip
PANGRAM = "Sphinx of black quartz, judge my vow. 0123456789"


@dataclass(frozen=True)
class Meeting:
    """Two colours that meet as text and ground, in one light. `use` says what is set in them."""

    ink: str
    ground: str
    use: str
    colours: tuple[str, str]
    ratio: float
    least: float

    @property
    def passes(self) -> bool:
        return self.ratio >= self.least


@dataclass(frozen=True)
class Sight:
    """A palette as one kind of reader sees it, on the paper of its light."""

    who: str
    colours: Mapping[str, str]
    paper: str


@dataclass(frozen=True)
class Stand:
    """A logo where it stands."""

    place: str
    logo: Logo
    ground: str


def meetings(brand: Brand) -> Mapping[str, tuple[Meeting, ...]]:
    """All pairs of roles in the light, and in the dark."""
    lights = {"Light, and print": brand.roles, "Dark": brand.dark}
    return {name: tuple(_meetings(roles)) for name, roles in lights.items()}


def _meetings(roles: Mapping[str, str]) -> Iterator[Meeting]:
    for ink, ground, use, least in PAIRS:
        colours = roles[ink], roles[ground]
        yield Meeting(ink, ground, use, colours, int(contrast(*colours) * 100) / 100, least)


def families(brand: Brand) -> Mapping[str, tuple[str, str, tuple[Face, ...]]]:
    """Each kind of text: what it is for, its family, and its faces from light to bold."""
    faces = {family: tuple(sorted(f for f in brand.fonts if f.family == family)) for family in brand.families.values()}
    return {kind: (use, brand.families[kind], faces[brand.families[kind]]) for kind, use in KINDS.items()}


def letters(languages: tuple[str, ...]) -> Mapping[str, str]:
    """The letters of the languages that are published in, beside those of English."""
    wanted = dict.fromkeys(("en", *(language.split("-")[0].lower() for language in languages)))
    return {language: LETTERS[language] for language in wanted if language in LETTERS}


def sights(brand: Brand) -> Mapping[str, tuple[Sight, ...]]:
    """The chart's colours as readers see them, in the light and in the dark: nobody prints the latter."""
    paper = brand.roles["paper"]
    copied = {role: grey(colour) for role, colour in _palette(brand.roles).items()}
    light = (*_sights(brand.roles), Sight("in grey, as a copier prints it", copied, paper))
    return {"Light, and print": light, "Dark": tuple(_sights(brand.dark))}


def _palette(roles: Mapping[str, str]) -> Mapping[str, str]:
    """The colours of a chart that stand for something."""
    own = {role.removeprefix("chart-"): colour for role, colour in roles.items() if role.startswith("chart-")}
    meant = ("hi", "seq", "div", "mute")
    return {role: colour for role, colour in own.items() if role[0].isdigit() or role.startswith(meant)}


def _sights(roles: Mapping[str, str]) -> Iterator[Sight]:
    for who, how in READERS.items():
        yield Sight(
            who, {role: seen(colour, how) for role, colour in _palette(roles).items()}, seen(roles["paper"], how)
        )


def stands(brand: Brand) -> tuple[Stand, ...]:
    """The logos, each on its ground."""
    light = [Stand(place, brand.logos[place], brand.roles[role]) for place, role in GROUNDS.items()]
    return (*light, Stand("dark", brand.logos["dark"], brand.dark["paper"]))
