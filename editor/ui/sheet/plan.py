"""Where the cells of a form's table stand on the screen: the paper's grid, with strips between its rows that only the screen has."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from editor.forms.form import Cell, Form, Table
from editor.values import value


@value
class Spot:
    """A cell at its row and column, both from 0; `strip` names what the screen shows there, in place of a cell of the form."""

    row: int
    column: int
    rows: int
    columns: int
    cell: Cell | None = None
    strip: str = ""


@value
class Strip:
    """What stands below the cells of some fields: a check of their sum, the curve of their parts."""

    name: str
    fields: frozenset[str]


def spots_of(table: Table) -> tuple[Spot, ...]:
    """Every cell of the table's fixed rows at its place, columns that hang down from above left out."""
    width, found = len(table.widths), []
    hanging = [0] * width
    for r, row in enumerate(table.rows):
        at = 0
        for cell in row:
            while hanging[at]:
                at += 1
            found.append(Spot(r, at, cell.rows, cell.columns, cell))
            hanging[at : at + cell.columns] = [cell.rows] * cell.columns
            at += cell.columns
        hanging = [max(0, n - 1) for n in hanging]
    return tuple(found)


def with_strips(spots: Sequence[Spot], strips: Iterable[Strip], width: int) -> tuple[Spot, ...]:
    """The spots with a row more below the last cell of each strip's fields, as wide as these and the columns behind them."""
    result = tuple(spots)
    for strip in strips:
        held = [s for s in result if s.cell and s.cell.field in strip.fields]
        if held:
            row = max(s.row + s.rows - 1 for s in held)
            first = min(_group_start(result, s) for s in held)
            result = _insert(result, row, Spot(row + 1, first, 1, width - first, strip=strip.name))
    return result


def label_of(form: Form, cell: Cell) -> str | None:
    """What the form prints in a cell; None where an entry stands."""
    if cell.text is not None:
        return cell.text
    if cell.label is not None:
        field = form.fields.get(cell.label)
        return field.label if field else form.indicators.columns[cell.label].label
    if cell.point is not None:
        return form.fields[cell.point[0]].points[cell.point[1]]
    return None


def buddy_of(cell: Cell) -> tuple[str, int | None] | None:
    """The field (and part) whose label the cell is."""
    if cell.point is not None:
        return cell.point
    return (cell.label, None) if cell.label is not None else None


def _group_start(spots: Sequence[Spot], held: Spot) -> int:
    """The first column behind the label that hangs over several rows at the left, if there is one."""
    hanging = [s for s in spots if s.rows > 1 and s.row <= held.row < s.row + s.rows and s.column < held.column]
    return max((s.column + s.columns for s in hanging), default=0)


def _insert(spots: tuple[Spot, ...], row: int, fresh: Spot) -> tuple[Spot, ...]:
    """Below `row`: what is left of the strip grows into its row, what begins below moves down."""
    moved = []
    for s in spots:
        if s.row > row:
            moved.append(replace(s, row=s.row + 1))
        elif s.row + s.rows > row and (s.column < fresh.column or s.row + s.rows > row + 1):
            moved.append(replace(s, rows=s.rows + 1))
        else:
            moved.append(s)
    return (*moved, fresh)
