"""Colours as text: what each is for, how they resolve, and how well two can be told apart. Knows no file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")

ROLES: Mapping[str, str] = {
    "ink": "#1a1a1a",
    "paper": "#ffffff",
    "ink-2": "ink",
    "tint": "paper",
    "rule": "ink-2",
    "rule-strong": "ink",
    "primary": "ink",
    "heading": "primary",
    "link": "primary",
    "accent": "primary",
    "accent-ink": "accent",
    "opening-bg": "paper",
    "opening-ink": "ink",
    "opening-dek": "ink-2",
    "opening-ink-2": "ink-2",
    "opening-accent": "accent-ink",
    "cover-bg": "tint",
    "cover-ink": "ink",
    "cover-ink-2": "ink-2",
    "cover-accent": "accent-ink",
    "chapter-bg": "paper",
    "chapter-ink": "heading",
    "chapter-ink-2": "ink-2",
    "chapter-accent": "accent-ink",
    "takeaways-bg": "tint",
    "takeaways-ink": "ink",
    "takeaways-accent": "accent-ink",
    "cta-bg": "tint",
    "cta-ink": "ink",
    "cta-ink-2": "ink-2",
    "cta-accent": "link",
    "stat": "primary",
    "quote": "primary",
    "numeral": "accent-ink",
    "label": "accent-ink",
    "callout-note": "primary",
    "callout-tip": "primary",
    "callout-important": "accent-ink",
    "callout-warning": "accent-ink",
    "callout-caution": "accent-ink",
    "chart-ink": "ink",
    "chart-ink-2": "ink-2",
    "chart-1": "primary",
    "chart-2": "ink-2",
    "chart-3": "rule",
    "chart-hi": "accent",
    "chart-hi-ink": "accent-ink",
    "chart-hi-soft": "tint",
    "chart-mute": "rule",
    "chart-grid": "rule",
    "chart-seq-1": "chart-mute",
    "chart-seq-2": "chart-3",
    "chart-seq-3": "chart-2",
    "chart-seq-4": "chart-1",
    "chart-div-1": "chart-hi",
    "chart-div-2": "chart-mute",
    "chart-div-3": "chart-1",
}
"""Every colour role -> the role it takes its colour from when a brand does not set it. styles/tokens/roles.css
says the same in CSS; a later role may only follow an earlier one."""

THEME: Mapping[str, str] = {
    "foreground": "ink",
    "background": "paper",
    "primary": "primary",
    "secondary": "ink-2",
    "tertiary": "rule",
    "light": "tint",
    "warning": "accent",
}
"""brand.yml's theme colours -> roles."""

CHARTS: Mapping[str, tuple[str, ...]] = {
    "categorical": ("chart-1", "chart-hi", "chart-2", "chart-3"),
    "sequential": ("chart-seq-1", "chart-seq-2", "chart-seq-3", "chart-seq-4"),
    "diverging": ("chart-div-1", "chart-div-2", "chart-div-3"),
}
"""Palette of charts -> the roles that it fills, in the order in which a chart takes them."""

TEXT, LARGE = 4.5, 3.0
"""Least contrast of text, and of a mark or a numeral over 18 pt (WCAG 2.2, 1.4.3 and 1.4.11)."""

PAIRS: tuple[tuple[str, str, str, float], ...] = (
    ("ink", "paper", "text", TEXT),
    ("ink-2", "paper", "captions and notes", TEXT),
    ("heading", "paper", "headings", TEXT),
    ("accent-ink", "paper", "numbers of notes", TEXT),
    ("label", "paper", "labels of figures", TEXT),
    ("numeral", "paper", "numerals of recommendations", TEXT),
    ("link", "paper", "links", TEXT),
    ("stat", "paper", "numbers", TEXT),
    ("quote", "paper", "pull quotes", TEXT),
    ("accent", "paper", "marks", LARGE),
    ("ink", "tint", "text in a box", TEXT),
    ("ink-2", "tint", "captions in a box", TEXT),
    ("heading", "tint", "headings in a box", TEXT),
    ("link", "tint", "links in a box", TEXT),
    ("callout-note", "paper", "titles of notes", TEXT),
    ("callout-tip", "paper", "titles of tips", TEXT),
    ("callout-important", "paper", "titles of important notes", TEXT),
    ("callout-warning", "paper", "titles of warnings", TEXT),
    ("callout-caution", "paper", "titles of cautions", TEXT),
    ("opening-ink", "opening-bg", "the title", TEXT),
    ("opening-dek", "opening-bg", "what the brief is about", TEXT),
    ("opening-ink-2", "opening-bg", "the byline", TEXT),
    ("opening-accent", "opening-bg", "the kicker", TEXT),
    ("takeaways-ink", "takeaways-bg", "takeaways", TEXT),
    ("takeaways-accent", "takeaways-bg", "numerals of takeaways", TEXT),
    ("cover-ink", "cover-bg", "the cover's title", TEXT),
    ("cover-ink-2", "cover-bg", "the cover's date", TEXT),
    ("cover-accent", "cover-bg", "the back cover's link", TEXT),
    ("chapter-ink", "chapter-bg", "chapter titles", TEXT),
    ("chapter-ink-2", "chapter-bg", "what a chapter is about", TEXT),
    ("chapter-accent", "chapter-bg", "chapter numbers", LARGE),
    ("cta-ink", "cta-bg", "the call to action", TEXT),
    ("cta-ink-2", "cta-bg", "the call's text", TEXT),
    ("cta-accent", "cta-bg", "the call's link", TEXT),
    ("chart-ink", "paper", "labels in charts", TEXT),
    ("chart-ink-2", "paper", "axes of charts", TEXT),
    ("chart-hi-ink", "paper", "the point of a chart", TEXT),
)
"""Which colours meet as text and ground: ink, ground, what is set in them, least contrast."""


@dataclass(frozen=True)
class Pair:
    """Two roles that meet. `ratio` is their contrast, 1 to 21; `least` what it must be."""

    ink: str
    ground: str
    use: str
    ratio: float
    least: float


class Unresolved(ValueError):
    """A text names no colour. `blamed` are the names at fault: the one that is set to what is neither colour nor name,
    or those that lead to each other; () where the text itself is no name."""

    def __init__(self, blamed: tuple[str, ...]) -> None:
        super().__init__(blamed)
        self.blamed = blamed


class Palette:
    """Named colours; a name may stand for another name, and theme colours may be named like palette colours."""

    def __init__(self, palette: Mapping[str, str], theme: Mapping[str, str]) -> None:
        self._values = {**theme, **palette}
        self.names = tuple(palette)

    def resolve(self, value: str) -> tuple[str, str]:
        """A hex colour or a name -> "#rrggbb" in lower case, and the last name on the way to it, or "". Raises
        Unresolved for anything else, and for a name that leads back to itself."""
        seen: list[str] = []
        while not HEX.fullmatch(value):
            if value in seen:
                raise Unresolved(tuple(seen[seen.index(value) :]))
            if value not in self._values:
                raise Unresolved(tuple(seen[-1:]))
            seen.append(value)
            value = self._values[value]
        digits = value[1:].lower()
        return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits)), (seen or [""])[-1]


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two "#rrggbb" colours, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance")."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, part: float) -> str:
    """`colour` with `part` (0 to 1) of `other` mixed in."""
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(_parts(colour), _parts(other), strict=True))


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _parts(colour)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
