"""Pipe tables, with every cell the author wrote."""

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as pipe_table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from octavo.markdown.syntax import faults
from octavo.markdown.syntax.blocks import line_text


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """GFM's rule drops the cells of a row that go beyond the head; here they stay, and the table holds a fault."""
    first = len(state.tokens)
    if not pipe_table(state, start, end, silent):
        return False
    if silent:
        return True
    _, *tokens = state.tokens[first:]
    columns = sum(token.type == "th_open" for token in tokens)
    del state.tokens[first + 1 :]
    rows = [(row, _cells(line_text(state, row.map[0]))) for row in tokens if row.type == "tr_open" and row.map]
    for row, cells in rows:
        if len(cells) > columns and row.map:
            faults.in_block(state, "table-row-too-long", row.map[0], cells=str(len(cells)), columns=str(columns))
    remaining = iter(rows)
    for token in tokens:
        if token.type == "tr_close":
            row, cells = next(remaining)
            for cell in cells[columns:]:
                state.tokens += _cell(cell.strip(), row)
        state.tokens.append(token)
    return True


def _cells(row: str) -> list[str]:
    cells = escapedSplit(row.strip())
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(text: str, row: Token) -> list[Token]:
    return [
        Token("td_open", "td", 1, block=True),
        Token("inline", "", 0, content=text, map=row.map, children=[], block=True),
        Token("td_close", "td", -1, block=True),
    ]
