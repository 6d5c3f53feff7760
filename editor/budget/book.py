"""The printed budget tables of a volume, as values: what stands in each cell and where it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from editor.budget.ledgers import NOUGHT, LedgerIndex
from editor.domain.places import Place
from editor.forms.budget_form import HeadCell, PrintedTable

ValueKind = Literal["label", "entered", "derived", "overridden"]
LineKind = Literal["line", "code", "row", "group", "total", "blank"]
__all__ = ["NOUGHT", "Book", "BookTable", "Line", "Value"]


@dataclass(frozen=True, slots=True)
class Value:
    """One cell of a printed table.

    label: words or a code; entered: exactly one cell of an entry table shows here; derived: worked out; overridden: typed over what
    is worked out. `text` is what is printed, "" for zero. `amount` is in the form's budget unit, 0 for a blank; None in a label
    and where what was typed is no amount. `place` is where typing goes (None: nowhere): for an entered cell or label that of
    the entry table, else the printed cell. `derived`: overridden cells only, what would stand here.
    """

    text: str
    kind: ValueKind
    amount: Decimal | None = None
    place: Place | None = None
    derived: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one side of a printed table; `values` by column key of that side.

    code: a subject of a tree (its id ends with the code); row: a row of an entry table (`row` is its key); group: a unit over its
    rows; total and line: lines of the form. `level` is the indent, from 0; in a tree 0 is 类. `of` is the key of the form's line,
    tree or list it comes from, `code` its subject code where it has one.
    """

    id: str
    kind: LineKind
    level: int
    values: Mapping[str, Value]
    label: str = ""
    row: int | None = None
    of: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class BookTable:
    """A printed table with its words filled in.

    `sides`: the lines of each side, from the top, without what fills them up; `rows`: what is printed, one entry for each side,
    None where that side has no line there. `empty`: no amount in it (then its note says so).
    """

    key: str
    form: PrintedTable
    title: str
    contents: str
    number: str
    unit_line: tuple[str, str]
    head: tuple[tuple[HeadCell, ...], ...]
    sides: tuple[tuple[Line, ...], ...]
    rows: tuple[tuple[Line | None, ...], ...]
    notes: tuple[str, ...]
    empty: bool
    by_id: Mapping[str, Line] = field(default_factory=dict)

    def line(self, line: str) -> Line | None:
        """The line with this id."""
        return self.by_id.get(line)

    def lines(self) -> Iterator[Line]:
        """All lines, side by side."""
        for side in self.sides:
            yield from side

    def place(self, line: str, column: str) -> Place:
        """The printed cell."""
        return Place(table=self.key, line=line, field=column)


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """All printed tables of one volume, in the order of the form; a table that did not change is the same object as before."""

    tables: Mapping[str, BookTable]
    ledgers: Mapping[str, LedgerIndex] = field(default_factory=dict)
    """What was entered, added up."""

    def table(self, key: str) -> BookTable:
        """One table; KeyError where the form has none of this key."""
        return self.tables[key]

    def value(self, place: Place) -> Value | None:
        """What stands in a printed cell; None where there is no such line or column."""
        table = self.tables.get(place.table or "")
        line = table.line(place.line or "") if table else None
        return line.values.get(place.field or "") if line else None

    def amount(self, table: str, line: str, column: str) -> Decimal:
        """The amount in a printed cell; 0 where there is none."""
        value = self.value(Place(table=table, line=line, field=column))
        return value.amount if value is not None and value.amount is not None else NOUGHT
