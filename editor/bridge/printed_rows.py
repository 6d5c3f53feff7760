"""The rows of a printed budget table as a grid shows them: all sides beside each other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from editor.budget.book import BookTable, Line, Value
from editor.domain.entries import put_entry
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.budget_form import HeadCell

Cell = tuple[int, str]
"""A row's position and a column's key."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One printed row: a line of each side or None where that side has none. `key` is the same while those lines are there."""

    key: int
    lines: tuple[Line | None, ...]
    values: Mapping[str, Value]

    @property
    def cells(self) -> Fields:
        """What is printed."""
        return Fields({key: value.text for key, value in self.values.items()})


@dataclass(frozen=True, slots=True)
class PrintedCells:
    """Writes cells of a printed table where they are kept; its rows are worked out and stay as they are."""

    places: Callable[[int, str], Place | None]

    def set_cells(self, volume: Volume, cells: Sequence[tuple[int, str, str]]) -> Volume:
        """See Keeper; a cell nothing can be written to is left alone."""
        for row, column, text in cells:
            place = self.places(row, column)
            if place is not None:
                volume = put_entry(volume, place, text)
        return volume

    def insert(self, volume: Volume, at: int, rows: Sequence[Fields]) -> Volume:
        """See Keeper: nothing."""
        del at, rows
        return volume

    def delete(self, volume: Volume, keys: Sequence[int]) -> Volume:
        """See Keeper: nothing."""
        del keys
        return volume

    def move(self, volume: Volume, keys: Sequence[int], before: int) -> Volume:
        """See Keeper: nothing."""
        del keys, before
        return volume


class RowMaker:
    """Makes the rows of one table again and again; a row of the same lines keeps its key."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, ...], int] = {}

    def rows(self, table: BookTable) -> tuple[PrintedRow, ...]:
        """All printed rows."""
        return tuple(self._row(lines) for lines in table.rows)

    def _row(self, lines: tuple[Line | None, ...]) -> PrintedRow:
        ids = tuple(line.id if line is not None else "" for line in lines)
        key = self._keys.setdefault(ids, len(self._keys) + 1)
        values = {column: value for line in lines if line is not None for column, value in line.values.items()}
        return PrintedRow(key, lines, values)


def cell_of(rows: Sequence[PrintedRow], key: str, place: Place) -> Cell | None:
    """Where a printed cell of the table `key`, or an entry that is shown in it, stands; a line's first column where none is named."""
    if place.table == key and place.row is None:
        return _cell_of_line(rows, place)
    found = ((r, column) for r, row in enumerate(rows) for column, value in row.values.items() if value.place == place)
    return next(found, None)


def head_words(head: Sequence[Sequence[HeadCell]], columns: int) -> list[str]:
    """All that is printed over each column from the top, without the numbers of the columns; "" where that says no more."""
    words: list[list[str]] = [[] for _ in range(columns)]
    hanging = [0] * columns
    for row in head:
        at = 0
        for cell in row:
            while at < columns and hanging[at]:
                at += 1
            for column in range(at, min(at + cell.columns, columns)):
                if not cell.text.isdigit():
                    words[column].append(cell.text)
                hanging[column] = cell.rows
            at += cell.columns
        hanging = [max(0, left - 1) for left in hanging]
    return ["".join(texts) if len(texts) > 1 else "" for texts in words]


def takes_pasted(value: Value | None) -> bool:
    """It was entered, or is typed over already: what is worked out is not pasted over by the way."""
    return value is not None and value.place is not None and value.kind != "derived"


def differing(old: PrintedRow | None, new: PrintedRow) -> Iterator[Cell]:
    """(row key, column) of cells that show something else than before."""
    if old is None or all(a is b for a, b in zip(old.lines, new.lines, strict=True)):
        return
    yield from ((new.key, column) for column, value in new.values.items() if old.values.get(column) != value)


def _cell_of_line(rows: Sequence[PrintedRow], place: Place) -> Cell | None:
    if place.line is None:
        return (0, "") if rows else None
    for r, row in enumerate(rows):
        for line in row.lines:
            if line is not None and line.id == place.line:
                column = place.field if place.field in line.values else None
                return r, column or next(iter(line.values), "")
    return None
