"""Problems, progress and reports -> lines for a person, or one JSON document for a program.

Problems and progress go to standard error, results to standard output. A reader that went away (`| head`) is no fault:
the work goes on and its exit code stands. Nothing here starts a thread, so workers may be forked while a bar is shown.
"""

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from octavo.problems import Problem, Rule
from octavo.report import BriefResult, BuildReport, OnDone

if TYPE_CHECKING:
    from octavo.checks.report import CheckReport

SEVERITIES = ("error", "warning", "advice")
COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "advice": "\x1b[1;36m"}
PARTLY = ", as far as it was checked"
PLAIN = "\x1b[0m"
REDRAW = "\r\x1b[K"  # back to the line's start, and wipe it


def prepare() -> None:
    """Let both streams take any character: what an old terminal cannot show comes out as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Print a result."""
    _write(sys.stdout, f"{text}\n")


def warn(text: str) -> None:
    """Print a note about the run itself."""
    _write(sys.stderr, f"{text}\n")


def say_json(document: object) -> None:
    """Print one JSON document, the only thing a `--json` run puts on standard output."""
    say(json.dumps(document, ensure_ascii=False, indent=2))


def show_problems(problems: Iterable[Problem]) -> None:
    """Print each problem as a block, errors first, then in the order of file, line and column."""
    coloured = _is_terminal(sys.stderr) and not os.environ.get("NO_COLOR")
    for found in sorted(set(problems), key=lambda p: (SEVERITIES.index(p.severity), p.place, p.code, p.text)):
        block = _clean(str(found))
        if coloured:
            label = f"{found.severity}[{found.code}]"
            block = block.replace(label, f"{COLOURS[found.severity]}{label}{PLAIN}", 1)
        warn(block)


def shown(path: Path) -> str:
    """A path as it is reached from here, when it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) and path != here else str(path)


@contextmanager
def progress(total: int) -> Iterator[OnDone]:
    """Yield what to call as each of `total` briefs is done: it moves a bar on a terminal, elsewhere prints a line."""
    if not _is_terminal(sys.stderr):
        yield lambda result: warn(_done_line(result))
        return
    done = 0

    def draw(result: BriefResult | None) -> None:
        nonlocal done
        done += result is not None
        _write(sys.stderr, REDRAW + _bar(done, total, _done_line(result) if result else "starting"))

    draw(None)
    try:
        yield draw
    finally:
        _write(sys.stderr, REDRAW)


def summary(report: BuildReport) -> str:
    """What was built, and what was not, with the outputs that are now out of date."""
    states = Counter(result.state for result in report.results)
    counts = {
        "built": states["built"],
        "unchanged": states["unchanged"],
        "failed": states["failed"] + states["stale"],
    }
    total = len(report.results)
    said = ", ".join(f"{number} {state}" for state, number in counts.items() if number)
    lines = [f"{total} {'brief' if total == 1 else 'briefs'}: {said}" if total else "No brief was built."]
    for state, words in (("failed", "nothing to show"), ("stale", "not built now; the last good output was kept")):
        slugs = [_clean(result.slug) for result in report.results if result.state == state]
        if slugs:
            lines.append(f"  {state} ({words}): {', '.join(slugs)}")
    return "\n".join(lines)


def report_document(report: BuildReport, code: int) -> dict[str, object]:
    """`report` as JSON data. `exit` is the exit code of the run."""
    return {
        "exit": code,
        "results": [
            {
                "slug": result.slug,
                "state": result.state,
                "files": list(result.files),
                "pages": result.pages,
                "seconds": round(result.seconds, 3),
                "problems": [_problem_document(found) for found in result.problems],
            }
            for result in report.results
        ],
        "problems": [_problem_document(found) for found in report.problems],
    }


def verdicts(report: "CheckReport") -> str:
    """A line for each brief: whether anything stands against publishing it, and what was not looked at; what was not in
    any of several is said once, at the end."""
    lines = []
    unrun = [{(item.check, item.reason): None for item in verdict.unrun} for verdict in report.verdicts]
    shared = [one for one in unrun[0] if all(one in other for other in unrun)] if len(unrun) > 1 else []
    for verdict, missed in zip(report.verdicts, unrun, strict=True):
        found: Counter[str] = Counter(f.severity for f in verdict.open)
        found.update(p.severity for p in verdict.problems)
        counts = ", ".join(_counted(found[severity], severity) for severity in SEVERITIES if found[severity])
        waived = sum(1 for finding in verdict.findings if finding.waived)
        said = [counts or "nothing found", *([f"{waived} waived"] if waived else [])]
        partly = PARTLY if verdict.unrun or report.is_partial else ""
        words = f"may be published{partly}" if verdict.passed else "not yet"
        lines.append(f"{_clean(verdict.slug)}: {words} ({'; '.join(said)})")
        lines += [f"  not run: {_clean(check)}: {_clean(why)}" for check, why in missed if (check, why) not in shared]
    lines += [f"not run, for any brief: {_clean(check)}: {_clean(why)}" for check, why in shared]
    return "\n".join(lines) or "No brief was checked."


def _counted(number: int, severity: str) -> str:
    plural = severity if number == 1 or severity == "advice" else f"{severity}s"
    return f"{number} {plural}"


def check_document(report: "CheckReport", code: int) -> dict[str, object]:
    """`report` as JSON data. `exit` is the exit code of the run; `passed`: nothing stands against a brief, and all that
    was asked for was run."""
    return {
        "exit": code,
        "verdicts": [
            {
                "slug": verdict.slug,
                "passed": verdict.passed and not verdict.unrun,
                "findings": [
                    {**_problem_document(f.problem), "edition": f.edition, "page": f.page, "count": f.count}
                    | ({"waived": f.waived} if f.waived else {})
                    for f in verdict.findings
                ],
                "not-run": [{"check": item.check, "reason": item.reason} for item in verdict.unrun],
                "problems": [_problem_document(found) for found in verdict.problems],
            }
            for verdict in report.verdicts
        ],
        "problems": [_problem_document(found) for found in report.problems],
    }


def explained(rule: Rule) -> str:
    """A rule in full: what it says, why, what to do, how to waive it."""
    lines = [f"{rule.severity}[{rule.code}]: {rule.text}", "", f"  What to do: {rule.hint}", f"  Why: {rule.why}"]
    waiver = f"waivers:\n  - code: {rule.code}\n    reason: ..."
    return "\n".join([*lines, "", "To let it stand in one brief, add to its fields:", "", waiver])


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns of text under their heads, as wide as they need to be, the last one ragged."""
    cells = [tuple(heads), *(tuple(_clean(cell) for cell in row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in cells)


def _problem_document(found: Problem) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity,
        "path": found.place.path,
        "line": found.place.line,
        "column": found.place.column,
        "text": found.text,
        "hint": found.hint,
    }


def _done_line(result: BriefResult) -> str:
    facts: list[str] = [result.state]
    if result.state == "built":
        facts += [f"{result.pages} pages"] if result.pages else []
        facts.append(f"{result.seconds:.1f} s")
    return f"{_clean(result.slug)}: {', '.join(facts)}"


def _bar(done: int, total: int, text: str) -> str:
    """`[####----] 1/2 text`, no wider than the terminal."""
    full = round(20 * done / total) if total else 0
    return f"[{'#' * full}{'-' * (20 - full)}] {done}/{total} {text}"[: shutil.get_terminal_size().columns - 1]


def _clean(text: str) -> str:
    """`text` without what could steer a terminal: control characters other than line ends become blanks."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _write(stream: TextIO, text: str) -> None:
    """Write at once. When the reader is gone, send this and all that follows to nowhere."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
