"""What one worker's memory comes to after many briefs."""

import os
from dataclasses import replace
from pathlib import Path
from statistics import linear_regression

from benchmarks.result import Goal, Result
from benchmarks.samples import workspace
from octavo.guard import LIMITS
from octavo.job import Job, print_brief
from octavo.pipeline import PRESS
from octavo.workers import PRELOAD, Crew

RENDERS = 300
SETTLED = 100
"""Renders after which all that is kept for later ones has been made."""
BRIEFS = 25
GOAL = Goal(1.1)
STATM = Path("/proc/self/statm")


def bench(folder: Path, runs: int) -> tuple[Result, ...]:  # noqa: ARG001 - one run says it
    """300 PDFs of 25 briefs by a worker that is not replaced. The ratio is of the line through the later renders, at
    its end to its start. Nothing where the system does not tell (elsewhere than on Linux)."""
    if not STATM.exists():
        return ()
    slugs = workspace(folder, BRIEFS)
    sizes: list[float] = []
    with Crew(1, replace(LIMITS, documents=2 * RENDERS + 1), PRELOAD) as crew:
        for number in range(RENDERS):
            crew.submit(print_brief, Job(PRESS, folder, slugs[number % BRIEFS], formats=("pdf",))).result()
            sizes.append(crew.submit(resident).result())
    numbers = range(SETTLED, RENDERS)
    slope, start = linear_regression(numbers, sizes[SETTLED:])
    first, last = start + slope * SETTLED, start + slope * RENDERS
    ours = f"{last:.0f} MiB after {RENDERS} ({1024 * slope:+.0f} KiB each)"
    return (Result("memory of a worker", ours, f"{first:.0f} MiB after {SETTLED}", last / first, GOAL),)


def resident() -> float:
    """The memory that this process has in use, in MiB."""
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
