"""An order and its PDF -> what the quick preflight says: of text and pages first, then of web page and EPUB.

The other editions are made for it as a build makes them, page list and all, and laid on the disk as a build does.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from octavo import layout
from octavo.artifact import Artifact
from octavo.checks.finding import Unrun
from octavo.checks.report import grouped
from octavo.checks.run import Checked, inspect
from octavo.checks.table import CHECKS
from octavo.checks.waivers import apply, house_waivers
from octavo.design import Design
from octavo.document import Document
from octavo.edition import Editions
from octavo.folder import CACHE
from octavo.formats import book, cover, html
from octavo.formats.pdf import Printed
from octavo.guard import offline
from octavo.plan import FORMATS
from octavo.press import press_of
from octavo.preview import telling
from octavo.preview.order import KEPT, Order, Rendered
from octavo.preview.printing import ANCHORS
from octavo.preview.work import settled, uncollected
from octavo.problems import Problem, Rejected, errors
from octavo.publish import unwritten

UNASKED = {"html": ("web", "the brief asks for no web page"), "epub": ("epub", "the brief asks for no EPUB")}
"""Format -> the family that looks at it, and why it may not."""
LATER = ("web", "epub", "parity")
"""Quick families that look at other editions than the PDF, or compare them all."""
FIRST = tuple(check.name for check in CHECKS if not check.slow and check.name not in LATER)
SLOW = tuple(Unrun(check.name, "takes long: ./invoke check --full runs it") for check in CHECKS if check.slow)

Lay = Callable[[Document, Design], Mapping[str, Path]]
"""Lays editions on the disk, and says where each is."""


def check_pages(order: Order, pdf: bytes, kept: tuple[Artifact, ...], today: date) -> Rendered:
    """Run the quick families of the text and of the PDF."""
    slug = order.selection.slug
    own = {f"{slug}/{slug}.pdf": pdf, **{f"{CACHE}/{one.name}": one.data for one in kept}}
    with uncollected(), offline():
        return _check(order, FIRST, lambda *_: {"pdf": _laid(order, own) / f"{slug}.pdf"}, today)


def check_editions(order: Order, pdf: bytes, kept: tuple[Artifact, ...], today: date) -> Rendered:
    """Make web page and EPUB, and run the quick families that look at them or compare all editions."""

    def lay(document: Document, design: Design) -> Mapping[str, Path]:
        printed = Artifact(f"{order.selection.slug}.pdf", "application/pdf", pdf)
        made = {"pdf": (printed,), **_editions(document, design, pdf, kept)}
        folder = _laid(order, {f"{order.selection.slug}/{one.name}": one.data for own in made.values() for one in own})
        return {name: folder / own[0].name for name, own in made.items()}

    with uncollected(), offline():
        return _check(order, LATER, lay, today)


def _editions(
    document: Document, design: Design, pdf: bytes, kept: tuple[Artifact, ...]
) -> Mapping[str, tuple[Artifact, ...]]:
    """The other editions of a brief, as press.py makes them; first the file by which each goes. Raises Rejected."""
    slug, formats = document.brief.slug, document.brief.formats
    names = {"pdf": f"{slug}.pdf", "html": "index.html", "epub": f"{slug}.epub"}
    files = {one.name: one.data for one in kept}
    placed = layout.parse(files[layout.name(slug, design.brand.name)], hashlib.sha256(pdf).hexdigest())
    printed = Printed(pdf, json.loads(files[ANCHORS]), len(placed.leaves) if placed else 0, ())
    own: dict[str, str] = {name: names[name] for name in FORMATS if name in formats}
    editions = Editions(own, printed.count, share_card=True)
    made: dict[str, tuple[Artifact, ...]] = {}
    if "html" in formats:
        page = html.make(document, design, editions, printed)
        made["html"] = tuple(sorted(page, key=lambda one: one.name != names["html"]))
    if "epub" in formats:
        front, said = cover.make(document, design, press_of(design.files))
        if errors(said):
            raise Rejected(said)
        made["epub"] = (book.make(document, design, editions, printed, front),)
    return made


def _check(order: Order, wanted: tuple[str, ...], lay: Lay, today: date) -> Rendered:
    files, found = order.files, list[Problem]()
    unrun = SLOW if wanted == FIRST else ()
    try:
        document, design = settled(files, order.selection, found)
    except Rejected:  # it was changed since the PDF was made, which will be made anew and tell why
        return Rendered((), (), True, dict(files.reads), {})
    try:
        checked = inspect(document, design, lay(document, design), wanted)
        unrun += tuple(
            Unrun(*said) for name, said in UNASKED.items() if said[0] in wanted and name not in document.brief.formats
        )
    except Rejected as stopped:
        checked = Checked(order.selection.slug, problems=stopped.problems)
    except OSError as error:
        said_of_disk = unwritten(order.root / KEPT / order.selection.id, error)
        checked = Checked(order.selection.slug, problems=(said_of_disk,))
    if checked.problems:
        unrun += tuple(Unrun(name, "something is wrong that keeps it from being made") for name in wanted)
    shared, said_of_waivers = house_waivers(files)
    slug = order.selection.slug
    mine = (*(waiver for waiver in shared if waiver.brief in ("", slug)), *checked.waivers)
    findings, _ = apply(slug, checked.findings, mine, today)
    facts = {
        "findings": telling.findings(grouped(findings), files),
        "unrun": [{"check": item.check, "reason": item.reason} for item in (*checked.unrun, *unrun)],
        "families": list(wanted),
    }
    problems = (*checked.problems, *said_of_waivers)
    return Rendered((), telling.problems(problems, files), False, dict(files.reads), facts)


def _laid(order: Order, files: Mapping[str, bytes]) -> Path:
    """Files in a folder as a build has them, and nothing of an earlier one. Raises OSError."""
    folder = order.root / KEPT / order.selection.id
    shutil.rmtree(folder / order.selection.slug, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / order.selection.slug
