"""Takes a w:tbl element and gives its grid, with spans, and the text of each cell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from editor.exchange.raw import RawCell, RawTable, Where
from editor.exchange.readers.docx_names import is_on, w
from editor.exchange.readers.docx_text import DELETED
from editor.exchange.readers.notebook import Notebook
from editor.exchange.readers.package import BrokenFile
from editor.exchange.readers.xmlparts import whole_number

NESTED = "单元格里的小表格按文字读入"
COVERED = "被合并单元格盖住的文字没有读入"
_MAX_COLUMNS = 1_000

CellText = Callable[[Any], str]
"""Reads what stands in a w:tc."""


@dataclass(slots=True)
class _Open:
    """A cell that may still grow downwards."""

    row: int
    column: int
    columns: int
    text: str
    rows: int = 1


def read_grid(table: Any, cell_text: CellText, notes: Notebook, where: Where) -> RawTable | None:
    """The table as a grid; None where it has no cell."""
    grid = _Grid(cell_text, notes, where)
    for row in table_rows(table):
        if row.find(f"{w('trPr')}/{w('del')}") is not None:
            notes.add(DELETED, where, before=" ".join(filter(None, (cell_text(cell) for cell in row_cells(row)))))
        else:
            grid.add(row)
    return grid.table()


def table_rows(table: Any) -> Iterator[Any]:
    """The rows of a table, also those inside content controls."""
    return _inside(table, w("tr"))


def row_cells(row: Any) -> Iterator[Any]:
    """The cells of a row, also those inside content controls."""
    return _inside(row, w("tc"))


def _inside(element: Any, wanted: str) -> Iterator[Any]:
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("smartTag")):
            yield from _inside(child, wanted)


class _Grid:
    """A table being laid out, row after row."""

    def __init__(self, cell_text: CellText, notes: Notebook, where: Where) -> None:
        self._cell_text = cell_text
        self._notes = notes
        self._where = where
        self._cells: list[_Open] = []
        self._above: dict[int, _Open] = {}
        """By first column: the cells of the row above that a w:vMerge may go on with."""
        self._width = 1
        self._height = 0

    def add(self, row: Any) -> None:
        """The next row."""
        column = _number(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
        below: dict[int, _Open] = {}
        last: _Open | None = None
        for cell in row_cells(row):
            properties = cell.find(w("tcPr"))
            span = max(1, _number(_child(properties, "gridSpan"), 1))
            down, across = _merge(properties, "vMerge"), _merge(properties, "hMerge")
            text = self._cell_text(cell)
            owner = self._above.get(column) if down == "continue" else None
            if across == "continue" and last is not None:
                last.columns += span
                self._remark_covered(text)
            elif owner is not None:
                owner.rows += 1
                below[column] = last = owner
                self._remark_covered(text)
            else:
                last = _Open(self._height, column, span, text)
                self._cells.append(last)
                if down is not None:
                    below[column] = last
            column += span
            if column > _MAX_COLUMNS:
                raise BrokenFile("a table too wide to be one")
        self._above = below
        self._width = max(self._width, column + _number(row.find(f"{w('trPr')}/{w('gridAfter')}"), 0))
        self._height += 1

    def table(self) -> RawTable | None:
        """All rows, None where no cell came."""
        if not self._cells:
            return None
        cells = sorted(self._cells, key=lambda cell: (cell.row, cell.column))
        made = tuple(RawCell(c.row, c.column, c.text, c.rows, c.columns) for c in cells)
        return RawTable(made, self._height, self._width, self._where)

    def _remark_covered(self, text: str) -> None:
        if text:
            self._notes.add(COVERED, self._where, before=text)


def _child(properties: Any | None, tag: str) -> Any | None:
    return None if properties is None else properties.find(w(tag))


def _merge(properties: Any | None, tag: str) -> str | None:
    """ "restart", "continue" (which is also what a merge without a word means) or None."""
    element = _child(properties, tag)
    return None if element is None else str(element.get(w("val"), "continue"))


def _number(element: Any | None, default: int) -> int:
    return default if element is None else min(whole_number(element.get(w("val")), default), _MAX_COLUMNS)


def is_layout(table: Any) -> bool:
    """Whether a table only holds other tables in place: one cell to a row, and tables inside."""
    if next(table.iterfind(f".//{w('tbl')}"), None) is None:
        return False
    return all(sum(1 for _ in row_cells(row)) <= 1 for row in table_rows(table)) and is_unmarked(table)


def is_unmarked(table: Any) -> bool:
    """Whether no row of the table is a tracked deletion."""
    return not any(is_on(row.find(f"{w('trPr')}/{w('del')}")) for row in table_rows(table))
