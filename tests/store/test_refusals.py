"""A stranger's file is opened or refused in one sentence, and either way not a byte of it changes."""

import re
import shutil
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.document.document import open_document
from editor.domain import edits
from editor.errors import UserError
from editor.store.connecting import connect
from editor.store.creating import create_file
from editor.store.file import VolumeFile
from editor.store.opening import Opening, open_file
from tests.store.samples import fingerprint, sample

SENTENCE = re.compile(r"[^\n]{10,120}。")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "绩效文本.jixiao"
    create_file(path, sample())
    return path


def refuse(path: Path, word: str, how: Opening | None = None) -> None:
    before = fingerprint(path)
    for read_only in (False, True):
        with pytest.raises(UserError, match=word) as caught:
            open_file(path, read_only=read_only, how=how)
        assert SENTENCE.fullmatch(str(caught.value))
        assert fingerprint(path) == before


def spoil(path: Path, *statements: str) -> None:
    """What someone with SQLite at hand could do to a file."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def patch(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def test_a_good_file_opens_and_is_not_written_by_it(path: Path) -> None:
    before = fingerprint(path)
    opened = open_file(path)
    assert opened.volume == sample()
    opened.file.close()
    assert fingerprint(path) == before


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空文件"),
        ("项目名称：办公经费\n".encode() * 50, "不是绩效文本"),
        (b"PK\x03\x04" + b"\0" * 200, "Word、Excel"),
        (b"%PDF-1.7\n" + b"\0" * 200, "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版"),
        (b"SQLite format 3\0" + b"\0" * 50, "已损坏"),
        (b"SQLite format 3\0" + b"\0" * 4080, "别的程序"),
    ],
)
def test_other_files(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "文件.jixiao"
    path.write_bytes(content)
    refuse(path, word)


def test_a_folder_and_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "文件夹.jixiao"
    folder.mkdir()
    refuse(folder, "文件夹")
    refuse(tmp_path / "没有.jixiao", "找不到")


@pytest.mark.parametrize("keep", [150, 4096, 5000, -4096, -1])
def test_a_truncated_file(path: Path, keep: int) -> None:
    path.write_bytes(path.read_bytes()[:keep])
    refuse(path, "已损坏")


@pytest.mark.parametrize(
    ("at", "data", "word"),
    [
        (68, b"ABCD", "别的程序"),
        (60, struct.pack(">I", 3000), "更新版本"),
        (60, struct.pack(">I", 7), "已损坏"),
        (56, struct.pack(">I", 2), "已损坏"),
        (18, b"\x02\x02", "已损坏"),
        (16, b"\x03\xe8", "已损坏"),
    ],
)
def test_headers_that_are_not_ours(path: Path, at: int, data: bytes, word: str) -> None:
    patch(path, at, data)
    refuse(path, word)


def test_a_newer_minor_version_opens_and_keeps_what_it_brought(path: Path) -> None:
    spoil(path, "PRAGMA user_version = 2007", "INSERT INTO meta VALUES ('later', 'x')")
    opened = open_file(path)
    assert opened.volume == sample()
    opened.file.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'later'").fetchone() == ("x",)
    connection.close()


SWAP = "PRAGMA writable_schema = ON"


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TABLE waiver", "CREATE VIEW waiver AS SELECT 1 AS position"],
        ["CREATE VIEW extra AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"],
        ["CREATE TRIGGER t AFTER UPDATE ON meta BEGIN DELETE FROM project; END"],
        ["CREATE TABLE extra (a)"],
        ["CREATE INDEX extra ON unit (name)"],
        ["CREATE VIRTUAL TABLE extra USING fts5 (a)"],
        ["ALTER TABLE unit ADD COLUMN extra TEXT"],
        ["ALTER TABLE unit ADD COLUMN extra TEXT AS (name) VIRTUAL"],
        ["DROP TABLE waiver"],
        ["DROP INDEX indicator_project"],
        ["DROP TABLE waiver", "CREATE TABLE waiver (position INTEGER NOT NULL PRIMARY KEY) WITHOUT ROWID"],
        [SWAP, "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (item >= -1)', '') WHERE name = 'project_field'"],
        [SWAP, "UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = 'unit'"],
        ["ANALYZE"],
    ],
)
def test_a_schema_that_is_not_ours(path: Path, statements: list[str]) -> None:
    spoil(path, "PRAGMA foreign_keys = OFF", *statements)
    refuse(path, "不属于绩效文本")


UNCHECKED = "PRAGMA ignore_check_constraints = ON"


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM project WHERE id = 1"],
        ["UPDATE project SET position = position + 1"],
        ["UPDATE indicator SET position = 0"],
        ["UPDATE paragraph SET position = position + 5"],
        ["DELETE FROM project_field WHERE field = 'goals' AND item = 0"],
        ["INSERT INTO project_field VALUES (4, 0, 'goals', -1, '又是文字')"],
        ["DELETE FROM meta WHERE key = 'year'"],
        ["UPDATE meta SET value = '二〇二七' WHERE key = 'year'"],
        ["UPDATE meta SET value = '9' WHERE key = 'step'"],
        ["DELETE FROM meta WHERE key = 'step'"],
        [UNCHECKED, "INSERT INTO project_field VALUES (7, 1, 'purpose', -1, '不该有')"],
        [UNCHECKED, "UPDATE project SET unit = '312001' WHERE id = 7"],
        [UNCHECKED, "INSERT INTO indicator VALUES (99, 0, 7, 1)"],
        ["UPDATE unit SET name = CAST(x'ff41' AS TEXT)"],
    ],
)
def test_rows_no_volume_is_made_of(path: Path, statements: list[str]) -> None:
    spoil(path, *statements)
    refuse(path, "已损坏")


MANY = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {})"
    " INSERT INTO project SELECT 1000 + i, 2 + i, '', 0 FROM n"
)


@pytest.mark.parametrize(
    "statement",
    [
        MANY.format(30_000),
        "INSERT INTO volume_field VALUES ('reviewer', -1, replace(printf('%100001d', 1), ' ', '字'))",
        "INSERT INTO unit VALUES (printf('%2000d', 1), 2, '单位')",
        "INSERT INTO history VALUES (1, printf('%2000d', 1), '', '', '', '')",
    ],
)
def test_more_than_a_document_holds(path: Path, statement: str) -> None:
    spoil(path, UNCHECKED, statement)
    refuse(path, "多得不像")


def test_a_step_longer_than_can_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(path, "INSERT INTO history VALUES (1, 'a', '', '', '', printf('%2000d', 1))")
    monkeypatch.setattr("editor.store.inspection._LONG", {"delta": 1000, "content": 1000})
    refuse(path, "多得不像")


def test_checks_end_when_their_time_is_over(path: Path) -> None:
    spoil(path, MANY.format(19_000))
    refuse(path, "用时过长", Opening(seconds=0))


def test_a_file_beyond_the_size_limit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.store.header.MAX_FILE", 1000)
    refuse(path, "超过")


def open_and_close(path: Path) -> str:
    """What the refusal says, "" where the file opened."""
    try:
        open_file(path).file.close()
    except UserError as error:
        return str(error)
    return ""


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_flipped_bytes_open_or_are_refused(path: Path, data: st.DataObject) -> None:
    good = path.read_bytes()
    bad = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        bad[data.draw(st.integers(0, len(bad) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        path.write_bytes(bad)
        said = open_and_close(path)
        assert not said or SENTENCE.fullmatch(said)
        assert path.read_bytes() == bad
    finally:
        path.write_bytes(good)


def crash(path: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Leaves the file as a crash in the middle of a commit does: half written, with a journal that puts it right."""
    folder = path.parent / "before"
    folder.mkdir()
    connection = connect(path, "rw")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    change(connection)
    for name in (path.name, path.name + "-journal"):
        shutil.copy(path.parent / name, folder / name)
    connection.execute("ROLLBACK")
    connection.close()
    for name in (path.name, path.name + "-journal"):
        shutil.copy(folder / name, path.parent / name)
    shutil.rmtree(folder)


