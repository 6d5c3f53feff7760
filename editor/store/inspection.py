"""Looks at a file that is not trusted yet, over a connection that cannot write: its schema, its pages, its bounds."""

import sqlite3
from pathlib import Path

from editor.errors import UserError
from editor.store.connecting import MAX_LENGTH
from editor.store.faults import damaged
from editor.store.schema import MAX_TEXT, Schema, objects_of

CHECK_SECONDS = 30.0
_MOST_ROWS = {
    "meta": 100,
    "volume_field": 1_000,
    "unit": 5_000,
    "section": 100,
    "paragraph": 100_000,
    "project": 20_000,
    "project_field": 500_000,
    "indicator": 200_000,
    "indicator_cell": 2_000_000,
    "budget_row": 100_000,
    "budget_cell": 2_000_000,
    "typed_value": 20_000,
    "waiver": 200_000,
    "history": 20_000,
    "version": 1_000,
}
_MOST_OTHER = 100_000
"""Rows of a table only older files have."""
_MOST_NAME = 1_000
"""Characters of a key, a name of a step, a time."""
_LONG = {"delta": MAX_LENGTH, "content": MAX_LENGTH}
"""Bytes of columns that may hold whole volumes."""
_TEXTS = frozenset(
    {("meta", "value"), ("volume_field", "text"), ("unit", "name"), ("paragraph", "text"), ("project_field", "text")}
    | {("indicator_cell", "text"), ("waiver", "text"), ("waiver", "reason")}
    | {("budget_cell", "text"), ("typed_value", "text")}
)
"""Columns of document text."""


def inspect(connection: sqlite3.Connection, path: Path, schema: Schema) -> None:
    """UserError unless the file holds exactly the tables of `schema`, whole pages and no more than a document can."""
    connection.execute("PRAGMA query_only = ON")
    if objects_of(connection) != schema.objects():
        raise UserError(f"“{path.name}”里有不属于绩效文本的内容，可能被改动过，没有打开。请向发来文件的人再要一份。")
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise damaged(path)
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise damaged(path)
    for kind, table, *_ in sorted(schema.objects()):
        if kind == "table":
            _check_bounds(connection, path, table)


def check_room(connection: sqlite3.Connection) -> None:
    """UserError where a step has brought more rows than a file may be opened with."""
    for table, most in _MOST_ROWS.items():
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        if count > most:
            raise UserError("内容太多，超过一个文件能存的限度，这一步没有保存。请分成几个文件，或删减内容后再试。")


def _check_bounds(connection: sqlite3.Connection, path: Path, table: str) -> None:
    columns = connection.execute("SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'", (table,)).fetchall()
    names = [name for (name,) in columns]
    longest = (f"max(length({f'CAST({name} AS BLOB)' if name in _LONG else name}))" for name in names)
    count, *lengths = connection.execute(f"SELECT {', '.join(('count(*)', *longest))} FROM {table}").fetchone()
    limits = [_LONG.get(name, MAX_TEXT if (table, name) in _TEXTS else _MOST_NAME) for name in names]
    if count > _MOST_ROWS.get(table, _MOST_OTHER) or any((n or 0) > m for n, m in zip(lengths, limits, strict=True)):
        raise UserError(f"“{path.name}”里的内容多得不像绩效文本，没有打开，文件未作改动。请向发来文件的人再要一份。")
