"""An open document file: the one place where its rows are changed after it was opened."""

import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from editor import temporary
from editor.domain.volume import Volume
from editor.errors import UserError
from editor.store import faults
from editor.store.clock import Clock, local_time
from editor.store.creating import copy_file, create_file
from editor.store.delta import DamagedDelta, Delta
from editor.store.history import History, Stamp, Step, clear, damaged_step, delta_of, move, record
from editor.store.inspection import check_room
from editor.store.locking import Lock, lock, user_name
from editor.store.purging import finish_scrubbing, newly_classified, scrub_versions
from editor.store.reading import reread
from editor.store.versions import Version, add_version, list_versions, remove_version, version_volume
from editor.store.writing import check_texts, write

Identity = tuple[int, int]
_MANY = 1_000
"""Rows of a step after which all rows are counted; no hand gets to the bounds in smaller steps."""
_ABANDONED = 60.0
"""Seconds after which a half-written file beside the document goes when a project is marked: it may hold what was there."""
_LONG_NAME = 200
"""Characters of the name of a step or a version that are kept."""


class VolumeFile:
    """A document file that was checked and is open: its connection, its lock, its history.

    Holds no volume: what is written comes as a delta, what is undone goes out as a volume. Every method that writes
    either commits all of it or, with a UserError, leaves rows and history as they were. `read_only` says why nothing
    can be written, "" where it can.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        history: History,
        *,
        held: Lock | None = None,
        read_only: str = "",
        clock: Clock = local_time,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.saved_at: datetime | None = None
        self._connection = connection
        self._history = history
        self._lock = held
        self._clock = clock
        self._user = user_name()
        self._identity = identity(path) if held else None
        self._data_version = self._read_data_version()

    @property
    def history(self) -> History:
        """The steps as they stand in the file."""
        return self._history

    def write(self, volume: Volume, delta: Delta, name: str, since: Delta | None = None) -> None:
        """One step from `volume` on: its rows and its record in history, in one transaction.

        Where the last step goes on, `since` is all from before that step to now, and takes the place of its record.

        A delta that marks a project classified is no step: it removes what the project held for good (see purging),
        with the history up to here; `scrub` is due then.
        """
        check_texts(delta)
        secrets = newly_classified(volume, delta)
        try:
            with self._transaction() as connection:
                write(connection, delta)
                if len(delta.rows) + len(delta.splices) > _MANY:
                    check_room(connection)
                if secrets:
                    history = self._purge(connection, volume, delta)
                else:
                    history = self._history
                    if since is not None:
                        history = replace(history, position=history.position - 1)
                    history = record(connection, history, delta if since is None else since, self._stamp(name))
        except DamagedDelta as error:
            raise _changed_elsewhere() from error
        self._committed(history)

    def undo(self, volume: Volume) -> Volume:
        """Takes the last step back; `volume` is what the file holds, the result what it holds then."""
        step = self._history.done[-1]
        return self._travel(volume, step, lambda delta: delta.inverse(), step.id - 1)

    def redo(self, volume: Volume) -> Volume:
        """Does the next undone step again."""
        step = self._history.undone[0]
        return self._travel(volume, step, lambda delta: delta, step.id)

    def versions(self) -> tuple[Version, ...]:
        """The named versions, oldest first."""
        return list_versions(self._connection)

    def version(self, version: int) -> Volume:
        """The volume of a named version."""
        return version_volume(self._connection, version)

    def save_version(self, volume: Volume, name: str) -> Version:
        """Keeps the volume under a name; no undo step."""
        with self._transaction() as connection:
            version = add_version(connection, volume, self._stamp(name))
            check_room(connection)
        self._committed(self._history)
        return version

    def drop_version(self, version: int) -> None:
        """Forgets a named version; cannot be undone."""
        with self._transaction() as connection:
            remove_version(connection, version)
        self._committed(self._history)

    def copy(self, path: Path, volume: Volume, *, overwrite: bool = False) -> bool:
        """Writes a document of its own with all this one holds; False where only the volume could be saved.

        That is so where the file behind this one is gone, damaged or changed by others: then history and named versions
        cannot be trusted, and the volume in memory is what counts.
        """
        if self._is_as_left():
            with suppress(sqlite3.Error, UserError):  # what is wrong with the new place, create_file says again
                copy_file(self._connection, path, overwrite=overwrite)
                return True
        create_file(path, volume, overwrite=overwrite)
        return False

    def scrub(self) -> None:
        """Clears the last traces of classified content from the file, after a step or an undo that marked a project.

        UserError where the disk would not let it: the content is deleted all the same, and the next opening tries again.
        """
        temporary.sweep(self.path.parent, seconds=_ABANDONED)
        try:
            finish_scrubbing(self._connection)
        except sqlite3.Error as error:
            if not faults.is_of_the_disk(error):
                raise
            raise UserError(
                "项目已标为涉密，内容已删除，但磁盘空间不足或被占用，文件里的残留还没有清除干净。"
                "请腾出磁盘空间后重新打开这个文件，程序会自动清除。"
            ) from error

    def is_in_place(self) -> bool:
        """Whether the path still leads to the file that was opened."""
        try:
            return self._identity is None or identity(self.path) == self._identity
        except OSError:
            return False

    def unlock(self) -> None:
        """Gives the path free for a moment, so that it can be opened anew; `relock` afterwards."""
        if self._lock:
            self._lock.release()

    def relock(self) -> None:
        """Holds the path again, where nobody took it meanwhile and there is a folder to lock it in."""
        if self._lock:
            with suppress(OSError, UserError):
                self._lock = lock(self.path, self._clock())

    def close(self) -> None:
        """Closes the file and gives it free; a second time it does nothing."""
        with suppress(sqlite3.Error):
            self._connection.close()
        if self._lock:
            self._lock.release()

    def _travel(self, volume: Volume, step: Step, way: Callable[[Delta], Delta], position: int) -> Volume:
        try:
            with self._transaction() as connection:
                delta = way(delta_of(connection, step))
                write(connection, delta)
                result = reread(connection, volume, delta)
                secrets = newly_classified(volume, delta)
                history = (
                    self._purge(connection, volume, delta) if secrets else move(connection, self._history, position)
                )
        except (ValueError, KeyError, TypeError, sqlite3.IntegrityError) as error:
            raise damaged_step(step) from error
        self._committed(history)
        return result

    def _purge(self, connection: sqlite3.Connection, volume: Volume, delta: Delta) -> History:
        secrets = newly_classified(volume, delta)
        after = reread(connection, volume, delta)
        scrub_versions(connection, secrets, {secret.key: after.project(secret.key).name for secret in secrets})
        return clear(connection)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction that may write; any error takes it back."""
        connection = self._connection
        self._expect_own_file()
        with faults.writing():
            try:
                connection.execute("BEGIN IMMEDIATE")
                if self._read_data_version() != self._data_version:
                    raise _changed_elsewhere()
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    with suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                raise

    def _expect_own_file(self) -> None:
        """UserError unless the path still leads to the file that was opened, and it may be written."""
        if self.read_only:
            raise UserError(self.read_only)
        name = self.path.name
        try:
            found = self.path.stat()
        except OSError as error:
            raise faults.NotSavedError(
                f"“{name}”已不在原来的位置（可能被移走、改名、删除，或U盘已拔出），这一步没有保存。"
                "请把它放回原处后重试，或用“另存为”存到别处。"
            ) from error
        if (found.st_dev, found.st_ino) != self._identity:
            raise faults.LostFileError(
                f"“{name}”已被另一个文件替换，这一步没有保存。请用“另存为”把现在的内容存成新文件。"
            )
        if not found.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise faults.NotSavedError(
                f"“{name}”已被设为只读，这一步没有保存。请取消只读后重试，或用“另存为”存到别处。"
            )

    def _is_as_left(self) -> bool:
        try:
            return self._read_data_version() == self._data_version
        except sqlite3.Error:
            return False

    def _read_data_version(self) -> int:
        """Another number once another connection has changed the file."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _committed(self, history: History) -> None:
        self._history = history
        self.saved_at = self._clock()

    def _stamp(self, name: str) -> Stamp:
        return Stamp(name[:_LONG_NAME], self._clock().isoformat(timespec="seconds"), self._user)


def identity(path: Path) -> Identity:
    """What tells the file at a path from another one put in its place."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _changed_elsewhere() -> faults.NotSavedError:
    return faults.NotSavedError(
        "这个文件已被另一个程序改动，这一步没有保存。请用“另存为”把现在的内容存成新文件，再重新打开原文件核对。"
    )
