"""What one step changes in the rows of a file, both ways, and as the text that history keeps."""

import json
from hashlib import blake2b
from typing import Any, NamedTuple

from editor.store.rows import LISTS, TABLES, ListTable, Row, Table
from editor.values import value


class RowChange(NamedTuple):
    """One row: its values before (None: it was not there) and after (None: it is gone). Its position is no value."""

    table: str
    key: Row
    before: Row | None
    after: Row | None


class Splice(NamedTuple):
    """A list whose middle changed: from position `at` on, `after` stands where `before` stood.

    The items of a `Table` are its keys, those of a `ListTable` its values. An insert among thousands is one item here,
    though the rows behind it count on.
    """

    table: str
    scope: Row
    at: int
    before: tuple[Row, ...]
    after: tuple[Row, ...]


@value
class Delta:
    """All row changes and splices of one step."""

    rows: tuple[RowChange, ...] = ()
    splices: tuple[Splice, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.splices)

    def inverse(self) -> "Delta":
        """The delta that takes this one back."""
        return Delta(
            tuple(RowChange(r.table, r.key, r.after, r.before) for r in self.rows),
            tuple(Splice(s.table, s.scope, s.at, s.after, s.before) for s in reversed(self.splices)),
        )


class DamagedDelta(ValueError):
    """A text that is no delta, or one that does not fit the rows it is to change."""


def encode(delta: Delta) -> str:
    """The delta as JSON."""
    return json.dumps({"rows": delta.rows, "splices": delta.splices}, ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Delta:
    """The delta of `encode`; DamagedDelta where the text is anything else."""
    try:
        tree = json.loads(text)
        rows = tuple(_row_change(*item) for item in tree["rows"])
        return Delta(rows, tuple(_splice(*item) for item in tree["splices"]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DamagedDelta(str(error)) from error


def checked_text(row: tuple[bytes, bytes] | None) -> str:
    """A stored text by its bytes and those of its digest; DamagedDelta where it is not what was written, or no text at all."""
    if row is None:
        raise DamagedDelta("gone")
    try:
        text = row[0].decode()
    except UnicodeDecodeError:
        raise DamagedDelta("no text") from None
    if digest(text).encode() != row[1]:
        raise DamagedDelta("not the text that was written")
    return text


def digest(text: str) -> str:
    """What a stored text is compared with when it is read again."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _row_change(table: str, key: Any, before: Any, after: Any) -> RowChange:
    shape = TABLES[table]
    if before is None and after is None:
        raise DamagedDelta("an empty change")
    values = len(shape.values)
    return RowChange(
        table,
        _row(key, len(shape.key)),
        None if before is None else _row(before, values),
        None if after is None else _row(after, values),
    )


def _splice(table: str, scope: Any, at: Any, before: Any, after: Any) -> Splice:
    shape: Table | ListTable = LISTS[table] if table in LISTS else TABLES[table]
    width = len(shape.key) if isinstance(shape, Table) else len(shape.values)
    if type(at) is not int or at < 0 or (isinstance(shape, Table) and not shape.ordered):
        raise DamagedDelta("no place in a list")
    return Splice(
        table,
        _row(scope, len(shape.scope)),
        at,
        tuple(_row(item, width) for item in before),
        tuple(_row(item, width) for item in after),
    )


def _row(value: Any, width: int) -> Row:
    if not isinstance(value, list) or len(value) != width:
        raise DamagedDelta("a row of the wrong width")
    for item in value:
        if item is not None and type(item) not in (str, int):
            raise DamagedDelta("neither text nor number")
    return tuple(value)
