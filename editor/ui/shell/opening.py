"""A large file opened beside the window, which goes on as it is until the file is there."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from editor.bridge.files import Files, LockedError
from editor.bridge.jobs import Job
from editor.ui.shell.message_bar import MessageBar

if TYPE_CHECKING:
    from editor.bridge.files import Document

_PATIENCE = 5.0
"""Seconds a file that nobody wants any more may take to be let go of when the window closes."""


class OpeningBeside(QObject):
    """Opens one file at a time; another takes its place. `opened` (Document), `locked` (Path, the sentence), `broken` (a bug).

    What goes on, and why a file cannot be opened, stands in the message bar.
    """

    opened = Signal(object)
    locked = Signal(object, str)
    broken = Signal(object)

    def __init__(self, files: Files, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._files = files
        self._bar = bar
        self._job: Job | None = None
        self._path = Path()

    def begin(self, path: Path, *, read_only: bool) -> None:
        """Opens a file; nothing new where it is being opened already."""
        if self._job is not None and self._path == path:
            return
        self.drop()
        job = Job(self._files.opening(path, read_only=read_only), self)
        job.done.connect(partial(self._on_done, job, path))
        job.refused.connect(partial(self._on_refused, job))
        job.broken.connect(partial(self._on_broken, job))
        job.ended.connect(job.deleteLater)
        self._job, self._path = job, path
        self._bar.say(f"正在打开“{path.name}”…", "note", "取消", self.drop)
        job.start()

    def drop(self) -> None:
        """Nobody wants it any more; the file is let go of."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            job.wait(_PATIENCE)
            self._bar.clear()

    def _on_done(self, job: Job, path: Path, found: object) -> None:
        if job is not self._job:
            if not isinstance(found, LockedError):
                cast("Document", found).close()
            return
        self._end()
        if isinstance(found, LockedError):
            self.locked.emit(path, str(found))
        else:
            self.opened.emit(found)

    def _on_refused(self, job: Job, said: str) -> None:
        if job is self._job:
            self._end()
            self._bar.say(said, "warning")

    def _on_broken(self, job: Job, error: object) -> None:
        if job is self._job:
            self._end()
            self.broken.emit(error)

    def _end(self) -> None:
        self._job = None
        self._bar.clear()
