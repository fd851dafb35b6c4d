"""An order -> one edition of one brief, made for the preview in a warm process. Its functions are what workers do."""

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from octavo.artifact import Artifact
from octavo.defaults import DEFAULTS
from octavo.design import Design
from octavo.document import Document
from octavo.files import Files
from octavo.formats import html
from octavo.job import Job, Pressed, guarded
from octavo.markup import Editions
from octavo.press import Made, dressed, written
from octavo.preview import telling
from octavo.preview.selection import Selection
from octavo.problems import Problem, Rejected, errors

KEPT = ".octavo/preview"
"""What is kept between renders; it may be deleted."""


@dataclass(frozen=True)
class Order:
    """What to make: a brief in a look, with unsaved texts laid over the disk."""

    root: Path
    selection: Selection
    laid: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def files(self) -> Files:
        return Files(self.root, DEFAULTS, self.laid, self.root / KEPT)

    @property
    def job(self) -> Job:
        return Job("octavo.press", self.root, self.selection.slug, self.selection.brand)


@dataclass(frozen=True)
class Rendered:
    """What came of an order. `artifacts` is empty when an error stopped it; `facts` say what was made, ready for JSON;
    `kept` goes with the PDF, for its check."""

    artifacts: tuple[Artifact, ...]
    problems: tuple[telling.Told, ...]
    failed: bool
    reads: Mapping[str, str]
    facts: Mapping[str, object]
    kept: tuple[Artifact, ...] = ()
    fault: str = ""


Draw = Callable[[Document, Design, list[Problem]], tuple[Artifact, ...]]


def web(order: Order) -> Rendered:
    """The web page, in which each block says where it was written."""

    def draw(document: Document, design: Design, _: list[Problem]) -> tuple[Artifact, ...]:
        return html.make(document, design, editions(document, placed=True), None)

    return render(order, draw)


def editions(document: Document, placed: bool = False) -> Editions:
    """The files that the brief's pages may speak of."""
    slug = document.brief.slug
    names = {"pdf": f"{slug}.pdf", "html": "index.html", "epub": f"{slug}.epub"}
    return Editions({str(name): names[name] for name in document.brief.formats}, placed=placed)


def render(order: Order, draw: Draw, kept: list[Artifact] | None = None) -> Rendered:
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
    return _told(pressed, files, facts, tuple(kept or ()))


def settled(files: Files, selection: Selection, found: list[Problem]) -> tuple[Document, Design]:
    """The brief as a document, of another type and on other paper if the selection says so."""
    brief = written(files, selection.slug, False, found)
    own = {name: value for name, value in (("type", selection.type), ("paper", selection.paper)) if value}
    if own:
        brief = replace(brief, meta=brief.meta.model_copy(update=own))
    return dressed(files, brief, selection.brand, False, found)


def _facts(document: Document, design: Design) -> Mapping[str, object]:
    brief = document.brief
    return {
        "title": brief.meta.title,
        "brand": design.brand.name,
        "type": document.kind.name,
        "paper": brief.paper,
        "language": brief.language,
        "path": brief.path,
    }


def _told(pressed: Pressed, files: Files, facts: Mapping[str, object], kept: tuple[Artifact, ...]) -> Rendered:
    failed = bool(pressed.fault or errors(pressed.problems))
    made = () if failed else pressed.artifacts
    reads = pressed.reads or dict(files.reads)
    return Rendered(made, telling.problems(pressed.problems, files), failed, reads, facts, kept, pressed.fault)


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


def give_way(steps: int) -> None:
    """Let other processes go first from now on, where systems know how."""
    if hasattr(os, "nice"):
        os.nice(steps)
