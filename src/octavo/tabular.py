"""CSV text -> a DataTable, and what its columns hold. Numbers are told apart without regard to country.

The delimiter is found, not declared: comma, semicolon, tab or bar, whichever the first line has most of outside quotes.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from octavo.blocks import DataTable
from octavo.files import FileMissing, FileRefused, Files
from octavo.problems import Place, Problem, problem
from octavo.slugs import as_written
from octavo.utf8 import NotText

DELIMITERS = ",;\t|"
MISSING = frozenset(("", "-", "–", "—", "..", "...", "…", "na", "n/a", "n.a.", "nan", "null", "none"))
"""What stands for "no value" in a column of numbers (compared in lower case)."""

MOST_CELLS = 200_000

NUMBER = re.compile(r"[-+\u2212]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
LOCAL_NUMBER = re.compile(
    r"[-+\u2212]?[€$£¥]?\s?(?:\d{1,3}(?:[,.'’ \u00a0\u2009\u202f]\d{3})+|\d+)(?:[.,]\d+)?\s?(?:%|[€$£¥])?"
)


def read_csv(files: Files, path: str, place: Place) -> tuple[DataTable, tuple[Problem, ...]]:
    """The table in the file `path` of the workspace. `place` is where the author wrote its name.

    After an error the table is empty.
    """
    empty = DataTable((), (), path, Place(path, 1))
    try:
        text = files.text(path)
    except FileMissing as missing:
        hint = f'did you mean "{as_written(missing.nearest, place)}"?' if missing.nearest else None
        return empty, (problem("data-missing", place, hint=hint, data=as_written(path, place)),)
    except FileRefused as refused:
        return empty, (problem("data-refused", place, data=as_written(path, place), reason=refused.reason),)
    except NotText as fault:
        return empty, (problem("data-not-text", Place(path, fault.line), reason=fault.reason),)
    return parse_csv(text, path)


def parse_csv(text: str, path: str, line0: int = 0) -> tuple[DataTable, tuple[Problem, ...]]:
    """The table in `text`, which starts after line `line0` of the file `path`. After an error it is empty.

    Spaces round a cell go, and lines without any cell; everything else stays as typed.
    """
    rows, faults = _rows(text, path, line0)
    place = Place(path, rows[0][0] if rows else line0 + 1)
    empty = DataTable((), (), path, place)
    if faults:
        return empty, faults
    if len(rows) < 2:
        return empty, (problem("data-empty", place),)
    columns = rows[0][1]
    found = [*_head_faults(columns, place), *_ragged(rows, path)]
    if sum(len(cells) for _, cells in rows) > MOST_CELLS:
        found.append(problem("data-too-large", place, limit=f"{MOST_CELLS:,}"))
    if found:
        return empty, tuple(found)
    return DataTable(columns, tuple(cells for _, cells in rows[1:]), path, place), ()


def number(text: str) -> float | None:
    """The value of a plain number ("-12.5", "1e3", with a true minus sign too); None for anything else."""
    trimmed = text.strip()
    return float(trimmed.replace("\u2212", "-")) if NUMBER.fullmatch(trimmed) else None


def are_names(cells: Sequence[str]) -> bool:
    """Whether the cells of a first column name their rows: each says something, and no two the same."""
    given = [cell.strip() for cell in cells]
    return all(given) and len(set(given)) == len(given)


def is_missing(text: str) -> bool:
    """True if the cell stands for "no value"."""
    return text.strip().lower() in MISSING


def is_local_number(text: str) -> bool:
    """True for a number written as one country writes it ("1,234", "12,5", "45%", "$3"), which `number` refuses."""
    return bool(LOCAL_NUMBER.fullmatch(text.strip())) and number(text) is None


def numeric_columns(table: DataTable) -> tuple[bool, ...]:
    """For each column, whether all its cells are plain numbers or missing, and at least one is a number.

    Numbers with a leading zero ("007") are codes, so their column is text.
    """
    return tuple(_is_numeric(cells) for cells in zip(*table.rows, strict=True)) or (False,) * len(table.columns)


def values(table: DataTable) -> list[dict[str, float | str | None]]:
    """Each row as a record: plain numbers as int or float; what is missing from a column of numbers as None."""
    numeric = numeric_columns(table)
    return [
        {
            name: _value(cell) if is_number else cell
            for name, cell, is_number in zip(table.columns, row, numeric, strict=True)
        }
        for row in table.rows
    ]


def _value(cell: str) -> float | None:
    value = number(cell)
    return int(value) if value is not None and value == int(value) and abs(value) < 2**53 else value


def _is_numeric(cells: tuple[str, ...]) -> bool:
    given = [cell for cell in cells if not is_missing(cell)]
    codes = any(re.match(r"[-+]?0\d", cell.strip()) for cell in given)
    return bool(given) and not codes and all(number(cell) is not None for cell in given)


Line = tuple[int, tuple[str, ...]]


def _rows(text: str, path: str, line0: int) -> tuple[list[Line], tuple[Problem, ...]]:
    """Each row with a cell in it, with the line it starts on; or the fault that ends the reading."""
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[Line] = []
    start = line0 + 1
    try:
        for cells in reader:
            trimmed = tuple(cell.strip() for cell in cells)
            if any(trimmed):
                rows.append((start, trimmed))
            start = line0 + reader.line_num + 1
    except csv.Error as fault:
        return rows, (problem("data-broken", Place(path, start), detail=fault),)
    return rows, ()


def _delimiter(text: str) -> str:
    """The delimiter that the first line with text in it has most of, outside quotes; a comma if it has none."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=bare.count)


def _head_faults(columns: tuple[str, ...], place: Place) -> Iterator[Problem]:
    for at, name in enumerate(columns):
        if not name:
            yield problem("data-column-unnamed", place, number=at + 1)
        elif name in columns[:at]:
            yield problem("data-column-twice", place, name=name, first=columns.index(name) + 1, second=at + 1)


def _ragged(rows: list[Line], path: str) -> Iterator[Problem]:
    wanted = len(rows[0][1])
    for line, cells in rows[1:]:
        if len(cells) != wanted:
            extra = [cell for cell, name in zip_longest(cells, rows[0][1]) if name is None]
            hint = (
                f'quote a cell that holds the delimiter; left over: "{", ".join(map(str, extra))}"' if extra else None
            )
            yield problem("data-ragged", Place(path, line), hint=hint, cells=len(cells), wanted=wanted)
