"""An order -> one edition of one brief, made for the preview in a warm process. Its functions are what workers do."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from hashlib import sha256

from octavo.artifact import Artifact
from octavo.design import Design
from octavo.document import Document
from octavo.edition import Editions
from octavo.files import Files
from octavo.formats import html
from octavo.job import guarded
from octavo.press import Made, dressed, written
from octavo.preview.order import Order, Rendered, told
from octavo.preview.selection import Selection
from octavo.problems import Problem, Rejected, errors

FIELDS = {
    "title": "title", "kicker": "kicker", "dek": "dek", "byline": "byline", "takeaways": "takeaways",
    "summary": "summary", "people": "authors", "funding": "funding", "acknowledgements": "acknowledgements",
    "disclaimer": "disclaimer", "related": "related", "number": "number", "series": "series",
}  # fmt: skip
"""Classes of what a page makes of a brief's fields, and the fields."""

PAGE, SHEET = "index.html", "style.css"

Draw = Callable[[Document, Design, list[Problem]], tuple[Artifact, ...]]


def web(order: Order, known: Mapping[str, str]) -> Rendered:
    """The web page, in which each block says where it was written. `known` are files by name and hash, such as fonts,
    that need not be sent again."""

    def draw(document: Document, design: Design, _: list[Problem]) -> tuple[Artifact, ...]:
        return html.make(document, design, editions(document, placed=True), None)

    made = render(order, draw)
    if made.failed:
        return made
    hashes = {artifact.name: sha256(artifact.data).hexdigest() for artifact in made.artifacts}
    new = tuple(artifact for artifact in made.artifacts if known.get(artifact.name) != hashes[artifact.name])
    same = tuple(name for name, sha in hashes.items() if known.get(name) == sha)
    rest = sorted((name, sha) for name, sha in hashes.items() if name not in (PAGE, SHEET))
    facts = {"sheet": hashes[SHEET], "rest": sha256(repr(rest).encode()).hexdigest()}
    return replace(made, artifacts=new, same=same, hashes=hashes, facts={**made.facts, **facts})


def editions(document: Document, placed: bool = False) -> Editions:
    """The files that the brief's pages may speak of."""
    slug = document.brief.slug
    names = {"pdf": f"{slug}.pdf", "html": "index.html", "epub": f"{slug}.epub"}
    return Editions({str(name): names[name] for name in document.brief.formats}, placed=placed)


def render(order: Order, draw: Draw) -> Rendered:
    """Take a brief through the chain up to `draw`. Every fault of the input ends up in the problems."""
    files, facts = order.files, dict[str, object]()

    def work() -> Made:
        found: list[Problem] = []
        made: tuple[Artifact, ...] = ()
        try:
            document, design = settled(files, order.selection, found)
            facts.update(_facts(document, design))
            made = draw(document, design, found)
        except Rejected as stopped:
            found.extend(p for p in stopped.problems if p not in found)
        return Made(order.selection.slug, () if errors(tuple(found)) else made, tuple(found), dict(files.reads))

    with uncollected():
        pressed = guarded(order.job, work)
    return told(pressed, order, files, facts)


def settled(files: Files, selection: Selection, found: list[Problem]) -> tuple[Document, Design]:
    """The brief as a document, of another type and on other paper if the selection says so."""
    brief = written(files, selection.slug, selection.brand, False, found)
    own = {name: value for name, value in (("type", selection.type), ("paper", selection.paper)) if value}
    if own:
        brief = replace(brief, meta=brief.meta.model_copy(update=own))
    return dressed(files, brief, selection.brand, False, found)


def _facts(document: Document, design: Design) -> Mapping[str, object]:
    brief = document.brief
    places = {name: brief.place(field) for name, field in FIELDS.items() if brief.front and field in brief.front.data}
    return {
        "fields": {name: f"{place.path}:{place.line}" for name, place in places.items() if place.line},
        "title": brief.meta.title,
        "brand": design.brand.name,
        "type": document.kind.name,
        "paper": brief.paper,
        "language": brief.language,
        "path": brief.path,
    }


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for circular garbage meanwhile; what earlier renders left is collected now and then."""
    _settle_in()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@cache
def _settle_in() -> None:
    gc.collect()
    gc.freeze()
