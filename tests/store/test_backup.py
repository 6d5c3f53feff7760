"""Backups: made whole, checked, listed, pruned, restored."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from editor.domain.fields import Fields
from editor.domain.volume import Project
from editor.errors import UserError
from editor.store.backup import Backups, Policy, data_folder
from editor.store.creating import create_file
from editor.store.opening import open_file
from tests.store.samples import fingerprint, sample

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "文档" / "绩效 文本[1].jixiao"
    path.parent.mkdir()
    create_file(path, sample())
    return path


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "数据" / "backups", Policy(days=10, most=4, least=2))


def test_a_backup_is_listed_and_restored(path: Path, backups: Backups) -> None:
    before = fingerprint(path)
    made = backups.make(path, NOW)
    again = backups.make(path, NOW)
    assert fingerprint(path) == before
    assert backups.list(path) == (again, made)
    assert made.document == "绩效 文本[1]"
    assert made.time == datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001
    target = path.with_name("恢复.jixiao")
    backups.restore(made.path, target)
    opened = open_file(target)
    assert opened.volume == sample()
    opened.file.close()
    with pytest.raises(UserError, match="没有覆盖"):
        backups.restore(made.path, path)
    backups.restore(made.path, path, overwrite=True)
    assert [p.name for p in backups.folder.iterdir() if p.name not in (made.path.name, again.path.name)] == []


def test_documents_of_one_name_are_told_apart(path: Path, backups: Backups, tmp_path: Path) -> None:
    other = tmp_path / path.name
    create_file(other, sample())
    made = backups.make(path, NOW)
    assert backups.list(other) == ()
    assert backups.list(path) == backups.list() == (made,)


def test_old_backups_go_and_the_last_ones_stay(path: Path, backups: Backups) -> None:
    for day in range(7):
        backups.make(path, NOW + timedelta(days=day))
    assert [b.time.day for b in backups.list(path)] == [8, 7, 6, 5]
    backups.prune(path, NOW + timedelta(days=15))
    assert [b.time.day for b in backups.list(path)] == [8, 7]
    backups.prune(path, NOW + timedelta(days=900))
    assert len(backups.list(path)) == 2


def test_files_that_are_no_backups_stay(path: Path, backups: Backups) -> None:
    backups.make(path, NOW)
    (backups.folder / "别的文件.jixiao").write_text("not ours")
    backups.prune(path, NOW + timedelta(days=900))
    assert (backups.folder / "别的文件.jixiao").exists()


def test_a_clock_that_was_put_back_costs_no_backup(path: Path, backups: Backups) -> None:
    """The computer thinks it is years earlier: what is made now stays, and is not the first to go."""
    for day in range(4):
        backups.make(path, NOW + timedelta(days=day))
    early = NOW - timedelta(days=9000)
    made = [backups.make(path, early + timedelta(hours=hour)) for hour in range(3)]
    assert all(backup.path.exists() for backup in made)
    assert len(backups.list(path)) == 4


def test_a_clock_that_ran_ahead_takes_no_more_than_two(path: Path, backups: Backups) -> None:
    """Everything looks years old on a day that never was."""
    for day in range(4):
        backups.make(path, NOW + timedelta(days=day))
    wrong = backups.make(path, NOW + timedelta(days=9000))
    assert wrong.path.exists()
    assert len(backups.list(path)) == 3
    right = backups.make(path, NOW + timedelta(days=5))
    assert {right.path, wrong.path} <= {backup.path for backup in backups.list(path)}
    assert NOW.replace(tzinfo=None, day=5) in {backup.time for backup in backups.list(path)}


def test_what_a_crash_left_half_made_goes(path: Path, backups: Backups) -> None:
    backups.make(path, NOW)
    old, young, far = (backups.folder / f".~{digit * 16}.tmp" for digit in "abc")
    other = backups.folder / ".~lock.x#"
    for place in (old, young, far, other):
        place.write_bytes(b"half")
    os.utime(old, (1, 1))
    os.utime(far, (9e9, 9e9))  # of a time to come: the clock was put back
    os.utime(other, (1, 1))
    backups.make(path, NOW)
    assert [place.exists() for place in (old, young, far, other)] == [False, True, False, True]


def test_a_damaged_document_is_not_backed_up(path: Path, backups: Backups) -> None:
    good = path.read_bytes()
    path.write_bytes(good[: 4096 * 3] + b"\xff" * 4096 + good[4096 * 4 :])
    with pytest.raises(UserError, match="没有备份成"):
        backups.make(path, NOW)
    assert list(backups.folder.iterdir()) == []


def test_a_document_that_is_gone_is_said(path: Path, backups: Backups) -> None:
    path.unlink()
    with pytest.raises(UserError, match="没有备份成"):
        backups.make(path, NOW)
    assert not path.exists()


def test_a_damaged_backup_is_not_restored(path: Path, backups: Backups) -> None:
    made = backups.make(path, NOW)
    made.path.write_bytes(made.path.read_bytes()[:5000])
    target = path.with_name("恢复.jixiao")
    with pytest.raises(UserError, match="已损坏"):
        backups.restore(made.path, target)
    assert not target.exists()


def test_which_backups_hold_a_project(path: Path, backups: Backups, tmp_path: Path) -> None:
    """By key in backups of the same document, by code in all; damaged ones are among them."""
    code = sample().project(1).code
    moved = tmp_path / "移走.jixiao"
    create_file(moved, sample())
    own, other = backups.make(path, NOW), backups.make(moved, NOW)
    broken = backups.folder / other.path.name.replace("-20261102", "-20261103")
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert set(backups.holding(path, sample().project(1))) == {own.path, other.path, broken}
    renamed = Project(1, fields=Fields({"name": "改过的名称"}))
    assert set(backups.holding(path, renamed)) == {own.path, broken}
    assert set(backups.holding(path, Project(77, fields=Fields({"code": code})))) == {own.path, other.path, broken}
    assert set(backups.holding(path, Project(77, fields=Fields({"name": "没有"})))) == {broken}
    assert backups.remove((broken, own.path)) == ()
    assert backups.list() == (other,)


def test_where_data_lies() -> None:
    home = Path("/h")
    assert data_folder({}, home, "linux") == home / ".local" / "share" / "jixiao"
    assert data_folder({"XDG_DATA_HOME": "/x"}, home, "linux") == Path("/x/jixiao")
    assert data_folder({"APPDATA": "/a"}, home, "win32") == Path("/a/jixiao")
    assert data_folder({}, home, "win32") == home / "AppData" / "Roaming" / "jixiao"


def test_a_backup_is_made_while_the_document_is_written(path: Path, backups: Backups) -> None:
    opened = open_file(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE meta SET value = '2030' WHERE key = 'year'")
    made = backups.make(path, NOW)
    connection.execute("ROLLBACK")
    connection.close()
    opened.file.close()
    looked = open_file(made.path, read_only=True)
    assert looked.volume == sample()
    looked.file.close()
