"""CHECKS: the families of the preflight, in the order of the report. A family is one line here and one module."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from octavo.checks import editorial, pdf, prose
from octavo.checks.finding import Finding, Unrun
from octavo.checks.subject import Subject


@dataclass(frozen=True)
class Check:
    """One family. `about` is what it looks at: "content", or the format of an edition; `slow` ones are run with
    --full alone."""

    name: str
    about: str
    run: Callable[[Subject], Iterator[Finding | Unrun]]
    slow: bool = False


CHECKS: tuple[Check, ...] = (
    Check("editorial", "content", editorial.check),
    Check("prose", "content", prose.check),
    Check("pdf", "pdf", pdf.check),
)
