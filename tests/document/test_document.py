"""The open document: steps, versions, listeners, classified projects, and what happens when the disk says no."""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from editor.document.change import Change
from editor.document.document import Document, create_document, open_document
from editor.domain import edits
from editor.domain.edits import Edit
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Project, Volume
from editor.errors import UserError
from editor.store import history
from editor.store.backup import Backups
from editor.store.delta import digest as digest_of
from editor.store.opening import Opening
from tests.store.samples import SECRET, sample


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "县公安局 2027（草案）.jixiao"


@pytest.fixture
def document(path: Path) -> Iterator[Document]:
    document = create_document(path, sample())
    yield document
    document.close()


def budget(amount: str) -> Edit:
    return lambda volume: edits.set_field(volume, 4, "budget", amount)


def write_purpose(text: str) -> Edit:
    return lambda volume: edits.set_field(volume, 1, "purpose", text)


def rows_of(path: Path) -> list[tuple[object, ...]]:
    """Every row of the file, history included."""
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())  # type: ignore[arg-type]
    finally:
        connection.close()


def test_steps_have_names_and_survive_a_restart(path: Path, document: Document) -> None:
    document.apply("修改预算数", budget("6.00"))
    document.apply("删除行", lambda v: edits.delete_rows(v, 4, [5]))
    after = document.volume
    document.undo()
    document.close()
    with open_document(path) as again:
        assert again.undo_names() == ("修改预算数",)
        assert again.redo_names() == ("删除行",)
        assert again.undo().places == {Place(4, field="budget")}
        assert again.volume == sample()
        again.redo()
        again.redo()
        assert again.volume == after


def test_a_new_step_takes_the_place_of_undone_ones(document: Document) -> None:
    document.apply("一", budget("1.00"))
    document.apply("二", budget("2.00"))
    document.undo()
    document.apply("三", budget("3.00"))
    assert document.undo_names() == ("三", "一")
    assert document.redo_names() == ()


def test_an_edit_that_changes_nothing_is_no_step(document: Document) -> None:
    told: list[Change] = []
    document.listeners.add(told.append)
    assert not document.apply("无", budget("5.00"))
    assert not document.apply("无", lambda volume: replace(volume, units=(*volume.units,)))
    assert document.undo_names() == ()
    assert told == []
    assert document.saved_at is None


def test_history_says_who_and_when(path: Path) -> None:
    how = Opening(clock=lambda: datetime(2026, 11, 2, 14, 32, 8, tzinfo=UTC))
    with create_document(path, sample(), how=how) as document:
        document.apply("修改预算数", budget("6.00"))
        assert document.saved_at == datetime(2026, 11, 2, 14, 32, 8, tzinfo=UTC)
    with sqlite3.connect(path) as connection:
        name, time, user = connection.execute("SELECT name, time, user FROM history").fetchone()
    connection.close()
    assert (name, time) == ("修改预算数", "2026-11-02T14:32:08+00:00")
    assert isinstance(user, str)


def test_listeners_are_told_after_the_commit(path: Path, document: Document) -> None:
    seen: list[tuple[Change, str, str]] = []

    def listen(change: Change) -> None:
        with open_document(path, read_only=True) as other:
            here, there = (v.project(4).fields.text("budget") for v in (document.volume, other.volume))
        seen.append((change, here, there))

    stop = document.listeners.add(listen)
    document.apply("修改预算数", budget("6.00"))
    assert seen == [(Change("修改预算数", frozenset({Place(4, field="budget")}), frozenset({4})), "6.00", "6.00")]
    stop()
    document.undo()
    assert len(seen) == 1


def test_an_error_in_an_edit_changes_nothing(path: Path, document: Document) -> None:
    document.apply("修改", budget("6.00"))
    before = rows_of(path)
    volume = document.volume
    with pytest.raises(KeyError):
        document.apply("坏", lambda v: edits.set_cells(v, 4, [(999, "target", "x")]))
    with pytest.raises(ValueError, match="keys repeat"):
        document.apply("坏", lambda v: replace(v, projects=(*v.projects, v.projects[0])))
    with pytest.raises(sqlite3.IntegrityError):
        document.apply(
            "坏", lambda v: replace(v, projects=(*v.projects, Project(9, indicators=v.projects[0].indicators)))
        )
    assert document.volume is volume
    assert rows_of(path) == before
    assert document.undo_names() == ("修改",)
    document.apply("好", budget("7.00"))


