"""A read _brand.yml -> Colours: palette and roles, with the line that decides each, and pairs nobody could read."""

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.brandcontrast import PRINT, Contrast, Shade, Shades, complete, pair_of
from octavo.brandfile import BrandFile
from octavo.brandhints import hint_for, nearest
from octavo.colours import CHARTS, PAIRS, ROLES, THEME, Pair, Palette, Unresolved
from octavo.problems import Problem, problem
from octavo.yamltext import Loc, Marks


@dataclass(frozen=True)
class Colours:
    """The palette, the roles in the light and in the dark, and all pairs that meet."""

    palette: Mapping[str, str]
    light: Shades
    dark: Shades
    pairs: tuple[Pair, ...]
    contrast: Contrast


def settle_colours(read: BrandFile, marks: Marks) -> tuple[Colours, tuple[Problem, ...]]:
    """Resolve and check all colours of a file. A colour that cannot be resolved is black, and what it
    stands in is not measured."""
    reader = _Reader(read, marks)
    palette = {
        name: reader.shade(value, ("color", "palette", name)).colour for name, value in read.color.palette.items()
    }
    given = {**reader.theme(), **reader.charts(), **reader.section("roles", read.defaults.octavo.roles)}
    dark = reader.section("dark", read.defaults.octavo.dark)
    lights = [complete(given), *([complete({**given, **dark})] if dark else ())]
    met = Contrast(given, dark, marks)
    pairs = tuple(pair_of(shades, *row) for shades in lights for row in PAIRS)
    return Colours(palette, lights[0], lights[-1], pairs, met), (*reader.found, *met.faults())


class _Reader:
    """Resolves what a file says of colours; every fault is noted in `found`, with its place. A name whose own value is
    at fault is told where it is set, not wherever it is asked for."""

    def __init__(self, read: BrandFile, marks: Marks) -> None:
        self._read, self._marks = read, marks
        theme = {k: v for k, v in read.color.model_dump(exclude={"palette"}).items() if v}
        self._palette = Palette(read.color.palette, theme)
        self._told = {*read.color.palette, *THEME}
        self.found: list[Problem] = []

    def shade(self, value: str, loc: Loc) -> Shade:
        """The colour that the text at `loc` names; black stands in where none can be told."""
        try:
            colour, name = self._palette.resolve(value)
        except Unresolved as fault:
            self._say(value, loc, fault.blamed)
            return Shade("#000000", known=False)
        home = ("color", "palette", name) if name in self._palette.names else ("color", name)
        return Shade(colour, name, loc, home if name else loc)

    def _say(self, value: str, loc: Loc, blamed: tuple[str, ...]) -> None:
        """That the text at `loc` names no colour, unless that is told of the names that are to blame."""
        own = loc[-1] if loc[0] == "color" else None
        if blamed and own not in blamed and self._told.issuperset(blamed):
            return
        names = [name for name in self._palette.names if name != own]
        if own in blamed:
            hint = "write it as #rrggbb: as a name it leads back to itself"
        elif loc[:2] == ("color", "palette") and not nearest(value, names):
            hint = "write it as #rrggbb"
        else:
            hint = hint_for(value, names)
        self.found.append(problem("brand-colour", self._marks.place(loc), hint=hint, value=value))

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
