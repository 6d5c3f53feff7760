"""From major 1 to major 2: budget tables come, and a waiver may stand at a place in them.

The steps of the history and the named versions hold waivers too: they get the new columns, else they could not be undone.
"""

import json
from typing import TYPE_CHECKING

from editor.store.delta import digest
from editor.store.schema import BUDGET_2, WAIVER_2

if TYPE_CHECKING:
    from sqlite_utils import Database

_AT = 7
"""Where the new columns stand among the values of a waiver."""


def add_budget_tables(database: "Database") -> None:
    """Makes the new tables; waivers, steps and versions keep all they held."""
    waivers = database.execute("SELECT * FROM waiver ORDER BY position").fetchall()
    database.execute("DROP TABLE waiver")
    for statement in (WAIVER_2 + BUDGET_2).split(";"):
        if statement.strip():
            database.execute(statement)
    for position, *values in waivers:
        row = _widened(values)
        database.execute(f"INSERT INTO waiver VALUES ({', '.join('?' * (len(row) + 1))})", (position, *row))
    for table, column in (("history", "delta"), ("version", "content")):
        _widen_texts(database, table, column)


def _widen_texts(database: "Database", table: str, column: str) -> None:
    """A record that is damaged already is left as it is."""
    sql = f"SELECT id, {column}, digest FROM {table} WHERE instr({column}, '\"waiver\"') > 0"
    for key, text, proof in database.execute(sql).fetchall():
        if digest(text) != proof:
            continue
        tree = json.loads(text)
        for splice in tree["splices"]:
            if splice[0] == "waiver":
                splice[3:5] = [[_widened(row) for row in rows] for rows in splice[3:5]]
        new = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
        database.execute(f"UPDATE {table} SET {column} = ?, digest = ? WHERE id = ?", (new, digest(new), key))


def _widened(values: list[object]) -> list[object]:
    return [*values[:_AT], None, None, *values[_AT:]]
