"""What this machine has of what Octavo needs -> a table for a person, or JSON data for a program."""

from collections.abc import Sequence

from octavo.environment import Finding, missing
from octavo.terminal import table


def text(findings: Sequence[Finding]) -> str:
    """The table, and under it how to get what is missing."""
    states = ((f.name, _state(f), f.version, f.use) for f in findings)
    lines = [table(("what", "state", "version", "what for"), states)]
    for finding in missing(findings, "build", "check", "option"):
        lines += ["", f"{finding.name} is missing. To get it:", *(f"    {advice}" for advice in finding.advice)]
    return "\n".join(lines)


def document(findings: Sequence[Finding], code: int) -> dict[str, object]:
    """`findings` as JSON data. `code` is the exit code of the run."""
    return {
        "exit": code,
        "findings": [
            {
                "name": finding.name,
                "for": finding.purpose,
                "state": "ready" if finding.version else "missing",
                "version": finding.version,
                "use": finding.use,
                "advice": list(finding.advice),
            }
            for finding in findings
        ],
    }


def _state(finding: Finding) -> str:
    if finding.version:
        return "ready"
    return {"build": "MISSING", "check": "missing (checks only)", "option": "missing (optional)"}[finding.purpose]
