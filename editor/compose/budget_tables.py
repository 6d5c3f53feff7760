"""The printed budget tables as blocks: number, title, unit line, a table with its heads, notes.

A long table is made in parts, so that a changed figure among 2,000 makes one part anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from editor.compose.blocks import GridCell, Group, Paragraph, SplitLine, TableBlock
from editor.compose.runs import words
from editor.domain.places import Place
from editor.forms.budget_form import SideForm
from editor.forms.budget_styles import AMOUNT, CODE, HEAD, NAME, NOTE, NUMBER, TITLE, TOTAL
from editor.forms.form import Form

if TYPE_CHECKING:
    from editor.budget.book import Book, BookTable, Line, Value

OUTLINE_LEVEL = 2
_UNIT_LINE = "unit_line"
_INDENT = "\u3000"
_PART = 40
"""Rows made together."""
_Row = tuple["Line | None", ...]


def table_anchor(table: str) -> str:
    """The name of a printed table's title, for the contents."""
    return f"table_{table}"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a table as it was last made: from these rows, and what else is shown."""

    rows: tuple[_Row, ...]
    around: tuple[object, ...]
    group: Group


class BudgetTableComposer:
    """Printed tables of one form; a part whose lines are the same objects is the identical group."""

    def __init__(self, form: Form) -> None:
        self._style = form.budget_table_style or form.table_style
        self._known: dict[str, tuple[_Part, ...]] = {}

    def groups(self, book: "Book", *, below_title: bool) -> Iterator[tuple[bool, Group]]:
        """Every table in order, with whether its pages lie on their side.

        Each begins a page; an upright first one stands below what is before it with `below_title`.
        """
        for n, (key, table) in enumerate(book.tables.items()):
            turned = table.form.orientation == "landscape"
            new_page = turned or n > 0 or not below_title
            parts = tuple(self._parts(table, new_page, self._known.get(key, ())))
            self._known[key] = parts
            yield from ((turned, part.group) for part in parts)

    def _parts(self, table: "BookTable", new_page: bool, known: Sequence[_Part]) -> Iterator[_Part]:
        starts = range(0, max(len(table.rows), 1), _PART)
        for n, start in enumerate(starts):
            rows, last = table.rows[start : start + _PART], start == starts[-1]
            around = (
                table.title,
                table.number,
                table.unit_line,
                table.head,
                table.notes if last else (),
                last,
                new_page,
            )
            old = known[n] if n < len(known) else None
            if old is not None and old.around == around and _same(old.rows, rows):
                yield old
            else:
                yield _Part(rows, around, self._group(table, rows, n == 0, last, new_page=new_page and n == 0))

    def _group(self, table: "BookTable", rows: Sequence[_Row], first: bool, last: bool, *, new_page: bool) -> Group:
        above = tuple(_above(table)) if first else ()
        notes = [Paragraph(words(note), NOTE, Place(table=table.key)) for note in table.notes] if last else []
        return Group((*above, self._table(table, rows, not first), *notes), new_page=new_page)

    def _table(self, table: "BookTable", rows: Sequence[_Row], goes_on: bool) -> TableBlock:
        heads = len(table.head)
        cells = [*_head_cells(table), *(cell for n, row in enumerate(rows, heads) for cell in _cells(table, n, row))]
        widths = tuple(column.width for column in table.form.columns.values())
        return TableBlock(widths, heads + len(rows), tuple(cells), self._style, heads, key=table.key, goes_on=goes_on)


def _same(old: Sequence[_Row], new: Sequence[_Row]) -> bool:
    return len(old) == len(new) and all(
        before is after or all(a is b for a, b in zip(before, after, strict=True))
        for before, after in zip(old, new, strict=True)
    )


def _above(table: "BookTable") -> Iterator[Paragraph | SplitLine]:
    """What stands over the table; only its title is in the outline, in the words of the contents."""
    place = Place(table=table.key)
    if table.number:
        yield Paragraph(words(table.number), NUMBER, place)
    yield Paragraph(words(table.title), TITLE, place, OUTLINE_LEVEL, table_anchor(table.key), table.contents)
    left, right = table.unit_line
    yield SplitLine(words(left), words(right), _UNIT_LINE)


def _head_cells(table: "BookTable") -> Iterator[GridCell]:
    """The head, its cells where those that hang down from the rows above leave room."""
    hanging = [0] * len(table.form.columns)
    for r, row in enumerate(table.head):
        at = 0
        for cell in row:
            while hanging[at]:
                at += 1
            paragraph = Paragraph(words(cell.text), HEAD)
            yield GridCell(r, at, (paragraph,), cell.rows, cell.columns, label=True)
            hanging[at : at + cell.columns] = [cell.rows] * cell.columns
            at += cell.columns
        hanging = [max(n - 1, 0) for n in hanging]


def _cells(table: "BookTable", n: int, row: _Row) -> Iterator[GridCell]:
    starts = accumulate((len(side.columns) for side in table.form.sides), initial=0)
    for side, line, start in zip(table.form.sides, row, starts, strict=False):
        if line is None or line.kind == "blank":
            yield from (GridCell(n, start + i, (Paragraph((), NAME),)) for i in range(len(side.columns)))
        else:
            yield from _line_cells(side, line, n, start)


def _line_cells(side: SideForm, line: "Line", n: int, start: int) -> Iterator[GridCell]:
    labels = [key for key, column in side.columns.items() if column.kind != "money"]
    joined = _joined_label(side, line, labels)
    for at, (key, column) in enumerate(side.columns.items(), start):
        value = line.values[key]
        if joined and key in labels:
            if key == labels[0]:
                yield _cell(n, at, joined, TOTAL, columns=len(labels))
        elif column.kind == "money":
            yield _cell(n, at, value, AMOUNT)
        else:
            total = line.kind == "total"
            style = TOTAL if total else CODE if column.kind == "code" else NAME
            indent = _INDENT * line.level if column.kind == "name" and line.kind in ("line", "row", "group") else ""
            yield _cell(n, at, value, style, indent=indent)


def _joined_label(side: SideForm, line: "Line", labels: Sequence[str]) -> "Value | None":
    """The one label of a line of totals whose other label cells, next to it, are blank: it stands over all of them."""
    written = [line.values[key] for key in labels if line.values[key].text]
    together = list(side.columns)[: len(labels)] == list(labels)
    return written[0] if line.kind == "total" and together and len(labels) > 1 and len(written) == 1 else None


def _cell(row: int, column: int, value: "Value", style: str, *, columns: int = 1, indent: str = "") -> GridCell:
    # what is printed is seldom what was typed (5 → 5.00), so only the cell leads to its place, not each character
    paragraph = Paragraph(words((indent if value.text else "") + value.text), style, value.place)
    return GridCell(row, column, (paragraph,), 1, columns, value.place)
