"""Work that takes longer than a moment, beside the window: with progress, and a cancel that works."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from editor.errors import UserError

Progress = Callable[..., None]
"""Told (done, total) or (done, total, what)."""


class Cancelled(Exception):
    """The clerk pressed 取消; raised inside the work by its progress callback."""


class Job(QObject):
    """One piece of work in a thread of its own; keep it (give it a parent) until it has told its ending.

    Its signals arrive in the thread it was made in: `progressed` (done, total, what); then exactly one of `done` (the result),
    `refused` (a UserError's sentence), `cancelled`, `broken` (the exception: a bug); and last `ended`.
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    refused = Signal(str)
    cancelled = Signal()
    broken = Signal(object)
    ended = Signal()

    def __init__(self, work: Callable[[Progress], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begins the work."""
        self._thread.start()

    def cancel(self) -> None:
        """Ends the work at its next word of progress."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Waits for the work's end; False where it still goes on. Its signals come when the event loop runs."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _report(self, done: int, total: int, what: str = "") -> None:
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total, what)

    def _run(self) -> None:
        try:
            result = self._work(self._report)
        except Cancelled:
            self.cancelled.emit()
        except UserError as error:
            self.refused.emit(str(error))
        except Exception as error:
            self.broken.emit(error)
        else:
            self.done.emit(result)
        self.ended.emit()
