"""The disk, the folder, the clock and the name do their worst while a document is open: one sentence, nothing lost, 另存为 works."""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from editor.document.document import Document, create_document, open_document
from editor.domain import edits
from editor.domain.edits import Edit
from editor.errors import UserError
from editor.store.backup import Backups
from editor.store.locking import lock_path
from editor.store.opening import Opening
from tests.store.samples import sample

SENTENCE = re.compile(r"[^\n]{10,120}。")
NOT_HERE = os.name == "nt" or not hasattr(os, "geteuid")


def budget(text: str) -> Edit:
    return lambda volume: edits.set_field(volume, 4, "budget", text)


def long_text(volume_text: str) -> Edit:
    return lambda volume: edits.set_field(volume, 4, "purpose", volume_text * 3000)


def refuses(step: Callable[[], object], word: str) -> None:
    with pytest.raises(UserError, match=word) as caught:
        step()
    assert SENTENCE.fullmatch(str(caught.value))


def goes_on_elsewhere(document: Document, place: Path) -> None:
    """另存为 takes everything along, and work goes on there."""
    before, names = document.volume, document.undo_names()
    document.save_as(place)
    assert document.volume == before
    document.apply("继续", budget("77.00"))
    with open_document(place, read_only=True) as again:
        assert again.volume == edits.set_field(before, 4, "budget", "77.00")
        assert again.undo_names()[1:] in (names, ())


class Stick:
    """A small disk of its own that can be filled, made read-only, pulled and put back."""

    def __init__(self, image: Path, place: Path) -> None:
        self._image, self.place = image, place

    def put_in(self, *options: str) -> None:
        self.place.mkdir(exist_ok=True)
        run("mount", "-o", ",".join(("loop", *options)), str(self._image), str(self.place))

    def pull(self) -> None:
        run("umount", "-l", str(self.place))


def run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    if NOT_HERE or os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        pytest.skip("no mounting here")
    image = tmp_path / "stick.img"
    with image.open("wb") as file:
        file.truncate(1024 * 1024)
    stick = Stick(image, tmp_path / "U 盘")
    try:
        run("mkfs.ext4", "-q", "-O", "^has_journal", "-m", "0", str(image))
        stick.put_in()
    except (subprocess.CalledProcessError, OSError):
        pytest.skip("no mounting here")
    yield stick
    subprocess.run(["umount", "-l", str(stick.place)], check=False, capture_output=True)


def test_a_full_disk(stick: Stick, tmp_path: Path) -> None:
    path = stick.place / "绩效文本.jixiao"
    filler = stick.place / "别的东西"
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
        left = shutil.disk_usage(stick.place).free
        filler.write_bytes(b"x" * (left - 8192))
        before = document.volume
        refuses(lambda: document.apply("大", long_text("满")), "磁盘已满")
        assert document.volume is before
        assert document.undo_names() == ("一",)
        refuses(lambda: document.copy(stick.place / "副本.jixiao"), "磁盘已满")
        filler.unlink()
        document.apply("大", long_text("空"))
        filler.write_bytes(b"x" * (shutil.disk_usage(stick.place).free - 4096))
        refuses(lambda: document.apply("又大", long_text("再满")), "磁盘已满")
        goes_on_elsewhere(document, tmp_path / "别处.jixiao")
    filler.unlink()
    with open_document(path) as left_there:
        assert left_there.undo_names() == ("大", "一")


def test_a_disk_that_becomes_read_only(stick: Stick, tmp_path: Path) -> None:
    path = stick.place / "绩效文本.jixiao"
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
        document.close()
    run("mount", "-o", "remount,ro", str(stick.place))
    with open_document(path) as document:
        assert "只能查看" in document.why_read_only
        refuses(lambda: document.apply("二", budget("7.00")), "只能查看")
        goes_on_elsewhere(document, tmp_path / "别处.jixiao")


def test_a_stick_is_pulled(stick: Stick, tmp_path: Path) -> None:
    path = stick.place / "绩效文本.jixiao"
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
        stick.pull()
        before = document.volume
        refuses(lambda: document.apply("二", budget("7.00")), "U盘已拔出")
        refuses(document.undo, "U盘已拔出")
        assert document.volume is before
        goes_on_elsewhere(document, tmp_path / "别处.jixiao")


def test_a_stick_is_pulled_and_put_back(stick: Stick) -> None:
    """Work goes on in the same file, though for the system it is another one now."""
    path = stick.place / "绩效文本.jixiao"
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
        stick.pull()
        refuses(lambda: document.apply("二", budget("7.00")), "U盘已拔出")
        stick.put_in()
        document.apply("二", budget("7.00"))
        assert document.undo_names() == ("二", "一")
        document.undo()
        document.undo()
        document.redo()
    with open_document(path) as again:
        assert again.volume == edits.set_field(sample(), 4, "budget", "6.00")
        assert (again.undo_names(), again.redo_names()) == (("一",), ("二",))


