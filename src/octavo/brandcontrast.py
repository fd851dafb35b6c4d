"""Roles with their colours -> pairs of colours that nobody could tell apart, and the nearest colours that would do.

A pair of colours that is too close is told once, however many roles it stands in, at the colour that can give way.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.colours import PAIRS, ROLES, Pair, contrast, mixed
from octavo.problems import Place, Problem, problem
from octavo.yamltext import Loc, Marks

PRINT = ("defaults", "octavo")
LIGHT, DARK = (*PRINT, "roles"), (*PRINT, "dark")


@dataclass(frozen=True)
class Shade:
    """A role's colour, "#rrggbb": its name in the file ("" if it has none), where the role is given it, and where the
    colour itself is written. Both are () for a colour that is Octavo's own. `known`: not one that stands in."""

    colour: str
    name: str = ""
    given: Loc = ()
    written: Loc = ()
    known: bool = True

    def __str__(self) -> str:
        return f'"{self.name}" ({self.colour})' if self.name else self.colour


Shades = Mapping[str, Shade]
"""Every role -> its colour."""


def complete(given: Shades) -> Shades:
    """Every role's colour: its own, else that of the role it follows."""
    every: dict[str, Shade] = {}
    for role, source in ROLES.items():
        every[role] = given.get(role) or every.get(source) or Shade(source)
    return every


def pair_of(shades: Shades, ink: str, ground: str, use: str, least: float) -> Pair:
    """Two roles as they meet in `shades`."""
    return Pair(ink, ground, use, contrast(shades[ink].colour, shades[ground].colour), least)


@dataclass(frozen=True)
class Meeting:
    """Two colours that meet as text and ground, and the roles in which they do; `dark`: on a dark screen alone."""

    ink: Shade
    ground: Shade
    pair: Pair
    dark: bool

    def tells(self, written: Loc, colour: str) -> bool:
        """Whether the two can be told apart once the one that is written at `written` is `colour`."""
        one, other = (colour if shade.written == written else shade.colour for shade in (self.ink, self.ground))
        return contrast(one, other) >= self.pair.least


