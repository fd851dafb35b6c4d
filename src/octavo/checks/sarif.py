"""CheckReport -> a SARIF log, which code hosts and editors show beside the lines it speaks of.

Field names as in the standard: OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0, 2020.
"""

import json
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import quote

from octavo.checks.finding import Finding
from octavo.checks.report import CheckReport
from octavo.problems import CATALOGUE, Place, Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
ROOT = "%SRCROOT%"
"""The base of all paths: the standard keeps where it lies apart (3.14.14), and a log is the same on each machine."""


def write(report: CheckReport, path: Path) -> None:
    """Write the log to `path`, which is made anew. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(log(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def log(report: CheckReport) -> dict[str, object]:
    """The log as JSON data: one run, all rules that found something, a result for each finding."""
    told = list(dict.fromkeys(_findings(report)))
    codes = sorted({finding.code for _, finding in told})
    try:
        own = version("octavo")
    except PackageNotFoundError:
        own = ""
    driver: dict[str, object] = {"name": "Octavo", **({"version": own} if own else {})}
    driver["rules"] = [_rule(CATALOGUE[code]) for code in codes]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that holds content/"}}},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": list(_unrun(report))}],
        "results": [_result(slug, finding, codes.index(finding.code)) for slug, finding in told],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _findings(report: CheckReport) -> Iterator[tuple[str, Finding]]:
    """Each finding with its brief, "" for what concerns none."""
    for found in report.problems:
        yield "", Finding(found)
    for verdict in report.verdicts:
        yield from ((verdict.slug, Finding(found)) for found in verdict.problems)
        yield from ((verdict.slug, finding) for finding in verdict.findings)


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.text.format_map(_Gaps())},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.hint.format_map(_Gaps())},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


class _Gaps(dict[str, str]):
    """Three dots for each value that a message leaves open."""

    def __missing__(self, _name: str) -> str:
        return "…"


def _result(slug: str, finding: Finding, index: int) -> dict[str, object]:
    """One finding. `suppressions` says that a waiver covers it; an empty list says that none does (3.27.23)."""
    hint = finding.problem.hint
    waived = [{"kind": "inSource", "justification": finding.waived}] if finding.waived else []
    facts = {"brief": slug, "edition": finding.edition, "page": finding.page}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.problem.text}; {hint}" if hint else finding.problem.text},
        "locations": [_location(finding.place)],
        "occurrenceCount": finding.count,
        "suppressions": waived,
        "properties": {name: value for name, value in facts.items() if value},
    }


def _location(place: Place) -> dict[str, object]:
    """A place in the workspace; a built file that lies elsewhere by its whole path."""
    is_inside = not Path(place.path).is_absolute()
    where = {"uri": quote(place.path), "uriBaseId": ROOT} if is_inside else {"uri": Path(place.path).as_uri()}
    physical: dict[str, object] = {"artifactLocation": where}
    if place.line:
        physical["region"] = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
    return {"physicalLocation": physical}


def _unrun(report: CheckReport) -> Iterator[dict[str, object]]:
    for verdict in report.verdicts:
        for item in verdict.unrun:
            text = f"{verdict.slug}: not run: {item.check}: {item.reason}"
            yield {"level": "warning", "message": {"text": text}}
