"""A request -> what came of it: which briefs are built, which stand, which fail, and what is said of each."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from octavo import pipeline
from octavo.problems import Problem, Rejected
from octavo.publish import opened
from octavo.report import BuildRequest, Misuse, Unready
from tests.workshop import PRESS, Workshop


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "PRESS", PRESS)


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "work")


def texts(problems: tuple[Problem, ...]) -> list[str]:
    return [str(found).split("\n")[0] for found in problems]


def test_briefs_are_built_once(shop: Workshop) -> None:
    for slug in ("b", "a", "c"):
        shop.brief(slug)
    report = shop.build()
    assert [(result.slug, result.state, result.pages) for result in report.results] == [
        ("a", "built", 3),
        ("b", "built", 3),
        ("c", "built", 3),
    ]
    assert report.results[0].files == ("a/a.epub", "a/a.pdf", "a/images/é #1.png", "a/index.html")
    assert report.problems == ()
    assert sorted(result.slug for result in shop.told) == ["a", "b", "c"]
    assert sorted(p.name for p in shop.output.iterdir()) == [".cache", "a", "b", "c", "index.html", "manifest.json"]
    before = shop.tree()

    report = shop.build()
    assert {result.state for result in report.results} == {"unchanged"}
    assert report.results[0].files == ("a/a.epub", "a/a.pdf", "a/images/é #1.png", "a/index.html")
    assert report.results[0].pages == 3
    assert [result.slug for result in shop.told] == ["a", "b", "c"]
    assert shop.tree() == before


def test_only_what_changed_is_built(shop: Workshop) -> None:
    shop.brief("a", "read: content/people.yaml")
    shop.brief("b", "read: content/b/data.csv")
    assert set(shop.states().values()) == {"built"}
    shop.file("content/b/data.csv", "x,y")
    assert shop.states() == {"a": "unchanged", "b": "built"}
    shop.file("content/people.yaml", "new: {name: New}")
    assert shop.states() == {"a": "built", "b": "unchanged"}
    (shop.root / "content/b/data.csv").unlink()
    assert shop.states() == {"a": "unchanged", "b": "built"}


def test_an_output_that_was_lost_or_edited_is_made_again(shop: Workshop) -> None:
    shop.brief("a")
    shop.brief("b")
    shop.build()
    before = shop.tree()
    (shop.output / "a/a.pdf").unlink()
    (shop.output / "b/index.html").write_text("edited")
    assert shop.states() == {"a": "built", "b": "built"}
    assert shop.tree() == before
    (shop.output / "index.html").unlink()
    assert shop.states() == {"a": "unchanged", "b": "unchanged"}
    assert shop.tree() == before
    shutil.rmtree(shop.output / "a")
    assert shop.states() == {"a": "built", "b": "unchanged"}
    (shop.output / "manifest.json").unlink()
    assert shop.states() == {"a": "built", "b": "built"}
    assert shop.tree() == before
    shutil.rmtree(shop.output / ".cache")
    assert shop.states() == {"a": "built", "b": "built"}
    assert shop.tree() == before


def test_one_bad_brief_of_ten_stops_no_other(shop: Workshop) -> None:
    for number in range(10):
        shop.brief(f"n{number}")
    shop.build()
    good = shop.tree()
    for number in range(10):
        shop.brief(f"n{number}", "new text")
    shop.brief("n4", "do: fail 7")
    report = shop.build()
    states = {result.slug: result.state for result in report.results}
    assert states == {f"n{number}": "stale" if number == 4 else "built" for number in range(10)}
    assert texts(report.results[4].problems) == [
        'content/n4/brief.md:1: error[too-slow]: the brief "x" was stopped at the limit of 7 seconds'
    ]
    assert report.results[4].files == ("n4/images/é #1.png", "n4/index.html", "n4/n4.epub", "n4/n4.pdf")
    now = shop.tree()
    assert {path: data for path, data in now.items() if path.startswith("n4/")} == {
        path: data for path, data in good.items() if path.startswith("n4/")
    }
    assert b"new text" in now["n5/n5.pdf"]
    manifest = json.loads(now["manifest.json"])
    assert {slug: entry["state"] for slug, entry in manifest["editions"].items() if entry["state"] != "current"} == {
        "n4": "stale"
    }

    shop.brief("n4")  # as it was
    assert shop.states()["n4"] == "built"
    assert json.loads(shop.tree()["manifest.json"])["editions"]["n4"]["state"] == "current"


def test_a_bad_brief_that_was_never_good_has_failed(shop: Workshop) -> None:
    shop.brief("a", "do: reject")
    report = shop.build()
    assert [(result.state, result.files) for result in report.results] == [("failed", ())]
    assert texts(report.results[0].problems) == [
        "content/a/brief.md:1: error[disk-full]: no space left to write x: said by a room"
    ]
    assert not (shop.output / "a").exists()
    assert json.loads((shop.output / "manifest.json").read_text())["editions"] == {}


def test_a_warning_fails_nothing_and_is_said_again(shop: Workshop) -> None:
    shop.brief("a", "do: warn old")
    said = ['content/a/brief.md:1: warning[orphan-output]: the edition "old" has no brief any more']
    for state in ("built", "unchanged"):
        report = shop.build()
        assert report.results[0].state == state
        assert texts(report.results[0].problems) == said


@pytest.mark.parametrize("also", [0, 1])
@pytest.mark.parametrize(
    ("do", "said"),
    [
        ("die", "error[worker-died]: the process that built this brief died twice: killed by SIGKILL"),
        ("grow", 'error[too-large]: the brief "a" was stopped at the limit of 4096 MB of memory'),
        ("exit", "error[press-fault]: Octavo failed on this brief, by a fault of its own: SystemExit: 3"),
        ("crash", "error[press-fault]: Octavo failed on this brief, by a fault of its own: KeyError: 'a bug'"),
    ],
)
def test_a_crash_is_the_fate_of_one_brief(shop: Workshop, do: str, said: str, also: int) -> None:
    shop.brief("a", f"do: {do}")
    for number in range(also):
        shop.brief(f"n{number}")
    report = shop.build()
    assert [result.state for result in report.results] == ["failed"] + ["built"] * also
    assert texts(report.results[0].problems) == [f"content/a/brief.md: {said}"]
    if "press-fault" in said:
        assert "Traceback" in (shop.output / ".cache/fault-a.txt").read_text()
        assert str(shop.output / ".cache/fault-a.txt") in report.results[0].problems[0].hint


# What is asked for -------------------------------------------------------------------------------


def test_one_brief_may_be_asked_for(shop: Workshop) -> None:
    shop.brief("a")
    shop.brief("b")
    assert shop.states("b", "b") == {"b": "built"}
    assert sorted(p.name for p in shop.output.iterdir()) == [".cache", "b", "index.html", "manifest.json"]
    assert shop.states("b") == {"b": "unchanged"}
    assert shop.states() == {"a": "built", "b": "unchanged"}
    assert shop.tree()["index.html"].splitlines()[0].startswith(b"a A ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("heat-pump", 'there is no brief "heat-pump"; did you mean "heat-pumps"?'),
        ("; touch PWNED", 'there is no brief "; touch PWNED"; there is heat-pumps, water'),
        ("$(touch PWNED)", 'there is no brief "$(touch PWNED)"; there is heat-pumps, water'),
        ("../water", 'there is no brief "../water"; did you mean "water"?'),
        ("a\nb", 'there is no brief "a b"; there is heat-pumps, water'),
        ("", 'there is no brief ""; there is heat-pumps, water'),
    ],
)
def test_an_unknown_brief_is_a_misuse(shop: Workshop, name: str, said: str) -> None:
    shop.brief("heat-pumps")
    shop.brief("water")
    with pytest.raises(Misuse) as stopped:
        shop.build("water", name)
    assert str(stopped.value) == said
    assert not shop.output.exists()
    assert not list(shop.root.rglob("PWNED"))


def test_an_unknown_brand_is_told_once_before_anything_is_built(shop: Workshop) -> None:
    shop.brief("a")
    shop.brief("b")
    told: list[str] = []
    with pytest.raises(Misuse, match='there is no brand "paralel"; did you mean "parallel"'):
        pipeline.build(BuildRequest(shop.root, brand="paralel"), lambda result: told.append(result.slug))
    assert told == []
    assert not shop.output.exists()


def test_a_brief_under_a_bad_name_is_told_as_such(shop: Workshop) -> None:
    shop.brief("good")
    shop.brief("Bad Name")
    with pytest.raises(Misuse, match='content/Bad Name: the folder name "Bad Name" cannot be part of an address'):
        shop.build("Bad Name")
    report = shop.build()
    assert [(result.slug, result.state) for result in report.results] == [("good", "built")]
    assert [found.code for found in report.problems] == ["bad-slug"]


def test_names_that_one_disk_in_two_cannot_tell_apart_are_told_before_anything_is_made(shop: Workshop) -> None:
    shop.brief("climate")
    shop.brief("Climate")
    report = shop.build()
    assert {found.code for found in report.problems} == {"bad-slug", "slug-collision"}
    assert [result.slug for result in report.results] == ["climate"]


def test_a_workspace_without_briefs(shop: Workshop) -> None:
    report = shop.build()
    assert texts(report.problems) == [
        f"content: error[no-briefs]: there is no brief here: no folder of {shop.root}/content holds a brief.md"
    ]
    assert not shop.output.exists()


@pytest.mark.parametrize("output", ["", "..", "content", "content/a", "styles/x", "templates"])
def test_the_output_may_not_lie_in_the_sources(shop: Workshop, output: str) -> None:
    shop.brief("a")
    report = pipeline.build(BuildRequest(shop.root, output=shop.root / output))
    assert [found.code for found in report.problems] == ["output-in-sources"]
    assert report.results == ()
    assert [str(p.relative_to(shop.root)) for p in shop.root.rglob("*") if p.is_file()] == ["content/a/brief.md"]


def test_another_brand_replaces_the_edition(shop: Workshop) -> None:
    shop.brief("a")
    shop.build()
    assert shop.states(brand="parallel") == {"a": "built"}
    assert shop.states(brand="parallel") == {"a": "unchanged"}
    assert shop.tree()["a/a.pdf"].startswith(b"pdfparallel False")
    assert shop.states() == {"a": "built"}


def test_a_draft_never_takes_the_place_of_an_edition(shop: Workshop) -> None:
    shop.brief("a")
    shop.build()
    good = shop.tree()
    assert shop.build(draft=True).results[0].state == "built"
    assert shop.tree() == good
    assert (shop.root / "build-draft/a/a.pdf").read_bytes().startswith(b"pdf True")
    assert shop.states() == {"a": "unchanged"}


def test_one_format_leaves_the_others(shop: Workshop) -> None:
    shop.brief("a", "one")
    shop.build()
    shop.brief("a", "two")
    assert shop.states(formats=("pdf",)) == {"a": "built"}
    now = shop.tree()
    assert b"two" in now["a/a.pdf"]
    assert b"one" in now["a/index.html"]
    assert now["index.html"] == b"a A ['epub', 'html', 'pdf'] "
    assert shop.states(formats=("pdf",)) == {"a": "unchanged"}
    assert shop.states() == {"a": "built"}
    assert b"two" in shop.tree()["a/index.html"]
    assert shop.states(brand="parallel", formats=("pdf",)) == {"a": "built"}
    assert sorted(path for path in shop.tree() if path.startswith("a/")) == ["a/a.pdf", "a/images/é #1.png"]


# The contents page, orphans ----------------------------------------------------------------------


def test_the_contents_page_shows_all_that_is_built(shop: Workshop) -> None:
    shop.brief("a")
    shop.brief("b")
    shop.build()
    assert [line.split()[:2] for line in shop.tree()["index.html"].decode().splitlines()] == [["a", "A"], ["b", "B"]]
    shop.file("content/b/brief.md", "Better")
    shop.build("b")
    assert b"b Better" in shop.tree()["index.html"]
    shop.file("content/publisher.yaml", "house")
    assert shop.states() == {"a": "unchanged", "b": "unchanged"}
    assert b"house" in shop.tree()["index.html"]


def test_an_edition_whose_brief_is_gone_is_told_and_kept(shop: Workshop) -> None:
    shop.brief("a")
    shop.brief("b")
    shop.build()
    shutil.rmtree(shop.root / "content/b")
    for _ in range(2):
        report = shop.build()
        assert [result.state for result in report.results] == ["unchanged"]
        assert texts(report.problems) == [
            f'{shop.output}/b: warning[orphan-output]: the edition "b" has no brief any more'
        ]
        assert (shop.output / "b/b.pdf").exists()
        assert b"b B" not in shop.tree()["index.html"]
    assert shop.build("a").problems == ()


def test_an_index_that_is_not_ours_is_not_overwritten(shop: Workshop) -> None:
    shop.brief("a")
    shop.file("build/index.html", "mine")
    report = shop.build()
    assert [result.state for result in report.results] == ["built"]
    assert [found.code for found in report.problems] == ["output-not-ours"]
    assert shop.tree()["index.html"] == b"mine"


def test_a_folder_that_is_not_ours_is_not_overwritten(shop: Workshop) -> None:
    shop.brief("a")
    shop.brief("b")
    shop.file("build/a/mine.txt", "mine")
    report = shop.build()
    assert [(result.state, [found.code for found in result.problems]) for result in report.results] == [
        ("failed", ["output-not-ours"]),
        ("built", []),
    ]
    assert shop.tree()["a/mine.txt"] == b"mine"


# Around a build ----------------------------------------------------------------------------------


def test_a_build_with_nothing_to_do_needs_no_lock(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.publish.shelf.opened.__wrapped__.__defaults__", (0.1,))
    shop.brief("a")
    shop.build()
    with opened(shop.output):
        assert shop.states() == {"a": "unchanged"}
        shop.brief("b")
        report = shop.build()
        assert [found.code for found in report.problems] == ["output-locked"]
        assert report.results == ()


def test_what_a_killed_build_left_is_cleared_by_one_with_nothing_to_do(shop: Workshop) -> None:
    shop.brief("a")
    shop.build()
    before = shop.tree()
    shop.file("build/.staging/1-1/new/a.pdf", "half")
    shop.file("build/.lock", "")
    assert shop.states() == {"a": "unchanged"}
    assert shop.tree() == before
    assert sorted(p.name for p in shop.output.iterdir() if p.name.startswith(".")) == [".cache"]


def test_a_press_that_cannot_be_started_is_no_fault_of_a_brief(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.brief("a")
    shop.brief("b")
    monkeypatch.setattr(pipeline, "PRESS", "tests.no_such_press")
    with pytest.raises(Unready, match="the press cannot be started: No module named"):
        shop.build()


def test_nothing_heavy_is_imported_when_there_is_nothing_to_do(shop: Workshop) -> None:
    shop.brief("a")
    shop.build()
    code = f"""
