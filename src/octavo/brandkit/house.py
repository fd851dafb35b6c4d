"""What another tool's brand file says that Octavo has a use for: between reading one and making a brand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.problems import Problem


@dataclass(frozen=True)
class Face:
    """A font file that lies beside the file that was read: `path` is relative to that."""

    family: str
    path: str
    weight: int = 400
    style: str = "normal"


@dataclass(frozen=True)
class Picture:
    """A logo's file, relative to the file that was read."""

    path: str
    alt: str = ""


@dataclass(frozen=True)
class House:
    """A house, as another tool has it. Whatever was not said is empty, and 0 in the case of numbers.

    `palette` is name -> "#rrggbb" or another name; `theme` brand.yml's names -> a name of the palette or "#rrggbb";
    `roles` and `dark` are Octavo's own. `families` has text, display and mono; `wanted` the families that were to come
    from elsewhere, and from where. `size` is in points, `line` a multiple of it. `logos` is "medium-light" -> its
    picture. `found` is what could not be taken over, and why.
    """

    full: str = ""
    short: str = ""
    link: str = ""
    palette: Mapping[str, str] = field(default_factory=dict)
    theme: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    wanted: Mapping[str, str] = field(default_factory=dict)
    faces: tuple[Face, ...] = ()
    size: float = 0
    line: float = 0
    heading_weight: int = 0
    heading: str = ""
    link_colour: str = ""
    logos: Mapping[str, Picture] = field(default_factory=dict)
    found: tuple[Problem, ...] = ()


WEIGHTS: Mapping[str, int] = {
    "thin": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400, "regular": 400, "medium": 500,
    "semi-bold": 600, "demi-bold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800, "black": 900,
}  # fmt: skip
"""Weights by name: brand.yml's `brand-font-weight`, which is CSS Fonts 4 section 2.2's table of common names."""

POINTS: Mapping[str, float] = {"pt": 1, "px": 0.75, "rem": 12, "em": 12, "mm": 72 / 25.4, "in": 72, "cm": 72 / 2.54}
"""Unit -> points. A CSS pixel is 1/96 inch (CSS Values 4, section 6.2); 1 rem is 16 where nothing is said."""
