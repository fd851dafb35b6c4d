"""What _brand.yml says of the sheet -> tokens: margins, sizes of type, the manner of tables and figures.

They are set in layer brand before the brand's own sheet, which may set them otherwise.
"""

from collections.abc import Mapping
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from octavo.brandfile import Typography
from octavo.brandprint import Margins, Octavo
from octavo.yamltext import Loc

HOME: Loc = ("defaults", "octavo")
TYPE = "typography"

STEPS: Mapping[str, float] = MappingProxyType(
    {
        "--fs-micro": -1.5, "--fs-note": -1.25, "--fs-ui": -1, "--fs-small": -0.5, "--fs-h3": 0.75, "--fs-lead": 1.5,
        "--fs-takeaway-n": 2, "--fs-quote": 3.25, "--fs-h2": 3.5, "--fs-numeral": 4, "--fs-stat-aside": 5,
        "--fs-stat": 6, "--fs-title-longer": 5.5, "--fs-title-long": 7, "--fs-title": 8.5, "--fs-chapter": 6.75,
        "--fs-chapter-n": 9.5, "--fs-cover-longer": 7.25, "--fs-cover-long": 9, "--fs-cover": 10.5,
    }
)  # fmt: skip
"""Size of type -> how many steps of the scale it stands above the text (Bringhurst, The Elements of Typographic Style,
3.1.1: a scale of sizes, and no others). With a ratio of 1.2 they come to nearly those of styles/tokens/scale.css."""

SMALLEST = 8.0
"""Points, as in styles/tokens/scale.css: no ratio makes type smaller."""

LINES: Mapping[str, tuple[str, float]] = MappingProxyType(
    {"--lh-lead": ("--fs-lead", 1.28), "--lh-quote": ("--fs-quote", 1.22), "--lh-h2": ("--fs-h2", 1.12)}
)
"""Leading in baselines -> the size it belongs to, and how many times that it is at the least; in halves of a line."""

MANNERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "open": {
            "--table-over": "0 none", "--table-row": "0 none", "--table-foot": "var(--hair) solid var(--rule-strong)",
        },
        "banded": {
            "--table-over": "0 none", "--table-row": "0 none", "--table-foot": "var(--thin) solid var(--rule-strong)",
            "--table-band": "var(--tint)", "--table-inset": ".5rem",
        },
        "plain": {"--figure-over": "0 none", "--figure-air": "0pt"},
    }
)  # fmt: skip
"""Manner of tables or figures -> its tokens; "ruled" is that of the house's sheets."""


FACES = (("--title-face", "display", 400), ("--sub-face", "sub", 600), ("--head-face", "text", 600))
"""Style and weight of titles and h2, of h3, of h4 -> the family they have, and their weight in tokens/scale.css."""


class Setting(NamedTuple):
    """A token's value, and the field of the file that decides it."""

    value: str
    loc: Loc


def settings(
    said: Octavo, kinds: Typography, families: Mapping[str, str], root: float, line: float
) -> Mapping[str, Setting]:
    """Every token that the file's words come to; `root` and `line` are the text's size and baseline in points."""
    made = {**_margins(said.margins), **_type(kinds, families)}
    if said.scale is not None:
        sizes = {name: _rem(said.scale**step, root) for name, step in STEPS.items()}
        heights = {name: ceil(sizes[size] * root * least / line * 2) / 2 for name, (size, least) in LINES.items()}
        values = {**{n: f"{v:g}rem" for n, v in sizes.items()}, **{n: f"{v:g}rlh" for n, v in heights.items()}}
        made |= {name: Setting(value, (*HOME, "scale")) for name, value in values.items()}
    for field, manner in (("tables", said.tables), ("figures", said.figures)):
        made |= {name: Setting(value, (*HOME, field)) for name, value in MANNERS.get(manner, {}).items()}
    return MappingProxyType(made)


def _type(kinds: Typography, families: Mapping[str, str]) -> dict[str, Setting]:
    """Weights of text and code; style, weight and leading of the headings in the headings' family."""
    made: dict[str, Setting] = {}
    for name, weight, part in (("text", kinds.base.weight, "base"), ("mono", kinds.monospace.weight, "monospace")):
        if weight:
            made[f"--{name}-weight"] = Setting(str(weight), (TYPE, part, "weight"))
    heads = kinds.headings
    if heads.weight or heads.style != "normal":
        for token, usual in headings_in(families):
            style = f"{heads.style} " * (heads.style != "normal")
            where = (TYPE, "headings", "weight" if heads.weight else "style")
            made[token] = Setting(f"{style}{heads.weight or usual}", where)
    if heads.line_height:
        value, where = f"{heads.line_height:g}", (TYPE, "headings", "line-height")
        made |= {name: Setting(value, where) for name in ("--lh-title", "--lh-cover", "--lh-chapter")}
    return made


def headings_in(families: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """The headings that are set in the headings' own family: the token of their style and weight, and their usual
    weight. E-books have the family of text for that of h3."""
    own = families["display"]
    return tuple(
        (token, usual)
        for token, kind, usual in FACES
        if own == families[kind] and (kind != "sub" or own == families["text"])
    )


def _margins(said: Margins) -> dict[str, Setting]:
    """The grid keeps its twelve columns and its gutters, in what the margins leave. The margins are named as well as
    the measure: WeasyPrint 70 drops what takes one calc() from another twice over, as such margins would."""
    home = (*HOME, "margins")
    made: dict[str, Setting] = {}
    if said.side:
        made |= {name: Setting(said.side, (*home, "side")) for name in ("--page-ml", "--page-mr")}
        made["--wide"] = Setting(f"calc(var(--page-w) - 2 * {said.side})", (*home, "side"))
        made["--col"] = Setting(f"calc((var(--page-w) - 2 * {said.side} - 11 * var(--gut)) / 12)", (*home, "side"))
    if said.top:
        made["--page-mt"] = Setting(said.top, (*home, "top"))
    if said.foot:
        made["--foot"] = Setting(said.foot, (*home, "foot"))
    return made


def _rem(ratio: float, root: float) -> float:
    """A size in parts of the text's, rounded up where it would be too small to print."""
    return max(round(ratio, 3), ceil(SMALLEST / root * 1000) / 1000)
