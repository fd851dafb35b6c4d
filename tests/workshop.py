"""A workspace whose briefs are printed by the stand-in press; builds in this process, or in one that can be killed.

Run as `python -m tests.workshop ROOT [OUTPUT]` it builds ROOT as the command line does. With `--serve` it reads lines
"ROOT<TAB>OUTPUT<TAB>LIMIT" from standard input and answers each with the number of a new process that builds and, when
LIMIT is not 0, kills itself at the LIMIT-th step on the file system.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from octavo import pipeline, workers
from octavo.cli import exit_code
from octavo.report import BriefResult, BuildReport, BuildRequest

PRESS = "tests.standin_press"
REPOSITORY = Path(__file__).parents[1]


class Workshop:
    """A workspace at `root`, and its builds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.told: list[BriefResult] = []
        (root / "content").mkdir(parents=True)

    @property
    def output(self) -> Path:
        return self.root / "build"

    def brief(self, slug: str, text: str = "") -> Path:
        """Write a brief: its title is its slug, and `text` may hold lines for the stand-in press."""
        return self.file(f"content/{slug}/brief.md", f"{slug.title()}\n{text}\n")

    def file(self, path: str, text: str) -> Path:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        return place

    def build(self, *briefs: str, brand: str = "", formats: tuple[str, ...] = (), draft: bool = False) -> BuildReport:
        """Build in this process, and note what is told meanwhile."""
        self.told.clear()
        request = BuildRequest(self.root, briefs, brand, formats, draft=draft)
        return pipeline.build(request, self.told.append)

    def states(self, *briefs: str, brand: str = "", formats: tuple[str, ...] = ()) -> dict[str, str]:
        """Build, and give the state of each brief."""
        return {result.slug: result.state for result in self.build(*briefs, brand=brand, formats=formats).results}

    def tree(self) -> dict[str, bytes]:
        """All that a reader of the output folder sees."""
        return tree(self.output)


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder, by path; hidden ones are left out."""
    found = {str(p.relative_to(folder)): p for p in sorted(folder.rglob("*")) if p.is_file()}
    return {path: p.read_bytes() for path, p in found.items() if not path.startswith(".")}


def start(*args: str | Path) -> "subprocess.Popen[str]":
    """Start this module in a process of its own."""
    command = [sys.executable, "-m", "tests.workshop", *map(str, args)]
    env = dict(os.environ, PYTHONPATH=os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)]))
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, text=True)


def main(root: Path, output: Path | None) -> int:
    """Build as the command line does: its exit codes, its way to take SIGTERM."""
    signal.signal(signal.SIGTERM, _terminated)
    pipeline.PRESS, workers.PRELOAD = PRESS, (PRESS,)
    try:
        report = pipeline.build(BuildRequest(root, output=output))
    except KeyboardInterrupt:
        return 130
    for found in (*report.problems, *(found for result in report.results for found in result.problems)):
        print(found)
    for result in report.results:
        print(result.slug, result.state)
    return exit_code(report)


def serve() -> None:
    """Fork a building process for each line read; nothing is imported twice, so that hundreds can be killed."""
    import octavo.printrun  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        root, output, limit = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            code = 1
            try:
                sys.stdout = sys.stderr
                _kill_at(int(limit), output)
                code = main(Path(root), Path(output))
            finally:
                os._exit(code)
        print(child, flush=True)


def _kill_at(limit: int, output: str) -> None:
    """Count this process's own steps on the file system below `output`, and kill it before the `limit`-th."""
    steps, here = 0, os.getpid()

    def count(event: str, args: tuple[object, ...]) -> None:
        nonlocal steps
        if event.startswith(("os.", "open", "shutil.", "fcntl.")) and args and output in str(args[0]):
            steps += os.getpid() == here
            if steps == limit:
                os.kill(here, signal.SIGKILL)

    sys.addaudithook(count)


def _terminated(_number: int, _frame: object) -> NoReturn:
    sys.exit(143)


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve()
    else:
        sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