@pytest.mark.parametrize("text", ["字" * 100_001, "坏\0字", "半个\ud83d"])
def test_a_text_the_file_cannot_hold_is_refused(document: Document, text: str) -> None:
    with pytest.raises(UserError, match="没有保存"):
        document.apply("粘贴", lambda v: edits.set_field(v, 4, "purpose", text))
    assert document.volume == sample()
    assert document.undo_names() == ()


def test_a_step_beyond_what_a_file_may_hold_is_refused(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.store.inspection._MOST_ROWS", {"indicator": 1200, "version": 1})
    document.apply("粘贴", lambda v: edits.insert_rows(v, 4, 0, [Fields({"level1": "产出指标"})] * 600))
    before = document.volume
    with pytest.raises(UserError, match="内容太多"):
        document.apply("粘贴", lambda v: edits.insert_rows(v, 4, 0, [Fields({"level1": "产出指标"})] * 600))
    assert document.volume is before
    document.save_version("一")
    with pytest.raises(UserError, match="内容太多"):
        document.save_version("二")
    assert [v.name for v in document.versions()] == ["一"]


def test_a_full_disk_refuses_a_step_and_leaves_the_rest(path: Path) -> None:
    create_document(path, sample()).close()
    pages = path.stat().st_size // 4096 + 2
    with open_document(path, how=Opening(max_pages=pages)) as document:
        document.apply("小", budget("6.00"))
        before, rows = document.volume, rows_of(path)
        with pytest.raises(UserError, match="磁盘已满"):
            document.apply("大", lambda v: edits.set_field(v, 4, "purpose", "长" * 50_000))
        assert document.volume is before
        assert rows_of(path) == rows
        assert document.undo_names() == ("小",)
        document.undo()
        saved = document.save_as(path.with_name("别处.jixiao"))
        assert saved.with_history
        assert document.redo_names() == ("小",)


def test_a_document_moved_away_while_open(path: Path, document: Document) -> None:
    document.apply("一", budget("6.00"))
    away = path.with_name("移走.jixiao")
    path.rename(away)
    with pytest.raises(UserError, match="不在原来的位置"):
        document.apply("二", budget("7.00"))
    assert document.undo_names() == ("一",)
    away.rename(path)
    document.apply("二", budget("7.00"))
    path.unlink()
    with pytest.raises(UserError, match="不在原来的位置"):
        document.undo()
    expected = document.volume
    assert document.save_as(path).with_history
    assert document.volume is expected
    document.undo()
    assert document.volume.project(4).fields.text("budget") == "6.00"
    with open_document(path, read_only=True) as other:
        assert other.volume == document.volume


def test_a_document_replaced_while_open(path: Path, document: Document, tmp_path: Path) -> None:
    other = tmp_path / "另一份.jixiao"
    create_document(other, replace(sample(), year=2030)).close()
    other.replace(path)
    with pytest.raises(UserError, match="替换"):
        document.apply("一", budget("6.00"))
    place = tmp_path / "新的.jixiao"
    document.save_as(place)
    document.apply("一", budget("6.00"))
    with open_document(place, read_only=True) as saved:
        assert saved.volume == edits.set_field(sample(), 4, "budget", "6.00")
    with open_document(path, read_only=True) as theirs:
        assert theirs.volume.year == 2030


def test_a_document_changed_by_another_program(path: Path, document: Document, tmp_path: Path) -> None:
    document.apply("一", budget("6.00"))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE project_field SET text = '999.00' WHERE field = 'budget' AND project = 4")
    connection.close()
    with pytest.raises(UserError, match="被另一个程序改动"):
        document.apply("二", budget("7.00"))
    assert not document.save_as(tmp_path / "新的.jixiao").with_history
    assert document.volume.project(4).fields.text("budget") == "6.00"
    with open_document(document.path, read_only=True) as saved:
        assert saved.volume == document.volume


def test_a_document_whose_file_goes_bad_while_open(path: Path, tmp_path: Path) -> None:
    volume = edits.set_field(sample(), 4, "purpose", "长" * 90_000)
    with create_document(path, volume) as document:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
        with pytest.raises(UserError, match=r"没有保存.*另存为"):
            document.apply("改", budget("6.00"))
        assert document.volume == volume
        assert not document.save_as(tmp_path / "救出.jixiao").with_history
        document.apply("改", budget("6.00"))
    with open_document(tmp_path / "救出.jixiao") as saved:
        saved.undo()
        assert saved.volume == volume


def test_a_document_made_read_only_while_open(path: Path, document: Document) -> None:
    path.chmod(0o444)
    with pytest.raises(UserError, match="只读"):
        document.apply("一", budget("6.00"))
    path.chmod(0o644)
    document.apply("一", budget("6.00"))


def test_a_read_only_document_can_be_saved_elsewhere(path: Path, document: Document, tmp_path: Path) -> None:
    document.apply("一", budget("6.00"))
    with open_document(path, read_only=True) as viewed:
        assert not viewed.can_write
        for act in (lambda: viewed.apply("二", budget("7.00")), viewed.undo, lambda: viewed.save_version("初稿")):
            with pytest.raises(UserError, match="只读方式"):
                act()
        assert viewed.save_as(tmp_path / "副本.jixiao").with_history
        assert viewed.can_write
        viewed.undo()
        assert viewed.volume == sample()
    assert document.volume != sample()


def test_saving_never_overwrites_unasked(path: Path, document: Document, tmp_path: Path) -> None:
    place = tmp_path / "有了.txt"
    place.write_text("重要")
    with pytest.raises(UserError, match="没有覆盖"):
        document.save_as(place)
    with pytest.raises(UserError, match="没有覆盖"):
        document.copy(place)
    with pytest.raises(UserError, match="换一个名字"):
        document.save_as(path, overwrite=True)
    assert place.read_text() == "重要"
    with pytest.raises(UserError, match="文件夹不存在"):
        document.copy(tmp_path / "没有的文件夹" / "a.jixiao")
    document.copy(place, overwrite=True)
    assert document.path == path
    with open_document(place) as other, pytest.raises(UserError, match="打开"):
        document.save_as(other.path, overwrite=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([f".~lock.{path.name}#", path.name, place.name])


@pytest.mark.parametrize(
    ("damage", "digest"),
    [
        ("replace(delta, '5.00', '8.00')", False),  # fits the rows: only the digest knows
        ("replace(delta, '6.00', '8.00')", True),  # is not what the rows hold
        ("replace(delta, 'budget', 'purpose')", True),
        ("substr(delta, 1, 20)", True),
        ("CAST(CAST(substr(delta, 1, 20) AS BLOB) || x'ff' AS TEXT)", False),  # no text in UTF-8
        ('\'{"rows":[["project",[4],null,["312001",0]]],"splices":[]}\'', True),  # takes away a parent of rows
        ('\'{"rows":[["meta",["year"],null,["2027"]]],"splices":[]}\'', True),  # leaves no volume
    ],
)
def test_a_damaged_step_is_refused_and_the_document_stays(
    path: Path, document: Document, damage: str, digest: bool
) -> None:
    document.apply("一", budget("6.00"))
    expected = document.volume
    document.close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE history SET delta = {damage}")
        if digest:
            (text,) = connection.execute("SELECT delta FROM history").fetchone()
            connection.execute("UPDATE history SET digest = ?", (digest_of(text),))
    connection.close()
    with open_document(path) as spoilt:
        with pytest.raises(UserError, match=r"记录已损坏.*内容完好"):
            spoilt.undo()
        assert spoilt.volume == expected
        spoilt.apply("二", budget("7.00"))
        spoilt.undo()
        assert spoilt.volume == expected
    with open_document(path) as again:
        assert again.volume == expected


def test_history_keeps_within_its_limits(path: Path, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MAX_STEPS", 5)
    for n in range(8):
        document.apply(f"第{n}步", budget(f"{n + 10}.00"))
    assert document.undo_names() == tuple(f"第{n}步" for n in (7, 6, 5, 4, 3))
    monkeypatch.setattr(history, "MAX_BYTES", 1000)
    document.apply("大步", lambda v: edits.set_field(v, 4, "purpose", "长" * 500))
    assert document.undo_names() == ("大步",)
    document.close()
    with open_document(path) as again:
        assert again.undo_names() == ("大步",)
        again.undo()
        again.undo()
        assert again.volume.project(4).fields.text("budget") == "17.00"
        assert again.undo_to_opening()


def test_named_versions_come_back_as_one_step(path: Path, document: Document) -> None:
    first = document.save_version("初稿")
    document.apply("改", budget("6.00"))
    document.apply("删", lambda v: edits.delete_projects(v, [1]))
    changed = document.volume
    document.close()
    with open_document(path) as again:
        assert [(v.id, v.name) for v in again.versions()] == [(first.id, "初稿")]
        change = again.restore_version(first.id)
        assert again.volume == sample()
        assert change.name == "恢复版本“初稿”"
        assert change.projects == {1, 4}
        again.undo()
        assert again.volume == changed
        again.drop_version(first.id)
        assert again.versions() == ()
        with pytest.raises(UserError, match="版本"):
            again.restore_version(first.id)


def test_a_damaged_version_is_refused(path: Path, document: Document) -> None:
    kept = document.save_version("初稿")
    document.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE version SET content = replace(content, '5.00', '6.00')")
    connection.close()
    with open_document(path) as again:
        with pytest.raises(UserError, match="已损坏"):
            again.restore_version(kept.id)
        assert again.volume == sample()


def test_back_to_the_opening_can_itself_be_undone(document: Document) -> None:
    document.apply("一", budget("6.00"))
    document.apply("二", lambda v: edits.delete_projects(v, [1]))
    before = document.volume
    document.undo_to_opening()
    assert document.volume == sample()
    document.undo()
    assert document.volume == before


def free_pages(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA freelist_count").fetchone()[0])
    finally:
        connection.close()


def bytes_of(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


def test_a_secret_is_in_no_byte_once_its_project_is_classified(path: Path, tmp_path: Path) -> None:
    """Rows, steps done and undone, versions, pages that were freed, gaps in pages, journals, the opening state."""
    secret = SECRET.encode()
    backups = Backups(tmp_path / "backups")
    now = datetime(2026, 11, 2, tzinfo=UTC)
    with create_document(path, sample(), backups=backups) as document:
        for n in range(30):
            document.apply("改", write_purpose(f"{SECRET}{n}" * (n * 7 % 50)))
        document.apply("改", lambda v: edits.set_cells(v, 1, [(2, "basis", SECRET)]))
        document.save_version("初稿")
        document.backups.make(now)
        for _ in range(10):
            document.undo()
        assert secret in path.read_bytes()
        held = document.backups.holding(document.volume.project(1))
        assert held == tuple(b.path for b in backups.list(path))
        assert document.backups.holding(document.volume.project(4)) == held
        change = document.classify(1, "专项业务经费")
        assert Place(1, field="purpose") in change.places
        assert document.undo_names() == document.redo_names() == ()
        assert secret not in path.read_bytes()
        assert not free_pages(path), "the file was not written anew"
        assert document.backups.remove(held) == ()
        backup = document.backups.make(now)
        assert backup is not None
        document.copy(tmp_path / "副本.jixiao")
        document.restore_version(document.versions()[0].id)
        document.undo_to_opening()
        document.undo()
        assert not document.volume.project(1).fields.text("purpose")
        assert document.volume.project(4).fields.text("purpose") == sample().project(4).fields.text("purpose")
        assert secret not in bytes_of(tmp_path)
    with open_document(path) as again:
        assert again.volume.project(1) == Project(1, classified=True, fields=Fields({"name": "专项业务经费"}))
    assert secret not in bytes_of(tmp_path)


def test_a_version_whose_name_tells_of_the_secret_loses_its_name(document: Document) -> None:
    for name in (f"{SECRET[:4]}初稿", sample().project(1).code, "送财政局一审"):
        document.save_version(name)
    document.classify(1, "专项业务经费")
    assert [version.name for version in document.versions()] == ["保存的版本", "保存的版本", "送财政局一审"]
    assert SECRET[:4].encode() not in document.path.read_bytes()


def test_a_secret_is_found_where_a_version_has_it_under_another_key(path: Path) -> None:
    with create_document(path, sample()) as document:
        document.save_version("初稿")
        project = document.volume.project(1)
        document.apply("删", lambda v: edits.delete_projects(v, [1]))
        document.apply("粘贴", lambda v: edits.insert_project(v, 0, project))
        document.classify(document.volume.projects[0].key, "专项业务经费")
        assert SECRET.encode() not in path.read_bytes()
        restored = document.volume
        document.restore_version(1)
        assert document.volume != restored
        assert document.volume.project(4) == sample().project(4)


def test_marking_goes_through_its_own_door(document: Document) -> None:
    with pytest.raises(ValueError, match="classify"):
        document.apply("标为涉密", lambda v: edits.classify(v, 1, "专项业务经费"))
    assert document.volume == sample()


def test_taking_back_that_a_mark_was_taken_away_leaves_no_content(path: Path, document: Document) -> None:
    document.apply("取消涉密", lambda v: edits.declassify(v, 7))
    document.apply("填写", lambda v: edits.set_field(v, 7, "purpose", SECRET + "二"))
    document.undo()
    document.undo()
    assert document.volume == sample()
    assert document.redo_names() == ()
    assert (SECRET + "二").encode() not in path.read_bytes()


def test_traces_left_by_a_crash_are_cleared_at_the_next_opening(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = create_document(path, sample())
    told: list[Change] = []
    document.listeners.add(told.append)

    def full(_: sqlite3.Connection) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patched:
        patched.setattr("editor.store.file.finish_scrubbing", full)
        with pytest.raises(UserError, match="残留"):
            document.classify(1, "专项业务经费")
    assert told
    assert document.volume.project(1).classified
    document.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM meta WHERE key = 'scrub'").fetchone() == (1,)
    connection.close()
    open_document(path).close()
    assert SECRET.encode() not in path.read_bytes()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM meta WHERE key = 'scrub'").fetchone() == (0,)
    connection.close()


def test_backups_are_due_after_half_an_hour_of_work(path: Path, tmp_path: Path) -> None:
    start = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    times = [start]
    how = Opening(clock=lambda: times[-1])
    with create_document(path, sample(), backups=Backups(tmp_path / "b"), how=how) as document:
        assert not document.backups.due(start + timedelta(hours=5))
        document.apply("一", budget("6.00"))
        times.append(start + timedelta(minutes=29))
        document.apply("二", budget("7.00"))
        assert not document.backups.due(times[-1])
        assert document.backups.due(start + timedelta(minutes=30))
        assert document.backups.due(start - timedelta(minutes=1)), "a clock that was put back"
        assert document.backups.pending
        made = document.backups.make(start + timedelta(minutes=30))
        assert made is not None
        assert not document.backups.pending
        assert not document.backups.due(start + timedelta(hours=5))
        with open_document(made.path, read_only=True) as backup:
            assert backup.volume == document.volume
            assert backup.undo_names() == ("二", "一")


def test_a_document_that_is_replaced_is_backed_up_first(path: Path, tmp_path: Path) -> None:
    """By an import, a new volume or 另存为 over its name; what is no document is replaced as it is."""
    backups = Backups(tmp_path / "backups")
    other = tmp_path / "旧的.jixiao"
    create_document(other, replace(sample(), year=2025)).close()
    create_document(other, replace(sample(), year=2026), overwrite=True, backups=backups).close()
    with create_document(path, sample(), backups=backups) as document:
        document.save_as(other, overwrite=True)
    kept = {open_document(backup.path, read_only=True).volume.year for backup in backups.list(other)}
    assert kept == {2025, 2026}
    broken = tmp_path / "不是文档.jixiao"
    broken.write_bytes(b"x" * 500)
    create_document(broken, sample(), overwrite=True, backups=backups).close()
    assert backups.list(broken) == ()
    (tmp_path / "in the way").write_text("no folder")
    with pytest.raises(UserError, match="没有备份成"):
        create_document(other, sample(), overwrite=True, backups=Backups(tmp_path / "in the way"))
    with open_document(other, read_only=True) as there:
        assert there.volume == sample()


def test_a_failed_backup_is_said_and_work_goes_on(path: Path, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("a file where the folder should be")
    with create_document(path, sample(), backups=Backups(tmp_path / "b")) as document:
        document.apply("一", budget("6.00"))
        with pytest.raises(UserError, match=r"没有备份成.*文档本身不受影响"):
            document.backups.make(datetime(2026, 11, 2, tzinfo=UTC))
        assert document.backups.pending
        document.apply("二", budget("7.00"))


@pytest.mark.skipif(os.name == "nt", reason="paths are shorter there")
def test_long_names_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / ("预算" * 40 + ".jixiao")
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
    with open_document(path) as again:
        assert again.undo_names() == ("一",)


def test_the_volume_of_nothing(tmp_path: Path) -> None:
    empty = Volume("hebei-2023", 2027, "")
    with create_document(tmp_path / "空.jixiao", empty) as document:
        assert document.volume == empty
        document.apply("加", lambda v: edits.insert_project(v, 0, Project(0)))
        document.undo()
        assert document.volume == empty
