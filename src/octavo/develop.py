"""The tasks of those who make Octavo: lint, test, bench -> the tools that they run, and an exit code."""

import subprocess
import sys
from pathlib import Path

from octavo.cli import GOOD, command, count

LINT = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",))


@command
def lint(root: Path) -> int:
    """Check the code's form and types."""
    return _run_tools(root, LINT)


@command
def test(root: Path, fast: bool, jobs: str) -> int:
    """Check the code, then run the tests; pytest has the last word, and among its arguments what follows `--`."""
    workers = str(count("--jobs", jobs) or "auto")
    chosen = ("-m", "not slow") if fast else ()
    passed_on = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    shared = ("-n", workers, "--dist", "loadfile", "--no-loadscope-reorder")
    return _run_tools(root, (*LINT, ("pytest", *shared, *chosen, *passed_on)))


@command
def bench(root: Path, only: tuple[str, ...], runs: str) -> int:
    """Measure what `only` names, or everything, and print a table; a goal that is missed is no error."""
    return _run_tools(root, (("benchmarks", "--runs", str(count("--runs", runs) or 5), *only),))


def _run_tools(root: Path, tools: tuple[tuple[str, ...], ...]) -> int:
    """Run each of `tools` as `python -m ...` in `root`, all of them. Returns the code of the first that failed.

    A tool that stops on a signal counts as it does in a shell: 128 and the signal's number.
    """
    codes = [subprocess.run([sys.executable, "-m", *tool], cwd=root, check=False).returncode for tool in tools]
    failed = next((code for code in codes if code), GOOD)
    return 128 - failed if failed < 0 else failed
