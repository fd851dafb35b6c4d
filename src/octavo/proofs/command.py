"""A request -> the proofs, a page to look at, a line for each brief, and an exit code."""

from collections import Counter
from pathlib import Path

from octavo import terminal
from octavo.plan import OUTPUT
from octavo.proofs.page import proof_page
from octavo.proofs.report import ProofReport, ProofRequest, Sheet
from octavo.proofs.run import brands_of, take
from octavo.slugs import BRIEF, FOLDER

PAGE = f"{OUTPUT}/proof.html"
SHOWN = 12
"""Page numbers that a line names."""


def show(request: ProofRequest, as_json: bool) -> int:
    """Compare every page with the approved one. Returns 1 when any is another and was not approved, else 0."""
    with terminal.progress(_how_many(request)) as on_done:
        report = take(request, on_done)
    terminal.show_problems([*report.problems, *(problem for sheet in report.sheets for problem in sheet.problems)])
    page = request.root / PAGE
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(proof_page(report), encoding="utf-8")
    code = 0 if report.passed else 1
    if as_json:
        terminal.say_json(document(report, code))
    else:
        terminal.say("\n".join([*(_line(sheet, report.approved) for sheet in report.sheets), f"  shown in {PAGE}"]))
    return code


def document(report: ProofReport, code: int) -> dict[str, object]:
    """`report` as JSON data. `exit` is the exit code of the run."""
    return {
        "exit": code,
        "approved": report.approved,
        "page": PAGE,
        "sheets": [
            {
                "brand": sheet.brand,
                "slug": sheet.slug,
                "pages": {leaf.number: leaf.state for leaf in sheet.leaves},
                "problems": [str(problem) for problem in sheet.problems],
            }
            for sheet in report.sheets
        ],
    }


def _how_many(request: ProofRequest) -> int:
    briefs = len(set(request.briefs)) or sum(1 for _ in Path(request.root, FOLDER).glob(f"*/{BRIEF}"))
    return briefs * (len(set(request.brands)) or len(brands_of(request.root)))


def _line(sheet: Sheet, approved: bool) -> str:
    """What came of one brief in one brand, with the numbers of the pages to look at."""
    counts = Counter(sheet.counts)
    said = [f"{counts['same'] + counts['slight']} of {len(sheet.leaves)} pages as approved"]
    for state in ("changed", "new", "gone"):
        numbers = [str(leaf.number) for leaf in sheet.leaves if leaf.state == state]
        if numbers:
            said.append(f"{state}: {', '.join(numbers[:SHOWN])}{' …' if len(numbers) > SHOWN else ''}")
    kept = "; now approved" if approved and sheet.changed else ""
    return f"{sheet.slug} in {sheet.brand}: {'not built' if sheet.problems else '; '.join(said) + kept}"
