"""A read _brand.yml -> Colours: palette and roles, with the line that decides each, and pairs nobody could read.

A pair of colours that is too close is told once, however many roles it stands in, at the colour that can give way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.brandfile import BrandFile
from octavo.brandhints import hint_for
from octavo.colours import CHARTS, PAIRS, ROLES, THEME, Pair, Palette, contrast, mixed
from octavo.problems import Problem, problem
from octavo.yamltext import Loc, Marks

PRINT = ("defaults", "octavo")


@dataclass(frozen=True)
class Shade:
    """A role's colour, "#rrggbb": its name in the file ("" if it has none), where the role is given it, and where the
    colour itself is written. Both are () for a colour that is Octavo's own."""

    colour: str
    name: str = ""
    given: Loc = ()
    written: Loc = ()

    def __str__(self) -> str:
        return f'"{self.name}" ({self.colour})' if self.name else self.colour


Shades = Mapping[str, Shade]
"""Every role -> its colour."""


@dataclass(frozen=True)
class Colours:
    """The palette, the roles in the light and in the dark, and all pairs that meet."""

    palette: Mapping[str, str]
    light: Shades
    dark: Shades
    pairs: tuple[Pair, ...]


def settle_colours(read: BrandFile, marks: Marks) -> tuple[Colours, tuple[Problem, ...]]:
    """Resolve and check all colours of a file. A colour that cannot be resolved is black, and nothing is measured."""
    reader = _Reader(read, marks)
    palette = {
        name: reader.shade(value, ("color", "palette", name)).colour for name, value in read.color.palette.items()
    }
    given = {**reader.theme(), **reader.charts(), **reader.section("roles", read.defaults.octavo.roles)}
    dark = reader.section("dark", read.defaults.octavo.dark)
    lights = [_complete(given), *([_complete({**given, **dark})] if dark else ())]
    found = reader.found if reader.unsure else [*reader.found, *Contrast(lights, marks).faults()]
    pairs = tuple(_pair(shades, *row) for shades in lights for row in PAIRS)
    return Colours(palette, lights[0], lights[-1], pairs), tuple(found)


class _Reader:
    """Resolves what a file says of colours; every fault is noted in `found`, with its place."""

    def __init__(self, read: BrandFile, marks: Marks) -> None:
        self._read, self._marks = read, marks
        theme = {k: v for k, v in read.color.model_dump(exclude={"palette"}).items() if v}
        self._palette = Palette(read.color.palette, theme)
        self.found: list[Problem] = []
        self.unsure = False

    def shade(self, value: str, loc: Loc) -> Shade:
        """The colour that the text at `loc` names; a fault is noted, and black stands in for it."""
        try:
            colour, name = self._palette.resolve(value)
        except ValueError:
            self.unsure = True
            hint = hint_for(value, self._palette.names)
            self.found.append(problem("brand-colour", self._marks.place(loc), hint=hint, value=value))
            return Shade("#000000")
        home = ("color", "palette", name) if name in self._palette.names else ("color", name)
        return Shade(colour, name, loc, home if name else loc)

    def theme(self) -> dict[str, Shade]:
        """What brand.yml's own fields say of roles."""
        kinds = self._read.typography
        said: dict[str, tuple[str, Loc]] = {r: (getattr(self._read.color, n), ("color", n)) for n, r in THEME.items()}
        said["link"] = (kinds.link.color, ("typography", "link", "color"))
        said["heading"] = (kinds.headings.color, ("typography", "headings", "color"))
        return {role: self.shade(value, loc) for role, (value, loc) in said.items() if value}

    def charts(self) -> dict[str, Shade]:
        """The roles that the palettes of charts fill, in their order."""
        said = self._read.defaults.octavo.charts.model_dump()
        return {
            role: self.shade(value, (*PRINT, "charts", name, n))
            for name, roles in CHARTS.items()
            for n, (role, value) in enumerate(zip(roles, said[name], strict=False))
        }

    def section(self, name: str, roles: Mapping[str, str]) -> dict[str, Shade]:
        """The roles that `roles` or `dark` sets."""
        given = {}
        for role, value in roles.items():
            loc = (*PRINT, name, role)
            if role not in ROLES:
                place = self._marks.place(loc, key=True)
                self.found.append(problem("brand-role", place, hint=hint_for(role, ROLES), value=role))
            given[role] = self.shade(value, loc)
        return given


def _complete(given: Shades) -> Shades:
    """Every role's colour: its own, else that of the role it follows."""
    every: dict[str, Shade] = {}
    for role, source in ROLES.items():
        every[role] = given.get(role) or every.get(source) or Shade(source)
    return every


def _pair(shades: Shades, ink: str, ground: str, use: str, least: float) -> Pair:
    return Pair(ink, ground, use, contrast(shades[ink].colour, shades[ground].colour), least)


Meeting = tuple[Shade, Shade, Pair]
"""Two colours that meet as text and ground, and the roles in which they do."""


class Contrast:
    """Finds the colours that are too close, and what would mend them."""

    def __init__(self, lights: list[Shades], marks: Marks) -> None:
        self._marks = marks
        self._meetings = [(s[row[0]], s[row[1]], _pair(s, *row)) for s in lights for row in PAIRS]

    def faults(self) -> Iterator[Problem]:
        """One problem for each two colours that are too close."""
        close: dict[tuple[Shade, Shade], list[Meeting]] = {}
        for ink, ground, pair in self._meetings:
            if pair.ratio < pair.least:
                key = (replace(ink, given=()), replace(ground, given=()))
                close.setdefault(key, []).append((ink, ground, pair))
        yield from map(self._told, close.values())

    def _told(self, alike: list[Meeting]) -> Problem:
        ink, ground, pair = max(alike, key=lambda one: one[2].least)
        cures = [(step, shade, colour) for shade in (ink, ground) for step, colour in self.cure(shade)]
        roles = f"{self._role(pair.ink, ink)} or {self._role(pair.ground, ground)}"
        hint, at = f"give {roles} another colour", ink.given or ground.given
        if cures:
            _, shade, colour = min(cures, key=lambda cure: cure[0])
            what, at = f'"{shade.name}"' if shade.name else "it", shade.written
            hint = f"make {what} {colour}, or {hint}"
        others = {other.use for _, _, other in alike} - {pair.use}
        more = f" and {len(others)} more" if others else ""
        return problem(
            "brand-contrast", self._marks.place(at), hint=hint, ink=ink, ground=ground, use=f"{pair.use}{more}",
            ratio=f"{int(pair.ratio * 100) / 100:.2f}", least=f"{pair.least:g}",
        )  # fmt: skip

    def _role(self, role: str, shade: Shade) -> str:
        return f"{role} (line {self._marks.place(shade.given).line})" if shade.given else role

    def cure(self, shade: Shade) -> Iterator[tuple[int, str]]:
        """The nearest colour, mixed with black or white, that tells wherever `shade` is text or ground, and how many
        hundredths were mixed in; nothing where none does."""
        at = shade.written
        meetings = [(ink, ground, pair) for ink, ground, pair in self._meetings if at in (ink.written, ground.written)]
        for step in range(1, 101):
            for end in ("#000000", "#ffffff"):
                colour = mixed(shade.colour, end, step / 100)
                if at and all(_tells(at, colour, *one) for one in meetings):
                    yield step, colour
                    return


def _tells(written: Loc, colour: str, ink: Shade, ground: Shade, pair: Pair) -> bool:
    """Whether two colours can be told apart once the one that is written at `written` is `colour`."""
    one, other = (replace(s, colour=colour) if s.written == written else s for s in (ink, ground))
    return contrast(one.colour, other.colour) >= pair.least
