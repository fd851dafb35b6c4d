"""A Brand -> logos that cannot be seen on the ground that they stand on, each at the line that puts it there."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from octavo.brand import Brand
from octavo.brandparts import FOLDER, GROUNDS
from octavo.colours import LARGE, contrast, mixed
from octavo.files import Files
from octavo.logocolours import Paint, paints
from octavo.problems import Problem, problem
from octavo.yamltext import load

LEAST = LARGE
"""Contrast of a logo to its ground. WCAG 2.2 asks it of what a reader must see to understand (1.4.11) and excepts
logotypes; that a house's name can be seen is Octavo's own rule."""
WORDS = {"opening-bg": "the opening", "paper": "paper", "cover-bg": "the cover"}
"""Role of a ground -> what it is called."""


class Stand(NamedTuple):
    """A place of `logo` in _brand.yml, what its ground is called, and its colour."""

    place: str
    ground: str
    colour: str


def check_grounds(files: Files, brand: Brand) -> tuple[Problem, ...]:
    """Every place whose logo cannot be seen, sorted by place: one on its ground in the light or, where it is seen
    there, on that of a dark screen."""
    path = f"{FOLDER}/{brand.name}/_brand.yml"
    data, marks, _ = load(files.text(path), path)
    said: Any = data
    names, images = said["defaults"]["octavo"]["logo"], said["logo"]["images"]
    drawn = {name: _drawn(files, brand, image) for name, image in images.items()}
    found: dict[str, Problem] = {}
    for stand in stands(brand):
        name = names[stand.place]
        own = drawn[name]
        if stand.place in found or not own or _ratio(own, stand.colour) >= LEAST:
            continue
        would = [one for one, has in drawn.items() if has and _ratio(has, stand.colour) >= LEAST]
        would = [one for one in would if one.split("-")[0] == name.split("-")[0]] or would
        found[stand.place] = problem(
            "logo-unseen", marks.place(("defaults", "octavo", "logo", stand.place)), hint=_hint(would), logo=name,
            used=stand.place, ground=f"{stand.ground} ({stand.colour})",
            ratio=f"{int(_ratio(own, stand.colour) * 100) / 100:.2f}", least=f"{LEAST:g}",
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda p: p.place))


def stands(brand: Brand) -> Iterator[Stand]:
    """Where each logo stands. On a dark screen `dark` takes the place of that of the opening, on a ground that changes;
    the cover's logo stays."""
    for place, role in GROUNDS.items():
        yield Stand(place, WORDS[role], brand.roles[role])
    changed = [role for role in ("paper", "opening-bg") if f"--{role}" in brand.dark_tokens]
    yield from (Stand("dark", f"{WORDS[role]} of a dark screen", brand.dark[role]) for role in changed)
    yield Stand("cover", f"{WORDS['cover-bg']} on a dark screen", brand.dark["cover-bg"])


def _drawn(files: Files, brand: Brand, image: Any) -> tuple[Paint, ...]:  # noqa: ANN401 - YAML, checked before
    path = f"{FOLDER}/{brand.name}/{image if isinstance(image, str) else image['path']}"
    return paints(files.read(path), path)


def _ratio(own: tuple[Paint, ...], ground: str) -> float:
    """The contrast of the colour that is seen best."""
    return max(contrast(mixed(ground, one.colour, one.cover), ground) for one in own)


def _hint(would: list[str]) -> str | None:
    """The images of the brand that would do; None where there is none."""
    return f"write {' or '.join(would)}, which would do there" if would else None
