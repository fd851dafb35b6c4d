"""A request -> every page of every brief in every brand beside the approved one; with `approve`, the new are kept."""

from itertools import zip_longest
from pathlib import Path

from octavo import pipeline
from octavo.brand import brands
from octavo.brandnames import require_brand
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.formats.raster import pages
from octavo.problems import errors
from octavo.proofs import shelf
from octavo.proofs.picture import DPI, Proof, as_png, compare, proof_of
from octavo.proofs.report import Leaf, ProofReport, ProofRequest, Sheet
from octavo.report import BriefResult, BuildRequest, OnDone

BUILT = "build-proofs"
"""The PDFs of each brand, in the workspace: a build of them that stands is not made again."""


def take(request: ProofRequest, on_done: OnDone) -> ProofReport:
    """Build, draw and compare. Raises Misuse for a brief or a brand that is not there."""
    sheets: list[Sheet] = []
    problems = []
    for brand in _brands(request):
        output = request.root / BUILT / brand
        asked = BuildRequest(request.root, request.briefs, brand, ("pdf",), request.jobs, output)
        built = pipeline.build(asked, on_done)
        problems += [problem for problem in built.problems if problem not in problems]
        sheets += [_sheet(request.root, brand, output, result) for result in built.results]
    if not request.briefs and not request.brands:
        taken = {(sheet.brand, sheet.slug) for sheet in sheets}
        sheets += [_gone(request.root, *key) for key in shelf.kept(request.root) if key not in taken]
    if request.approve:
        for sheet in sheets:
            _approve(request.root, sheet)
    return ProofReport(tuple(sheets), tuple(problems), request.approve)


def brands_of(root: Path) -> tuple[str, ...]:
    """The names of all brands, those that come with Octavo too."""
    return brands(Files(root, DEFAULTS))


def _brands(request: ProofRequest) -> tuple[str, ...]:
    for name in request.brands:
        require_brand(Files(request.root, DEFAULTS), name)
    return tuple(sorted(set(request.brands))) or brands_of(request.root)


def _sheet(root: Path, brand: str, output: Path, result: BriefResult) -> Sheet:
    """One brief's pages. One that could not be built is not compared."""
    if result.state not in ("built", "unchanged"):
        return Sheet(brand, result.slug, problems=errors(result.problems))
    old = shelf.approved(root, brand, result.slug)
    leaves: list[Leaf] = []
    drawn = pages((output / result.slug / f"{result.slug}.pdf").read_bytes(), DPI)
    for number, (before, page) in enumerate(zip_longest(old, drawn), 1):
        after = proof_of(page) if page else None
        state = compare(before, after)
        is_shown = page is not None and state in ("changed", "new")
        leaves.append(Leaf(number, state, before, after, as_png(page) if is_shown else b""))
    return Sheet(brand, result.slug, tuple(leaves))


def _gone(root: Path, brand: str, slug: str) -> Sheet:
    """The pages of a brief, or of a brand, that is no more."""
    return Sheet(brand, slug, tuple(Leaf(n, "gone", old) for n, old in enumerate(shelf.approved(root, brand, slug), 1)))


def _approve(root: Path, sheet: Sheet) -> None:
    """Keep the new pages. Those that changed slightly are kept too, so that what is slight cannot add up."""
    new: list[Proof] = [leaf.new for leaf in sheet.leaves if leaf.new]
    if new:
        shelf.keep(root, sheet.brand, sheet.slug, new)
    elif sheet.leaves:
        shelf.drop(root, sheet.brand, sheet.slug)
