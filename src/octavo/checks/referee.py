"""What another tool says of one edition -> findings, one a rule with how often it is broken, or why none came."""

import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.places import of_markup
from octavo.checks.subject import Subject

SILENCE = (OSError, ValueError, KeyError, subprocess.SubprocessError)
"""What a tool that does not run, or does not answer as it should, raises."""


@dataclass(frozen=True)
class Fault:
    """One fault. Those of the same `kind` are told once; `values` fill in the catalogue's text; `markup` is the HTML
    that is at fault, in whose words the author's line is found."""

    kind: str
    values: Mapping[str, str]
    markup: str = ""


@dataclass(frozen=True)
class Referee:
    """A tool with a `name` that judges the `edition` of a brief; its faults are told under `code`.

    `missing` says what it lacks, as a clause, or ""; `ask` gives all its faults, and raises one of SILENCE when there
    is no answer.
    """

    name: str
    edition: str
    code: str
    missing: Callable[[], str]
    ask: Callable[[Path], Iterable[Fault]]

    def check(self, subject: Subject) -> Iterator[Finding | Unrun]:
        """One finding for each kind of fault; nothing where the brief has no such edition."""
        file = subject.editions.get(self.edition)
        if file is None:
            return
        if lacking := self.missing():
            yield Unrun(self.name, lacking)
            return
        try:
            faults = tuple(self.ask(file))
        except SILENCE as error:
            yield Unrun(self.name, f"it did not work: {error}")
            return
        often = Counter(fault.kind for fault in faults)
        for fault in {fault.kind: fault for fault in reversed(faults)}.values():
            finding = find(self.code, of_markup(fault.markup, subject), **fault.values)
            yield replace(finding, edition=self.edition, count=often[fault.kind])
