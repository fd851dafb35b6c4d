"""Subject -> which colours of the brand's charts some reader, or a grey copy, cannot tell apart.

What `charts` of _brand.yml sets is a palette, whose every two colours are told apart in grey too. Beside that, roles
are looked at as they come out in each light: what carries a value is told from what stands back behind it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from typing import Any

from octavo.brandparts import FOLDER
from octavo.checks.finding import Finding, find
from octavo.checks.subject import Subject
from octavo.colours import CHARTS
from octavo.colourvision import READERS, lightness, told_apart, told_in_grey
from octavo.problems import Place
from octavo.yamltext import Loc, Marks, load

HOME = ("defaults", "octavo")
FRONT = ("chart-1", "chart-2", "chart-hi")
"""Roles of marks that carry a value. In grey two of them may be one where they are no palette: they stand side by side,
each with its label, and both need 3 to 1 on paper (1.4.11), so that they are of one lightness more often than not."""
BACK = ("chart-3", "chart-mute", "chart-hi-soft")
"""Roles of what stands back on purpose: areas, context, a pale ground, the empty squares of a waffle. They are told
from the marks on them, in grey as well; from paper and from each other they need not be, for they carry nothing."""
MEETING = (*combinations(FRONT, 2), *product(FRONT, BACK))
"""The roles that stand beside each other in a figure."""


@dataclass(frozen=True)
class Fault:
    """Two colours of a palette, by their places in it, and what is wrong between them; `dark`: on a dark screen. Those
    of two roles that are no palette have no places in one."""

    palette: str
    dark: bool
    pair: tuple[int, ...]
    colours: tuple[str, ...]
    finding: Finding


class _Palette:
    """The colours of one palette, in the light or in the dark, with the place where each is set."""

    def __init__(self, name: str, colours: list[str], places: list[Place], dark: bool = False) -> None:
        self.name, self.colours, self._places, self._dark = name, colours, places, dark

    def faults(self) -> Iterator[Fault]:
        """Each two colours are told once: that they go astray, or whom they look alike to, or that they do in grey."""
        yield from (self._find("chart-colours-order", *pair) for pair in self._astray())
        for one, other in self._neighbours():
            hidden = [name for name, sight in READERS.items() if not told_apart(*self._pair(one, other), sight)]
            if hidden:
                yield self._find("chart-colours-alike", one, other, readers=hidden[0])
            elif (one, other) in self._grey() and not told_in_grey(*self._pair(one, other)):
                yield self._find("chart-colours-grey", one, other)

    def _neighbours(self) -> list[tuple[int, int]]:
        """Which colours must be told apart: those of steps from the next one, of kinds and ends from all."""
        every = range(len(self.colours))
        return list(pairwise(every) if self.name == "sequential" else combinations(every, 2))

    def _grey(self) -> list[tuple[int, int]]:
        """Which of them in grey as well: the two ends of a diverging palette are as far from its middle."""
        return [pair for pair in self._neighbours() if self.name != "diverging" or pair != (0, 2)]

    def _astray(self) -> Iterator[tuple[int, int]]:
        """Steps that do not go the way of the first; a middle that is not lighter, or not darker, than both ends."""
        if self.name == "categorical":
            return
        rises = [lightness(b) > lightness(a) for a, b in pairwise(self.colours)]
        turns = self.name == "diverging"
        yield from ((n, n + 1) for n in range(1, len(rises)) if (rises[n] == rises[0]) == turns)

    def _pair(self, one: int, other: int) -> tuple[str, str]:
        return self.colours[one], self.colours[other]

    def _find(self, code: str, one: int, other: int, **more: str) -> Fault:
        first, second = self._pair(one, other)
        found = find(code, self._places[other], one=first, other=second, palette=self.name, **more)
        return Fault(self.name, self._dark, (one, other), (first, second), found)


def check(subject: Subject) -> Iterator[Finding]:
    """Every finding about the palettes of a brand: those on paper, and those on a dark screen where they are others."""
    brand = subject.design.brand
    path = f"{FOLDER}/{brand.name}/_brand.yml"
    data, marks, _ = load(subject.files.text(path), path)
    yield from (fault.finding for fault in faults(data, marks, brand.roles, brand.dark))


def faults(data: object, marks: Marks, light: Mapping[str, str], dark: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with the palettes that a file of a brand sets; `light` and `dark` are the colours of its roles."""
    said = data["defaults"]["octavo"].get("charts", {}) if isinstance(data, Mapping) else {}
    for name in (name for name in CHARTS if said.get(name)):
        roles = CHARTS[name][: len(said[name])]
        own, others = [light[role] for role in roles], [dark[role] for role in roles]
        yield from _Palette(name, own, [marks.place((*HOME, "charts", name, n)) for n in range(len(roles))]).faults()
        if others != own:
            places = [marks.place((*HOME, "dark", role)) for role in roles]
            yield from _Palette(name, others, places, dark=True).faults()
    yield from _Roles(data, marks).faults(light, dark)


