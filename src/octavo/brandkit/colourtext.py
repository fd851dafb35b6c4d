"""A colour of CSS or of design tokens -> "#rrggbb" in sRGB, and how opaque it is. Knows coloraide."""

from collections.abc import Sequence

from coloraide import Color


class NoColour(ValueError):
    """The text or the components say no colour."""


def of_css(text: str) -> tuple[str, float]:
    """A colour of CSS Color 4: "blue", "rgb(10 20 30 / .5)", "oklch(.6 .15 250)". Raises NoColour."""
    try:
        return _shown(Color(text))
    except ValueError:
        raise NoColour(text) from None


def of_components(space: str, components: Sequence[object], alpha: float) -> tuple[str, float]:
    """A colour of the Design Tokens Color Module 2025.10, section 4: the name of its space and its components; "none"
    is one that does not matter. Raises NoColour."""
    parts = [0.0 if part == "none" else part for part in components]
    if len(parts) != 3 or not all(isinstance(part, int | float) for part in parts):
        raise NoColour(f"{space} {list(components)}")
    numbers = " ".join(f"{part:g}" for part in parts if isinstance(part, int | float))
    first, *rest = numbers.split()
    percent = " ".join([first, *(f"{part}%" for part in rest)])
    form = {
        "hsl": f"hsl({percent})", "hwb": f"hwb({percent})", "lab": f"lab({numbers})", "lch": f"lch({numbers})",
        "oklab": f"oklab({numbers})", "oklch": f"oklch({numbers})",
    }.get(space, f"color({space} {numbers})")  # fmt: skip
    colour, _ = of_css(form)
    return colour, alpha


def components(colour: str) -> tuple[float, float, float]:
    """The red, green and blue of "#rrggbb", 0 to 1, to four places."""
    red, green, blue = (round(int(colour[at : at + 2], 16) / 255, 4) for at in (1, 3, 5))
    return red, green, blue


def _shown(colour: Color) -> tuple[str, float]:
    """The colour in sRGB; one that a screen of today cannot show is brought in with its lightness and hue kept (CSS
    Color 4, section 13)."""
    alpha = colour.alpha(nans=False)
    return str(colour.convert("srgb").fit(method="oklch-chroma").to_string(hex=True, alpha=False)), float(alpha)
