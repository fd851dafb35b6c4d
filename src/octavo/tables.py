"""Brief + files -> Brief whose tables have their rows, from CSV files too, and their row heads."""

import posixpath
from dataclasses import replace
from urllib.parse import unquote

from octavo import blocks as b
from octavo.files import Files
from octavo.model.brief import Brief
from octavo.plaintext import plain
from octavo.problems import Problem
from octavo.tabular import are_names, is_local_number, number, read_csv
from octavo.walk import rebuild


def fill(brief: Brief, files: Files) -> tuple[Brief, tuple[Problem, ...]]:
    """Read the data of every `::: {.table data="..."}`. The first column heads the rows; numbers stand at the end."""
    found: list[Problem] = []

    def settle(item: object) -> object:
        if not isinstance(item, b.Table):
            return item
        if not item.data:
            return _with_row_heads(item)
        path = posixpath.join(brief.folder, unquote(item.data))
        data, said = read_csv(files, path, item.place)
        found.extend(said)
        aligned = ["", *(_align([row[n] for row in data.rows]) for n in range(1, len(data.columns)))]
        head = tuple(b.Cell((b.Text(name),), aligned[n], True) for n, name in enumerate(data.columns))
        body = tuple(
            tuple(b.Cell((b.Text(cell),) if cell else (), aligned[n], n == 0) for n, cell in enumerate(row))
            for row in data.rows
        )
        return replace(item, head=(head,) if head else (), body=body)

    return replace(brief, chapters=rebuild(brief.chapters, settle)), tuple(found)


def _with_row_heads(table: b.Table) -> b.Table:
    """The first column heads the rows where the corner is empty, or where it names each row by another name."""
    if not table.head or not table.head[0]:
        return table
    first = [plain(row[0].inlines) for row in table.body if row]
    if table.head[0][0].inlines and not (len(table.head[0]) > 1 and are_names(first)):
        return table
    return replace(table, body=tuple((replace(row[0], heading=True), *row[1:]) for row in table.body if row))


def _align(cells: list[str]) -> str:
    """`end` for a column of numbers, however they are written."""
    given = [cell for cell in cells if cell.strip()]
    return "end" if given and all(number(cell) is not None or is_local_number(cell) for cell in given) else ""
