"""A build that has nothing to do, against the time that Invoke takes to list the tasks."""

from functools import partial
from pathlib import Path

from benchmarks.result import Goal, Result
from benchmarks.samples import workspace
from benchmarks.timing import in_turn, invoke, run

BRIEFS = 200
GOAL = Goal(1.3)


def bench(folder: Path, runs: int) -> tuple[Result, ...]:
    """200 briefs, built before. Built as web pages, which have more files to look at than the other editions."""
    workspace(folder, BRIEFS)
    build = invoke(folder, "build", "--format", "html")
    for command in (build, build):  # the second finds what the first left to be looked at once more
        run(command, folder)
    taken = in_turn(
        {
            "build": partial(run, build, folder),
            "list": partial(run, invoke(folder, "--list"), folder),
        },
        4 * runs,
    )
    ours, other = taken["build"], taken["list"]
    return (Result(f"no-op build of {BRIEFS} briefs", str(ours), f"invoke --list {other}", ours.over(other), GOAL),)
