"""What the structure tree costs: the same document laid out and written with it, and with no tags at all."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.result import Goal, Result
from benchmarks.samples import workspace
from benchmarks.timing import Taken, in_turn
from octavo.defaults import DEFAULTS
from octavo.edition import Editions
from octavo.files import Files
from octavo.formats import pdf
from octavo.press import settled

GOAL = Goal(1.15)


class _Plain(pdf.Press):
    """A press whose documents promise nothing: no tags, no metadata, no enclosed files."""

    def print(self, html: str, sheet: pdf.Sheet, job: pdf.Job, read: pdf.Read) -> pdf.Printed:
        return super().print(html, sheet, replace(job, promise=None), read)


def bench(folder: Path, runs: int) -> tuple[Result, ...]:
    """Layout and writing of one brief in this process, with its fonts and style sheets in memory."""
    root = folder / "workspace"
    (slug,) = workspace(root, 1)
    document, design = settled(Files(root, DEFAULTS), slug, "", False, [])

    def printed_by(press: pdf.Press) -> Callable[[], Taken]:
        def measure() -> Taken:
            wall, cpu = time.perf_counter(), time.process_time()
            pdf.make(document, design, Editions({"pdf": f"{slug}.pdf"}), press)
            return Taken(time.perf_counter() - wall, time.process_time() - cpu)

        measure()  # so that fonts and style sheets are loaded
        return measure

    measures = {"with tags": printed_by(pdf.Press(lambda data: data)), "without": printed_by(_Plain(lambda data: data))}
    taken = in_turn(measures, runs)
    ours, other = taken["with tags"], taken["without"]
    return (Result("one brief in memory, tagged", str(ours), f"untagged {other}", ours.over(other), GOAL),)
