"""Backups of documents in the user's data folder: each made by SQLite's backup API, checked, and pruned by age and number."""

import hashlib
import json
import os
import re
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from editor import temporary
from editor.domain.volume import Project
from editor.errors import UserError
from editor.store.connecting import connect
from editor.store.creating import copy_file, new_file
from editor.store.opening import open_file
from editor.values import value

_NAME = re.compile(r"(?P<stem>.+)-(?P<place>[0-9a-f]{8})-(?P<time>\d{8}-\d{6})(?:-(?P<again>\d+))?\.jixiao")
_UNMARKED = "SELECT 1 FROM project WHERE id = ? AND classified = 0"
_STORED = "SELECT 1 FROM history WHERE instr(delta, ?1) UNION ALL SELECT 1 FROM version WHERE instr(content, ?1)"
_TIME = "%Y%m%d-%H%M%S"
_STEM = 40
"""Characters of the document's name in a backup's name."""


@value
class Policy:
    """When a backup is due, and which are kept: those younger than `days`, at most `most`, the last `least` always; with one
    that is made, at most `at_once` go."""

    every: timedelta = timedelta(minutes=30)
    days: int = 180
    most: int = 40
    least: int = 3
    at_once: int = 2


@value
class Backup:
    """A backup: where it lies, of which document (its name), and of when (the computer's local time)."""

    path: Path
    document: str
    time: datetime


class Backups:
    """The backups of all documents in one folder."""

    def __init__(self, folder: Path, policy: Policy | None = None) -> None:
        self.folder = folder
        self.policy = policy or Policy()

    def make(self, document: Path, now: datetime) -> Backup:
        """Backs a document up and prunes its older backups; UserError where it could not, the document is untouched."""
        stem = f"{document.stem[:_STEM]}-{_place(document)}-{now.strftime(_TIME)}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            names = (self.folder / f"{stem}{tail}.jixiao" for tail in ("", *(f"-{n}" for n in range(2, 1000))))
            path = next(name for name in names if not name.exists())
            with closing(connect(document, "ro")) as connection:
                copy_file(connection, path)
        except (UserError, OSError, sqlite3.Error) as error:
            raise UserError(
                f"没有备份成“{document.name}”：备份文件夹不能写入、磁盘已满或文件已被移走。文档本身不受影响，请检查后再备份。"
            ) from error
        self.prune(document, now, but=path)
        return Backup(path, document.stem[:_STEM], _local(now))

    def keep(self, document: Path, now: datetime) -> Backup | None:
        """Backs up a document that is about to be replaced by another; None where there is none that could be opened."""
        try:
            open_file(document, read_only=True).file.close()
        except UserError:
            return None
        return self.make(document, now)

    def list(self, document: Path | None = None) -> tuple[Backup, ...]:
        """Backups of a document, or of all, the newest first."""
        found: list[tuple[datetime, int, Backup]] = []
        for path in self.folder.glob("*.jixiao"):
            match = _NAME.fullmatch(path.name)
            if match and (document is None or match["place"] == _place(document)):
                with suppress(ValueError):
                    time = datetime.strptime(match["time"], _TIME).astimezone().replace(tzinfo=None)
                    found.append((time, int(match["again"] or 1), Backup(path, match["stem"], time)))
        return tuple(backup for *_, backup in sorted(found, key=lambda item: item[:2], reverse=True))

    def prune(self, document: Path, now: datetime, but: Path | None = None) -> None:
        """Removes backups of a document beyond the policy, and what a crash left half made; never `but`, the one just made.

        A clock may be wrong for a day: backups of a time to come count as the oldest, and at most `at_once` go.
        """
        temporary.sweep(self.folder)
        oldest = _local(now) - timedelta(days=self.policy.days)
        kept = sorted(self.list(document), key=lambda backup: backup.time > _local(now))
        gone = [
            backup.path
            for number, backup in enumerate(kept)
            if number >= self.policy.least and (number >= self.policy.most or backup.time < oldest)
        ]
        for path in [path for path in reversed(gone) if path != but][: self.policy.at_once]:
            with suppress(OSError):
                path.unlink()

    def restore(self, backup: Path, target: Path, *, overwrite: bool = False) -> None:
        """Puts a backup, checked as any file is, under a name of its own."""
        opened = open_file(backup, read_only=True)
        opened.file.close()
        with new_file(target, overwrite=overwrite) as place:
            place.write_bytes(backup.read_bytes())

    def holding(self, document: Path, project: Project) -> tuple[Path, ...]:
        """Backups that hold this project's content: in its rows, a step of history or a named version.

        In backups of other documents (or of this one before it was moved) only the code tells. A backup that cannot be read is
        among them: nobody can say that it does not.
        """
        own = {backup.path for backup in self.list(document)}
        return tuple(backup.path for backup in self.list() if _holds(backup.path, project, own=backup.path in own))

    def remove(self, backups: Iterable[Path]) -> tuple[Path, ...]:
        """Deletes backups; those that could not be deleted are returned."""
        left = []
        for path in backups:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                left.append(path)
        return tuple(left)


def data_folder(environment: Mapping[str, str], home: Path, platform: str = sys.platform) -> Path:
    """Where the program keeps data of its own for this user."""
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / "jixiao"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "jixiao"


def _place(document: Path) -> str:
    """Eight hex digits for the document's full path."""
    full = os.path.normcase(os.path.realpath(document))
    return hashlib.sha256(full.encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _local(time: datetime) -> datetime:
    return time.replace(microsecond=0, tzinfo=None)


def _holds(path: Path, project: Project, *, own: bool) -> bool:
    texts = [text for text in (project.code, project.name if own else "") if text]
    try:
        with closing(connect(path, "ro")) as connection:
            if own and connection.execute(_UNMARKED, (project.key,)).fetchone():
                return True
            return any(_text_holds(connection, text) for text in texts)
    except sqlite3.Error:
        return True


def _text_holds(connection: sqlite3.Connection, text: str) -> bool:
    """In a field, and as JSON has it in history and versions."""
    if connection.execute("SELECT 1 FROM project_field WHERE text = ?", (text,)).fetchone():
        return True
    return connection.execute(_STORED, (json.dumps(text, ensure_ascii=False)[1:-1],)).fetchone() is not None
