"""Waivers: a finding may stay for a reason, for a time; and a waiver that leads nowhere is told."""

from datetime import date
from pathlib import Path

import pytest

from octavo import cli
from octavo.checks.preflight import preflight
from octavo.checks.report import CheckReport, CheckRequest

from .small_press import SmallPress

TODAY = date(2026, 2, 1)
BODY = "## Introduction\n\nOne sentence.\n"
TOPIC = 'the heading "Introduction" names a topic and states no finding'


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


def report(
    press: SmallPress, *briefs: str, only: tuple[str, ...] = ("editorial", "prose"), full: bool = False
) -> CheckReport:
    return preflight(CheckRequest(press.root, briefs, only=only, full=full), TODAY, lambda _: None)


def checked(press: SmallPress, fields: str, body: str = BODY) -> list[str]:
    """A brief's open findings, in one line each, and what is said of no brief."""
    press.brief(body, f"type: commentary\nformats: [html]\n{fields}")
    told = report(press)
    return [str(p) for p in (*(f.problem for f in told.verdicts[0].open), *told.problems)]


def own(*lines: str) -> str:
    return "waivers:\n" + "".join(f"  - {line}\n" for line in lines)


def test_a_waived_finding_keeps_its_reason_and_stands_against_nothing(press: SmallPress) -> None:
    reason = "The series asks for it."
    assert checked(press, own(f'{{code: topic-heading, reason: "{reason}"}}')) == []
    verdict = report(press).verdicts[0]
    assert [(f.code, f.waived) for f in verdict.findings] == [("topic-heading", reason)]
    assert verdict.passed


def test_a_waiver_needs_a_reason(press: SmallPress) -> None:
    press.brief(BODY, f"formats: [html]\n{own('{code: topic-heading}')}")
    told = report(press)
    lines = [str(problem).splitlines()[0] for problem in told.verdicts[0].problems]
    assert lines == ['content/trial/brief.md:7:5: error[missing-field]: "reason" is missing']
    assert not told.passed


def test_a_waiver_may_name_the_words_of_the_one_finding_that_is_meant(press: SmallPress) -> None:
    fields = own("{code: topic-heading, reason: Asked for, words: introduction}")
    found = checked(press, fields, f"{BODY}\n## Results\n\nOne more.\n")
    assert [line.splitlines()[0] for line in found] == [
        'content/trial/brief.md:14:1: advice[topic-heading]: the heading "Results" names a topic and states no finding'
    ]


def test_a_waiver_holds_until_its_last_day_and_not_longer(press: SmallPress) -> None:
    assert checked(press, own("{code: topic-heading, reason: Asked for, until: 2026-02-01}")) == []
    assert checked(press, own("{code: topic-heading, reason: Asked for, until: 2026-01-31}")) == [
        f"content/trial/brief.md:10:1: advice[topic-heading]: {TOPIC}\n    hint: say what the section finds",
        'content/trial/brief.md:8:5: warning[waiver-ended]: the waiver of "topic-heading" ended on 2026-01-31\n'
        "    hint: mend what it was for, or give it a later day and a reason",
    ]


def test_a_waiver_that_matches_nothing_any_more_is_told(press: SmallPress) -> None:
    assert checked(press, own("{code: topic-heading, reason: Asked for}"), "One sentence.\n") == [
        "content/trial/brief.md:8:5: warning[waiver-unused]: nothing is found any more that the waiver of"
        ' "topic-heading" is for\n    hint: take the waiver out'
    ]


def test_a_waiver_of_what_was_not_looked_at_is_not_called_unused(press: SmallPress) -> None:
    press.brief(BODY, f"formats: [html]\ntype: commentary\n{own('{code: topic-heading, reason: Asked for}')}")
    assert report(press, only=("pdf",)).verdicts[0].findings == ()
    assert [f.code for f in report(press, only=("prose",)).verdicts[0].open] == []


