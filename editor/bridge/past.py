"""Other volumes of this computer, to suggest from: read beside the window, one after the other."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject

from editor.bridge.jobs import Job, Progress
from editor.document.document import open_document
from editor.domain.volume import Volume
from editor.errors import UserError

_MOST = 4


class PastVolumes(QObject):
    """Volumes of recent files; those that cannot be read are no loss."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._volumes: dict[Path, Volume] = {}
        self._changed: set[Path] = set()
        self._job: Job | None = None

    def volumes(self, but: Path | None = None) -> tuple[Volume, ...]:
        """Those read so far, without the one of a file."""
        own = _real(but) if but is not None else None
        return tuple(volume for path, volume in self._volumes.items() if path != own)

    def forget(self, path: Path) -> None:
        """The volume in a file is another now, perhaps with less in it: what was read before is not offered any more."""
        self._volumes.pop(_real(path), None)
        self._changed.add(_real(path))

    def read(self, paths: Sequence[Path]) -> None:
        """Reads the first few that are not known yet."""
        unknown = [path for path in map(_real, paths[:_MOST]) if path not in self._volumes]
        if not unknown or self._job is not None:
            return
        self._changed.clear()
        self._job = Job(lambda progress: _read(unknown, progress), self)
        self._job.done.connect(self._take)
        self._job.ended.connect(self._end)
        self._job.start()

    def stop(self) -> None:
        """The program ends: what is being read has no use any more."""
        if self._job is not None:
            self._job.blockSignals(True)
            self._job.cancel()
            self._job.wait(2)
            self._job = None

    def _take(self, found: object) -> None:
        assert isinstance(found, dict)
        self._volumes.update({path: volume for path, volume in found.items() if path not in self._changed})

    def _end(self) -> None:
        self._job = None


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _read(paths: Sequence[Path], progress: Progress) -> dict[Path, Volume]:
    found = {}
    for at, path in enumerate(paths):
        progress(at, len(paths))
        with suppress(UserError, OSError), open_document(path, read_only=True) as document:
            found[path] = document.volume
    return found
