"""Commands -> how long they take, each in its turn, so that a machine's mood of the moment meets all of them alike."""

import os
import resource
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SCRIPTS = Path(sysconfig.get_path("scripts"))


@dataclass(frozen=True)
class Taken:
    """Seconds: of wall time, and of processor time of the command and all that it waited for."""

    wall: float
    cpu: float

    def over(self, other: "Taken") -> float:
        """How many times as long as `other`, by the clock on the wall."""
        return self.wall / other.wall

    def __str__(self) -> str:
        return f"{self.wall:.2f} s (cpu {self.cpu:.2f})"


class CommandFailed(Exception):
    """A command that is to be timed ended with an error: its last words."""


def run(command: Sequence[str | Path], folder: Path) -> Taken:
    """Run a whole process in `folder`, with Python's bytecode allowed to be kept, as it is by default."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, start = _spent(), time.perf_counter()
    done = subprocess.run(list(map(str, command)), cwd=folder, env=env, capture_output=True, text=True, check=False)
    wall, cpu = time.perf_counter() - start, _spent() - before
    if done.returncode:
        raise CommandFailed(f"{command[0]} ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-500:]}")
    return Taken(wall, cpu)


def _spent() -> float:
    """Seconds of processor time of all processes that were waited for."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def in_turn(measures: Mapping[str, Callable[[], Taken]], runs: int) -> dict[str, Taken]:
    """The medians of so many runs of each, A B A B."""
    taken = [{name: measure() for name, measure in measures.items()} for _ in range(runs)]
    return {name: Taken(median(t[name].wall for t in taken), median(t[name].cpu for t in taken)) for name in measures}


def invoke(root: Path, *words: str) -> tuple[str | Path, ...]:
    """The command line of a task in a workspace."""
    return (sys.executable, SCRIPTS / "invoke", "--search-root", root, *words)
