"""Cards of what was built -> the contents page of the build folder, ready to be served or opened from disk."""

from collections.abc import Iterable
from pathlib import Path

from octavo.artifact import Artifact
from octavo.design import Design, load_design
from octavo.files import Files
from octavo.formats.html import dressed
from octavo.index import IndexCard
from octavo.labels import load_labels
from octavo.model.house import Publisher
from octavo.problems import Problem


def make_index(
    files: Files, publisher: Publisher, brand: str, cards: Iterable[IndexCard], kept: Path
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """`index.html` with its style sheet, fonts and logo: the newest publication first.

    Compiled templates are kept below `kept`. Raises Rejected when the brand or the template cannot be used.
    """
    design, found = load_design(files, brand or publisher.brand, kept)
    own = {**publisher.labels.get(publisher.language.split("-")[0], {}), **publisher.labels.get(publisher.language, {})}
    labels, said = load_labels(files, publisher.language, own)
    logos = _logos(design)
    html = design.draw(
        "index.html",
        publisher=publisher,
        labels=labels,
        brand=design.brand,
        cards=sorted(sorted(cards, key=lambda card: card.slug), key=lambda card: card.date, reverse=True),
        logos={place: artifact.name for place, artifact in logos.items()},
    )
    page = Artifact("index.html", "text/html", html.encode())
    return (page, *dressed(design, publisher.paper), *logos.values()), (*found, *said)


def _logos(design: Design) -> dict[str, Artifact]:
    """The mark for the browser's tab, the logo of the opening, and its form for the dark where that is another."""
    brand = design.brand
    paths = {place: brand.logos[place].path for place in ("mark", "masthead", "dark")}
    if "--opening-bg" not in brand.dark_tokens or paths["dark"] == paths["masthead"]:
        del paths["dark"]
    return {place: Artifact(_name(path), "image/svg+xml", design.files.read(path)) for place, path in paths.items()}


def _name(path: str) -> str:
    return f"brand/{path.rsplit('/', 1)[-1]}"
