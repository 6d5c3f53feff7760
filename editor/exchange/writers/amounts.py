"""The printed amounts of a volume's budget tables: which one stands in which cell of a table, and what it is made of."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from editor.budget.book import BookTable, Value
from editor.budget.bookkeeper import Bookkeeper
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.form import Form

NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Made:
    """What an amount is made of: printed cells with their signs, and what stands in no printed table, added up."""

    cells: tuple[tuple[int, Place], ...]
    rest: Decimal


class Amounts:
    """One volume's printed amounts; a printed cell is named by `Place(table, line, field)`."""

    def __init__(self, form: Form, volume: Volume) -> None:
        assert form.budget is not None
        self.decimals = form.budget.decimals
        self._keeper = Bookkeeper(form)
        self._volume = volume
        self._book = self._keeper.book(volume)
        self._homes: dict[Place, Place] = {}
        for table in self._book.tables.values():
            for place, value in _values(table):
                if value.kind == "entered" and value.place is not None:
                    self._homes.setdefault(value.place, place)

    def has(self, table: str) -> bool:
        """Whether it is one of the printed tables."""
        return table in self._book.tables

    def at(self, table: str, row: int, column: int) -> tuple[Place, Value] | None:
        """The amount in a cell of a table as it is composed (row and column from 0, heads included); None for words."""
        printed = self._book.tables.get(table)
        if printed is None or row < len(printed.head):
            return None
        starts = [0, *accumulate(len(side.columns) for side in printed.form.sides)]
        side = next(n for n, start in enumerate(starts[1:]) if column < start)
        line = printed.rows[row - len(printed.head)][side]
        key, form = list(printed.form.sides[side].columns.items())[column - starts[side]]
        if line is None or line.kind == "blank" or form.kind != "money":
            return None
        return printed.place(line.id, key), line.values[key]

    def value(self, place: Place) -> Value | None:
        """What stands in a printed cell."""
        return self._book.value(place)

    def made(self, place: Place, printed: Collection[Place]) -> Made | None:
        """What an amount is made of, as far as these cells are printed; None for one that stands for itself.

        A figure that is entered once and printed twice is made of where it is printed first.
        """
        value = self._book.value(place)
        if value is None or value.amount is None or value.kind in ("label", "overridden"):
            return None
        if value.kind == "entered":
            home = self._homes[value.place] if value.place is not None else place
            return Made(((1, home),), NOUGHT) if home != place and home in printed else None
        made = self._parts(place, printed)
        total = made.rest + sum((sign * (self._amount(cell)) for sign, cell in made.cells), NOUGHT)
        return made if made.cells and total == value.amount else None

    def _parts(self, place: Place, printed: Collection[Place]) -> Made:
        cells: list[tuple[int, Place]] = []
        rest = NOUGHT
        for part in self._keeper.parts(self._volume, self._book, place, noughts=True):
            cell = self._homes.get(part.place, part.place)
            if cell in printed:
                cells.append((part.sign, cell))
            else:
                rest += part.sign * part.amount
        return Made(tuple(cells), rest)

    def _amount(self, cell: Place) -> Decimal:
        value = self._book.value(cell)
        return value.amount or NOUGHT if value is not None else NOUGHT


def _values(table: BookTable) -> Iterator[tuple[Place, Value]]:
    for line in table.lines():
        for column, value in line.values.items():
            yield table.place(line.id, column), value
