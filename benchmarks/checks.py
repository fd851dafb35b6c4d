"""`check`: of a brief that is as it was, and from nothing, whole and family by family."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.result import Result
from benchmarks.samples import workspace
from benchmarks.timing import Taken, in_turn, invoke, run
from octavo.checks.kept import NAME
from octavo.checks.table import CHECKS


def bench(folder: Path, runs: int) -> tuple[Result, ...]:
    """One brief, built before: with nothing new, against listing the tasks; with nothing kept, against the build of all
    its editions; each family with nothing kept, against that. One whose tool is missing is soon done."""
    slug = workspace(folder, 1)[0]
    output = folder / "build"

    def cold(*words: str) -> Callable[[], Taken]:
        def measure() -> Taken:
            (output / NAME).unlink(missing_ok=True)
            return run(invoke(folder, "check", "--brief", slug, *words), folder)

        return measure

    def build() -> Taken:
        shutil.rmtree(output, ignore_errors=True)
        return run(invoke(folder, "build"), folder)

    build()
    cold()()  # so that everything is compiled, and what is kept is there for the warm one
    warm = in_turn(
        {
            "check": partial(run, invoke(folder, "check", "--brief", slug), folder),
            "list": partial(run, invoke(folder, "--list"), folder),
        },
        2 * runs,
    )
    whole = in_turn({"build": build, "check": cold()}, runs)
    families = in_turn({family.name: cold("--only", family.name) for family in CHECKS}, max(1, runs // 3))
    listed, built, checked = warm["list"], whole["build"], whole["check"]
    return (
        Result("check, nothing new", str(warm["check"]), f"invoke --list {listed}", warm["check"].over(listed)),
        Result("check, nothing kept", str(checked), f"build {built}", checked.over(built)),
        *(
            Result(f"check --only {name}", str(alone), f"whole check {checked}", alone.over(checked))
            for name, alone in families.items()
        ),
    )
