"""Colours as text -> how they look to readers of every kind, and whether two of them can be told apart in a chart.

Red, green and blue cone losses are simulated after Machado, Oliveira and Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency" (IEEE TVCG 15, 2009), at severity 1, in linear light.
"""

from collections.abc import Mapping, Sequence

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

READERS: Mapping[str, Matrix | None] = {
    "all readers": None,
    "readers without red cones (protanopia)": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "readers without green cones (deuteranopia)": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "readers without blue cones (tritanopia)": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Readers -> what takes linear red, green and blue to what they see; None changes nothing."""

SHARE, ANGLE = 0.5, 1 / 3
"""How many readers are to see a difference, and how large a mark is in degrees: 2.3 mm at arm's length, 40 cm, which is
a bar of 6.6 pt, and the smallest for which the model was measured."""

INTERVAL = tuple(SHARE * (a + b / ANGLE) for a, b in ((10.16, 1.50), (10.68, 3.08), (10.70, 5.74)))
"""Steps of L*, a* and b* that are noticed in marks of that size (7.3, 10.0, 14.0): Stone, Szafir and Setlur, "An
Engineering Model for Color Difference as a Function of Size" (Color and Imaging Conference 22, 2014)."""

WHITE: Triple = (0.95047, 1.0, 1.08883)
"""CIE D65, as in sRGB (IEC 61966-2-1)."""

TO_XYZ: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))


def told_apart(one: str, other: str, sight: Matrix | None = None) -> bool:
    """Whether a reader notices the difference of two "#rrggbb" in L*, in a* or in b*."""
    pairs = zip(lab(one, sight), lab(other, sight), INTERVAL, strict=True)
    return any(abs(a - b) >= least for a, b, least in pairs)


def told_in_grey(one: str, other: str) -> bool:
    """Whether lightness alone tells two colours apart: what is left of them on a copier or a black printer."""
    return abs(lightness(one) - lightness(other)) >= INTERVAL[0]


def lightness(colour: str) -> float:
    """CIE L* of "#rrggbb", 0 to 100."""
    return lab(colour)[0]


def lab(colour: str, sight: Matrix | None = None) -> Triple:
    """CIE L*a*b* (CIE 15, D65) of "#rrggbb" as `sight` leaves it."""
    linear: Sequence[float] = [_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)]
    seen = linear if sight is None else [min(1.0, max(0.0, value)) for value in _times(sight, linear)]
    x, y, z = (_root(value / white) for value, white in zip(_times(TO_XYZ, seen), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: Matrix, values: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix]


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29
