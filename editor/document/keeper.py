"""Keeps backups of an open document: says when one is due, makes it, and knows which hold a project."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from editor.domain.volume import Project
from editor.store.backup import Backup, Backups


class BackupKeeper:
    """Backups of one open document; whoever owns the clock asks `due` and calls `make`.

    A backup belongs before an import into the document, at its closing (where `pending`), and whenever one is `due`.
    """

    def __init__(self, backups: Backups | None, path: Callable[[], Path]) -> None:
        self._backups = backups
        self._path = path
        self._changed_at: datetime | None = None

    @property
    def pending(self) -> bool:
        """Whether something changed since the last backup."""
        return self._changed_at is not None

    def note(self, changed_at: datetime | None) -> None:
        """Is told every commit."""
        self._changed_at = self._changed_at or changed_at

    def due(self, now: datetime) -> bool:
        """Whether work has gone on long enough without a backup, or the clock was put back."""
        if self._backups is None or self._changed_at is None:
            return False
        waited = now - self._changed_at
        return waited >= self._backups.policy.every or waited.total_seconds() < 0

    def make(self, now: datetime) -> Backup | None:
        """Makes a backup; None where no backups are kept. UserError where it failed: the document goes on as it is."""
        if self._backups is None:
            return None
        backup = self._backups.make(self._path(), now)
        self._changed_at = None
        return backup

    def keep(self, path: Path, now: datetime) -> None:
        """Backs up another document that is about to be replaced; UserError where that failed, and then it must stay."""
        if self._backups is not None:
            self._backups.keep(path, now)

    def holding(self, project: Project) -> tuple[Path, ...]:
        """Backups that hold this project's content: to be asked before it is marked classified, and deleted with it."""
        return self._backups.holding(self._path(), project) if self._backups else ()

    def remove(self, backups: tuple[Path, ...]) -> tuple[Path, ...]:
        """Deletes backups; those that could not be deleted are returned."""
        return self._backups.remove(backups) if self._backups else ()
