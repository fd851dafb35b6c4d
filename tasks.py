"""Octavo's commands, and those that its developers have besides. `invoke --list` names them.

It imports only Invoke, the standard library and `octavo.tasks`, which does no more, so that a command starts fast.
"""

from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

from octavo.tasks import collection

ROOT = Path(__file__).resolve().parent


@task(positional=[])
def lint(c: Context) -> None:
    """Check the code: ruff and mypy."""
    from octavo import develop

    develop.lint(ROOT)


@task(
    positional=[],
    iterable=["only"],
    help={
        "only": "Measure only this: cold, noop, workers, memory, tags, check or preview; may be given again.",
        "runs": "How many times each command is timed (5).",
    },
)
def bench(c: Context, only: list[str] | None = None, runs: str = "") -> None:
    """Measure how fast builds are, as ratios to other commands."""
    from octavo import develop

    develop.bench(ROOT, tuple(only or ()), runs)


@task(
    positional=[],
    help={
        "fast": "Leave out the tests that take more than a few seconds.",
        "jobs": "How many tests to run at a time (as many as there are processors).",
    },
)
def test(c: Context, fast: bool = False, jobs: str = "") -> None:
    """Check the code, then run the tests; what follows -- goes to pytest."""
    from octavo import develop

    develop.test(ROOT, fast, jobs)


ns = collection(__file__)
for own in (lint, bench, test):
    ns.add_task(own)
