"""Rows of text <-> CSV: rows with the place of each cell; reports that are safe to open in a spreadsheet program."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from octavo.tabular import DELIMITERS

ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program takes for the beginning of a formula (OWASP, "CSV Injection")."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `cells` without the spaces round them; `line` counts from 1; `starts` are the columns of the cells that
    begin on that line, from 1."""

    line: int
    cells: tuple[str, ...]
    starts: tuple[int, ...]


class Torn(ValueError):
    """A row that cannot be read. `line` is where it begins."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line


def rows(text: str) -> Iterator[Row]:
    """The rows of a CSV text that hold anything; LF ends its lines. Raises Torn at a quotation mark with no pair."""
    lines = [f"{line}\n" for line in text.split("\n")]
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=lambda mark: len(list(_starts(first, mark))))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 0
    try:
        for cells in reader:
            raw, begun = lines[line], line + 1
            line = reader.line_num
            if any(cell.strip() for cell in cells):
                yield Row(begun, tuple(cell.strip(" \t") for cell in cells), tuple(_starts(raw, delimiter)))
    except csv.Error as error:
        raise Torn(line + 1, str(error)) from None


def written(heads: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    """A report as CSV. A cell that would begin a formula is led by an apostrophe, which spreadsheet programs hide."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180, section 2
    for row in (heads, *body):
        writer.writerow([_harmless(str(cell)) for cell in row])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(ACTIVE) else cell


def _starts(line: str, delimiter: str) -> Iterator[int]:
    """The columns at which the cells of a line begin, from 1."""
    yield 1
    quoted = False
    for column, letter in enumerate(line, 1):
        quoted ^= letter == '"'
        if letter == delimiter and not quoted:
            yield column + 1
