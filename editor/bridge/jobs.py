"""Work that takes longer than a moment, beside the window: with progress, and a cancel that works."""

import gc
import threading
from collections.abc import Callable, Iterator
from functools import partial
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QTimer, Signal

from editor.errors import UserError

Progress = Callable[..., None]
"""Told (done, total) or (done, total, what)."""
_Message = tuple[str, tuple[object, ...]]
"""The name of a signal of Job and what it carries."""
_LOOK_MS = 8
_PROGRESSED, _ENDED = "progressed", "ended"


class Cancelled(Exception):
    """The clerk pressed 取消; raised inside the work by its progress callback."""


class Job(QObject):
    """One piece of work in a thread of its own; keep it (give it a parent) until it has told its ending.

    Its signals arrive in the thread it was made in: `progressed` (done, total, what), not each where they come thick; then
    exactly one of `done` (the result), `refused` (a UserError's sentence), `cancelled`, `broken` (the exception: a bug); and
    last `ended`.

    The thread holds no QObject, so none can be destroyed in it: Qt dies of that, now and then. It writes down what it has to
    tell, and the job looks there; `work` may not hold a QObject either (TypeError).
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    refused = Signal(str)
    cancelled = Signal()
    broken = Signal(object)
    ended = Signal()

    def __init__(self, work: Callable[[Progress], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        held = next((part for part in _parts(work) if isinstance(part, QObject)), None)
        if held is not None:
            raise TypeError(f"work beside the window holds a {type(held).__name__}")
        self._told: SimpleQueue[_Message] = SimpleQueue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=_run, args=(work, self._stop, self._told), daemon=True)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._listen)

    def start(self) -> None:
        """Begins the work."""
        self._thread.start()
        self._look.start()

    def cancel(self) -> None:
        """Ends the work at its next word of progress."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Waits for the work's end; False where it still goes on. Its signals come when the event loop runs."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _listen(self) -> None:
        told = list(_waiting(self._told))
        if told and told[-1][0] == _ENDED:
            self._look.stop()
            self._thread.join()  # all it still holds has gone before anybody hears of the end
            if not gc.isenabled():
                gc.freeze()  # it has made values without circles, maybe by the million: nobody need look through them
        for n, (name, values) in enumerate(told):
            if name != _PROGRESSED or n + 1 == len(told) or told[n + 1][0] != _PROGRESSED:
                getattr(self, name).emit(*values)


def _run(work: Callable[[Progress], object], stop: threading.Event, told: "SimpleQueue[_Message]") -> None:
    """The thread."""

    def report(done: int, total: int, what: str = "") -> None:
        if stop.is_set():
            raise Cancelled
        told.put((_PROGRESSED, (done, total, what)))

    told.put(_ending(work, report))
    told.put((_ENDED, ()))


def _ending(work: Callable[[Progress], object], report: Progress) -> _Message:
    try:
        return "done", (work(report),)
    except Cancelled:
        return "cancelled", ()
    except UserError as error:
        return "refused", (str(error),)
    except Exception as error:
        return "broken", (error,)


def _waiting(told: "SimpleQueue[_Message]") -> Iterator[_Message]:
    while True:
        try:
            yield told.get_nowait()
        except Empty:
            return


def _parts(work: object) -> Iterator[object]:
    """What a function is bound to, closes over or was given before."""
    if isinstance(work, partial):
        yield from (*work.args, *work.keywords.values())
        yield from _parts(work.func)
        return
    yield getattr(work, "__self__", None)
    for cell in getattr(work, "__closure__", None) or ():
        yield cell.cell_contents
