"""The colours of a House -> palette, theme and roles that every page can be read in, and which had to give way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from octavo.brandkit.house import House
from octavo.colours import PAIRS, ROLES, TEXT, THEME, Palette, contrast, mixed
from octavo.problems import Place, Problem, problem

GROUNDED = ("opening", "cover", "cta")
"""Places that carry a ground of the house's first colour, where its logo can stand on one."""
INKS = ("ink", "dek", "ink-2", "accent")
TINT, RULE = 0.08, 0.3
"""How much of the ink is mixed into a dark paper for boxes and for rules."""
WHITE, BLACK = "#ffffff", "#000000"
ON_DARK: Mapping[str, str] = {
    "paper": "background", "ink": "foreground", "ink-2": "secondary", "primary": "primary", "heading": "primary",
    "link": "primary", "accent": "warning",
}  # fmt: skip
"""Roles of a dark screen -> the theme colours of a house whose paper is dark."""


Grounds = list[tuple[str, float]]
"""Colours under a role, and the contrast that it must have with each."""


@dataclass(frozen=True)
class Colours:
    """The section `color` of a _brand.yml, the roles in the light and in the dark, and what is told of them."""

    color: Mapping[str, object]
    roles: Mapping[str, str]
    dark: Mapping[str, str]
    found: tuple[Problem, ...]
    every: Mapping[str, str]
    """Each role in the light, as "#rrggbb"."""

    def shown(self, role: str) -> str:
        return self.every[role]


def legible(house: House, grounded: bool, place: Place) -> Colours:
    """Choose the roles. `grounded`: whether the house's logo can stand on a dark ground. Paper is never dark: a house
    whose background is has it on dark screens, and prints its text in that colour on white."""
    names = {name: _name(name) for name in house.palette}
    palette = {names[name]: names.get(value, value) for name, value in house.palette.items()}
    theme = {name: names.get(value, value) for name, value in house.theme.items()}
    given = {role: names.get(value, value) for role, value in house.roles.items()}
    dark = {role: names.get(value, value) for role, value in house.dark.items()}
    found: list[Problem] = []
    named = Palette(palette, theme)
    paper, ink = (named.resolve(theme.get(n, other))[0] for n, other in (("background", WHITE), ("foreground", BLACK)))
    if contrast(paper, BLACK) < contrast(ink, BLACK):
        own = {role: named.resolve(theme[name])[0] for role, name in ON_DARK.items() if name in theme}
        dark = {**own, "tint": mixed(paper, ink, TINT), "rule": mixed(paper, ink, RULE), **dark}
        theme |= {"background": WHITE, "foreground": paper}
        named = Palette(palette, theme)
        found.append(problem("import-left-out", place, field=f"the dark paper {paper}", reason="it is for screens"))
    roles = {**(_grounds(named, theme) if grounded and "primary" in theme else {}), **given}
    base = {THEME[name]: value for name, value in theme.items() if name in THEME}
    roles |= _mended({**base, **roles}, named, place, found)
    dark |= _mended({**base, **roles, **dark}, named, place, found) if dark else {}
    every = _complete({**base, **roles}, named)
    return Colours({"palette": palette, **theme} if palette else theme, roles, dark, tuple(found), every)


def _name(name: str) -> str:
    """A colour's name as a CSS custom property can have it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "colour"


def _grounds(named: Palette, theme: Mapping[str, str]) -> dict[str, str]:
    """Openings, covers and invitations on the first colour, when words in white or ink can be read there."""
    ground = named.resolve(theme["primary"])[0]
    inks = (WHITE, named.resolve(theme.get("foreground", BLACK))[0])
    best = max(inks, key=lambda ink: contrast(ink, ground))
    if contrast(best, ground) < TEXT:
        return {}
    every = {f"{place}-{ink}": best for place in GROUNDED for ink in INKS}
    return {f"{place}-bg": "primary" for place in GROUNDED} | {
        role: ink for role, ink in every.items() if role in ROLES
    }


def _mended(given: Mapping[str, str], named: Palette, place: Place, found: list[Problem]) -> dict[str, str]:
    """The roles that need another colour than they have, and that colour: the same for all that had the same."""
    every = _complete(given, named)
    weak: dict[tuple[str, float], dict[str, Grounds]] = {}
    for role in ROLES:
        grounds = [(every[ground], least) for ink, ground, _, least in PAIRS if ink == role]
        if any(contrast(every[role], ground) < least for ground, least in grounds):
            weak.setdefault((every[role], max(least for _, least in grounds)), {})[role] = grounds
    mended: dict[str, str] = {}
    for (old, _), roles in weak.items():
        grounds = [one for own in roles.values() for one in own]
        worst = min(grounds, key=lambda one: contrast(old, one[0]) / one[1])[0]
        new = _nearest(old, grounds)
        ratio = f"{int(contrast(old, worst) * 100) / 100:.2f}"
        values = {"roles": _listed(list(roles)), "new": new, "old": old, "ratio": ratio, "ground": worst}
        found.append(problem("import-legible", place, **values))
        mended |= dict.fromkeys(roles, new)
    return mended


def _listed(roles: list[str]) -> str:
    return ", ".join(roles[:3]) + (f" and {len(roles) - 3} more" if len(roles) > 3 else "")


def _complete(given: Mapping[str, str], named: Palette) -> dict[str, str]:
    """Every role's colour: its own, else that of the role it follows."""
    every: dict[str, str] = {}
    for role, source in ROLES.items():
        every[role] = named.resolve(given[role])[0] if given.get(role) else every.get(source, source)
    return every


def _nearest(colour: str, grounds: Grounds) -> str:
    """The colour mixed with as little black or white as lets it be read on every ground; where none can, black or
    white, whichever is read better."""
    for candidate in _towards(colour):
        if all(contrast(candidate, ground) >= least for ground, least in grounds):
            return candidate
    return max((BLACK, WHITE), key=lambda end: min(contrast(end, ground) for ground, _ in grounds))


def _towards(colour: str) -> Iterator[str]:
    for step in range(1, 101):
        yield mixed(colour, BLACK, step / 100)
        yield mixed(colour, WHITE, step / 100)