def dead(path: Path, tmp_path: Path) -> Callable[[], None]:
    """Makes every descriptor of the file fail as those of a pulled stick do; the result repairs them."""
    full = os.open(tmp_path, os.O_RDONLY)  # a folder: neither read nor written
    saved = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            if entry.resolve() == path and entry.name.isdecimal():
                saved.append((int(entry.name), os.dup(int(entry.name))))
        except OSError:
            continue
    assert saved
    for number, _ in saved:
        os.dup2(full, number)
    os.close(full)

    def repair() -> None:
        for number, copy in saved:
            os.dup2(copy, number)
            os.close(copy)

    return repair


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no descriptors to see")
def test_a_disk_that_fails_under_the_open_file(tmp_path: Path) -> None:
    """The path is fine again, the descriptors are dead: the file is opened anew, for it holds what was committed."""
    path = tmp_path / "绩效文本.jixiao"
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
        repair = dead(path, tmp_path)
        document.apply("二", budget("7.00"))
        document.save_version("初稿")
        assert document.undo_names() == ("二", "一")
        document.undo()
        repair()
        assert [version.name for version in document.versions()] == ["初稿"]
    with open_document(path) as again:
        assert again.volume == edits.set_field(sample(), 4, "budget", "6.00")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no descriptors to see")
def test_a_disk_that_fails_for_good(tmp_path: Path) -> None:
    folder = tmp_path / "U 盘"
    folder.mkdir()
    path = folder / "绩效文本.jixiao"
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
        repair = dead(path, tmp_path)
        path.write_bytes(b"\xff" * 8192)
        before = document.volume
        refuses(lambda: document.apply("二", budget("7.00")), "磁盘读写出错")
        assert document.volume is before
        place = tmp_path / "别处.jixiao"
        assert not document.save_as(place).with_history
        document.apply("三", budget("8.00"))
        repair()
    with open_document(place) as again:
        assert again.volume == edits.set_field(before, 4, "budget", "8.00")


class Liar:
    """A disk that says a commit failed: all of it was written before (`late`), or nothing."""

    def __init__(self, connection: sqlite3.Connection, *, late: bool) -> None:
        self._connection, self._late = connection, late

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, sql: str, *rest: object) -> object:
        if sql == "COMMIT":
            self._connection.execute("COMMIT" if self._late else "ROLLBACK")
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR | 5 << 8
            raise error
        return self._connection.execute(sql, *rest)


@pytest.mark.parametrize("late", [True, False])
def test_a_disk_that_lies_about_a_commit(tmp_path: Path, late: bool) -> None:
    """What the file holds decides: the step is done once, whether or not it was said to have failed."""
    path = tmp_path / "绩效文本.jixiao"
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
        liar: Any = Liar(document._file._connection, late=late)
        document._file._connection = liar
        assert document.apply("二", budget("7.00"))
        assert document.undo_names() == ("二", "一")
        document.undo()
        document.redo()
    with open_document(path) as again:
        assert again.volume == edits.set_field(sample(), 4, "budget", "7.00")
        assert again.undo_names() == ("二", "一")


def test_what_the_clerk_has_seen_is_what_is_saved_elsewhere(tmp_path: Path) -> None:
    """An undo that was said to have failed and was done: the file is ahead of the window, and 另存为 saves what is shown."""
    path = tmp_path / "绩效文本.jixiao"
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
        liar: Any = Liar(document._file._connection, late=True)
        document._file._connection = liar
        refuses(document.undo, "磁盘读写出错")
        shown = document.volume
        assert not document.save_as(tmp_path / "别处.jixiao").with_history
        document.apply("二", budget("8.00"))
        document.undo()
        assert document.volume == shown
    with open_document(tmp_path / "别处.jixiao") as again:
        assert again.volume == shown


def test_the_same_content_put_back_in_its_place_is_taken_up(tmp_path: Path) -> None:
    """As a synchronising folder does it: another file of the same name and content."""
    path = tmp_path / "绩效文本.jixiao"
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
        other = tmp_path / "同步中"
        shutil.copy(path, other)
        other.replace(path)
        document.apply("二", budget("7.00"))
        with pytest.raises(UserError, match="已由"):
            open_document(path)
        assert document.undo_names() == ("二", "一")
    assert not lock_path(path).exists()
    with open_document(path) as again:
        assert again.volume == edits.set_field(sample(), 4, "budget", "7.00")


def test_other_content_in_its_place_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "绩效文本.jixiao"
    other = tmp_path / "另一份.jixiao"
    create_document(other, edits.set_year(sample(), 2030)).close()
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
        other.replace(path)
        theirs = path.read_bytes()
        refuses(lambda: document.apply("二", budget("7.00")), "替换")
        refuses(lambda: document.save_as(path, overwrite=True), "另一个文件")
        refuses(document.undo, "替换")
        goes_on_elsewhere(document, tmp_path / "别处.jixiao")
        assert path.read_bytes() == theirs


