"""A save of a brief -> how long until the preview has its web page, and its first page of the PDF, against a build."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.result import Goal, Result
from benchmarks.samples import PROSE, workspace
from benchmarks.timing import CommandFailed, Taken, in_turn, invoke, run
from octavo.preview.command import running
from octavo.preview.selection import Selection
from octavo.preview.session import Session

PATIENCE = 120.0
"""Seconds. Longer than any render that is worth waiting for."""
WEB, PDF = Goal(0.1), Goal(0.5)


def bench(folder: Path, runs: int) -> tuple[Result, ...]:
    """A word of the first paragraph changes with each save. From the save on, the watch over the files, the render in a
    warm process and the way back are timed, for a PDF with the picture of its first page; what a browser then needs to
    show it is not. Against that, the same brief is built by a command."""
    root, output = folder / "workspace", folder / "output"
    slug = workspace(root, 1)[0]
    path = root / "content" / slug / "brief.md"
    text = path.read_text("utf-8")
    count = 0

    def save() -> None:
        nonlocal count
        count += 1
        path.write_text(_edited(text, count), "utf-8")

    def cold(format: str) -> Callable[[], Taken]:
        def measure() -> Taken:
            save()
            shutil.rmtree(output, ignore_errors=True)
            return run(invoke(root, "build", "--brief", slug, "--format", format, "--output", str(output)), root)

        return measure

    cold("pdf")()  # so that there is something kept, and compiled
    with running(root, 0) as server, server.session.attend(Selection(slug)):
        warm = {name: _shown(server.session, Selection(slug), name, save) for name in ("web", "pdf")}
        for measure in (*warm.values(), *warm.values()):
            measure()
        taken = in_turn({**warm, "cold html": cold("html"), "cold pdf": cold("pdf")}, runs)
    return (
        _result("save → web page in the preview, warm", taken["web"], taken["cold html"], WEB),
        _result("save → page 1 of the PDF in the preview, warm", taken["pdf"], taken["cold pdf"], PDF),
    )


def _result(what: str, mine: Taken, other: Taken, goal: Goal) -> Result:
    return Result(what, f"{mine.wall * 1000:.0f} ms", f"cold build {other.wall:.2f} s", mine.over(other), goal)


def _shown(session: Session, selection: Selection, edition: str, save: Callable[[], None]) -> Callable[[], Taken]:
    """Save, and wait until a good edition of that text is there. Before the next save all is quiet again."""

    def measure() -> Taken:
        before = _wait(session, selection, _is_quiet)
        save()
        start = time.perf_counter()
        number = before[edition]["number"]
        _wait(session, selection, lambda told: told[edition]["number"] > number)
        wall = time.perf_counter() - start
        _wait(session, selection, _is_quiet)
        return Taken(wall, 0.0)

    return measure


def _is_quiet(told: dict[str, dict[str, int]]) -> bool:
    """Whether nothing is being made, and everything has been made once."""
    views = [told.get(name) for name in ("web", "pdf", "check", "compare")]
    return all(view and view["number"] and not view["busy"] for view in views)


def _wait(
    session: Session, selection: Selection, is_so: Callable[[dict[str, dict[str, int]]], bool]
) -> dict[str, dict[str, int]]:
    after, end = -1, time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        after, told = session.wait(selection, after, 1)
        if told and is_so(told):
            return told
    raise CommandFailed("the preview did not show what was saved")


def _edited(text: str, count: int) -> str:
    """The text with a word more in its first paragraph of running text."""
    blocks = text.split("\n\n")
    fields_end = next(n for n, block in enumerate(blocks) if block.rstrip().endswith("---") or "\n---\n" in block)
    at = next(n for n, block in enumerate(blocks) if n > fields_end and PROSE.match(block))
    blocks[at] = f"{blocks[at]} Edition {count}."
    return "\n\n".join(blocks)
