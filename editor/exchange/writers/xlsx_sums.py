"""Amounts as a worksheet's own formulas: sums over the cells they are made of, on whichever sheet these stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.compose.blocks import Slice
from editor.domain.places import Place

if TYPE_CHECKING:
    from openpyxl import Workbook

    from editor.exchange.writers.amounts import Amounts, Made

_LONGEST = 8000
"""Excel takes formulas of 8,192 characters."""
_RUN = 3
"""So many cells beside each other are added up as a range."""
Known = Mapping[str, Mapping[str, Decimal]]
"""Sheet → cell of a formula → its value."""


class Cell(NamedTuple):
    """A cell of the workbook; row and column from 1."""

    sheet: str
    row: int
    column: int

    @property
    def name(self) -> str:
        """C5."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.column)}{self.row}"


def write_sums(
    book: "Workbook", amounts: "Amounts", cells: Mapping[Place, Cell], shown: Iterable[tuple[Cell, Slice]] = ()
) -> Known:
    """Puts a formula into each of the cells whose amount is made of others, and of those that show a printed one again.

    Gives what each formula comes to.
    """
    known: dict[str, dict[str, Decimal]] = {}
    for place, cell in cells.items():
        made, value = amounts.made(place, cells), amounts.value(place)
        text = formula(made, cells, cell.sheet) if made is not None else ""
        if text and len(text) < _LONGEST and value is not None and value.amount is not None:
            book[cell.sheet][cell.name].value = text
            known.setdefault(cell.sheet, {})[cell.name] = value.amount
    for cell, each in shown:
        source = cells.get(each.place) if each.place is not None else None
        value = amounts.value(each.place) if each.place is not None else None
        if source is not None and value is not None and value.amount == each.amount:
            book[cell.sheet][cell.name].value = f"={_sum([source], cell.sheet)}"
            known.setdefault(cell.sheet, {})[cell.name] = each.amount
    return known


def formula(made: "Made", cells: Mapping[Place, Cell], sheet: str) -> str:
    """The formula as it is typed on a sheet: =C5+D5, =SUM(C5:C9)-'表二'!D3."""
    terms = [(sign, cells[place]) for sign, place in made.cells]
    text = "".join(f"{'-' if run[0][0] < 0 else '+'}{_sum([cell for _, cell in run], sheet)}" for run in _runs(terms))
    text += f"{made.rest:+f}" if made.rest else ""
    return "=" + text.removeprefix("+")


def _runs(terms: Sequence[tuple[int, Cell]]) -> Iterator[list[tuple[int, Cell]]]:
    """Cells beside each other together, where there are enough of them; the others alone."""
    at = 0
    while at < len(terms):
        down, across = _reach(terms, at, 1, 0), _reach(terms, at, 0, 1)
        end = max(down, across)
        end = end if end - at >= _RUN else at + 1
        yield list(terms[at:end])
        at = end


def _reach(terms: Sequence[tuple[int, Cell]], at: int, rows: int, columns: int) -> int:
    """Where a run of cells, each so many rows and columns behind the last, ends."""
    end = at + 1
    for (sign, cell), (other, after) in pairwise(terms[at:]):
        if sign < 0 or other < 0 or after != (cell.sheet, cell.row + rows, cell.column + columns):
            break
        end += 1
    return end


def _sum(cells: Sequence[Cell], sheet: str) -> str:
    first, last = cells[0], cells[-1]
    quoted = first.sheet.replace("'", "''")
    where = "" if first.sheet == sheet else f"'{quoted}'!"
    return f"{where}{first.name}" if len(cells) == 1 else f"SUM({where}{first.name}:{last.name})"
