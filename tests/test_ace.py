"""Ace by DAISY, run for real on books that are good and bad; where it is missing or gives no report, that is said."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from octavo.checks import ace, tools
from octavo.checks.finding import Finding, Unrun
from octavo.checks.subject import Subject
from octavo.formats.epub_binder import bind

from .samplebook import BOOK
from .small_press import SmallPress
from .test_epub import TEMPLATES


@pytest.fixture
def subject(tmp_path: Path) -> Subject:
    """Of a book with grey words on white and a picture without a description."""
    press = SmallPress(tmp_path)
    document, _ = press.document("Text.\n")
    nowhere: Any = None
    grey = replace(BOOK, css="p { color: #ccc; background: #fff }\n")
    return Subject(document, nowhere, nowhere, {"epub": press.write("build/trial.epub", bind(grey, TEMPLATES).data)})


@pytest.fixture
def installed() -> None:
    """Its absence is a failure in CI, and elsewhere a reason to skip."""
    if not tools.ace() or not tools.browser():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Ace on this machine")


@pytest.mark.usefixtures("installed")
def test_what_ace_finds_is_told_once_for_each_rule(subject: Subject) -> None:
    (found,) = ace.check(subject)
    assert isinstance(found, Finding)
    assert found.edition == "epub"
    assert found.count > 20
    assert found.problem.text.startswith(
        "the EPUB keeps some readers out at 01-title.xhtml: Element has insufficient color contrast of 1.6"
    )


@pytest.mark.usefixtures("installed")
def test_without_a_report_nothing_passes(subject: Subject) -> None:
    subject.editions["epub"].write_bytes(b"no book")
    (failed,) = ace.check(subject)
    assert isinstance(failed, Unrun)
    assert failed.reason.startswith("it did not work: ")


def test_without_ace_nothing_passes(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "ace", lambda: ())
    assert list(ace.check(subject)) == [Unrun("Ace by DAISY", ace.MISSING)]
