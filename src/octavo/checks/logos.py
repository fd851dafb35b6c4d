"""A brand and its file -> what is wrong with the files of its logos, and which are too wide for their place."""

import re
from collections.abc import Iterator, Mapping
from math import ceil, floor
from types import MappingProxyType
from typing import Any

from lxml import etree

from octavo.brand import Brand, Logo
from octavo.brandparts import FOLDER
from octavo.checks.finding import Finding, find
from octavo.files import Files
from octavo.stylesizes import Lengths, lengths
from octavo.yamltext import Marks

HEAVIEST = 60_000
"""Bytes of a logo: four times what an elaborate one takes."""
PRINTED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "masthead": ("--logo-h", "--logo-w"),
        "plain": ("--logo-h", "--logo-w"),
        "cover": ("--logo-cover-h", "--logo-cover-w"),
    }
)
"""Where a logo stands in print -> the tokens of its height and of the width that it may take."""
NUMBER = re.compile(r"[\s,]+")
SLACK = 1e-6
"""Points: what a length may lose on its way through pixels."""


def check(files: Files, brand: Brand, marks: Marks, fields: Any) -> Iterator[Finding]:  # noqa: ANN401 - YAML, checked before
    """Findings in the order of the places where logos stand."""
    names = fields["defaults"]["octavo"]["logo"]
    drawn = {logo.path: _drawing(files, logo) for logo in brand.logos.values()}
    for used, logo in {logo.path: (used, logo) for used, logo in brand.logos.items()}.values():
        place = marks.place(("logo", "images", names[used]))
        name, data = logo.path.removeprefix(f"{FOLDER}/{brand.name}/"), files.read(logo.path)
        if len(data) > HEAVIEST:
            yield find("logo-heavy", place, file=name, size=round(len(data) / 1000))
        root = drawn[logo.path]
        if root is None:
            continue
        if not root.get("viewBox"):
            yield find("logo-no-size", place, file=name)
        if next(root.iter("{*}text"), None) is not None:
            yield find("logo-text", place, file=name)
    yield from _too_wide(files, brand, marks, drawn)


def _drawing(files: Files, logo: Logo) -> Any:  # noqa: ANN401 - an lxml element, whose package has no types
    """The root of an SVG; None for a photograph, and for what cannot be drawn, which the build says."""
    if not logo.path.lower().endswith(".svg"):
        return None
    try:
        return etree.fromstring(files.read(logo.path), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def _too_wide(files: Files, brand: Brand, marks: Marks, drawn: Mapping[str, Any]) -> Iterator[Finding]:
    """Logos that have to be made smaller, each at the first place of a height that it does not fit."""
    told: set[tuple[str, str]] = set()
    said: Lengths = lengths(files, brand)
    for used, (high, wide) in PRINTED.items():
        logo = brand.logos[used]
        ratio, height, room = _ratio(drawn[logo.path]), said.points(high), said.points(wide)
        if not (ratio and height and room) or fits(ratio, height, room) or (logo.path, high) in told:
            continue
        told.add((logo.path, high))
        place = marks.place(("defaults", "octavo", "logo", used))
        name = logo.path.removeprefix(f"{FOLDER}/{brand.name}/")
        values = {"file": name, "width": ceil(ratio * height), "height": f"{height:g}", "room": int(room)}
        yield find("logo-wide", place, **values, used=used, token=high, fits=f"{tallest(ratio, room):g}")


def fits(ratio: float, height: float, room: float) -> bool:
    """Whether a logo of that ratio and height keeps to the width that it may take."""
    return ratio * height <= room + SLACK


def tallest(ratio: float, room: float) -> float:
    """The greatest height that fits, in tenths of a point: rounded down, for one above it would be told again."""
    return floor(room / ratio * 10) / 10


def _ratio(root: Any) -> float:  # noqa: ANN401 - an lxml element or None
    """Width of a drawing by its height; 0 for one that does not say."""
    box = NUMBER.split(root.get("viewBox", "").strip()) if root is not None else []
    try:
        _, _, width, height = map(float, box)
    except ValueError:
        return 0.0
    return width / height if height > 0 else 0.0
