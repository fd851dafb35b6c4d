"""Which layouts are tried, told from what is wrong with those before."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from octavo.defaults import DEFAULTS
from octavo.formats import fit
from octavo.formats.engine import Document
from octavo.formats.fit import CURES, PLAIN, SINGLE, Attempt, Setting, choose
from octavo.problems import Place, problem

from .small_press import BRAND_CSS, SmallPress

ASTRAY = problem("note-astray", Place("a.md", 1), number=1, page=2, call=1)
CROWDED = problem("notes-crowded", Place("a.md", 1), number=2, page=1)
OFF = problem("text-off-page", Place("a.md", 2), page=1, text="word")


@pytest.mark.parametrize(
    ("faults", "tried", "left"),
    [
        ([()], 1, ()),
        ([(OFF,)], 1, (OFF,)),
        ([(ASTRAY,), (ASTRAY,), ()], 3, ()),
        ([(ASTRAY, OFF), (OFF,)], 2, (OFF,)),
        ([(ASTRAY,)] * 7, 7, (ASTRAY,)),
    ],
)
def test_a_layout_is_tried_again_while_that_may_help(
    faults: list[tuple[object, ...]], tried: int, left: tuple[object, ...]
) -> None:
    settings: list[Setting] = []

    def lay_out(setting: Setting) -> Attempt:
        settings.append(setting)
        return Attempt(cast(Document, SimpleNamespace(pages=[])), faults[len(settings) - 1])  # type: ignore[arg-type]

    best = choose(lay_out)
    assert settings == [PLAIN, *CURES["note-astray"]][:tried]
    assert best.faults == left


@pytest.mark.parametrize(("faults", "tried"), [([(ASTRAY, CROWDED), ()], 2), ([(CROWDED,), (ASTRAY,), ()], 3)])
def test_notes_that_crowd_the_margin_go_to_the_foot(faults: list[tuple[object, ...]], tried: int) -> None:
    settings: list[Setting] = []

    def lay_out(setting: Setting) -> Attempt:
        settings.append(setting)
        return Attempt(cast(Document, SimpleNamespace(pages=[])), faults[len(settings) - 1])  # type: ignore[arg-type]

    assert choose(lay_out).faults == ()
    assert [setting.foot for setting in settings] == [False] + [True] * (tried - 1)


@pytest.mark.parametrize(
    ("css", "code"),
    [
        (".note { display: block; float: left; width: 90pt; margin-block-start: -30pt }", "notes-crowded"),
        (".note { display: block; float: none; break-before: page }", "note-astray"),
        (".note { display: none }", "note-lost"),
    ],
)
def test_a_note_without_its_place_is_told_where_it_is_called(
    css: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fit, "CURES", {})
    press = SmallPress(tmp_path)
    press.write(BRAND_CSS, (DEFAULTS / BRAND_CSS).read_bytes() + f"\n{css}\n".encode())
    body = "The wells[^a]\nare\ndry.[^b]\n\n[^a]: In January.\n\n[^b]: In June.\n"
    made = press.make(body, "", "pdf", brand="pacific")
    told = [str(problem.place) for problem in made.problems if problem.code == code]
    assert told[-1] == "content/trial/brief.md:8:5"


def test_notes_that_two_columns_cannot_hold_have_the_text_in_one() -> None:
    flow = SimpleNamespace(element={"class": "flow"}, style={"column_count": 2}, children=())
    settings: list[Setting] = []

    def lay_out(setting: Setting) -> Attempt:
        settings.append(setting)
        page = SimpleNamespace(_page_box=flow)
        return Attempt(cast(Document, SimpleNamespace(pages=[page])), (ASTRAY,) if len(settings) < 3 else (), setting)

    assert choose(lay_out).faults == ()
    assert settings == [PLAIN, *SINGLE][:3]
    assert "--columns:auto;--single:1" in settings[-1].css
