"""A House and a brand to fill its gaps -> the files of a new brand that can be built, and what had to give way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from octavo.brand import Brand
from octavo.brandkit.house import House
from octavo.brandkit.legible import Colours, legible
from octavo.brandkit.logos import Logos
from octavo.brandkit.sources import Sources
from octavo.brandkit.start import FILE, HOUSE, NO_HOUSE, NO_WORDS, WORDS, headed
from octavo.brandkit.typefaces import Typefaces
from octavo.brandparts import FOLDER
from octavo.colours import contrast
from octavo.problems import Problem
from octavo.yamltext import load
from octavo.yamltext.write import written

KEPT = ("layout", "opening", "fallback", "figure", "scale", "tables", "figures", "margins", "paper")
"""What the new brand has from the one that fills its gaps: nothing of colours, logos or families."""
DARK = 4.5
"""Contrast with white from which on a ground counts as dark."""


@dataclass(frozen=True)
class Adopted:
    """The files of the brand, by their paths in its folder, and what is told."""

    files: Mapping[str, bytes]
    found: tuple[Problem, ...]


def adopt(sources: Sources, base: Brand, house: House) -> Adopted:
    """Make a brand of `house`. Where it says nothing, `base` does."""
    data: Any = load(sources.files.text(f"{FOLDER}/{base.name}/{FILE}"), FILE)[0]
    faces = Typefaces(sources, base, house)
    logos = Logos(sources, house)
    colours = legible(house, logos.stands_on_dark, sources.place)
    images = logos.images(faces.data("display"), colours)
    whole = {
        "meta": _meta(house),
        "logo": _logo(images, logos.title),
        "color": colours.color,
        "typography": _typography(house, faces, data["typography"]),
        "defaults": {"octavo": _octavo(faces, colours, data["defaults"]["octavo"])},
    }
    text = "\n".join(written({name: part}) for name, part in whole.items())
    begun = {FILE: headed(text, logos.title, base.name), WORDS: NO_WORDS, HOUSE: NO_HOUSE}
    files = {**{path: said.encode() for path, said in begun.items()}, **faces.files, **logos.files}
    return Adopted(files, (*faces.found, *logos.found, *colours.found))


def _meta(house: House) -> dict[str, object]:
    name = {"short": house.short, "full": house.full} if house.short else house.full or "New House"
    return {"name": name, **({"link": house.link} if house.link else {})}


def _logo(images: Mapping[str, str], title: str) -> dict[str, object]:
    return {
        "images": {name: {"path": path, "alt": title} for name, path in images.items()},
        "small": {"light": "mark", "dark": "mark-reverse"},
        "medium": {"light": "lockup", "dark": "lockup-reverse"},
        "large": {"light": "lockup", "dark": "lockup-reverse"},
    }


def _typography(house: House, faces: Typefaces, base: Mapping[str, Any]) -> dict[str, object]:
    text = {**base["base"], "family": faces.families["text"], "weight": 400}
    text |= {"size": f"{house.size:g}pt"} if house.size else {}
    text |= {"line-height": house.line} if house.line else {}
    heads = {name: value for name, value in base["headings"].items() if name != "color"}
    heads |= {"family": faces.families["display"]} | ({"color": house.heading} if house.heading else {})
    heads["weight"] = faces.nearest("display", house.heading_weight or int(heads.get("weight", 400)))
    return {
        "fonts": faces.listed(),
        "base": text,
        "headings": heads,
        "monospace": {"family": faces.families["mono"]},
        **({"link": {"color": house.link_colour}} if house.link_colour else {}),
    }


def _octavo(faces: Typefaces, colours: Colours, base: Mapping[str, Any]) -> dict[str, object]:
    def on(ground: str) -> str:
        return "lockup-reverse" if contrast(colours.shown(ground), "#ffffff") >= DARK else "lockup"

    places = {"masthead": on("opening-bg"), "plain": "lockup", "cover": on("cover-bg"), "mark": "mark"}
    return {
        **{name: base[name] for name in KEPT if name in base},
        "logo": {**places, "dark": "lockup-reverse"},
        "families": {"ui": faces.families["ui"]},
        **({"roles": dict(colours.roles)} if colours.roles else {}),
        **({"dark": dict(colours.dark)} if colours.dark else {}),
    }
