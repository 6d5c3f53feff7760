"""Named versions (保存版本): whole volumes kept in the file under a name."""

import sqlite3

from editor.domain.volume import Volume
from editor.errors import UserError
from editor.store.damage import DamagedRows
from editor.store.delta import DamagedDelta, checked_text, decode, digest, encode
from editor.store.diff import NOTHING, diff
from editor.store.history import Stamp
from editor.store.reading import read_volume
from editor.store.schema import SCHEMA
from editor.store.writing import fill, write
from editor.values import value


@value
class Version:
    """A named version, without its content."""

    id: int
    name: str
    time: str
    user: str


def list_versions(connection: sqlite3.Connection) -> tuple[Version, ...]:
    """All named versions, oldest first."""
    return tuple(Version(*row) for row in connection.execute("SELECT id, name, time, user FROM version ORDER BY id"))


def add_version(connection: sqlite3.Connection, volume: Volume, stamp: Stamp) -> Version:
    """Keeps a volume under a name."""
    text = encode(diff(NOTHING, volume))
    cursor = connection.execute(
        "INSERT INTO version (name, time, user, digest, content) VALUES (?, ?, ?, ?, ?)",
        (*stamp, digest(text), text),
    )
    return Version(int(cursor.lastrowid or 0), *stamp)


def remove_version(connection: sqlite3.Connection, version: int) -> None:
    """Forgets a named version."""
    connection.execute("DELETE FROM version WHERE id = ?", (version,))


def rename_version(connection: sqlite3.Connection, version: int, name: str) -> None:
    """Calls it something else."""
    connection.execute("UPDATE version SET name = ? WHERE id = ?", (name, version))


def replace_version(connection: sqlite3.Connection, version: int, volume: Volume) -> None:
    """Puts another content under the same name."""
    text = encode(diff(NOTHING, volume))
    connection.execute("UPDATE version SET digest = ?, content = ? WHERE id = ?", (digest(text), text, version))


def version_volume(connection: sqlite3.Connection, version: int) -> Volume:
    """The volume of a named version; UserError where its record is damaged or gone."""
    row = connection.execute(
        "SELECT CAST(content AS BLOB), CAST(digest AS BLOB) FROM version WHERE id = ?", (version,)
    ).fetchone()
    try:
        return _volume(checked_text(row))
    except (DamagedDelta, DamagedRows, sqlite3.IntegrityError, ValueError) as error:
        raise UserError("这个版本的记录已损坏，不能恢复；现在的文档内容完好。请改用备份。") from error


def _volume(text: str) -> Volume:
    """Through the same rows as a file: what a table would not take is no volume."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        SCHEMA.create(connection)
        fill(connection, NOTHING)
        write(connection, decode(text))
        connection.execute("COMMIT")
        return read_volume(connection)
    finally:
        connection.close()
