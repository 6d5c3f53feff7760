"""Opens a document: what is not proven to be one of ours is refused in one sentence, byte for byte as it was.

The order: the header; a journal a crash left, tried on a private copy; a connection that cannot write; the schema; the
pages; the bounds; the values. Only then the lock and a connection that can write.
"""

import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from editor import temporary
from editor.domain.volume import Volume
from editor.errors import UserError
from editor.store.clock import Clock, local_time
from editor.store.connecting import MAX_FILE, connect, is_too_deep, time_limit
from editor.store.faults import damaged, reading
from editor.store.file import VolumeFile
from editor.store.header import Header, read_header
from editor.store.history import History, load_history
from editor.store.inspection import CHECK_SECONDS, inspect
from editor.store.locking import Lock, lock
from editor.store.migrations import LINEAGE, Lineage, migrate
from editor.store.purging import finish_scrubbing
from editor.store.reading import read_volume
from editor.store.versions import list_versions
from editor.values import value

_SUPER_JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""Ends a journal that names other files; this program never writes one, and SQLite would delete what it names."""
_COMMIT_SECONDS = 2.0
_TOO_DEEP = "这个文件的文件夹套得太深，名字合起来太长，只能查看。要修改请用“另存为”存到浅一些的文件夹。"
_AS_ASKED = "这个文件是以只读方式打开的，不能修改。要修改请用“另存为”存成新文件。"
_NO_WRITING = "这个文件或所在的文件夹不能写入，只能查看。要修改请用“另存为”存到别处。"


@value
class Opened:
    """An open file and the volume in it."""

    file: VolumeFile
    volume: Volume


@value
class Opening:
    """How files are opened.

    `before_migration` is told the path before a file of an older version is changed (it makes the backup). `max_pages` and
    `seconds` bound the file's growth and the checks.
    """

    lineage: Lineage = LINEAGE
    before_migration: Callable[[Path], object] | None = None
    clock: Clock = local_time
    max_pages: int | None = None
    seconds: float = CHECK_SECONDS


@value
class _Look:
    """What a file holds; `memory` is a copy of it to work on where the file itself is not to be touched."""

    volume: Volume
    history: History
    memory: sqlite3.Connection | None


def open_file(path: Path, *, read_only: bool = False, how: Opening | None = None) -> Opened:
    """Opens a document; UserError where it cannot be, LockedError where another has it and `read_only` was not asked.

    Where the place cannot be written the file opens read-only by itself.
    """
    how = how or Opening()
    with reading(path):
        path = Path(os.path.realpath(path)) if path.is_symlink() else path
    read_header(path, how.lineage.current.major)  # what is none of ours is not even locked
    with reading(path):
        why = _AS_ASKED if read_only else _TOO_DEEP if is_too_deep(path) else "" if _may_write(path) else _NO_WRITING
    held: Lock | None = None
    if not why:
        try:
            held = lock(path, how.clock())
        except OSError:
            why = _NO_WRITING
    try:
        return _open_checked(path, held, why, how)
    except BaseException:
        if held:
            held.release()
        raise


def _open_checked(path: Path, held: Lock | None, why: str, how: Opening) -> Opened:
    with reading(path):
        before = _stamp(path)
        with _settled(path, how.lineage, live=held is None) as (place, header):
            look = _look(path, place, header, how, copied=held is None)
        if held is None:
            assert look.memory is not None
            return Opened(VolumeFile(path, look.memory, look.history, read_only=why, clock=how.clock), look.volume)
        if look.memory:
            look.memory.close()
        if _stamp(path) != before:
            raise UserError(f"“{path.name}”正被另一个程序改动，没有打开。请稍等片刻再试。")
        connection = connect(path, "rw", how.max_pages)
        try:
            connection.execute(
                "SELECT count(*) FROM sqlite_schema"
            ).fetchone()  # takes back what a crash left half done
            if how.lineage.pending(header.version) and how.before_migration:
                how.before_migration(path)
            with _migrating(path):
                migrate(connection, how.lineage, header.version)
            with suppress(sqlite3.OperationalError):
                finish_scrubbing(connection, due=header.tail)
            return Opened(VolumeFile(path, connection, look.history, held=held, clock=how.clock), look.volume)
        except BaseException:
            connection.close()
            raise


def _look(path: Path, place: Path, header: Header, how: Opening, *, copied: bool) -> _Look:
    """Everything there is to know before the file may be written, a migration tried in memory included."""
    with closing(connect(place, "ro")) as connection, time_limit(connection, how.seconds):
        connection.execute("BEGIN")  # one state for all that is read, whatever another window commits meanwhile
        inspect(connection, path, how.lineage.schema_of(header.version))
        if not how.lineage.pending(header.version):
            list_versions(connection)  # a name that cannot be read is found now and not when the clerk looks for it
        if not copied and not how.lineage.pending(header.version):
            return _Look(read_volume(connection), load_history(connection), None)
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.backup(memory)
    with _migrating(path):
        migrate(memory, how.lineage, header.version)
    return _Look(read_volume(memory), load_history(memory), memory)


@contextmanager
def _migrating(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError, LookupError) as error:
        raise UserError(
            f"“{path.name}”是旧版本的文件，换成新版本没有成功，没有打开，文件未作改动。请用旧版本的程序打开，或从备份中恢复。"
        ) from error


@contextmanager
def _settled(path: Path, lineage: Lineage, *, live: bool) -> Iterator[tuple[Path, Header]]:
    """The file as its last commit left it, with its header: itself, or a private copy where a crash left a journal beside it.

    A crash in the middle of a migration leaves a header that tells of a version the file has not. `live`: another program may be
    in the middle of a commit, so that the journal will be gone in a moment.
    """
    journal = path.with_name(path.name + "-journal")
    if journal.is_symlink():  # the next commit would be written through it, wherever it leads
        raise damaged(path)
    if live:
        _await_commit(journal)
    there = _is_hot(journal)
    if not there:
        header = read_header(path, lineage.current.major)
        if not header.whole:
            raise damaged(path)
        if not is_too_deep(path):
            yield path, header
            return
    if there and (journal.stat().st_size > MAX_FILE or _tail(journal) == _SUPER_JOURNAL):
        raise damaged(path)
    with temporary.private_folder() as folder:
        place = folder / "copy.jixiao"
        if not _copied_still(path, journal, place, live=live) and not is_too_deep(path):
            yield path, read_header(path, lineage.current.major)
            return
        with closing(connect(place, "rw")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        settled = read_header(place, lineage.current.major)
        if not settled.whole:
            raise damaged(path)
        yield place, settled


def _copied_still(path: Path, journal: Path, place: Path, *, live: bool) -> bool:
    """Copies file and journal as they are at one moment; False where the journal went away, its commit being done.

    A program that writes without a pause is waited for a while; what was copied between two of its writes is no state at all.
    """
    end = time.monotonic() + _COMMIT_SECONDS
    while True:
        before = _stamp(path), _stamp_of_journal(journal)
        try:
            shutil.copyfile(path, place)
            shutil.copyfile(journal, place.with_name(place.name + "-journal"))
        except FileNotFoundError:
            return False
        if not live or (_stamp(path), _stamp_of_journal(journal)) == before or time.monotonic() > end:
            return True
        _await_commit(journal)
        if not _is_hot(journal):
            return False


def _stamp_of_journal(journal: Path) -> tuple[int, int]:
    try:
        found = journal.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _await_commit(journal: Path) -> None:
    end = time.monotonic() + _COMMIT_SECONDS
    while _is_hot(journal) and time.monotonic() < end:
        time.sleep(0.02)


def _is_hot(journal: Path) -> bool:
    """Whether it may take back what a crash left half done; one that begins with nothing was never begun with."""
    try:
        with journal.open("rb") as file:
            return file.read(1) not in (b"", b"\0")
    except FileNotFoundError:
        return False


def _tail(journal: Path) -> bytes:
    with journal.open("rb") as file:
        file.seek(-min(len(_SUPER_JOURNAL), file.seek(0, os.SEEK_END)), os.SEEK_END)
        return file.read()


def _may_write(path: Path) -> bool:
    """Whether file and folder look writable, for an administrator too."""
    any_write = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    return all(place.stat().st_mode & any_write and os.access(place, os.W_OK) for place in (path, path.parent))


def _stamp(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
