"""A PDF -> the ink that tells on the ground of each page, where the line of a copy stands."""

from octavo.colours import contrast
from octavo.formats.raster import POINTS, pages

LEFT, FOOT = 48, 16
"""Points from the corner of the page to the line: inside what office printers can print (Letter and A4 leave a quarter
of an inch at most), outside what the page itself has there: its folio stands higher."""
SIZE = 6.5
"""Points."""
SAMPLED = 170
"""Points of the line that are looked at: as long as it is with a name of middling length."""
DPI = 36
GREY, BLACK, WHITE = "#4A4F54", "#000000", "#FFFFFF"
ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: contrast of small text."""


def inks(pdf: bytes) -> tuple[str, ...]:
    """For each page grey, as quiet as it may be, where that tells; else black or white, whichever tells more."""
    found = []
    for image in pages(pdf, DPI):
        scale = DPI / POINTS
        box = (LEFT, image.height / scale - FOOT - SIZE, LEFT + SAMPLED, image.height / scale - FOOT + SIZE / 3)
        strip = image.crop(tuple(round(edge * scale) for edge in box))  # type: ignore[arg-type]
        ground = "#{:02X}{:02X}{:02X}".format(*strip.resize((1, 1)).getpixel((0, 0)))  # type: ignore[misc]
        strongest = max((BLACK, WHITE), key=lambda ink: contrast(ink, ground))
        found.append(GREY if contrast(GREY, ground) >= ENOUGH else strongest)
    return tuple(found)
