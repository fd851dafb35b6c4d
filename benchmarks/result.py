"""What was measured -> a row of the table that is printed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Goal:
    """A number that the ratio is to stay below, or, when `least`, not to fall below."""

    number: float
    least: bool = False

    def verdict(self, ratio: float) -> str:
        """The goal in a few words, and whether it was met."""
        met = ratio >= self.number if self.least else ratio <= self.number
        return f"at {'least' if self.least else 'most'} {self.number:g}: {'met' if met else 'missed'}"


@dataclass(frozen=True)
class Result:
    """One comparison. `ours` and `other` say what was measured and how much of it; no goal: it is only told."""

    what: str
    ours: str
    other: str
    ratio: float
    goal: Goal | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        goal = self.goal.verdict(self.ratio) if self.goal else ""
        return self.what, self.ours, self.other, f"{self.ratio:.2f}", goal


HEADS = ("what", "Octavo", "against", "ratio", "goal")

Bench = Callable[[Path, int], tuple[Result, ...]]
"""Measures in an empty folder of its own, with so many runs of each command."""
