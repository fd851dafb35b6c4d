"""The colours of a brand's roles in each light -> the nearest colour that would do for one that is too faint."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from octavo.checks.palettes import FRONT, confused
from octavo.colours import contrast, mixed


@dataclass(frozen=True)
class Lights:
    """The roles in the light and on a dark screen; `kinds` are those that the categorical palette of charts sets."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    kinds: frozenset[str]

    def cure(self, ink: str, ground: str, least: float, *, in_dark: bool) -> str:
        """What to write instead of the colour of `ink`, which is too close to `ground`; `in_dark`: a dark screen alone
        has the two, so that it belongs under `dark`. The mark of a chart is to be told from all that it meets there."""
        roles = self.dark if in_dark else self.light
        every = list(passing(roles[ink], roles[ground], least))
        good = [one for one in every if not self._confused(ink, one, in_dark=in_dark)]
        if not every:
            return f"make {ink} another color"
        colour = (good or every)[0]
        cure = f'write {ink}: "{colour}" under dark' if in_dark else f"make {ink} {colour}"
        other = self._confused(ink, colour, in_dark=in_dark)
        return f"{cure}, and {other} lighter or darker: nothing near is told from it in a chart" if other else cure

    def _confused(self, ink: str, colour: str, *, in_dark: bool) -> str:
        """A role of a chart that `ink` would not be told from as `colour`; one of the light counts on a dark screen
        too, where it has no other there."""
        if ink not in FRONT:
            return ""
        shared = [self.dark] if in_dark or self.dark[ink] == self.light[ink] else []
        every = [*shared, *([] if in_dark else [self.light])]
        return next(filter(None, (confused(ink, {**roles, ink: colour}, self.kinds) for roles in every)), "")


def passing(colour: str, ground: str, least: float) -> Iterator[str]:
    """Mixtures of a colour with black or white that tell on `ground`, the nearest first."""
    steps = (mixed(colour, end, step / 100) for step in range(1, 101) for end in ("#000000", "#ffffff"))
    return (made for made in steps if contrast(made, ground) >= least)