def grow(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE project_field SET text = '写了一半' WHERE field = 'name'")
    connection.executemany("INSERT INTO history VALUES (?, '', '', '', '', ?)", [(i, "长" * 5000) for i in range(50)])


def test_a_crash_in_the_middle_of_a_commit_is_rolled_back(path: Path) -> None:
    good = path.read_bytes()
    crash(path, grow)
    assert path.read_bytes() != good
    before = fingerprint(path)
    with_journal = open_file(path, read_only=True)
    assert with_journal.volume == sample()
    with_journal.file.close()
    assert fingerprint(path) == before
    opened = open_file(path)
    assert opened.volume == sample()
    opened.file.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("pages", [1, 40])
def test_pages_that_were_to_be_cut_off_are_cut_off_later(path: Path, pages: int) -> None:
    """SQLite commits that a file has become shorter, then shortens it: a crash in between leaves the rest, old bytes in it."""
    with path.open("ab") as file:
        file.write("残留的字".encode().ljust(4096) * pages)
    before = fingerprint(path)
    look = open_file(path, read_only=True)
    assert look.volume == sample()
    look.file.close()
    assert fingerprint(path) == before
    opened = open_file(path)
    assert opened.volume == sample()
    opened.file.close()
    assert "残留的字".encode() not in path.read_bytes()
    with path.open("ab") as file:
        file.write(b"less than a page")
    refuse(path, "已损坏")


def test_a_journal_that_was_never_begun_with_is_passed_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that died before its first sync leaves one; nobody waits for it, nothing is copied for it."""
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(bytes(512) + b"x" * 4096)

    def copied(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("editor.store.opening._copied_still", copied)
    before = fingerprint(path)
    look = open_file(path, read_only=True)
    assert look.volume == sample()
    look.file.close()
    assert fingerprint(path) == before
    with open_document(path) as document:
        document.apply("改", lambda volume: edits.set_year(volume, 2030))
    assert not journal.exists()


def test_a_stranger_with_a_journal_is_refused_as_it_is(path: Path) -> None:
    spoil(path, "CREATE TABLE extra (a)")
    crash(path, grow)
    refuse(path, "不属于绩效文本")


def test_a_journal_that_names_another_file_touches_neither(path: Path) -> None:
    crash(path, grow)
    victim = path.parent / "别的文件.txt"
    victim.write_text("重要")
    name = str(victim).encode()
    journal = path.with_name(path.name + "-journal")
    tail = struct.pack(">I", 1) + name + struct.pack(">II", len(name), sum(name)) + b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    journal.write_bytes(journal.read_bytes() + tail)
    refuse(path, "已损坏")
    assert victim.read_text() == "重要"


def test_read_only_places_open_to_look_at(path: Path) -> None:
    path.chmod(0o444)
    before = fingerprint(path)
    opened = open_file(path)
    assert isinstance(opened.file, VolumeFile)
    assert "只能查看" in opened.file.read_only
    opened.file.close()
    assert fingerprint(path) == before