class Contrast:
    """Finds the colours that are too close, and what would mend them. `given` are the roles of the light, `dark` those
    that a dark screen has otherwise."""

    def __init__(self, given: Shades, dark: Shades, marks: Marks) -> None:
        self._given, self._dark, self._marks = given, dark, marks
        lights = [complete(given), *([complete({**given, **dark})] if dark else ())]
        every = [
            Meeting(shades[row[0]], shades[row[1]], pair_of(shades, *row), dark=bool(number))
            for number, shades in enumerate(lights)
            for row in PAIRS
        ]
        self._meetings = [one for one in every if one.ink.known and one.ground.known]

    def faults(self) -> Iterator[Problem]:
        """One problem for each two colours that are too close."""
        close: dict[tuple[Shade, Shade], list[Meeting]] = {}
        for one in self._meetings:
            if one.pair.ratio < one.pair.least:
                key = (replace(one.ink, given=()), replace(one.ground, given=()))
                close.setdefault(key, []).append(one)
        yield from map(self._told, close.values())

    def _told(self, alike: list[Meeting]) -> Problem:
        worst = max(alike, key=lambda one: one.pair.least)
        pair, is_dark = worst.pair, all(one.dark for one in alike)
        place, hint = self._mended(worst)
        if is_dark and (held := self._held(worst)):
            place, hint = held
        others = {other.pair.use for other in alike} - {pair.use}
        use = pair.use + (f" and {len(others)} more" if others else "") + (" on a dark screen" if is_dark else "")
        return problem(
            "brand-contrast", place, hint=hint, ink=worst.ink, ground=worst.ground, use=use,
            ratio=f"{int(pair.ratio * 100) / 100:.2f}", least=f"{pair.least:g}",
        )  # fmt: skip

    def _mended(self, worst: Meeting) -> tuple[Place, str]:
        """Where two colours can be mended, and how: in the colour that both lights share, else in one role."""
        ink, ground, pair = worst.ink, worst.ground, worst.pair
        also = f"give {self._role(pair.ink, ink)} or {self._role(pair.ground, ground)} another color"
        cures = [(step, shade, colour) for shade in (ink, ground) for step, colour in self.cure(shade)]
        if cures:
            _, shade, colour = min(cures, key=lambda cure: cure[0])
            what = f'"{shade.name}"' if shade.name else "it"
            return self._marks.place(shade.written), f"make {what} {colour}, or {also}"
        place, section = self._marks.place(ink.given or ground.given), DARK if worst.dark else LIGHT
        if near := self._nearest(worst, dark=worst.dark):
            return place, f"write {near} under {section[-1]}, or {also}"
        apart = "" if worst.dark else self._apart(worst)
        return place, f"write {apart}, or {also}" if apart else also

    def _held(self, worst: Meeting) -> tuple[Place, str] | None:
        """For a pair of the dark screen in which a colour of the light holds: what to write under `dark`."""
        both = ((worst.pair.ink, worst.ink), (worst.pair.ground, worst.ground))
        held = [(role, shade) for role, shade in both if shade.given[: len(DARK)] != DARK]
        near = self._nearest(worst, dark=True)
        if not held or not near:
            return None
        role, shade = held[0]
        role = _source(role, {**self._given, **self._dark})
        place = self._marks.place(shade.given) if shade.given else self._marks.place(DARK, key=True)
        return place, f"write {near} under dark: {self._role(role, shade)} holds there too, as long as dark has none"

    def _role(self, role: str, shade: Shade) -> str:
        return f"{role} (line {self._marks.place(shade.given).line})" if shade.given else role

    def _nearest(self, worst: Meeting, *, dark: bool) -> str:
        """A role and the nearest colour with which all tells that follows from it, as _brand.yml has it; "" when no
        colour does. The role that colours the text is tried first, one of the light before one of the dark."""
        given = {**self._given, **(self._dark if dark else {})}
        for role in self._tried(worst, given, dark=dark):
            for colour in _near(complete(given)[role].colour):
                if self._will_do(role, colour, dark=dark):
                    return f'{role}: "{colour}"'
        return ""

    def _apart(self, worst: Meeting) -> str:
        """The same for a role of the light whose colour holds on a dark screen, where none does in both: the nearest
        colour for each; "" where there is none, or no dark screen of its own."""
        light, dark = complete(self._given), complete({**self._given, **self._dark})
        for role in self._tried(worst, self._given, dark=False) if self._dark else ():
            own = next((c for c in _near(light[role].colour) if _tell(light, self._with(role, c, dark=False))), "")
            shades = (dark[role].colour, *_near(dark[role].colour))
            other = next((c for c in shades if self._will_do(role, c, dark=True)), "") if own else ""
            if other:
                return f'{role}: "{own}" under roles and {role}: "{other}" under dark'
        return ""

    def _tried(self, worst: Meeting, given: Shades, *, dark: bool) -> Iterable[str]:
        """The roles that may mend a pair, the one that colours the text first; those of the dark last."""
        sides = [(worst.pair.ink, worst.ink), (worst.pair.ground, worst.ground)]
        if dark:
            sides.sort(key=lambda side: side[1].given[: len(DARK)] == DARK)
        return dict.fromkeys([*(_source(role, given) for role, _ in sides), *(role for role, _ in sides)])

    def _with(self, role: str, colour: str, *, dark: bool) -> Shades:
        """Every role's colour in the light, or in the dark, once `role` is `colour` there."""
        return complete({**self._given, **(self._dark if dark else {}), role: Shade(colour)})

    def _will_do(self, role: str, colour: str, *, dark: bool) -> bool:
        """Whether every pair that `role` decides can be told apart once it is `colour`; one of the light holds in the
        dark too."""
        was = complete({**self._given, **self._dark})
        if dark:
            return _tell(was, self._with(role, colour, dark=True))
        after = complete({**self._given, role: Shade(colour), **self._dark})
        return _tell(complete(self._given), self._with(role, colour, dark=False)) and (
            not self._dark or _tell(was, after)
        )

    def cure(self, shade: Shade) -> Iterator[tuple[int, str]]:
        """The nearest colour, mixed with black or white, that tells wherever `shade` is text or ground, and how many
        hundredths were mixed in; nothing where none does."""
        at = shade.written
        meetings = [one for one in self._meetings if at in (one.ink.written, one.ground.written)]
        for n, colour in enumerate(_near(shade.colour)):
            if at and all(one.tells(at, colour) for one in meetings):
                yield n // 2 + 1, colour
                return


def _source(role: str, given: Shades) -> str:
    """The role that a role's colour comes from."""
    while role not in given and ROLES[role] in ROLES:
        role = ROLES[role]
    return role


def _near(colour: str) -> Iterator[str]:
    """Mixtures of a colour with black and white, the nearest first."""
    return (mixed(colour, end, step / 100) for step in range(1, 101) for end in ("#000000", "#ffffff"))


def _tell(old: Shades, now: Shades) -> bool:
    """Whether every two colours that meet, and of which one is new, can be told apart."""
    return all(
        contrast(now[ink].colour, now[ground].colour) >= least
        for ink, ground, _, least in PAIRS
        if now[ink] != old[ink] or now[ground] != old[ground]
    )