import sys
from pathlib import Path
from octavo import pipeline
from octavo.report import BuildRequest
before = set(sys.modules)
report = pipeline.build(BuildRequest(Path({str(shop.root)!r})))
assert [result.state for result in report.results] == ["unchanged"], report
heavy = {{"weasyprint", "jinja2", "pydantic", "yaml", "rich", "markdown_it", "PIL", "lxml", "multiprocessing", "ctypes",
         "socket", "octavo.publish", "octavo.workers", "octavo.press", "importlib.metadata"}}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
assert set(sys.modules) == before, set(sys.modules) - before
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_slugs_and_overview(shop: Workshop) -> None:
    shop.file("content/b/brief.md", "---\ntitle: 'Report #1: more'\ntype: report\ndate: 2031-02-03\n---\n\nText.\n")
    shop.file("content/a/brief.md", "no front matter")
    shop.file("content/README.md", "How to write")
    assert pipeline.slugs(shop.root) == ("a", "b")
    assert [(b.slug, b.title, b.type, b.date, b.status) for b in pipeline.overview(shop.root)] == [
        ("a", "", "", "", ""),
        ("b", "Report #1: more", "report", "2031-02-03", ""),
    ]


def test_clean(shop: Workshop) -> None:
    shop.brief("a")
    shop.build()
    shop.file("build/a/mine.txt", "mine")
    removed, left = pipeline.clean(shop.root, None)
    assert removed == ("a/a.epub", "a/a.pdf", "a/images/é #1.png", "a/index.html", "index.html")
    assert [found.code for found in left] == ["left-in-place"]
    assert shop.tree() == {"a/mine.txt": b"mine"}
    with pytest.raises(Rejected):
        pipeline.clean(shop.root, shop.root)


def test_a_format_that_there_is_not_is_a_wrong_command(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    shop.brief("one")
    with pytest.raises(Misuse, match='there is no format "dpf"; choose of pdf, html, epub'):
        shop.build(formats=("dpf",))
