"""Budget tables and typed values from their rows."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from editor.domain.fields import BLANK, Entry, Fields
from editor.domain.overrides import override_place
from editor.domain.volume import BudgetRow, BudgetTable
from editor.store.damage import DamagedRows


def read_tables(connection: sqlite3.Connection, known: Iterable[BudgetTable]) -> tuple[BudgetTable, ...]:
    """All tables in the order of their keys; rows and tables equal to known ones are these very objects."""
    before = {table.key: table for table in known}
    cells: dict[int, dict[str, Entry]] = defaultdict(dict)
    for key, column, text in connection.execute("SELECT row, column, text FROM budget_cell"):
        cells[key][column] = text
    held = {row.key: row for table in before.values() for row in table.rows}
    rows: dict[str, list[BudgetRow]] = defaultdict(list)
    for table, position, key in connection.execute(
        "SELECT budget, position, id FROM budget_row ORDER BY budget, position"
    ):
        if position != len(rows[table]):
            raise DamagedRows("a gap between budget rows")
        row = BudgetRow(key, Fields(cells[key]) if key in cells else BLANK)
        rows[table].append(held[key] if held.get(key) == row else row)
    return tuple(_same(BudgetTable(key, tuple(found)), before.get(key)) for key, found in sorted(rows.items()))


def read_typed(connection: sqlite3.Connection) -> Fields:
    """What is typed over worked-out values; ValueError for a key that is none."""
    found = dict(connection.execute("SELECT key, text FROM typed_value ORDER BY key"))
    for key in found:
        override_place(key)
    return Fields(found)


def _same(table: BudgetTable, before: BudgetTable | None) -> BudgetTable:
    return before if before == table else table
