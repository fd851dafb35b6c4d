"""An order and its PDF -> what the preflight says of the text and the pages, in a warm process."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from octavo.artifact import Artifact
from octavo.checks.finding import Unrun
from octavo.checks.report import grouped
from octavo.checks.run import Checked, inspect
from octavo.checks.table import CHECKS
from octavo.checks.waivers import apply, house_waivers
from octavo.folder import CACHE
from octavo.guard import offline
from octavo.preview import telling
from octavo.preview.order import KEPT, Order, Rendered
from octavo.preview.work import settled, uncollected
from octavo.problems import Problem, Rejected
from octavo.publish import unwritten

ELSEWHERE = ("parity",)
"""Families that compare all editions, of which the preview makes the web page in another form."""
WANTED = tuple(
    check.name
    for check in CHECKS
    if check.about in ("content", "pdf") and not check.slow and check.name not in ELSEWHERE
)
LEFT = "for finished editions, ./invoke check runs them"


def check_pages(order: Order, pdf: bytes, kept: tuple[Artifact, ...], today: date) -> Rendered:
    """Run the quick families on a brief and on its PDF, which is laid on the disk for them."""
    with uncollected(), offline():
        return _check(order, lambda: _laid(order, pdf, kept), today)


def _check(order: Order, lay: Callable[[], Path], today: date) -> Rendered:
    files, found = order.files, list[Problem]()
    try:
        document, design = settled(files, order.selection, found)
        checked = inspect(document, design, {"pdf": lay()}, WANTED)
    except Rejected as stopped:
        checked = Checked(order.selection.slug, problems=stopped.problems)
    except OSError as error:
        said = unwritten(order.root / KEPT / order.selection.id, error)
        checked = Checked(order.selection.slug, problems=(said,))
    shared, said_of_waivers = house_waivers(files)
    slug = order.selection.slug
    mine = (*(waiver for waiver in shared if waiver.brief in ("", slug)), *checked.waivers)
    findings, _ = apply(slug, checked.findings, mine, today)
    left = ", ".join(check.name for check in CHECKS if check.name not in WANTED)
    unrun = (*checked.unrun, Unrun(left, LEFT))
    facts = {
        "findings": telling.findings(grouped(findings), files),
        "unrun": [{"check": item.check, "reason": item.reason} for item in unrun],
    }
    problems = (*checked.problems, *said_of_waivers)
    return Rendered((), telling.problems(problems, files), False, dict(files.reads), facts)


def _laid(order: Order, pdf: bytes, kept: tuple[Artifact, ...]) -> Path:
    """The PDF in a folder as a build has it, its map beside it. Raises OSError."""
    folder = order.root / KEPT / order.selection.id
    slug = order.selection.slug
    files = {f"{slug}/{slug}.pdf": pdf, **{f"{CACHE}/{artifact.name}": artifact.data for artifact in kept}}
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / slug / f"{slug}.pdf"
