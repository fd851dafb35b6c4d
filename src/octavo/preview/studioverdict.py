"""A brand as it is shown -> what is wrong with it, and how its colours look: pairs, charts, grounds of logos.

By the rules of the build and of the check; nothing is measured here that is not measured there.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from octavo.brand import Brand, load_brand
from octavo.brandcolours import settle_colours
from octavo.brandfile import BrandFile
from octavo.brandparts import FOLDER, GROUNDS
from octavo.checks import logos, palettes
from octavo.checks.brand import MARKS, faint
from octavo.checks.lights import Lights
from octavo.colours import CHARTS
from octavo.colourvision import READERS, grey, seen
from octavo.files import Files
from octavo.logoground import check_grounds
from octavo.preview.studiopairs import LIGHTS, pairs
from octavo.problems import Problem
from octavo.yamltext import Marks, load

GREY = "A copier, in grey"


def verdict(files: Files, brand: str, with_logos: bool = True) -> dict[str, Any]:
    """`problems` of the brand; `pairs` of colours that meet; `roles`, the colour of each in the light and in the dark;
    `charts`, how each palette looks to all readers, and what is wrong with it; `grounds`, the colour under each logo;
    `logos`, what is wrong with their files, which takes longest to tell and may be left out. What the file's form
    keeps from being told is empty."""
    path = f"{FOLDER}/{brand}/_brand.yml"
    settled, found = load_brand(files, brand)
    facts: dict[str, Any] = {"problems": list(map(told, found)), "pairs": [], "roles": {}, "names": {}}
    facts |= {"charts": {}, "grounds": {}, **({"logos": []} if with_logos else {})}
    data, marks, _ = load(files.text(path), path)
    try:
        read = BrandFile.model_validate(data)
    except ValidationError:
        return facts
    colours, said = settle_colours(read, marks)
    if any(one.code == "brand-colour" for one in said):
        return facts
    has_dark = bool(read.defaults.octavo.dark)
    shades = dict(zip(LIGHTS, (colours.light, *([colours.dark] if has_dark else ())), strict=False))
    plain = {light: {role: shade.colour for role, shade in own.items()} for light, own in shades.items()}
    return {
        **facts,
        "pairs": list(pairs(read, colours)),
        "roles": plain,
        "names": {role: shade.name for role, shade in colours.light.items()},
        "charts": _charts(data, marks, plain),
        "grounds": _grounds(plain),
        **({"logos": _logos(files, settled, data, marks)} if with_logos else {}),
    }


def told(one: Problem) -> dict[str, object]:
    place = {"place": str(one.place), "line": one.place.line}
    return {**place, "code": one.code, "severity": one.severity, "text": one.text, "hint": one.hint}


def _charts(data: object, marks: Marks, plain: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Each palette of charts, on paper and, where it is another one there, on a dark screen."""
    light = plain["light"]
    dark = plain.get("dark", light)
    faults = [*palettes.faults(data, marks, light, dark), *_pale(Lights(light, dark, palettes.kinds_of(data)), marks)]
    told_of = {(fault.palette, fault.dark) for fault in faults}
    said = data["defaults"]["octavo"].get("charts", {}) if isinstance(data, dict) else {}
    shown: dict[str, Any] = {}
    for name, every in CHARTS.items():
        roles = every[: len(said.get(name) or every)]
        screens = {light: [own[role] for role in roles] for light, own in plain.items()}
        shown[name] = [
            {
                "light": light,
                "colours": own,
                "seen": _seen(own),
                "faults": [
                    {"pair": list(fault.pair), "colours": list(fault.colours), **told(fault.finding.problem)}
                    for fault in faults
                    if fault.palette == name and fault.dark == (light == "dark")
                ],
            }
            for light, own in screens.items()
            if light == "light" or own != screens["light"] or (name, True) in told_of
        ]
    return shown


def _pale(lights: Lights, marks: Marks) -> Iterator[palettes.Fault]:
    """Marks of a chart that are too close to paper, in the light and in the dark."""
    for in_dark, found in faint(lights, marks, MARKS):
        yield palettes.Fault("categorical", in_dark, (), (), found)


def _seen(colours: list[str]) -> list[dict[str, Any]]:
    """What readers see who see colours otherwise, and what a copier leaves."""
    eyes = {name: [seen(one, sight) for one in colours] for name, sight in READERS.items() if sight}
    return [{"by": by, "colours": own} for by, own in {**eyes, GREY: [grey(one) for one in colours]}.items()]


def _grounds(plain: dict[str, dict[str, str]]) -> dict[str, str]:
    """The colour under each logo, by its place."""
    dark = plain.get("dark", plain["light"])
    return {**{place: plain["light"][role] for place, role in GROUNDS.items()}, "dark": dark["paper"]}


def _logos(files: Files, brand: Brand | None, data: object, marks: Marks) -> list[dict[str, object]]:
    """What the build says of logos on their grounds, and the check of their files; nothing while the brand has
    errors."""
    if brand is None:
        return []
    found = (one.problem for one in logos.check(files, brand, marks, data))
    return [told(one) for one in (*check_grounds(files, brand), *found)]
