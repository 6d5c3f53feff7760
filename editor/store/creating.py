"""New files: whole or not at all, under a name that was free or may be replaced."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path

from editor import temporary
from editor.domain.volume import Volume
from editor.errors import UserError
from editor.store.clock import local_time
from editor.store.connecting import connect, is_too_deep
from editor.store.faults import damaged, saving
from editor.store.history import create_history
from editor.store.locking import lock
from editor.store.schema import SCHEMA
from editor.store.writing import fill


def create_file(path: Path, volume: Volume, *, overwrite: bool = False) -> None:
    """A new document with this volume and no history; UserError where the name is taken or cannot be written."""
    with new_file(path, overwrite=overwrite) as place, closing(connect(place, "rwc")) as connection:
        _unsafe_but_quick(connection)
        connection.execute("BEGIN")
        SCHEMA.create(connection)
        fill(connection, volume)
        create_history(connection)
        connection.execute("COMMIT")


def copy_file(source: sqlite3.Connection, path: Path, *, overwrite: bool = False) -> None:
    """A copy of an open document with all it holds, checked before it takes its name."""
    with new_file(path, overwrite=overwrite) as place, closing(connect(place, "rwc")) as connection:
        _unsafe_but_quick(connection)
        source.backup(connection)
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise damaged(path)


@contextmanager
def new_file(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """A temporary name beside `path` to write to; afterwards it is on the disk and takes the name in one move.

    UserError where the name is taken and not to be overwritten, or another window has that document open.
    """
    with saving(path):
        path = Path(os.path.realpath(path)) if path.is_symlink() else path
    if is_taken(path) and not overwrite:
        raise UserError(f"已经有一个“{path.name}”，没有覆盖它。请换一个名字，或确认覆盖后再存。")
    if is_too_deep(path):
        raise UserError(
            f"“{path.name}”没有存成：文件夹套得太深，名字合起来太长。请存到浅一些的文件夹，或换短一些的名字。"
        )
    place = temporary.beside(path)
    try:
        with _held(path), saving(path):
            yield place
            with place.open("rb+") as file:
                os.fsync(file.fileno())
            # A journal of an earlier document of this name would be rolled back into the new one.
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
            place.replace(path)
            sync_folder(path.parent)
    finally:
        for left in (place, place.with_name(place.name + "-journal")):
            with suppress(OSError):
                left.unlink()


def is_taken(path: Path) -> bool:
    """Whether something has this name; UserError where the system cannot even say that (the name is too long, the disk is gone)."""
    with saving(path):
        return path.exists()


def _held(path: Path) -> AbstractContextManager[object]:
    """The lock of a document that is to be overwritten, where there is one and it can be locked."""
    with suppress(OSError):
        if path.exists():
            return lock(path, local_time())
    return nullcontext()


def sync_folder(folder: Path) -> None:
    """Makes a new name last through a power cut, where folders can be synced (not on Windows)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _unsafe_but_quick(connection: sqlite3.Connection) -> None:
    """Nobody sees the file before it is whole and synced: a journal would guard nothing."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
