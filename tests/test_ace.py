"""Ace by DAISY, which few machines have: a stand-in answers as it does, and where there is none, that is said."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from octavo.checks import ace, tools
from octavo.checks.finding import Finding, Unrun
from octavo.checks.subject import Subject

from .small_press import SmallPress

REPORT = {
    "assertions": [
        {
            "earl:testSubject": {"url": "02-text-1.xhtml"},
            "assertions": [
                {
                    "earl:test": {"dct:title": "color-contrast", "earl:impact": "serious"},
                    "earl:result": {"earl:outcome": "fail", "dct:description": "Fix any of\n the following."},
                }
            ]
            * 2,
        }
    ]
}
"""As Ace 1.3 writes report.json."""


@pytest.fixture
def subject(tmp_path: Path) -> Subject:
    press = SmallPress(tmp_path)
    document, _ = press.document("Text.\n")
    nowhere: Any = None
    return Subject(document, nowhere, nowhere, {"epub": press.write("build/trial.epub", b"")})


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A command that writes the report where it is told to."""
    script = tmp_path / "ace"
    report = json.dumps(json.dumps(REPORT))
    writes = f"import pathlib, sys\n(pathlib.Path(sys.argv[4]) / 'report.json').write_text({report})\n"
    script.write_text(f"#!{sys.executable}\n{writes}")
    script.chmod(0o755)
    monkeypatch.setattr(tools, "ace", lambda: str(script))
    return script


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_what_ace_finds_is_told_once_for_each_rule(subject: Subject, stand_in: Path) -> None:
    (found,) = ace.check(subject)
    assert isinstance(found, Finding)
    assert (found.edition, found.count) == ("epub", 2)
    assert str(found.problem).splitlines()[0] == (
        "content/trial/brief.md: error[epub-access]: the EPUB keeps some readers out at 02-text-1.xhtml: Fix any of "
        "the following (color-contrast)"
    )
    stand_in.write_text(f"#!{sys.executable}\nraise SystemExit(1)\n")
    (failed,) = ace.check(subject)
    assert isinstance(failed, Unrun)
    assert failed.reason.startswith("it did not work: ")


def test_without_ace_nothing_passes(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "ace", lambda: "")
    assert list(ace.check(subject)) == [Unrun("Ace by DAISY", ace.MISSING)]
