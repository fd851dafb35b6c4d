"""Tables whose rows come from a CSV file of the brief."""

from pathlib import Path

import pytest

from octavo import blocks as b
from octavo.content import read_source, read_workspace
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.model.parse import parse
from octavo.plaintext import plain
from octavo.problems import Problem
from octavo.tables import fill
from octavo.walk import every

from .small_press import SmallPress

TEXT = '::: {#tbl-x .table data="data/use.csv"}\nWhat was used\n\nIn pounds\n\nSource: The count.\n:::\n'


def filled(root: Path, text: str, data: str) -> tuple[b.Table, tuple[Problem, ...]]:
    press = SmallPress(root)
    press.brief(text)
    if data:
        press.write("content/trial/data/use.csv", data)
    files = Files(root, DEFAULTS)
    source, _ = read_source(files, "trial")
    assert source is not None
    brief, _ = parse(source, read_workspace(files)[0])
    assert brief is not None
    brief, found = fill(brief, files)
    return next(iter(every(b.Table, brief.chapters))), found


def test_rows_and_heads_come_from_the_file(tmp_path: Path) -> None:
    table, found = filled(tmp_path, TEXT, "Item,Count,Share\nOne,1200,\nTwo,3,45%\n")
    assert found == ()
    assert [plain(cell.inlines) for cell in table.head[0]] == ["Item", "Count", "Share"]
    assert [[plain(cell.inlines) for cell in row] for row in table.body] == [["One", "1200", ""], ["Two", "3", "45%"]]
    assert [(cell.heading, cell.align) for cell in table.body[0]] == [(True, ""), (False, "end"), (False, "end")]
    assert (plain(table.caption), plain(table.sub), plain(table.source)) == ("What was used", "In pounds", "The count.")


@pytest.mark.parametrize(("data", "code"), [("", "data-missing"), ("a,b\n1\n", "data-ragged")])
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, data: str, code: str) -> None:
    _, found = filled(tmp_path, TEXT, data)
    assert [problem.code for problem in found] == [code]


def test_an_empty_corner_makes_the_first_column_head_its_rows(tmp_path: Path) -> None:
    table, _ = filled(tmp_path, "|  | A |\n|--|--|\n| x | 1 |\n", "")
    assert [cell.heading for cell in table.body[0]] == [True, False]


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ("| Guard | 1 |\n| Amnesty | 2 |", [True, True]),
        ("| Guard | 1 |\n| Guard | 2 |", [False, False]),
        ("| Guard | 1 |\n|  | 2 |", [False, False]),
    ],
)
def test_a_first_column_that_names_its_rows_heads_them(tmp_path: Path, rows: str, heads: list[bool]) -> None:
    table, _ = filled(tmp_path, f"| Measure | Year |\n|:--|--:|\n{rows}\n", "")
    assert [row[0].heading for row in table.body] == heads
