"""A word of a case's run.txt -> what is said to one who publishes what was built."""

from collections.abc import Iterator
from pathlib import Path

from octavo.problems import Problem
from octavo.upload.command import made
from octavo.upload.plan import make_plan
from octavo.upload.send import send
from octavo.upload.target import target


def of_publish(root: Path, folder: Path) -> Iterator[Problem]:
    """What was built is sent to the folder "site" beside the brief."""
    output, goal = root / "build", target(str(folder / "site"), True)
    yield from send(make_plan(made(output), output, goal), goal, False)
