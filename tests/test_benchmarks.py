"""The measurements: their samples are good briefs, their words are right. How fast anything is, is not tested."""

from pathlib import Path

import pytest

from benchmarks import samples
from benchmarks.__main__ import BENCHES, main
from benchmarks.print_source import write_print_source
from benchmarks.result import Goal, Result
from benchmarks.timing import CommandFailed, Taken, in_turn, run
from octavo.press import make


def test_samples_are_distinct_briefs_without_a_fault(tmp_path: Path) -> None:
    slugs = samples.workspace(tmp_path, 3)
    made = [make(tmp_path, slug, "", ("html",), False) for slug in slugs]
    assert [one.problems for one in made] == [()] * 3
    assert len({next(a.data for a in one.artifacts if a.name == "index.html") for one in made}) == 3


def test_a_sample_has_every_line_of_the_demonstration_brief() -> None:
    text = (samples.CONTENT / samples.MODEL / "brief.md").read_text("utf-8")
    first, other = samples.vary(text, 0), samples.vary(text, 7)
    assert other != first
    assert sorted(other.split("\n\n")) == sorted(first.split("\n\n"))
    assert set(text.splitlines()) >= set(first.splitlines())


def test_what_is_printed_is_written_down_whole(tmp_path: Path) -> None:
    slug = samples.workspace(tmp_path / "workspace", 1)[0]
    write_print_source(tmp_path / "workspace", slug, tmp_path / "source")
    written = {path.suffix for path in (tmp_path / "source").rglob("*.*")}
    assert written == {".html", ".css", ".woff2", ".svg"}


@pytest.mark.parametrize(
    ("goal", "ratio", "said"),
    [
        (Goal(0.9), 0.9, "at most 0.9: met"),
        (Goal(0.9), 0.91, "at most 0.9: missed"),
        (Goal(1.8, least=True), 1.8, "at least 1.8: met"),
        (Goal(1.8, least=True), 1.79, "at least 1.8: missed"),
    ],
)
def test_a_goal_is_met_or_missed(goal: Goal, ratio: float, said: str) -> None:
    assert Result("what", "ours", "other", ratio, goal).cells == ("what", "ours", "other", f"{ratio:.2f}", said)


def test_medians_are_of_runs_in_turn() -> None:
    walls, order = {"a": iter([1.0, 9.0, 2.0]), "b": iter([4.0, 5.0, 60.0])}, []

    def measure(name: str) -> Taken:
        order.append(name)
        return Taken(next(walls[name]), 1.0)

    taken = in_turn({"a": lambda: measure("a"), "b": lambda: measure("b")}, 3)
    assert order == ["a", "b"] * 3
    assert taken == {"a": Taken(2.0, 1.0), "b": Taken(5.0, 1.0)}


def test_a_command_that_fails_is_not_timed(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="sh ended with 3: no such luck"):
        run(("sh", "-c", "echo no such luck >&2; exit 3"), tmp_path)


@pytest.mark.parametrize("words", [("walk",), ("--runs", "0")])
def test_what_is_not_known_ends_with_2(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["benchmarks", *words])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert set(BENCHES) == {"cold", "noop", "workers", "memory", "tags", "check", "preview", "copies"}
    assert "usage: benchmarks" in capsys.readouterr().err
