"""Colours as text -> how they look to readers of every kind, and whether two of them can be told apart in a chart.

Red, green and blue cone losses are simulated after Machado, Oliveira and Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency" (IEEE TVCG 15, 2009), at severity 1, in linear light.
"""

from collections.abc import Mapping

from coloraide import Color

READERS: Mapping[str, str] = {
    "all readers": "",
    "readers without red cones (protanopia)": "protan",
    "readers without green cones (deuteranopia)": "deutan",
    "readers without blue cones (tritanopia)": "tritan",
}
"""Readers -> the filter that shows what they see; "" changes nothing."""

SHARE, ANGLE = 0.5, 1 / 3
"""How many readers are to see a difference, and how large a mark is in degrees: 2.3 mm at arm's length, 40 cm, which is
a bar of 6.6 pt, and the smallest for which the model was measured."""

INTERVAL = tuple(SHARE * (a + b / ANGLE) for a, b in ((10.16, 1.50), (10.68, 3.08), (10.70, 5.74)))
"""Steps of L*, a* and b* that are noticed in marks of that size (7.3, 10.0, 14.0): Stone, Szafir and Setlur, "An
Engineering Model for Color Difference as a Function of Size" (Color and Imaging Conference 22, 2014)."""


def told_apart(one: str, other: str, sight: str = "") -> bool:
    """Whether a reader notices the difference of two "#rrggbb" in L*, in a* or in b*."""
    pairs = zip(lab(one, sight), lab(other, sight), INTERVAL, strict=True)
    return any(abs(a - b) >= least for a, b, least in pairs)


def told_in_grey(one: str, other: str) -> bool:
    """Whether lightness alone tells two colours apart: what is left of them on a copier or a black printer."""
    return abs(lightness(one) - lightness(other)) >= INTERVAL[0]


def lightness(colour: str) -> float:
    """CIE L* of "#rrggbb", 0 to 100."""
    return lab(colour)[0]


def lab(colour: str, sight: str = "") -> tuple[float, float, float]:
    """CIE L*a*b* (CIE 15, D65) of "#rrggbb" as `sight` leaves it."""
    light, green_red, blue_yellow = _seen(colour, sight).convert("lab-d65").coords()
    return light, green_red, blue_yellow


def seen(colour: str, sight: str) -> str:
    """What a reader sees in place of "#rrggbb"."""
    return str(_seen(colour, sight).convert("srgb").to_string(hex=True))


def grey(colour: str) -> str:
    """What a copier makes of "#rrggbb": the grey of the same lightness."""
    return str(Color("lab-d65", [lightness(colour), 0, 0]).convert("srgb").fit().to_string(hex=True))


def _seen(colour: str, sight: str) -> Color:
    plain = Color(colour)
    return plain.filter(sight, method="machado", out_space="srgb").clip() if sight else plain
