"""Writes a delta into the tables, only where it fits what stands there."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from editor.domain.volume import Volume
from editor.errors import UserError
from editor.store.delta import DamagedDelta, Delta, RowChange, Splice
from editor.store.diff import NOTHING, diff
from editor.store.rows import LISTS, TABLES, ListTable, Row, Scalar, Table
from editor.store.schema import MAX_TEXT

Places = Mapping[Row, int]
"""Key of a row in an ordered table → its position after the splices."""


def write(connection: sqlite3.Connection, delta: Delta) -> None:
    """Changes the rows, inside the transaction that is open; foreign keys are looked at when it is committed.

    DamagedDelta where a row or a list is not what the delta says was there before: then nothing may be committed.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    keyed = [splice for splice in delta.splices if splice.table in TABLES]
    for splice in keyed:
        _expect_keys(connection, TABLES[splice.table], splice)
    changes: dict[str, list[RowChange]] = defaultdict(list)
    for change in delta.rows:
        changes[change.table].append(change)
    for name, table in reversed(tuple(TABLES.items())):
        _delete(connection, table, [c for c in changes[name] if c.after is None])
    for splice in keyed:
        _shift(connection, TABLES[splice.table], splice)
    for splice in delta.splices:
        if splice.table in LISTS:
            _write_list(connection, LISTS[splice.table], splice)
    for name, table in TABLES.items():
        places = {key: s.at + i for s in keyed if s.table == name for i, key in enumerate(s.after)}
        _update(connection, table, [c for c in changes[name] if c.before is not None and c.after is not None])
        _insert(connection, table, [c for c in changes[name] if c.before is None], places)


def fill(connection: sqlite3.Connection, volume: Volume) -> None:
    """Writes a whole volume into new, empty tables, inside the transaction that is open."""
    start = (("form", NOTHING.form), ("year", str(NOTHING.year)), ("department", NOTHING.department))
    connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", start)
    write(connection, diff(NOTHING, volume))


def check_texts(delta: Delta) -> None:
    """UserError for a text the file cannot hold: too long, or with half a character as a broken paste leaves it."""
    for row in (*(change.after or () for change in delta.rows), *(row for s in delta.splices for row in s.after)):
        for text in row:
            if isinstance(text, str):
                _check_text(text)


def _check_text(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise UserError(
            f"这段文字有 {len(text)} 字，超过一处最多 {MAX_TEXT} 字的限度，没有保存。请分成几段或删减后再试。"
        )
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise UserError("这段文字里有损坏的字符，没有保存。请从原处重新复制，或改为手工输入。")


def _delete(connection: sqlite3.Connection, table: Table, changes: Sequence[RowChange]) -> None:
    sql = f"DELETE FROM {table.name} WHERE {_match(table.key)}{_and(table.values)}"
    _run(connection, sql, ((*c.key, *(c.before or ())) for c in changes), len(changes))


def _update(connection: sqlite3.Connection, table: Table, changes: Sequence[RowChange]) -> None:
    to = ", ".join(f"{column} = ?" for column in table.values)
    sql = f"UPDATE {table.name} SET {to} WHERE {_match(table.key)}{_and(table.values)}"
    _run(connection, sql, ((*(c.after or ()), *c.key, *(c.before or ())) for c in changes), len(changes))


def _insert(connection: sqlite3.Connection, table: Table, changes: Sequence[RowChange], places: Places) -> None:
    columns = (*table.key, *table.values, *(("position",) if table.ordered else ()))
    sql = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    fresh = {change.key for change in changes}
    if table.ordered:
        if not fresh <= places.keys():
            raise DamagedDelta(f"a row of {table.name} without a place")
        rows: Iterable[Row] = ((*c.key, *(c.after or ()), places[c.key]) for c in changes)
        moved = [(at, *key) for key, at in places.items() if key not in fresh]
        _run(connection, f"UPDATE {table.name} SET position = ? WHERE {_match(table.key)}", moved, len(moved))
    else:
        rows = ((*c.key, *(c.after or ())) for c in changes)
    _run(connection, sql, rows, len(changes))


def _expect_keys(connection: sqlite3.Connection, table: Table, splice: Splice) -> None:
    end = splice.at + len(splice.before)
    sql = f"SELECT {', '.join(table.key)} FROM {table.name} WHERE position >= ? AND position < ?{_and(table.scope)}"
    found = connection.execute(f"{sql} ORDER BY position", (splice.at, end, *splice.scope)).fetchall()
    if tuple(found) != splice.before:
        raise DamagedDelta(f"the order of {table.name} is another")


def _shift(connection: sqlite3.Connection, table: Table, splice: Splice) -> None:
    """Lets the rows behind the splice count on."""
    by = len(splice.after) - len(splice.before)
    if by:
        sql = f"UPDATE {table.name} SET position = position + ? WHERE position >= ?{_and(table.scope)}"
        connection.execute(sql, (by, splice.at + len(splice.before), *splice.scope))


def _write_list(connection: sqlite3.Connection, table: ListTable, splice: Splice) -> None:
    columns = ", ".join(table.values)
    where = f"position >= ?{_and(table.scope)}"
    sql = f"SELECT {columns} FROM {table.name} WHERE {where} ORDER BY position"
    tail = connection.execute(sql, (splice.at, *splice.scope)).fetchall()
    if tuple(tail[: len(splice.before)]) != splice.before:
        raise DamagedDelta(f"the list in {table.name} is another")
    connection.execute(f"DELETE FROM {table.name} WHERE {where}", (splice.at, *splice.scope))
    rows = (*splice.after, *tail[len(splice.before) :])
    marks = ", ".join("?" * (len(table.scope) + 1 + len(table.values)))
    connection.executemany(
        f"INSERT INTO {table.name} ({', '.join((*table.scope, 'position'))}, {columns}) VALUES ({marks})",
        [(*splice.scope, splice.at + i, *row) for i, row in enumerate(rows)],
    )


def _run(connection: sqlite3.Connection, sql: str, rows: Iterable[Sequence[Scalar]], expected: int) -> None:
    if not expected:
        return
    if connection.executemany(sql, rows).rowcount != expected:
        raise DamagedDelta(f"rows are not what they were: {sql}")


def _match(columns: Sequence[str]) -> str:
    return " AND ".join(f"{column} IS ?" for column in columns)


def _and(columns: Sequence[str]) -> str:
    return "".join(f" AND {column} IS ?" for column in columns)