@pytest.mark.skipif(NOT_HERE or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_becomes_read_only(tmp_path: Path) -> None:
    folder = tmp_path / "文件夹"
    folder.mkdir()
    path = folder / "绩效文本.jixiao"
    with create_document(path, sample()) as document:
        document.apply("一", budget("6.00"))
        folder.chmod(0o555)
        try:
            refuses(lambda: document.apply("二", budget("7.00")), "不能写入")
            goes_on_elsewhere(document, tmp_path / "别处.jixiao")
        finally:
            folder.chmod(0o755)


def test_a_clock_that_goes_backwards(tmp_path: Path) -> None:
    """Steps keep their order, a backup is due at once, nothing is pruned that should stay."""
    path = tmp_path / "绩效文本.jixiao"
    now = [datetime(2026, 11, 2, 9, 0, tzinfo=UTC)]
    backups = Backups(tmp_path / "备份")
    create_document(path, sample()).close()
    with open_document(path, backups=backups, how=Opening(clock=lambda: now[0])) as document:
        document.apply("一", budget("6.00"))
        first = document.backups.make(now[0])
        document.apply("二", budget("7.00"))
        now[0] -= timedelta(days=9000)
        assert document.backups.due(now[0])
        second = document.backups.make(now[0])
        document.apply("三", budget("8.00"))
        assert document.undo_names() == ("三", "二", "一")
        document.undo()
        document.undo()
        assert first is not None
        assert second is not None
        assert {backup.path for backup in backups.list(path)} == {first.path, second.path}
    with open_document(path) as again:
        assert again.undo_names() == ("一",)
        assert again.redo_names() == ("二", "三")


ODD = ("预算（一）[2027] 版", "100% 完成#甲?", "a b  c", "'引号'&;$(x)", "①②③~`", "字" * 40)


@pytest.mark.skipif(os.name == "nt", reason="names are fewer there")
def test_a_path_of_two_hundred_characters(tmp_path: Path) -> None:
    folder = tmp_path
    for name in ODD:
        folder = folder / name
    folder.mkdir(parents=True)
    path = folder / ("绩效 [x] " + "y" * (200 - len(str(folder)) - 18) + ".jixiao")
    assert 180 <= len(str(path)) <= 200
    with create_document(path, sample(), backups=Backups(folder / "备份")) as document:
        document.apply("一", budget("6.00"))
        made = document.backups.make(datetime(2026, 11, 2, tzinfo=UTC))
        assert made is not None
        with open_document(path, read_only=True) as look:
            assert look.volume == document.volume
        document.save_as(folder / "另存 [二].jixiao")
    with open_document(made.path, read_only=True) as backup:
        assert backup.volume == edits.set_field(sample(), 4, "budget", "6.00")


@pytest.mark.skipif(os.name == "nt", reason="paths are shorter there")
def test_a_path_deeper_than_the_database_can_name(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(3):
        folder = folder / ("深" * 60)
    folder.mkdir(parents=True)
    path = folder / "绩效文本.jixiao"
    refuses(lambda: create_document(path, sample()), "套得太深")
    assert list(folder.iterdir()) == []
    create_document(tmp_path / "浅.jixiao", sample()).close()
    shutil.copy(tmp_path / "浅.jixiao", path)
    with open_document(path) as document:
        assert document.volume == sample()
        refuses(lambda: document.apply("一", budget("6.00")), "套得太深")
        assert document.save_as(tmp_path / "又浅.jixiao").with_history
        document.apply("一", budget("6.00"))
    assert [entry.name for entry in folder.iterdir()] == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="names are shorter there")
def test_a_name_no_disk_takes(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 90 + ".jixiao")
    refuses_long = "文件名太长"
    with pytest.raises(UserError, match=refuses_long):
        create_document(path, sample())
    with pytest.raises(UserError, match=refuses_long):
        open_document(path)
    with create_document(tmp_path / "短.jixiao", sample()) as document, pytest.raises(UserError, match=refuses_long):
        document.save_as(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["短.jixiao"]


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="no links")
@pytest.mark.parametrize("kind", ["lock", "journal"])
def test_a_link_under_the_name_of_a_helper_leads_nowhere(tmp_path: Path, kind: str) -> None:
    """A stranger's folder may hold links: what they lead to is neither written nor made."""
    path = tmp_path / "绩效文本.jixiao"
    create_document(path, sample()).close()
    victim, missing = tmp_path / "重要.txt", tmp_path / "没有.txt"
    victim.write_text("重要")
    for target in (victim, missing):
        link = lock_path(path) if kind == "lock" else path.with_name(path.name + "-journal")
        link.symlink_to(target)
        if kind == "journal":
            refuses(lambda: open_document(path), "已损坏")
        else:
            with open_document(path) as document:
                refuses(lambda document=document: document.apply("一", budget("6.00")), "不能写入")  # type: ignore[misc]
        link.unlink()
    assert victim.read_text() == "重要"
    assert not missing.exists()


def test_a_file_made_read_only_and_writable_again(tmp_path: Path) -> None:
    path = tmp_path / "绩效文本.jixiao"
    with create_document(path, sample()) as document:
        path.chmod(stat.S_IREAD)
        refuses(lambda: document.apply("一", budget("6.00")), "只读")
        path.chmod(stat.S_IREAD | stat.S_IWRITE)
        document.apply("一", budget("6.00"))
    with open_document(path) as again:
        assert again.undo_names() == ("一",)
