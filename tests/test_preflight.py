"""The preflight as a whole: it builds what is stale, remembers what it found, and ends with the right code."""

import json
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest

from octavo import cli, terminal, workers
from octavo.checks import kept, preflight, tools
from octavo.checks.finding import Unrun, find
from octavo.checks.report import CheckReport, CheckRequest, grouped
from octavo.checks.run import Checked
from octavo.problems import Place
from octavo.report import BriefResult, Misuse

from .conditions import Here
from .small_press import PEOPLE, PUBLISHER, SmallPress
from .workshop import tree

TODAY = date(2026, 2, 1)
FIELDS = "type: commentary\nformats: [html]\n"
BODY = "The WTO met.\n"
OWN_WORDS = "styles/brands/pacific/words.txt"
ACRONYM = 'content/trial/brief.md:8:1: advice[acronym]: "WTO" is not spelt out where it first stands'


class Counted:
    """Checks a workspace, and notes what was built, and which briefs the families were run on."""

    def __init__(self, press: SmallPress, monkeypatch: pytest.MonkeyPatch) -> None:
        self.press = press
        self.built: dict[str, str] = {}
        self.run: list[str] = []
        submit = Here.submit

        def noted(crew: Here, task: object, /, *args: object, **options: object) -> object:
            if task is preflight.check_offline:
                self.run.append(str(args[1]))
            return submit(crew, task, *args, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(Here, "submit", noted)
        monkeypatch.setattr(workers, "executor", lambda *_: nullcontext(Here()))

    def check(self, *briefs: str, only: tuple[str, ...] = ("editorial", "prose"), brand: str = "") -> CheckReport:
        self.built.clear()
        self.run.clear()
        request = CheckRequest(self.press.root, briefs, brand, only)
        return preflight.preflight(request, TODAY, self._done)

    def _done(self, result: BriefResult) -> None:
        self.built[result.slug] = result.state


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    press = SmallPress(tmp_path)
    press.brief(BODY, FIELDS)
    return press


@pytest.fixture
def desk(press: SmallPress, monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(press, monkeypatch)


def lines(report: CheckReport) -> list[str]:
    return [str(f.problem).splitlines()[0] for verdict in report.verdicts for f in verdict.open]


def test_what_is_stale_is_built_first(desk: Counted) -> None:
    assert lines(desk.check()) == [ACRONYM]
    assert desk.built == {"trial": "built"}
    assert (desk.press.root / "build/trial/index.html").is_file()
    desk.check()
    assert desk.built == {"trial": "unchanged"}


def test_a_second_check_remembers_the_first_until_something_changes(desk: Counted) -> None:
    first = desk.check()
    assert desk.run == ["trial"]
    assert desk.check() == first
    assert desk.run == []
    changes = (
        ("content/trial/brief.md", (desk.press.root / "content/trial/brief.md").read_text() + "\nMore.\n"),
        ("content/people.yaml", PEOPLE.replace("Ada Example", "Ada Sample")),
        ("content/publisher.yaml", PUBLISHER.replace("The views", "All views")),
        ("content/words.txt", "WTO\n"),
        ("content/words.txt", "OECD\n"),
    )
    for path, text in changes:
        desk.press.write(path, text)
        desk.check()
        assert (path, desk.run) == (path, ["trial"])
        desk.check()
        assert desk.run == []


def test_the_words_of_the_house_count(desk: Counted) -> None:
    assert len(lines(desk.check())) == 1
    desk.press.write("content/words.txt", "WTO\n")
    assert lines(desk.check()) == []


def test_words_of_the_house_that_cannot_be_read_are_told(desk: Counted) -> None:
    desk.press.write("content/words.txt", b"WTO\n\xff\n")
    report = desk.check()
    assert [str(problem).splitlines()[0] for problem in report.verdicts[0].problems] == [
        'content/words.txt:2: error[not-utf8]: line 2 holds the byte 0xFF, which is not UTF-8 ("ÿ" in the Windows-1252'
        " encoding)"
    ]
    assert not report.passed


def test_the_words_of_a_brand_count_in_that_brand_alone_and_after_those_of_the_house(desk: Counted) -> None:
    assert len(lines(desk.check())) == 1
    desk.press.write("styles/brands/parallel/words.txt", "WTO\n")
    assert len(lines(desk.check())) == 1
    desk.press.write(OWN_WORDS, "# WTO is for everyone\n")
    assert len(lines(desk.check())) == 1
    desk.press.write(OWN_WORDS, "# Known to all\nWTO\n")
    assert lines(desk.check()) == []
    assert desk.run == ["trial"]
    desk.check()
    assert desk.run == []
    (desk.press.root / OWN_WORDS).unlink()
    assert len(lines(desk.check())) == 1


def test_lists_of_words_that_cannot_be_read_are_all_told(desk: Counted) -> None:
    for path in ("content/words.txt", OWN_WORDS):
        desk.press.write(path, b"WTO\n\xff\n")
    report = desk.check()
    places = [str(problem).partition(" ")[0] for problem in report.verdicts[0].problems]
    assert places == ["content/words.txt:2:", f"{OWN_WORDS}:2:"]
    assert not report.passed


def test_other_families_and_another_brand_are_looked_at_anew(desk: Counted) -> None:
    desk.check()
    desk.check(only=("prose",))
    assert desk.run == ["trial"]
    desk.check(brand="parallel")
    assert desk.run == ["trial"]


def test_another_brand_is_checked_beside_the_editions_and_not_in_their_place(desk: Counted) -> None:
    desk.check()
    before = tree(desk.press.root / "build")
    report = desk.check(brand="parallel")
    assert tree(desk.press.root / "build") == before
    assert report.verdicts[0].editions == {"html": desk.press.root / "build-check/parallel/trial/index.html"}
    assert desk.check(brand="parallel") == report
    assert (desk.built, desk.run) == ({"trial": "unchanged"}, [])


def test_a_check_may_be_given_a_folder(press: SmallPress, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        cli.check(CheckRequest(press.root, only=("prose",), output=tmp_path / "elsewhere"), "", False)
    assert left.value.code == 0
    assert (tmp_path / "elsewhere/check.html").is_file()
    assert not (press.root / "build/trial").exists()


def test_an_edition_that_is_not_the_one_that_was_checked_is_checked(desk: Counted, tmp_path: Path) -> None:
    edition = desk.press.write("build/trial/trial.epub", b"one")
    found = Checked("trial", (find("topic-heading", Place("a", 1, 2), heading="X"),), reads={})
    memory = kept.Kept(tmp_path / "build", tmp_path)
    memory.put("trial", found, {"epub": edition})
    assert memory.get("trial", {"epub": edition}) is not None
    edition.write_bytes(b"two")
    assert memory.get("trial", {"epub": edition}) is None
    assert memory.get("trial", {}) is None


def test_what_is_kept_comes_back_as_it_was_until_octavo_itself_changes(
    press: SmallPress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = press.write("build/.cache/x.pdf", b"one")
    found = Checked("trial", (find("topic-heading", Place("a", 1, 2), heading="X"),), reads={}, partial=("pdf",))
    memory = kept.Kept(tmp_path / "build", tmp_path)
    memory.put("trial", found, {"pdf": edition})
    memory.save()
    again = kept.Kept(tmp_path / "build", tmp_path).get("trial", {"pdf": edition})
    assert again is not None
    assert (again.findings, again.partial) == (found.findings, found.partial)
    rule = press.write("rule.py", "NEW = 1\n")
    monkeypatch.setattr(kept, "engine_files", lambda: (str(rule),))
    assert kept.Kept(tmp_path / "build", tmp_path).get("trial", {"pdf": edition}) is None


def test_what_was_not_run_for_want_of_a_tool_is_run_when_it_has_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = kept.Kept(tmp_path / "build", tmp_path)
    memory.put("trial", Checked("trial", unrun=(Unrun("EPUB", "Java was not found"),), reads={}), {})
    (tmp_path / "build/.cache").mkdir(parents=True)
    memory.save()
    assert kept.Kept(tmp_path / "build", tmp_path).get("trial", {}) is not None
    monkeypatch.setattr(tools, "java", lambda: "/new/java")
    assert kept.Kept(tmp_path / "build", tmp_path).get("trial", {}) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', "null"])
def test_a_damaged_memory_is_none(desk: Counted, text: str) -> None:
    first = desk.check()
    desk.press.write("build/.cache/checks.json", text)
    assert desk.check() == first
    assert desk.run == ["trial"]


def test_a_fault_is_not_remembered(tmp_path: Path) -> None:
    fault = find("check-fault", Place("a"), family="pdf", fault="ValueError: no")
    memory = kept.Kept(tmp_path, tmp_path)
    memory.put("trial", Checked("trial", (fault,), reads={}), {})
    assert memory.get("trial", {}) is None


def test_a_worker_that_dies_is_a_fault_of_the_checks_and_not_a_pass(
    desk: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.press.brief(BODY, FIELDS, "other")
    monkeypatch.setattr(preflight, "check_offline", _die)
    report = desk.check(only=("prose",))
    assert lines(report) == [
        f"content/{slug}/brief.md: error[check-fault]: the checks called prose could not be finished:"
        " MemoryError: no room"
        for slug in ("other", "trial")
    ]
    assert not report.passed


def _die(*_: object) -> Checked:
    raise MemoryError("no room")


def test_a_brief_that_cannot_be_built_is_told_and_stops_no_other(desk: Counted) -> None:
    desk.press.write("content/bad/brief.md", "---\ntitle: Bad\ndate: 2026-01-02\nsumary: x\n---\n\nText.\n")
    report = desk.check()
    assert [(verdict.slug, verdict.passed) for verdict in report.verdicts] == [("bad", False), ("trial", True)]
    assert "unknown-field" in [problem.code for problem in report.verdicts[0].problems]
    assert lines(report) == [ACRONYM]


def test_an_older_edition_of_a_brief_that_cannot_be_built_any_more_is_not_checked(desk: Counted) -> None:
    desk.check()
    desk.press.brief(BODY, f"{FIELDS}sumary: x\n")
    report = desk.check()
    assert desk.built == {"trial": "stale"}
    assert desk.run == []
    assert not report.passed


def test_a_family_that_there_is_not_names_the_nearest(desk: Counted) -> None:
    with pytest.raises(Misuse, match='there is no family of checks "edtorial"; did you mean "editorial"'):
        desk.check(only=("edtorial",))
    with pytest.raises(Misuse, match='there is no brief "trail"; did you mean "trial"'):
        desk.check("trail")
    with pytest.raises(Misuse, match='there is no brand "paralel"; did you mean "parallel"'):
        desk.check(brand="paralel")


@pytest.mark.parametrize(("body", "code"), [(BODY, 0), ("::: {.pullquote}\nNot there.\n:::\n", 1)])
def test_only_an_error_stands_against_publishing(
    body: str, code: int, press: SmallPress, capsys: pytest.CaptureFixture[str]
) -> None:
    press.brief(body, FIELDS)
    request = CheckRequest(press.root, only=("editorial", "prose"))
    with pytest.raises(SystemExit) as left:
        cli.check(request, "", True)
    assert left.value.code == code
    told = json.loads(capsys.readouterr().out)
    verdict = told["verdicts"][0]
    assert (told["exit"], verdict["slug"], verdict["passed"], verdict["not-run"]) == (code, "trial", not code, [])
    assert set(verdict["findings"][0]) == set("code severity path line column text hint edition page count".split())
    with pytest.raises(SystemExit):
        cli.check(request, "", False)
    words = "not yet (1 error)" if code else "may be published, as far as it was checked (1 advice)"
    page = press.root / "build/check.html"
    assert capsys.readouterr().out == f"trial: {words}\n  on one page: {page}\n"
    assert page.is_file()


@pytest.mark.parametrize("jobs", ["0", "many"])
def test_a_wrong_number_of_workers_is_a_wrong_command(press: SmallPress, jobs: str) -> None:
    with pytest.raises(SystemExit) as left:
        cli.check(CheckRequest(press.root), jobs, False)
    assert left.value.code == 2


def test_a_family_that_there_is_not_is_a_wrong_command(press: SmallPress, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.check(CheckRequest(press.root, only=("proes",)), "", False)
    assert left.value.code == 2
    assert capsys.readouterr().err == 'octavo: there is no family of checks "proes"; did you mean "prose"?\n'


def test_the_same_finding_of_many_places_is_one_with_a_count() -> None:
    same = [find("topic-heading", Place("a.md", line, 1), heading="X") for line in (3, 7, 9)]
    (one,) = grouped([*same])
    assert (one.count, one.place.line) == (3, 3)
    assert one.problem.text.endswith("states no finding (and 2 more: lines 7, 9)")


def test_a_check_of_some_families_says_that_it_is_no_whole_one(desk: Counted) -> None:
    assert "may be published, as far as it was checked" in terminal.verdicts(desk.check())
    assert "may be published (" in terminal.verdicts(desk.check(only=()))
