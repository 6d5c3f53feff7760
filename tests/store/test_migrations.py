"""Files of older versions: the fixture of schema 1 opens for ever, and the machinery migrates, rehearses and backs up."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from editor.document.document import open_document
from editor.domain import edits
from editor.domain.places import Place
from editor.errors import UserError
from editor.store.backup import Backups
from editor.store.connecting import connect
from editor.store.creating import create_file
from editor.store.delta import digest
from editor.store.migrations import LINEAGE, Lineage, Migration
from editor.store.opening import Opening, open_file
from editor.store.rows import LISTS, TABLES
from editor.store.schema import SCHEMA, TABLES_2, Schema
from tests.store.make_fixture import FIXTURE, FIXTURE_1, made, make
from tests.store.samples import budget_sample, fingerprint, sample

CREATE_REMARK = "CREATE TABLE remark (id INTEGER PRIMARY KEY, text TEXT)"
WITH_REMARKS = f"{TABLES_2}{CREATE_REMARK};"
"""Tables as an older version might have had them."""


def drop_remarks(database: Database) -> None:
    database.table("remark").drop()


def rename_year(database: Database) -> None:
    database.table("meta").update("year", {"value": "2027"})


OLD = Schema(2000, WITH_REMARKS)
NEW = Schema(3000, TABLES_2)
NEXT = Schema(3001, TABLES_2)
FUTURE = Lineage(
    NEXT, (Migration("drop remarks", OLD, NEW, drop_remarks), Migration("fix years", NEW, NEXT, rename_year))
)


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    path = tmp_path / "旧.jixiao"
    create_file(path, edits.set_year(sample(), 27))
    connection = sqlite3.connect(path)
    connection.execute(CREATE_REMARK)
    connection.close()
    return path


def test_the_file_of_schema_1_opens_with_all_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "schema-1.jixiao"
    shutil.copy(FIXTURE_1, path)
    with open_document(path) as document:
        assert document.volume == edits.set_field(sample(), 4, "budget", "6.00")
        assert document.undo_names() == ("修改预算数",)
        assert document.redo_names() == ("删除行",)
        assert [v.name for v in document.versions()] == ["初稿"]
        document.redo()
        document.undo()
        document.undo()
        assert document.volume == sample()


def test_waivers_of_schema_1_are_kept_and_so_are_the_steps_that_set_them(tmp_path: Path) -> None:
    """The fixture's first step is what set its waiver; the named version holds it too."""
    path = tmp_path / "old.jixiao"
    shutil.copy(FIXTURE_1, path)
    set_by_hand(path)
    with open_document(path) as document:
        first, second = document.volume.waivers
        assert (first, second.check, second.place) == (sample().waivers[0], "IND-09", Place(4, row=5, field="target"))
        document.undo()
        assert document.volume.waivers == sample().waivers
        document.redo()
        assert document.volume.waivers == (first, second)
        assert document.volume != sample()
        document.restore_version(document.versions()[0].id)
        assert document.volume.waivers == sample().waivers


def set_by_hand(path: Path) -> None:
    """A waiver and its step, as the program of schema 1 wrote them."""
    row = ["IND-09", 4, 5, "target", None, None, None, "", "另行说明"]
    text = json.dumps(
        {"rows": [], "splices": [["waiver", [], 1, [], [row]]]}, ensure_ascii=False, separators=(",", ":")
    )
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO waiver VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.execute("DELETE FROM history WHERE id > 1")
    connection.execute(
        "INSERT INTO history VALUES (2, '忽略', '2026-11-02T09:30:00+00:00', '甲', ?, ?)", (digest(text), text)
    )
    connection.execute("UPDATE meta SET value = '2' WHERE key = 'step'")
    connection.commit()
    connection.close()


def test_the_file_of_schema_2_opens_with_all_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "schema-2.jixiao"
    shutil.copy(FIXTURE, path)
    with open_document(path) as document:
        assert document.volume == made()
        assert document.undo_names() == ("改合计", "改录入", "修改预算数")
        assert [v.name for v in document.versions()] == ["初稿"]
        document.undo()
        document.undo()
        document.undo()
        assert document.volume == budget_sample()


def test_the_fixture_is_what_its_script_makes_today(tmp_path: Path) -> None:
    """A change of the schema that forgets its version number is found here."""
    if LINEAGE.current.version == 2000:
        make(tmp_path / "a.jixiao")
        today, then = (sqlite3.connect(p) for p in (tmp_path / "a.jixiao", FIXTURE))
        without_user = "SELECT type, name, sql FROM sqlite_schema ORDER BY name"
        assert today.execute(without_user).fetchall() == then.execute(without_user).fetchall()
        today.close()
        then.close()


