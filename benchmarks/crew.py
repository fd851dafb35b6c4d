"""Many briefs with two workers, against one."""

import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks.result import Goal, Result
from benchmarks.samples import workspace
from benchmarks.timing import Taken, in_turn, invoke, run

BRIEFS = 50
GOAL = Goal(1.8, least=True)


def bench(folder: Path, runs: int) -> tuple[Result, ...]:
    """50 briefs as PDF, with fonts unpacked and charts drawn by a run before. They are long: a third of the runs."""
    root, output = folder / "workspace", folder / "output"
    slugs = workspace(root, BRIEFS)
    run(invoke(root, "build", "--format", "pdf", "--brief", slugs[0]), root)

    def with_workers(count: int) -> Callable[[], Taken]:
        def measure() -> Taken:
            shutil.rmtree(output, ignore_errors=True)
            words = ("--format", "pdf", "--jobs", str(count), "--output", str(output))
            return run(invoke(root, "build", *words), root)

        return measure

    taken = in_turn({"two": with_workers(2), "one": with_workers(1)}, max(1, runs // 3))
    two, one = taken["two"], taken["one"]
    return (
        Result(f"{BRIEFS} briefs, 2 workers", f"{two.wall:.1f} s", f"1 worker {one.wall:.1f} s", one.over(two), GOAL),
    )
