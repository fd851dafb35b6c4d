"""CSV data: delimiters, faults with their lines, and which columns are numbers."""

from pathlib import Path

import pytest

from octavo.blocks import DataTable
from octavo.files import Files
from octavo.problems import Place
from octavo.tabular import is_local_number, number, numeric_columns, parse_csv, read_csv, values


def faults(text: str, line0: int = 0) -> list[str]:
    table, found = parse_csv(text, "data/x.csv", line0)
    assert table.rows == ()
    return [str(p) for p in found]


def table(text: str) -> DataTable:
    made, found = parse_csv(text, "data/x.csv")
    assert found == ()
    return made


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    made = table(f'Year{delimiter}"Share, in %"\n2010{delimiter}15\n\n 2018 {delimiter}"1{delimiter}0"\n')
    assert made.columns == ("Year", "Share, in %")
    assert made.rows == (("2010", "15"), ("2018", f"1{delimiter}0"))
    assert (made.path, made.place) == ("data/x.csv", Place("data/x.csv", 1))


def test_a_cell_may_hold_quotes_and_line_ends() -> None:
    made = table('a,b\n"He said ""no""","one\ntwo\u2028three"\n')
    assert made.rows == (('He said "no"', "one\ntwo\u2028three"),)


def test_one_column_is_a_table() -> None:
    assert table("year\n2010\n").rows == (("2010",),)


def test_ragged_rows_are_named_with_their_lines() -> None:
    assert faults('a,b\n"x\ny",1\n1\n1,2,Smith, John\n', 10) == [
        "data/x.csv:14: error[data-ragged]: the row has 1 cells, the line of column names 2\n"
        "    hint: add what is missing, or leave empty cells between delimiters",
        "data/x.csv:15: error[data-ragged]: the row has 4 cells, the line of column names 2\n"
        '    hint: quote a cell that holds the delimiter; left over: "Smith, John"',
    ]


def test_columns_without_a_name_or_with_one_twice() -> None:
    assert faults("a,,a\n1,2,3\n") == [
        "data/x.csv:1: error[data-column-unnamed]: column 2 has no name\n    hint: name every column in the first line",
        'data/x.csv:1: error[data-column-twice]: columns 1 and 3 are both called "a"\n'
        "    hint: give each column a name of its own",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "a,b\n", "a,b\n,\n"])
def test_no_row_is_an_error(text: str) -> None:
    assert [f.partition(":")[2].partition("\n")[0] for f in faults(text)] == [
        "1: error[data-empty]: the data has no row below its line of column names"
    ]


def test_an_open_quote_is_named_where_its_row_starts() -> None:
    assert faults('a,b\n1,2\n"3,4\n5,6\n') == [
        "data/x.csv:3: error[data-broken]: the row that starts here cannot be read: unexpected end of data\n"
        '    hint: close the quoted cell, and write a quote inside it twice ("")'
    ]


def test_files_that_are_not_there_or_not_text(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "share_2018.csv").write_bytes(b"\xef\xbb\xbfa;b\r\n1;2\r\n")
    (tmp_path / "data" / "latin.csv").write_bytes(b"a,b\nZ\xfcrich,2\n")
    (tmp_path / "data" / "nul.csv").write_bytes(b"PK\x03\x04\x00")
    files = Files(tmp_path)
    here = Place("brief.md", 7, 1)
    made, found = read_csv(files, "data/share_2018.csv", here)
    assert (found, made.columns, made.rows) == ((), ("a", "b"), (("1", "2"),))
    for path, expected in {
        "data/share-2018.csv": 'brief.md:7:1: error[data-missing]: there is no data file "data/share-2018.csv"\n'
        '    hint: did you mean "data/share_2018.csv"?',
        "../x.csv": 'brief.md:7:1: error[data-refused]: the data file "../x.csv" cannot be read: ',
        "data/latin.csv": "data/latin.csv:2: error[data-not-text]: the data file is not text: ",
        "data/nul.csv": "data/nul.csv:1: error[data-not-text]: the data file is not text: ",
    }.items():
        made, found = read_csv(files, path, here)
        assert made.rows == ()
        assert [str(p)[: len(expected)] for p in found] == [expected]


def test_numbers_are_plain() -> None:
    assert [number(t) for t in ("1", "-2.5", "\u22123", " .5 ", "1e3", "4.")] == [1, -2.5, -3, 0.5, 1000, 4]
    assert [t for t in ("", "1,5", "1 000", "0x1", "nan", "inf", "1.2.3", "5%", "１") if number(t) is not None] == []
    local = ("1,234", "12,5", "45%", "$3", "1\u202f234,5", "1'234", "€ 5")
    assert [t for t in local if not is_local_number(t)] == []
    assert [t for t in ("12.5", "2018", "a", "1,2,3", "2018-19") if is_local_number(t)] == []


def test_columns_of_numbers_are_told_from_codes_and_text() -> None:
    made = table("n,gap,code,text,none\n1,..,007,a,\n2.5,3,012,4,n/a\n")
    assert numeric_columns(made) == (True, True, False, False, False)
    assert values(made) == [
        {"n": 1, "gap": None, "code": "007", "text": "a", "none": ""},
        {"n": 2.5, "gap": 3, "code": "012", "text": "4", "none": "n/a"},
    ]
