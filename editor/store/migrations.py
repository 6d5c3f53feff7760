"""Files of older versions made into files of this one, by named functions in order.

A migration may use all of sqlite-utils (`db["unit"].transform(...)`): what counts is that the tables it leaves are, to
the word, those of the schema it leads to.
"""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from editor.store.migration_2 import add_budget_tables
from editor.store.schema import SCHEMA, SCHEMA_1, Schema, objects_of
from editor.values import value

if TYPE_CHECKING:
    from sqlite_utils import Database


@value
class Migration:
    """One step from a schema to the next."""

    name: str
    before: Schema
    after: Schema
    run: "Callable[[Database], None]"


@value
class Lineage:
    """The schema of this program and how files of older ones get there, oldest first."""

    current: Schema
    migrations: tuple[Migration, ...] = ()

    def pending(self, version: int) -> tuple[Migration, ...]:
        """The migrations a file of this version needs; none for a newer minor version."""
        return tuple(m for m in self.migrations if m.before.version >= version)

    def schema_of(self, version: int) -> Schema:
        """The tables a file of this version has; ValueError where no program ever wrote such a version."""
        for migration in self.migrations:
            if migration.before.version == version:
                return migration.before
        if version // 1000 != self.current.major:
            raise ValueError(f"no version {version}")
        return self.current


LINEAGE = Lineage(SCHEMA, (Migration("budget tables", SCHEMA_1, SCHEMA, add_budget_tables),))


def migrate(connection: sqlite3.Connection, lineage: Lineage, version: int) -> None:
    """Runs what a file of this version needs, all in one transaction; an error leaves the file as it was."""
    pending = lineage.pending(version)
    if not pending:
        return
    from sqlite_utils import Database

    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        database = Database(connection, recursive_triggers=False, execute_plugins=False)
        for migration in pending:
            migration.run(database)
            if objects_of(connection) != migration.after.objects():
                raise ValueError(f"{migration.name} leaves other tables than it should")
            migration.after.mark(connection)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise ValueError("rows without their parents after a migration")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")
