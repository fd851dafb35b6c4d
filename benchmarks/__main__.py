"""The command line: `python -m benchmarks [--runs N] [cold | noop | workers | memory ...]`. Prints one table.

A goal that was missed is printed as missed; that is no error, for a busy machine is none.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks import checks, cold, copies, crew, memory, noop, preview, tags
from benchmarks.result import HEADS, Bench, Result
from benchmarks.timing import CommandFailed
from octavo import terminal
from octavo.problems import Rejected

BENCHES: Mapping[str, Bench] = {
    "cold": cold.bench,
    "noop": noop.bench,
    "workers": crew.bench,
    "memory": memory.bench,
    "tags": tags.bench,
    "check": checks.bench,
    "preview": preview.bench,
    "copies": copies.bench,
}

ABOUT = """\
Times are medians of runs in turn, of whole processes (tags: of printing in one; preview: from a save
on; copies: of making them in one, without the processor time of its workers) by the clock on the wall; ratios are of
these.
Kept between builds, in build/.cache: fonts unpacked from WOFF2, and charts as they were drawn. "Nothing kept" is the
first build on a machine, which makes them. WeasyPrint's command line keeps nothing; it is given the charts drawn."""


def main() -> None:
    """Measure what was asked for and print it. Ends with exit code 2 for what it does not know, with 1 when something
    could not be measured."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="How fast Octavo is, as ratios.")
    parser.add_argument("only", nargs="*", help=f"what to measure: {', '.join(BENCHES)} (all)")
    parser.add_argument("--runs", type=int, default=5, help="how many times each command is timed (5)")
    asked = parser.parse_args()
    unknown = [name for name in asked.only if name not in BENCHES]
    if unknown or asked.runs < 1:
        parser.error(f"there is no measurement {unknown[0]!r}" if unknown else "--runs takes a number from 1 up")
    rows: list[Result] = []
    failed = False
    for name in asked.only or BENCHES:
        terminal.warn(f"measuring: {name}")
        with tempfile.TemporaryDirectory(prefix="octavo-bench-") as folder:
            try:
                rows += BENCHES[name](Path(folder).resolve(), asked.runs)
            except (CommandFailed, Rejected) as stopped:
                terminal.show_problems(getattr(stopped, "problems", ()))
                terminal.warn(f"{name} could not be measured: {stopped}")
                failed = True
    terminal.say(terminal.table(HEADS, [row.cells for row in rows]))
    terminal.say(f"\n{ABOUT}")
    sys.exit(int(failed))


if __name__ == "__main__":
    main()
