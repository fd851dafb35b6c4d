"""What a person and a program see of a build."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from octavo import doctor, terminal
from octavo.environment import Finding
from octavo.problems import CATALOGUE, Place, Problem
from octavo.report import BriefResult, BuildReport

ERROR = next(code for code, rule in CATALOGUE.items() if rule.severity == "error")
WARNING = next(code for code, rule in CATALOGUE.items() if rule.severity == "warning")
SOURCE = Path(__file__).resolve().parents[1] / "src"


def test_problems_come_errors_first_and_in_the_order_of_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show_problems(
        [
            Problem(WARNING, Place("a.md", 1), "one", ""),
            Problem(ERROR, Place("b.md", 2, 3), "three", "do this"),
            Problem(ERROR, Place("a.md", 12, 1), "two [/b] [@doe]", ""),
            Problem(ERROR, Place("a.md", 12, 1), "two [/b] [@doe]", ""),
        ]
    )
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        f"a.md:12:1: error[{ERROR}]: two [/b] [@doe]\n"
        f"b.md:2:3: error[{ERROR}]: three\n    hint: do this\n"
        f"a.md:1: warning[{WARNING}]: one\n"
    )


def test_text_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show_problems([Problem(ERROR, Place("a\x1b[2Jb.md"), "t", "")])
    assert capsys.readouterr().err == f"a [2Jb.md: error[{ERROR}]: t\n"


def test_elsewhere_than_on_a_terminal_progress_is_a_line_a_brief(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.progress(2) as on_done:
        on_done(BriefResult("a", "built", pages=6, seconds=1.24))
        on_done(BriefResult("b", "unchanged"))
    assert capsys.readouterr().err == "a: built, 6 pages, 1.2 s\nb: unchanged\n"


def test_on_a_terminal_progress_is_a_bar_that_goes_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    with terminal.progress(2) as on_done:
        on_done(BriefResult("a", "built", pages=6, seconds=1.24))
    drawn = capsys.readouterr().err.split("\r\x1b[K")
    assert drawn == [
        "",
        "[--------------------] 0/2 starting",
        "[##########----------] 1/2 a: built, 6 pages, 1.2 s",
        "",
    ]


def test_the_summary_counts_and_names_what_is_stale() -> None:
    results = [
        *(BriefResult(slug, "built") for slug in "ab"),
        BriefResult("c", "unchanged"),
        BriefResult("d", "stale"),
        BriefResult("e", "failed"),
    ]
    assert terminal.summary(BuildReport(tuple(results))) == (
        "5 briefs: 2 built, 1 unchanged, 2 failed\n"
        "  failed (nothing to show): e\n"
        "  stale (not built now; the last good output was kept): d"
    )
    assert terminal.summary(BuildReport((BriefResult("a", "built"),))) == "1 brief: 1 built"
    assert terminal.summary(BuildReport()) == "No brief was built."


def test_a_report_is_one_json_document(capsys: pytest.CaptureFixture[str]) -> None:
    found = Problem(ERROR, Place("a.md", 12, 1), "what", "do")
    report = BuildReport((BriefResult("é", "stale", ("é/é.pdf",), 6, 1.23456, (found,)),), (found,))
    terminal.say_json(terminal.report_document(report, 1))
    shown = {
        "code": ERROR, "severity": "error", "path": "a.md", "line": 12, "column": 1, "text": "what", "hint": "do",
    }  # fmt: skip
    result = {"slug": "é", "state": "stale", "files": ["é/é.pdf"], "pages": 6, "seconds": 1.235, "problems": [shown]}
    assert json.loads(capsys.readouterr().out) == {"exit": 1, "results": [result], "problems": [shown]}


def test_the_doctor_says_how_to_get_what_is_missing() -> None:
    findings = (
        Finding("Python", "build", "runs it", "3.12.1", ()),
        Finding("Pango", "build", "breaks lines", "", ("Debian: sudo apt-get install pango", "macOS: brew")),
        Finding("Java", "check", "checks", "", ("Fedora: sudo dnf install java",)),
    )
    assert doctor.text(findings).splitlines() == [
        "what    state                  version  what for",
        "Python  ready                  3.12.1   runs it",
        "Pango   MISSING                         breaks lines",
        "Java    missing (checks only)           checks",
        "",
        "Pango is missing. To get it:",
        "    Debian: sudo apt-get install pango",
        "    macOS: brew",
        "",
        "Java is missing. To get it:",
        "    Fedora: sudo dnf install java",
    ]


def run(code: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", f"from octavo import terminal\nterminal.prepare()\n{code}"]
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONIOENCODING", "PYTHONUTF8")}
    return subprocess.run(
        command, env={**clean, "PYTHONPATH": str(SOURCE), **environment}, capture_output=True, check=False
    )


def test_an_old_terminal_shows_escapes_instead_of_failing() -> None:
    done = run("terminal.say('fin\u2011de\u2011siècle')", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout == b"fin\\u2011de\\u2011si\\xe8cle" + os.linesep.encode()


def test_a_reader_that_goes_away_is_no_fault() -> None:
    code = "from octavo import terminal\nimport sys\nfor n in range(50_000): terminal.say(str(n))\nsys.exit(1)"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    ) as writer:  # fmt: skip
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdout.readline()
        writer.stdout.close()
        assert writer.wait() == 1
        assert writer.stderr.read() == b""


def test_problems_of_one_place_and_code_come_in_one_order(capsys: pytest.CaptureFixture[str]) -> None:
    found = [Problem(ERROR, Place("a.md", 3), f"{letter} is not spelt out", "") for letter in "HGFEDCBA"]
    terminal.show_problems(found)
    told = capsys.readouterr().err
    assert [line[-18] for line in told.splitlines() if "spelt" in line] == list("ABCDEFGH")
