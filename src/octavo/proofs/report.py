"""What is asked of a proof, and what came of it. Imports only problems and pictures."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from octavo.problems import Problem
from octavo.proofs.picture import Proof, State


@dataclass(frozen=True)
class ProofRequest:
    """Proofs as asked for on the command line. Empty `briefs` or `brands`: all of them. `approve`: keep what is new."""

    root: Path
    briefs: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    approve: bool = False
    jobs: int = 0


@dataclass(frozen=True)
class Leaf:
    """One page, counted from 1: as it was approved and as it is. `page` is the new one as PNG, to be looked at; only
    those that changed have it."""

    number: int
    state: State
    old: Proof | None = None
    new: Proof | None = None
    page: bytes = b""


@dataclass(frozen=True)
class Sheet:
    """What came of one brief in one brand. `problems` kept it from being built; one that is gone has no new page."""

    brand: str
    slug: str
    leaves: tuple[Leaf, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def counts(self) -> Counter[str]:
        return Counter(leaf.state for leaf in self.leaves)

    @property
    def changed(self) -> tuple[Leaf, ...]:
        """The pages that somebody has to look at."""
        return tuple(leaf for leaf in self.leaves if leaf.state not in ("same", "slight"))


@dataclass(frozen=True)
class ProofReport:
    """What came of all briefs in all brands, and what concerns none of them."""

    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    approved: bool = False

    @property
    def passed(self) -> bool:
        """Whether every page is as it was approved, or is approved now."""
        told = (*self.problems, *(problem for sheet in self.sheets for problem in sheet.problems))
        is_built = not any(problem.severity == "error" for problem in told)
        return is_built and (self.approved or not any(sheet.changed for sheet in self.sheets))
