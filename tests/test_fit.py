"""Which layouts are tried, told from what is wrong with those before."""

from types import SimpleNamespace
from typing import cast

import pytest

from octavo.formats.engine import Document
from octavo.formats.fit import CURES, PLAIN, Attempt, Setting, choose
from octavo.problems import Place, problem

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
