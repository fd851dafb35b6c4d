"""Problems and findings -> what the page is told of them: values that JSON can hold, with the author's own line."""

from collections.abc import Iterable
from typing import Any

from octavo.checks.finding import Finding
from octavo.files import FileMissing, FileRefused, Files
from octavo.problems import Place, Problem
from octavo.utf8 import NotText

Told = dict[str, Any]

LONGEST = 400
"""Characters of a line that are shown."""
HEAD = "---"
"""Opens and closes the fields of a brief."""
ORDER = ("error", "warning", "advice")


def problems(found: Iterable[Problem], files: Files) -> tuple[Told, ...]:
    """Each once, errors first, then by place."""
    every = sorted(dict.fromkeys(found), key=lambda p: (ORDER.index(p.severity), p.place))
    return tuple(_problem(problem, files) for problem in every)


def findings(found: Iterable[Finding], files: Files) -> tuple[Told, ...]:
    """Those that no waiver covers, errors first, then by place; each with the spot on a page where it shows."""
    every = sorted(
        (finding for finding in found if not finding.waived),
        key=lambda f: (ORDER.index(f.severity), f.place, f.page, f.code),
    )
    return tuple(
        {
            **_problem(finding.problem, files),
            "edition": finding.edition,
            "page": finding.page,
            "box": list(finding.box) if finding.box else None,
        }
        for finding in every
    )


def line(files: Files, place: Place) -> str:
    """The author's line at a place, "" when there is none; one that is very long is cut."""
    if not place.line:
        return ""
    try:
        lines = files.text(place.path).split("\n")
    except (FileMissing, FileRefused, NotText):
        return ""
    text = lines[place.line - 1] if place.line <= len(lines) else ""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _opens_head(files: Files, place: Place) -> bool:
    """Whether a place stands for a text as a whole: its first line, which is no more than the mark of its head."""
    return place.line == 1 and line(files, place).strip() == HEAD


def _problem(problem: Problem, files: Files) -> Told:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity,
        "text": problem.text,
        "hint": problem.hint,
        "place": str(place),
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "source": "" if _opens_head(files, place) else line(files, place),
    }
