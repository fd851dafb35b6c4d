"""The words of a chart's specification that Octavo draws: a part of Vega-Lite 6, and `waffle`. Literal tables.

Left out is what paper cannot do (tooltips, selections, links), what loads from elsewhere (urls, images, maps) and what
the brand decides (config, background). https://vega.github.io/vega-lite/docs/
"""

import difflib
from collections.abc import Iterable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MARKS = _words("bar line area point circle square rect rule text tick trail arc boxplot errorbar errorband waffle")

VIEW = _words("title width height data transform")
UNIT = VIEW | _words("mark encoding")
SPEC: dict[str, frozenset[str]] = {
    "mark": UNIT | {"$schema", "description"},
    "layer": UNIT | _words("$schema description layer resolve") - {"mark"},
    "hconcat": VIEW | _words("$schema description hconcat resolve spacing align bounds center"),
    "vconcat": VIEW | _words("$schema description vconcat resolve spacing align bounds center"),
    "concat": VIEW | _words("$schema description concat columns resolve spacing align bounds center"),
    "facet": VIEW | _words("$schema description facet spec columns resolve spacing align bounds center"),
    "repeat": VIEW | _words("$schema description repeat spec columns resolve spacing align bounds center"),
}
"""What may stand beside each way of composing a chart."""

CHANNELS = _words(
    """x y x2 y2 xOffset yOffset xError yError xError2 yError2 theta theta2 radius radius2 color fill stroke opacity
    fillOpacity strokeOpacity strokeWidth strokeDash size angle shape text detail order row column facet"""
)
UNNAMED = _words(
    "xOffset yOffset opacity fillOpacity strokeOpacity strokeWidth strokeDash size angle shape detail order"
)
"""Channels in which a reader does not see what a value is called."""

WAFFLE_CHANNELS = _words("value label text outline")
CHANNEL = _words(
    """field type bin timeUnit aggregate sort stack scale axis legend title value datum condition format formatType band
    bandPosition impute header align spacing bounds center columns"""
)
TYPES = _words("quantitative nominal ordinal temporal")

TRANSFORMS: dict[str, tuple[str, ...]] = {
    "aggregate": (),
    "bin": (),
    "calculate": (),
    "density": ("value", "density"),
    "extent": (),
    "filter": (),
    "flatten": (),
    "fold": ("key", "value"),
    "impute": (),
    "joinaggregate": (),
    "loess": (),
    "pivot": (),
    "quantile": ("prob", "value"),
    "regression": (),
    "sample": (),
    "stack": (),
    "timeUnit": (),
    "window": (),
}
"""Each transform with the columns it adds when it has no `as`."""

TRANSFORM_FIELDS = _words(
    "groupby fold flatten pivot field regression on loess density impute key extent quantile stack"
)
"""Words of a transform whose text is the name of a column, or a list of such names."""

ROLES = _words("1 2 3 hi hi-ink hi-soft mute ink ink-2 grid paper")
ROLE_ALIASES = {
    "accent": "hi",
    "accent-ink": "hi-ink",
    "accent-soft": "hi-soft",
    "muted": "mute",
    "first": "1",
    "second": "2",
    "third": "3",
    "c1": "1",
    "c2": "2",
    "c3": "3",
    "ink2": "ink-2",
}
COLOUR_KEYS = _words("color fill stroke background labelColor titleColor subtitleColor gridColor domainColor tickColor")
"""Keys whose text is a colour."""

NO_COLOUR = _words("transparent none")


def strings(value: object) -> list[str]:
    """A text, or the texts of a list."""
    return (
        [value]
        if isinstance(value, str)
        else [v for v in value if isinstance(v, str)]
        if isinstance(value, list)
        else []
    )


def nearest(name: str, known: Iterable[str]) -> str:
    """'did you mean "..."?' with the most similar of `known`, or ""."""
    by_lower = {word.lower(): word for word in known}
    close = difflib.get_close_matches(name.lower(), by_lower, 1)
    return f'did you mean "{by_lower[close[0]]}"?' if close else ""


def hint(name: str, known: Iterable[str], called: str = "known") -> str:
    """What to write instead of `name`: the nearest of `known`, else all of them."""
    names = sorted(known)
    return nearest(name, names) or f"{called}: {', '.join(names)}"
