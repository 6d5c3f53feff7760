"""The tables of a document file, its application id and its version.

`user_version` is major * 1000 + minor. A new major has other tables, and an older program refuses it. A new minor has the
same tables and may hold more keys in `meta`, `volume_field` and `project_field`, which older programs keep and do not
touch; so a newer minor opens.

A classified project cannot hold content because the tables do not let it: its children repeat its mark in their foreign
key, `indicator` allows no mark at all and `project_field` nothing but the name with it.
"""

import sqlite3

from editor.values import value

APPLICATION_ID = 0x4A584941
MAX_TEXT = 100_000
"""Characters of one text; a longer one is refused when it is written, and so is a file that holds one."""

TABLES_1 = f"""
CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (length(value) <= {MAX_TEXT})
) STRICT, WITHOUT ROWID;
CREATE TABLE volume_field (
  field TEXT NOT NULL,
  item INTEGER NOT NULL CHECK (item >= -1),
  text TEXT NOT NULL CHECK (length(text) <= {MAX_TEXT}),
  PRIMARY KEY (field, item),
  CHECK (item >= 0 OR text <> '')
) STRICT, WITHOUT ROWID;
CREATE TABLE unit (
  code TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL CHECK (length(name) <= {MAX_TEXT})
) STRICT, WITHOUT ROWID;
CREATE TABLE section (
  key TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE paragraph (
  section TEXT NOT NULL REFERENCES section (key),
  position INTEGER NOT NULL CHECK (position >= 0),
  text TEXT NOT NULL CHECK (length(text) <= {MAX_TEXT}),
  PRIMARY KEY (section, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE project (
  id INTEGER NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL CHECK (position >= 0),
  unit TEXT NOT NULL,
  classified INTEGER NOT NULL CHECK (classified IN (0, 1)),
  UNIQUE (id, classified),
  CHECK (classified = 0 OR unit = '')
) STRICT;
CREATE TABLE project_field (
  project INTEGER NOT NULL,
  classified INTEGER NOT NULL,
  field TEXT NOT NULL,
  item INTEGER NOT NULL CHECK (item >= -1),
  text TEXT NOT NULL CHECK (length(text) <= {MAX_TEXT}),
  PRIMARY KEY (project, field, item),
  FOREIGN KEY (project, classified) REFERENCES project (id, classified),
  CHECK (item >= 0 OR text <> ''),
  CHECK (classified = 0 OR (field = 'name' AND item = -1))
) STRICT, WITHOUT ROWID;
CREATE TABLE indicator (
  id INTEGER NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL CHECK (position >= 0),
  project INTEGER NOT NULL,
  classified INTEGER NOT NULL CHECK (classified = 0),
  FOREIGN KEY (project, classified) REFERENCES project (id, classified)
) STRICT;
CREATE INDEX indicator_project ON indicator (project, position);
CREATE TABLE indicator_cell (
  indicator INTEGER NOT NULL REFERENCES indicator (id),
  column TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> '' AND length(text) <= {MAX_TEXT}),
  PRIMARY KEY (indicator, column)
) STRICT, WITHOUT ROWID;
CREATE TABLE waiver (
  position INTEGER NOT NULL PRIMARY KEY CHECK (position >= 0),
  finding TEXT NOT NULL,
  project INTEGER,
  row INTEGER,
  field TEXT,
  item INTEGER,
  section TEXT,
  unit TEXT,
  text TEXT NOT NULL CHECK (length(text) <= {MAX_TEXT}),
  reason TEXT NOT NULL CHECK (length(reason) <= {MAX_TEXT})
) STRICT;
CREATE TABLE history (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  time TEXT NOT NULL,
  user TEXT NOT NULL,
  digest TEXT NOT NULL,
  delta TEXT NOT NULL
) STRICT;
CREATE TABLE version (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  time TEXT NOT NULL,
  user TEXT NOT NULL,
  digest TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
"""


_WAIVER_1 = TABLES_1[TABLES_1.index("CREATE TABLE waiver") : TABLES_1.index("CREATE TABLE history")]
WAIVER_2 = _WAIVER_1.replace("  text TEXT NOT NULL", "  budget TEXT,\n  line TEXT,\n  text TEXT NOT NULL")
BUDGET_2 = f"""
CREATE TABLE budget_row (
  id INTEGER NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL CHECK (position >= 0),
  budget TEXT NOT NULL
) STRICT;
CREATE INDEX budget_row_budget ON budget_row (budget, position);
CREATE TABLE budget_cell (
  row INTEGER NOT NULL REFERENCES budget_row (id),
  column TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> '' AND length(text) <= {MAX_TEXT}),
  PRIMARY KEY (row, column)
) STRICT, WITHOUT ROWID;
CREATE TABLE typed_value (
  key TEXT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL CHECK (text <> '' AND length(text) <= {MAX_TEXT})
) STRICT, WITHOUT ROWID;
"""
"""What came with major 2: the rows of budget tables, and what is typed over worked-out values."""
TABLES_2 = TABLES_1.replace(_WAIVER_1, WAIVER_2) + BUDGET_2


@value
class Schema:
    """The tables of one version of the file; `version` is major * 1000 + minor."""

    version: int
    tables: str

    @property
    def major(self) -> int:
        """Files of another major are migrated, or refused where it is newer."""
        return self.version // 1000

    def create(self, connection: sqlite3.Connection) -> None:
        """Makes the tables in an empty database, inside the transaction that is open."""
        for statement in self.tables.split(";"):
            if statement.strip():
                connection.execute(statement)
        self.mark(connection)

    def mark(self, connection: sqlite3.Connection) -> None:
        """Writes the application id and the version into the header."""
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {self.version}")

    def objects(self) -> frozenset[tuple[str, ...]]:
        """What `sqlite_schema` holds in such a file, as `objects_of` gives it."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        try:
            self.create(connection)
            return objects_of(connection)
        finally:
            connection.close()


def objects_of(connection: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    """Every table, index, view and trigger as (type, name, table, SQL with single spaces)."""
    found = connection.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema")
    return frozenset((kind, name, table, " ".join(sql.split())) for kind, name, table, sql in found)


SCHEMA_1 = Schema(1000, TABLES_1)
SCHEMA = Schema(2000, TABLES_2)
"""The schema this program writes."""
