"""Tables in their form: caption first, no group inside a group, and every cell with its headers
(ISO 32000-1, 14.8.4.3.4 and 14.8.5.7; ISO 14289-1, 7.5)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from octavo.formats.tagging.tree import Node

ROWS = ("THead", "TBody", "TFoot")


@dataclass(frozen=True)
class Cell:
    """A cell in the grid: rows and columns are counted from 0."""

    node: Node
    row: int
    column: int
    rows: int
    columns: int

    @property
    def heads(self) -> str:
        """What a header cell is the head of: Row, Column or Both; "" for a cell of data."""
        if self.node.role != "TH":
            return ""
        scope = self.node.element.get("scope", "")
        return {"row": "Row", "rowgroup": "Row"}.get(scope, "Column")


@dataclass
class Grid:
    """The cells of a table, in order. Row spans end with their group (HTML 4.9.12.1, step 16)."""

    cells: list[Cell] = field(default_factory=list)

    def fill(self, groups: list[list[Node]]) -> None:
        row = 0
        for group in groups:
            taken: set[tuple[int, int]] = set()
            end = row + len(group)
            for tr in group:
                column = 0
                for node in tr.nodes:
                    while (row, column) in taken:
                        column += 1
                    rows = min(_span(node, "rowspan") or end - row, end - row)
                    columns = _span(node, "colspan") or 1
                    self.cells.append(Cell(node, row, column, rows, columns))
                    taken.update((row + r, column + c) for r in range(rows) for c in range(columns))
                    column += columns
                row += 1

    def headers(self, cell: Cell) -> Iterator[Cell]:
        """The header cells of a cell: those of its columns above it, then those of its rows."""
        above = [head for head in self.cells if head.heads == "Column" and head.row + head.rows <= cell.row]
        yield from (head for head in above if _meet(head.column, head.columns, cell.column, cell.columns))
        beside = [head for head in self.cells if head.heads == "Row" and head.node is not cell.node]
        yield from (head for head in beside if _meet(head.row, head.rows, cell.row, cell.rows))


def shape(root: Node) -> None:
    """Give every table below `root` its form."""
    for number, table in enumerate(root.find("Table"), 1):
        for part in table.walk():
            if part.role in (*ROWS, "Table", "TR"):
                part.kids = [kid for kid in part.kids if isinstance(kid, Node)]
        table.kids.sort(key=lambda kid: not (isinstance(kid, Node) and kid.role == "Caption"))
        groups = [group.nodes for group in table.nodes if group.role in ROWS]
        loose = [node for node in table.nodes if node.role == "TR"]
        grid = Grid()
        grid.fill([*groups, loose])
        _mark(grid, table.element.get("id") or f"table-{number}")


def _mark(grid: Grid, name: str) -> None:
    """Write spans, scopes, names and headers into the cells. An empty header heads nothing: it is a cell of data."""
    for cell in grid.cells:
        if cell.node.role == "TH" and not cell.node.kids:
            cell.node.role = "TD"
    names = {cell.node: f"{name}-{cell.row + 1}-{cell.column + 1}" for cell in grid.cells if cell.heads}
    for cell in grid.cells:
        entries: dict[str, object] = {}
        if cell.columns > 1:
            entries["ColSpan"] = cell.columns
        if cell.rows > 1:
            entries["RowSpan"] = cell.rows
        if cell.heads:
            entries["Scope"] = f"/{cell.heads}"
            cell.node.entries["ID"] = names[cell.node]
        elif headers := [names[head.node] for head in grid.headers(cell)]:
            entries["Headers"] = headers
        if entries:
            cell.node.attributes["Table"] = entries


def _span(node: Node, attribute: str) -> int:
    value = node.element.get(attribute, "1")
    return int(value) if value.isdecimal() else 1


def _meet(start: int, length: int, other: int, others: int) -> bool:
    return start < other + others and other < start + length