def kinds_of(data: object) -> frozenset[str]:
    """The roles that the categorical palette of a file sets."""
    said: Any = data["defaults"]["octavo"] if isinstance(data, Mapping) else {}
    return frozenset(CHARTS["categorical"][: len(said.get("charts", {}).get("categorical") or ())])


def confused(role: str, roles: Mapping[str, str], kinds: frozenset[str]) -> str:
    """A role that `role`, in the colours of `roles`, is not told from in a chart, by some reader or in grey; "" where
    there is none. Those of the palette, `kinds`, are told from each other in grey too."""
    for pair in (pair for pair in MEETING if role in pair):
        colours = roles[pair[0]], roles[pair[1]]
        is_told = all(told_apart(*colours, sight) for sight in READERS.values())
        if not is_told or ((pair[1] in BACK or kinds.issuperset(pair)) and not told_in_grey(*colours)):
            return next(other for other in pair if other != role)
    return ""


class _Roles:
    """The roles of charts as a file sets them, one by one or by a palette."""

    def __init__(self, data: object, marks: Marks) -> None:
        said: Any = data["defaults"]["octavo"] if isinstance(data, Mapping) else {}
        self._kinds, self._marks = kinds_of(data), marks
        kinds = (role for role in CHARTS["categorical"] if role in self._kinds)
        palette = {role: (*HOME, "charts", "categorical", n) for n, role in enumerate(kinds)}
        self._light: dict[str, Loc] = {**palette, **{role: (*HOME, "roles", role) for role in said.get("roles") or ()}}
        self._dark: dict[str, Loc] = {role: (*HOME, "dark", role) for role in said.get("dark") or ()}

    def faults(self, light: Mapping[str, str], dark: Mapping[str, str]) -> Iterator[Fault]:
        """Each two roles once, in the dark where they have other colours there: those of the palette are told as such,
        and two that both follow colours of text are no chart's."""
        anywhere = {**self._light, **self._dark}
        for pair in (pair for pair in MEETING if not self._kinds.issuperset(pair)):
            usual, other = ((roles[pair[0]], roles[pair[1]]) for roles in (light, dark))
            if any(role in self._light for role in pair):
                yield from self._of(pair, usual, dark=False)
            if other != usual and any(role in anywhere for role in pair):
                yield from self._of(pair, other, dark=True)

    def _of(self, pair: tuple[str, str], colours: tuple[str, str], dark: bool) -> Iterator[Fault]:
        hidden = [name for name, sight in READERS.items() if not told_apart(*colours, sight)]
        values = {"one": f"{pair[0]} ({colours[0]})", "other": f"{pair[1]} ({colours[1]})"}
        values |= {"screen": " on a dark screen" * dark, "section": self._section(pair, dark)}
        place = self._place(pair, dark)
        if hidden:
            found = find("chart-roles-alike", place, **values, readers=hidden[0])
        elif pair[1] in BACK and not told_in_grey(*colours):
            found = find("chart-roles-grey", place, **values)
        else:
            return
        yield Fault("categorical", dark, (), colours, found)

    def _section(self, pair: tuple[str, str], dark: bool) -> str:
        """Where to write another colour; one of the dark that is left of a palette which was longer may as well go."""
        longer = CHARTS["categorical"][len(self._kinds) :] if self._kinds else ()
        left = [role for role in pair if role in longer and role in self._dark and role not in self._light]
        more = f", or take {left[0]} out there, which the palette does not have" if left else ""
        return f"dark{more}" if dark else "roles"

    def _place(self, pair: tuple[str, str], dark: bool) -> Place:
        """Where the colour that may give way is set: what stands back before what is on it, the dark before the
        light."""
        given = [own[role] for own in ((self._dark, self._light) if dark else (self._light,)) for role in pair[::-1]
                 if role in own]  # fmt: skip
        return self._marks.place(given[0])
