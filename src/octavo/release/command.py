"""The task release: a request -> releases frozen or listed, and what the person is told."""

import json
from datetime import date
from pathlib import Path

from octavo import terminal
from octavo.checks.preflight import preflight
from octavo.checks.report import CheckReport, CheckRequest
from octavo.cli import command
from octavo.pipeline import slugs
from octavo.release.freeze import freeze
from octavo.release.shelf import releases_of
from octavo.report import Misuse

COLUMNS = ("brief", "version", "status", "date", "pages", "sha256")


@command
def release(root: Path, briefs: tuple[str, ...]) -> int:
    """Check and freeze the version of each brief that is named. Returns 1 when one of them may not be published."""
    if not briefs:
        raise Misuse(f"name what to release: --brief {next(iter(slugs(root)), 'NAME')}")
    with terminal.progress(len(briefs)) as on_done:
        report = preflight(CheckRequest(root, briefs), date.today(), on_done)
    found = [finding.problem for verdict in report.verdicts for finding in verdict.open]
    terminal.show_problems([*found, *report.problems, *(p for verdict in report.verdicts for p in verdict.problems)])
    if not report.passed:
        terminal.say(f"{terminal.verdicts(report)}\nNothing was released.")
        return 1
    for verdict in report.verdicts:
        alone = CheckReport((verdict,), (), report.about)
        frozen, is_new = freeze(root, verdict.slug, json.dumps(terminal.check_document(alone, 0), indent=1) + "\n")
        said = "is released" if is_new else "is released already, with the same bytes"
        terminal.say(f"{frozen.name} {said}: {terminal.shown(frozen.folder)}/ ({len(frozen.files)} files)")
    return 0


@command
def show(root: Path, briefs: tuple[str, ...], as_json: bool) -> int:
    """List the releases of the briefs that are named, or of all."""
    rows = [
        (one.slug, one.version, one.status, one.date, str(one.pages), one.sums)
        for slug in briefs or slugs(root)
        for one in releases_of(root, slug)
    ]
    if as_json:
        terminal.say_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
    elif rows:
        terminal.say(terminal.table(COLUMNS, [(*row[:-1], row[-1][:12]) for row in rows]))
    else:
        terminal.say("Nothing is released yet; ./invoke release --brief NAME does it.")
    return 0
