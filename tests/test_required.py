"""What the house requires: it is run in every check, and where it cannot be, nothing is published."""

import json
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from octavo import cli, workers
from octavo.checks import epubcheck, tools
from octavo.checks.preflight import preflight
from octavo.checks.report import CheckReport, CheckRequest
from octavo.checks.sarif import log
from octavo.checks.table import CHECKS
from octavo.model.house import Required

from .conditions import Here
from .small_press import PUBLISHER, SmallPress

TODAY = date(2026, 2, 1)
REFEREES = {"page-validation", "verapdf"}
JAVA = (
    "content/publisher.yaml:8:19: error[required-not-run]: EPUBCheck is required and was not run: Java was not found\n"
    '    hint: ./invoke doctor says how to get it, or take "epubcheck" out of `check.require`'
)


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallPress:
    monkeypatch.setattr(workers, "executor", lambda *_: nullcontext(Here()))
    press = SmallPress(tmp_path)
    press.brief("One sentence.\n", "type: commentary\nformats: [epub]\n")
    return press


@pytest.fixture
def without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "java", lambda: "")


def require(press: SmallPress, *names: str) -> None:
    press.write("content/publisher.yaml", f"{PUBLISHER}check: {{require: [{', '.join(names)}]}}\n")


def report(press: SmallPress, only: tuple[str, ...] = (), full: bool = False) -> CheckReport:
    return preflight(CheckRequest(press.root, only=only, full=full), TODAY, lambda _: None)


def errors(told: CheckReport) -> list[str]:
    return [str(f.problem) for verdict in told.verdicts for f in verdict.open if f.severity == "error"]


def test_what_may_be_required_is_every_family_but_links_and_the_referees() -> None:
    assert set(get_args(Required)) == {family.name for family in CHECKS} - {"links"} | REFEREES


@pytest.mark.usefixtures("without_java")
def test_a_tool_that_is_required_and_missing_stands_against_publishing(press: SmallPress) -> None:
    assert errors(report(press, full=True)) == []
    require(press, "epubcheck")
    told = report(press)
    assert errors(told) == [JAVA]
    assert not told.passed
    assert [(f.edition, f.code) for f in told.verdicts[0].open if f.severity == "error"] == [
        ("epub", "required-not-run")
    ]


def test_what_is_required_is_run_without_full(press: SmallPress, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = epubcheck.Message("ERROR", "X-001", "a stand-in's finding", "EPUB/text.xhtml:1")
    monkeypatch.setattr(epubcheck, "messages", lambda _: (fault,))
    assert errors(report(press)) == []
    require(press, "epubcheck")
    assert [line.split(": ")[1] for line in errors(report(press))] == ["error[epub-invalid]"]


@pytest.mark.usefixtures("without_java")
def test_only_leaves_out_what_is_required_too(press: SmallPress) -> None:
    require(press, "epubcheck")
    assert errors(report(press, only=("editorial",))) == []
    assert errors(report(press, only=("epubcheck",))) == [JAVA]


@pytest.mark.usefixtures("without_java")
def test_the_command_says_it_in_every_form_and_exits_1(press: SmallPress, capsys: pytest.CaptureFixture[str]) -> None:
    require(press, "epubcheck")
    for as_json in (False, True):
        with pytest.raises(SystemExit) as left:
            cli.check(CheckRequest(press.root), "", as_json)
        assert left.value.code == 1
        told = capsys.readouterr()
        assert JAVA in told.err
        if as_json:
            verdict = json.loads(told.out)["verdicts"][0]
            assert not verdict["passed"]
            assert "required-not-run" in [finding["code"] for finding in verdict["findings"]]
        else:
            assert "trial: not yet (1 error" in told.out
            page = (press.root / "build/check.html").read_text("utf-8")
            assert "EPUBCheck is required and was not run: Java was not found" in page
            assert '<td class="no">not yet: 1 error</td>' in page
    results = log(report(press))["runs"][0]["results"]  # type: ignore[index]
    assert ("required-not-run", "error") in [(one["ruleId"], one["level"]) for one in results]


@pytest.mark.usefixtures("without_java")
def test_what_was_asked_for_and_not_run_is_never_called_passed(
    press: SmallPress, capsys: pytest.CaptureFixture[str]
) -> None:
    for as_json, said in ((False, "trial: may be published, as far as it was checked ("), (True, '"passed": false')):
        with pytest.raises(SystemExit) as left:
            cli.check(CheckRequest(press.root, only=("epubcheck",)), "", as_json)
        assert left.value.code == 0
        assert said in capsys.readouterr().out


@pytest.mark.usefixtures("without_java")
def test_a_waiver_lets_a_brief_out_until_the_tool_is_there(press: SmallPress) -> None:
    require(press, "epubcheck")
    press.write("content/waivers.yaml", "waivers:\n  - {code: required-not-run, reason: Java comes on Monday}\n")
    told = report(press)
    assert (errors(told), told.problems, told.passed) == ([], (), True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "check: {require: [epubchek]}",
            '8:19: error[bad-choice]: "require" cannot be "epubchek"\n    hint: did you mean "epubcheck"?',
        ),
        ("check: {require: [links]}", '8:19: error[bad-choice]: "require" cannot be "links"'),
        ("check: {requires: [axe]}", '8:9: error[unknown-field]: there is no field "requires" here'),
        ("check: [axe]", "8:8: error[wrong-kind]"),
    ],
)
def test_the_setting_is_read_strictly(press: SmallPress, text: str, said: str) -> None:
    press.write("content/publisher.yaml", f"{PUBLISHER}{text}\n")
    told = [str(problem) for problem in report(press).verdicts[0].problems]
    assert [line[: len(f"content/publisher.yaml:{said}")] for line in told] == [f"content/publisher.yaml:{said}"]