def test_a_waiver_of_a_rule_that_there_is_not_names_the_nearest(press: SmallPress) -> None:
    assert checked(press, own("{code: topic-headings, reason: Asked for}"), "One sentence.\n") == [
        'content/trial/brief.md:8:5: error[waiver-unknown]: there is no rule "topic-headings" to waive\n'
        '    hint: did you mean "topic-heading"?'
    ]


def test_the_house_waives_for_all_briefs_or_for_one(press: SmallPress) -> None:
    press.brief(BODY, "type: commentary\nformats: [html]\n", "one")
    press.brief(BODY, "type: commentary\nformats: [html]\n", "two")
    rule = "{code: topic-heading, reason: The house wants it%s}"
    press.write("content/waivers.yaml", own(rule % ""))
    assert [len(verdict.open) for verdict in report(press).verdicts] == [0, 0]
    press.write("content/waivers.yaml", own(rule % ", brief: two"))
    assert [len(verdict.open) for verdict in report(press).verdicts] == [1, 0]


def test_waivers_of_the_house_that_lead_nowhere_are_told_when_all_was_looked_at(press: SmallPress) -> None:
    lines = (
        "{code: topic-heading, reason: Asked for, until: 2020-01-01}",
        "{code: no-lenght, reason: Asked for}",
        "{code: no-length, reason: Asked for}",
        "{code: no-length, reason: Asked for, brief: gone}",
    )
    press.write("content/waivers.yaml", own(*lines))
    press.brief("One sentence.\n", "type: commentary\nformats: [html]\n")
    told = report(press)
    assert [str(problem).splitlines()[0] for problem in told.problems] == [
        'content/waivers.yaml:2:5: warning[waiver-ended]: the waiver of "topic-heading" ended on 2020-01-01',
        'content/waivers.yaml:3:5: error[waiver-unknown]: there is no rule "no-lenght" to waive',
        "content/waivers.yaml:4:5: warning[waiver-unused]: nothing is found any more that the waiver of"
        ' "no-length" is for',
        'content/waivers.yaml:5:5: error[waiver-of-no-brief]: there is no brief "gone" to waive anything for',
    ]
    assert not told.passed
    assert report(press, "trial").problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a list\n", "content/waivers.yaml:1: error[not-fields]"),
        ("waivers: [{code: x}]\n", 'content/waivers.yaml:1:11: error[missing-field]: "reason" is missing'),
        ("waivers: {\n", "content/waivers.yaml:2:1: error[yaml-bracket-open]"),
        ("waivrs: []\n", "content/waivers.yaml:1:1: error[unknown-field]"),
    ],
)
def test_a_file_of_waivers_that_cannot_be_read_does_not_pass(press: SmallPress, text: str, said: str) -> None:
    press.write("content/waivers.yaml", text)
    press.brief("One sentence.\n", "type: commentary\nformats: [html]\n")
    told = report(press)
    assert [str(problem)[: len(said)] for problem in told.problems] == [said]
    assert not told.passed


def test_an_empty_file_of_waivers_waives_nothing(press: SmallPress) -> None:
    press.write("content/waivers.yaml", "# Nothing yet.\n")
    press.brief("One sentence.\n", "type: commentary\nformats: [html]\n")
    assert report(press).problems == ()


def test_a_warning_of_the_build_can_be_waived_too(press: SmallPress) -> None:
    wide = f"<!-- a remark -->\n\nOne sentence with <b>bold</b> in it.\n{BODY}"
    fields = "type: commentary\nformats: [html]\nraw-html: show\n"
    press.brief(wide, fields)
    codes = {finding.code for finding in report(press).verdicts[0].open}
    assert "raw-html" in codes
    press.brief(wide, fields + own("{code: raw-html, reason: The tags are the subject}"))
    assert "raw-html" not in {finding.code for finding in report(press).verdicts[0].open}


def test_the_codes_are_those_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.explain("topic-heading")
    assert left.value.code == 0
    assert "waivers:\n  - code: topic-heading\n    reason: ..." in capsys.readouterr().out
