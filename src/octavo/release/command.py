"""The task release: a request -> releases frozen or listed, and what the person is told."""

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from octavo import terminal
from octavo.checks.preflight import preflight
from octavo.checks.report import CheckReport, CheckRequest
from octavo.cli import command
from octavo.pipeline import slugs
from octavo.release.freeze import freeze
from octavo.release.record import CHANGES
from octavo.release.shelf import open_release, releases_of
from octavo.release.verify import verify
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
    sign = _key()
    if not report.passed:
        terminal.say(f"{terminal.verdicts(report)}\nNothing was released.")
        return 1
    for verdict in report.verdicts:
        alone = CheckReport((verdict,), (), report.about)
        frozen = freeze(root, verdict.slug, json.dumps(terminal.check_document(alone, 0), indent=1) + "\n", sign)
        said = "is released" if frozen.is_new else "is released already, with the same bytes"
        one = frozen.release
        terminal.say(f"{one.name} {said}: {terminal.shown(one.folder)}/ ({len(one.files)} files)")
        if (one.folder / CHANGES).is_dir():
            terminal.say(f"  what changed: {terminal.shown(one.folder)}/{CHANGES}/index.html")
        if frozen.uncompared:
            terminal.warn(f"  no page of changes: {frozen.uncompared}")
    return 0


def _key() -> Callable[[bytes], bytes] | None:
    """What signs, when a key is set. Raises Rejected for one that cannot."""
    if not os.environ.get("OCTAVO_SIGN_KEY"):
        return None
    from octavo.release.sign import key_of  # pyhanko is an extra, and wanted where a key is set

    key = key_of(os.environ, datetime.now(UTC))
    return key.sign if key else None


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


@command
def prove(root: Path, briefs: tuple[str, ...], version: str) -> int:
    """Say of each release whether it is as it was frozen, and whether it can be made again. Returns 1 when one is
    not."""
    named = [
        release
        for slug in briefs or slugs(root)
        for release in ((open_release(root, slug, version),) if version else releases_of(root, slug))
    ]
    results = [verify(release) for release in named]
    terminal.show_problems(problem for result in results for problem in result.problems)
    for result in results:
        name, count = result.release.name, len(result.release.files)
        if result.problems:
            terminal.say(f"{name}: not as it was frozen")
        elif result.unrun:
            terminal.say(f"{name}: {count} files as they were frozen; not made again: {result.unrun}")
        else:
            terminal.say(f"{name}: {count} files as they were frozen, and the same bytes when made again")
    if not results:
        terminal.say("Nothing is released yet; ./invoke release --brief NAME does it.")
    return int(any(result.problems for result in results))