def test_migrations_run_in_order_after_a_backup(old_file: Path) -> None:
    told: list[bytes] = []
    before = old_file.read_bytes()
    how = Opening(lineage=FUTURE, before_migration=lambda path: told.append(path.read_bytes()))
    with open_document(old_file, how=how) as document:
        assert document.volume == sample()
        document.apply("改", lambda v: edits.set_year(v, 2028))
    assert told == [before]
    with open_document(old_file, how=how) as document:
        document.undo()
        assert document.volume == sample()
    assert told == [before]
    with pytest.raises(UserError, match="更新版本"):
        open_file(old_file)


def test_a_document_backs_itself_up_before_a_migration(old_file: Path, tmp_path: Path) -> None:
    backups = Backups(tmp_path / "backups")
    with open_document(old_file, backups=backups, how=Opening(lineage=FUTURE)) as document:
        assert document.volume == sample()
    (made,) = backups.list(old_file)
    connection = sqlite3.connect(made.path)
    assert connection.execute("PRAGMA user_version").fetchone() == (2000,)
    assert connection.execute("SELECT value FROM meta WHERE key = 'year'").fetchone() == ("27",)
    connection.close()


def test_a_read_only_look_at_an_old_file_migrates_nothing(old_file: Path) -> None:
    before = fingerprint(old_file)
    opened = open_file(old_file, read_only=True, how=Opening(lineage=FUTURE))
    assert opened.volume == sample()
    opened.file.close()
    assert fingerprint(old_file) == before


@pytest.mark.parametrize(
    ("fault", "word"), [("raises", "没有成功"), ("leaves another table", "没有成功"), ("leaves no volume", "已损坏")]
)
def test_a_migration_that_fails_leaves_the_file_as_it_was(old_file: Path, fault: str, word: str) -> None:
    def run(database: Database) -> None:
        drop_remarks(database)
        if fault == "raises":
            raise ValueError("cannot")
        if fault == "leaves another table":
            database.table("left").create({"id": int})
        else:
            database.table("meta").delete("year")

    before = fingerprint(old_file)
    backups: list[Path] = []
    how = Opening(lineage=Lineage(NEW, (Migration("faulty", OLD, NEW, run),)), before_migration=backups.append)
    with pytest.raises(UserError, match=word):
        open_file(old_file, how=how)
    assert fingerprint(old_file) == before
    assert backups == []


def test_without_its_backup_nothing_is_migrated(old_file: Path) -> None:
    def fail(_: Path) -> None:
        raise UserError("没有备份成。")

    before = fingerprint(old_file)
    with pytest.raises(UserError, match="没有备份成"):
        open_file(old_file, how=Opening(lineage=FUTURE, before_migration=fail))
    assert fingerprint(old_file) == before


def test_the_code_knows_the_tables_as_they_are() -> None:
    """The key and value columns of `rows` are the primary keys and the other columns of the schema."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    SCHEMA.create(connection)
    database = Database(connection, execute_plugins=False)
    assert {table.name for table in database.tables} == {*TABLES, *LISTS, "history", "version"}
    for keyed in TABLES.values():
        table = database.table(keyed.name)
        assert tuple(table.pks) == keyed.key
        rest = {column.name for column in table.columns} - set(keyed.key)
        assert rest == {*keyed.values, *(("position",) if keyed.ordered else ())}
        assert set(keyed.scope) <= set(keyed.values)
    for listed in LISTS.values():
        table = database.table(listed.name)
        assert tuple(table.pks) == (*listed.scope, "position")
        assert {column.name for column in table.columns} == {*listed.scope, "position", *listed.values}
    assert all(table.strict for table in database.tables)
    connection.close()


def test_a_crash_in_the_middle_of_a_migration(old_file: Path, tmp_path: Path) -> None:
    """The header tells of the new version already, the journal takes the tables back: the file is the old one, and opens."""
    folder = tmp_path / "crashed"
    folder.mkdir()
    crashed = folder / old_file.name
    connection = connect(old_file, "rw")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    for migration in FUTURE.migrations:
        migration.run(Database(connection))
        migration.after.mark(connection)
    connection.executemany(
        "INSERT INTO paragraph VALUES ('safeguards', ?, ?)", [(n, "长" * 5000) for n in range(9, 40)]
    )
    for name in (old_file.name, old_file.name + "-journal"):
        shutil.copy(tmp_path / name, folder / name)
    connection.execute("ROLLBACK")
    connection.close()
    with crashed.open("r+b") as file:  # the page of the header was written too
        file.seek(60)
        file.write(NEXT.version.to_bytes(4, "big"))
    backups = Backups(tmp_path / "backups")
    how = Opening(lineage=FUTURE)
    with open_document(crashed, read_only=True, how=how) as look:
        assert look.volume == sample()
    with open_document(crashed, backups=backups, how=how) as document:
        assert document.volume == sample()
    (made,) = backups.list(crashed)
    with open_document(made.path, read_only=True, how=how) as kept:
        assert kept.volume == sample()
