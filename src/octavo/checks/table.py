"""CHECKS: the families of the preflight, in the order of the report. A family is one line here and one module."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from octavo.checks import editorial, images, language, layout, pdf, prose, references
from octavo.checks.finding import Address, Finding, Unrun
from octavo.checks.subject import Subject
from octavo.problems.editions import RULES as EDITIONS
from octavo.problems.editorial import RULES as EDITORIAL
from octavo.problems.rule import Rule


@dataclass(frozen=True)
class Check:
    """One family. `about` is what it looks at: "content", or the format of an edition; `slow` ones are run with
    --full alone; `rules` are those that it looks after, () for any."""

    name: str
    about: str
    run: Callable[[Subject], Iterator[Finding | Unrun | Address]]
    slow: bool = False
    rules: tuple[Rule, ...] = ()

    def may_find(self, code: str) -> bool:
        """Whether a finding with `code` may be this family's."""
        return not self.rules or any(rule.code == code for rule in self.rules)


CHECKS: tuple[Check, ...] = (
    Check("editorial", "content", editorial.check, rules=EDITORIAL),
    Check("prose", "content", prose.check, rules=EDITORIAL),
    Check("language", "content", language.check),
    Check("references", "content", references.check),
    Check("links", "content", references.addresses, slow=True),
    Check("pdf", "pdf", pdf.check, rules=EDITIONS),
    Check("layout", "pdf", layout.check),
    Check("images", "pdf", images.check),
)
