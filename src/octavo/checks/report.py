"""What is asked of a preflight, and what came of it. Imports only problems and findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from octavo.checks.finding import Finding, Unrun
from octavo.problems import Place, Problem

SHOWN_LINES = 8
"""Lines that a group of findings names."""


@dataclass(frozen=True)
class CheckRequest:
    """A preflight as asked for on the command line. Empty `briefs`: all of them; empty `only`: every family that is not
    slow; `full`: the slow ones too. `page` is where the page for editors goes, None: into the output folder; `sarif`
    where a SARIF file goes, None: nowhere. `output` None: build/, or a folder of the brand's own when one is asked for.
    The rest as in a BuildRequest."""

    root: Path
    briefs: tuple[str, ...] = ()
    brand: str = ""
    only: tuple[str, ...] = ()
    full: bool = False
    jobs: int = 0
    output: Path | None = None
    page: Path | None = None
    sarif: Path | None = None


@dataclass(frozen=True)
class Verdict:
    """What came of one brief. `problems` are those of its build; `editions` maps a format to its file, as built."""

    slug: str
    findings: tuple[Finding, ...] = ()
    unrun: tuple[Unrun, ...] = ()
    problems: tuple[Problem, ...] = ()
    editions: Mapping[str, Path] = field(default_factory=dict)

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that no waiver covers."""
        return tuple(finding for finding in self.findings if not finding.waived)

    @property
    def passed(self) -> bool:
        """Whether nothing stands against publishing it."""
        found = [*(finding.severity for finding in self.open), *(problem.severity for problem in self.problems)]
        return "error" not in found


@dataclass(frozen=True)
class CheckReport:
    """What came of a preflight: a verdict for each brief, and what concerns none of them. `about` is what the families
    that were run look at: "content", "pdf", ...; `is_partial` when some were named, and others not run."""

    verdicts: tuple[Verdict, ...] = ()
    problems: tuple[Problem, ...] = ()
    about: frozenset[str] = frozenset()
    is_partial: bool = False

    @property
    def passed(self) -> bool:
        return all(v.passed for v in self.verdicts) and not any(p.severity == "error" for p in self.problems)


def grouped(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings that say the same of several places as one, at the first of them, with how often."""
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    for finding in findings:
        key = (finding.code, finding.edition, finding.place.path, finding.problem.text)
        groups.setdefault(key, []).append(finding)
    return tuple(_group(tuple(group)) for group in groups.values())


def _group(same: tuple[Finding, ...]) -> Finding:
    first = same[0]
    if len(same) == 1:
        return first
    lines = [str(other.place.line) for other in same[1:] if other.place.line]
    more = f" (and {len(same) - 1} more: {'lines' if len(lines) > 1 else 'line'} {', '.join(lines[:SHOWN_LINES])}" + (
        ", …)" if len(lines) > SHOWN_LINES else ")"
    )
    problem = first.problem
    text = problem.text + (more if lines else f" ({len(same)} times)")
    told = Problem(problem.code, Place(*_at(first.place)), text, problem.hint, problem.excused)
    return Finding(told, first.edition, first.page, first.box, sum(f.count for f in same), first.waived)


def _at(place: Place) -> tuple[str, int, int]:
    return place.path, place.line, place.column
