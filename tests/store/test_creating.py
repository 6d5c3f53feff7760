"""New files appear whole or not at all."""

import sqlite3
from pathlib import Path

import pytest

from editor.errors import UserError
from editor.store.connecting import connect
from editor.store.creating import create_file, new_file
from editor.store.opening import open_file
from editor.store.schema import APPLICATION_ID
from tests.store.samples import fingerprint, sample


def test_a_new_file_is_marked_as_ours(tmp_path: Path) -> None:
    path = tmp_path / "新.jixiao"
    create_file(path, sample())
    head = path.read_bytes()[:100]
    assert head[68:72] == APPLICATION_ID.to_bytes(4) == b"JXIA"
    assert int.from_bytes(head[60:64]) == 2000
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_every_connection_has_the_pragmas(tmp_path: Path) -> None:
    path = tmp_path / "新.jixiao"
    create_file(path, sample())
    connection = connect(path, "rw")
    wanted = {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    with pytest.raises(sqlite3.OperationalError, match="attached"):
        connection.execute("ATTACH ':memory:' AS other")
    connection.close()


def test_a_failure_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "旧.jixiao"
    create_file(path, sample())
    before = fingerprint(path)
    with pytest.raises(TypeError), new_file(path, overwrite=True) as place:
        place.write_bytes(["half"])  # type: ignore[arg-type]
    assert fingerprint(path) == before
    with pytest.raises(UserError, match="没有覆盖"), new_file(path, overwrite=False):
        pass
    assert fingerprint(path) == before


def test_a_journal_left_by_an_earlier_file_of_the_name_does_no_harm(tmp_path: Path) -> None:
    """SQLite would roll it back into the new file."""
    path = tmp_path / "新.jixiao"
    old = tmp_path / "旧.jixiao"
    create_file(old, sample())
    connection = connect(old, "rw")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO history VALUES (?, '', '', '', '', ?)", [(i, "长" * 5000) for i in range(50)])
    journal = (tmp_path / "旧.jixiao-journal").read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    path.with_name(path.name + "-journal").write_bytes(journal)
    create_file(path, sample())
    assert not path.with_name(path.name + "-journal").exists()
    opened = open_file(path)
    assert opened.volume == sample()
    opened.file.close()
