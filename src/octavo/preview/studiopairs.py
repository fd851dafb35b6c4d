"""A brand's colours -> every two colours that meet in it, with their contrast, and what would mend a close pair."""

from collections.abc import Iterator
from typing import Any

from octavo.brandcolours import Colours
from octavo.brandcontrast import Contrast, Shades
from octavo.brandfile import BrandFile
from octavo.colours import PAIRS, contrast

LIGHTS = ("light", "dark")


def pairs(read: BrandFile, colours: Colours) -> Iterator[dict[str, Any]]:
    """The pairs in the light, then in the dark. `loc` is the place of the colour that `use` gives a value that passes
    wherever that colour stands."""
    shades = (colours.light, *([colours.dark] if read.defaults.octavo.dark else ()))
    for light, own in zip(LIGHTS, shades, strict=False):
        for ink, ground, use, least in PAIRS:
            ratio = contrast(own[ink].colour, own[ground].colour)
            pair = {"light": light, "ink": ink, "ground": ground, "use": use, "least": least}
            shown = {"colours": [own[ink].colour, own[ground].colour], "ratio": int(ratio * 100) / 100}
            places = {"locs": [list(own[role].written) for role in (ink, ground)]}
            cure = None if ratio >= least else _cure(colours.contrast, own, ink, ground)
            yield {**pair, **shown, **places, "cure": cure}


def _cure(cures: Contrast, shades: Shades, ink: str, ground: str) -> dict[str, Any] | None:
    """The smaller change that would do, of one colour or the other."""
    found = [
        (step, shade.written, colour) for shade in (shades[ink], shades[ground]) for step, colour in cures.cure(shade)
    ]
    best = min(found, key=lambda one: one[0], default=None)
    return {"loc": list(best[1]), "value": best[2]} if best else None
