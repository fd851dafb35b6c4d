"""Subject -> which colours of the brand's palettes for charts some reader, or a grey copy, cannot tell apart.

Only what `charts` of _brand.yml sets is a palette; roles that are set one by one promise no such thing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from octavo.brandparts import FOLDER
from octavo.checks.finding import Finding, find
from octavo.checks.subject import Subject
from octavo.colours import CHARTS
from octavo.colourvision import READERS, lightness, told_apart, told_in_grey
from octavo.problems import Place
from octavo.yamltext import Marks, load

HOME = ("defaults", "octavo")


@dataclass(frozen=True)
class Fault:
    """Two colours of a palette, by their places in it, and what is wrong between them; `dark`: on a dark screen."""

    palette: str
    dark: bool
    pair: tuple[int, int]
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
        return Fault(self.name, self._dark, (one, other), found)


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
