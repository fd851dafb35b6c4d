"""The task publish: a request -> what would be sent, or what was, and an exit code."""

from datetime import date
from pathlib import Path

from octavo import terminal
from octavo.checks.preflight import preflight
from octavo.checks.report import CheckRequest
from octavo.cli import command
from octavo.pipeline import slugs
from octavo.plan import OUTPUT
from octavo.problems import Place, Rejected, errors, problem
from octavo.publish import Manifest, read_manifest
from octavo.report import Misuse
from octavo.upload.plan import STAGES, Plan, make_plan
from octavo.upload.send import send
from octavo.upload.target import target

SHOWN = 5
"""Files that the plan names of each kind."""


@command
def publish(root: Path, to: str, confirm: bool, prune: bool) -> int:
    """Check what was built, show what would change at the target, and with `confirm` send it."""
    if not to:
        raise Misuse("say where: --to FOLDER, or s3://BUCKET/PREFIX, gs://..., az://...")
    goal = target(to, confirm)
    with terminal.progress(len(slugs(root))) as on_done:
        report = preflight(CheckRequest(root), date.today(), on_done)
    found = [*report.problems, *(p for v in report.verdicts for p in (*v.problems, *(f.problem for f in v.open)))]
    terminal.show_problems([p for p in found if p.severity == "error"])
    if not report.passed:
        terminal.say(f"{terminal.verdicts(report)}\nNothing was sent.")
        return 1
    output = root / OUTPUT
    plan = make_plan(made(output), output, goal)
    terminal.say(told(plan, goal.shown, prune))
    if not confirm:
        terminal.say("Nothing was sent; --confirm sends it.")
        return 0
    failed = send(plan, goal, prune)
    terminal.show_problems(failed)
    if errors(failed):
        terminal.say("Not all was sent; run it again, and it goes on from there.")
        return 1
    number = len(plan.outgoing)
    terminal.say(f"Sent: {number} {'file' if number == 1 else 'files'}." if number else "Everything is there already.")
    return 0


def made(output: Path) -> Manifest:
    """What was built. Raises Rejected for nothing, and for a draft."""
    manifest = read_manifest(output)
    if manifest is None or not manifest.site:
        raise Rejected((problem("nothing-to-publish", Place(str(output)), path=output),))
    drafts = [slug for slug, edition in sorted(manifest.editions.items()) if edition.draft]
    if drafts:
        raise Rejected(tuple(problem("publish-draft", Place(f"{OUTPUT}/{slug}"), slug=slug) for slug in drafts))
    return manifest


def told(plan: Plan, shown: str, prune: bool) -> str:
    """The plan in a few lines: how many files of each kind, and the first of them."""
    size = sum(file.size for file in plan.outgoing)
    lines = [f"{shown}: {len(plan.outgoing)} files to send ({size / 1e6:.1f} MB), {len(plan.same)} are there already"]
    for words, paths in (
        ("new", [file.path for file in plan.new]),
        ("changed", [file.path for file in plan.changed]),
        ("to be removed" if prune else "no longer made, and left there (--prune removes it)", list(plan.gone)),
    ):
        if paths:
            more = f", and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
            lines.append(f"  {words}: {', '.join(paths[:SHOWN])}{more}")
    if plan.outgoing:
        lines.append(f"  in this order: {', '.join(STAGES)}")
    return "\n".join(lines)
