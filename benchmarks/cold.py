"""One brief from nothing to its editions, in a process of its own, against WeasyPrint's own command line."""

import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks.print_source import write_print_source
from benchmarks.result import Goal, Result
from benchmarks.samples import workspace
from benchmarks.timing import SCRIPTS, Taken, in_turn, invoke, run
from octavo.files import KEPT

PRINTED_ALONE = ("--format", "pdf")
GOAL = Goal(0.9)


def bench(folder: Path, runs: int) -> tuple[Result, ...]:
    """PDF alone and all three editions, with and without what a build keeps for the next: unpacked fonts, drawings.

    WeasyPrint is given the HTML and the CSS that Octavo prints from, with the charts drawn and the fonts as they are
    vendored, and makes the same kind of PDF. It keeps nothing between runs.
    """
    root, source, output = folder / "workspace", folder / "source", folder / "output"
    slug = workspace(root, 1)[0]
    write_print_source(root, slug, source)

    def ours(*words: str, kept: bool) -> Callable[[], Taken]:
        def measure() -> Taken:
            for unwanted in (output, *(() if kept else (root / KEPT,))):
                shutil.rmtree(unwanted, ignore_errors=True)
            return run(invoke(root, "build", "--brief", slug, "--output", str(output), *words), root)

        return measure

    def theirs() -> Taken:
        command = (SCRIPTS / "weasyprint", "--pdf-variant", "pdf/ua-1", "--stylesheet", "print.css")
        return run((*command, "index.html", "printed.pdf"), source)

    ours(kept=False)()  # so that there is something kept, and compiled
    taken = in_turn(
        {
            "one brief, PDF alone": ours(*PRINTED_ALONE, kept=True),
            "weasyprint": theirs,
            "one brief, PDF alone, nothing kept": ours(*PRINTED_ALONE, kept=False),
            "one brief, all three editions": ours(kept=True),
            "one brief, all three editions, nothing kept": ours(kept=False),
        },
        runs,
    )
    other = taken.pop("weasyprint")
    return tuple(
        Result(name, str(mine), f"weasyprint {other}", mine.over(other), GOAL if "PDF alone" in name else None)
        for name, mine in taken.items()
    )
