"""Python's search for garbage that goes round in circles, in the one thread where Qt's objects may be destroyed."""

import gc
import threading

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_TURN_MS = 1000
_FEW = 700
"""New objects below which looking is not worth while (Python's own measure)."""
_MANY = 50_000
"""New objects beyond which they are a volume, its findings or its pages: values without circles, which stay. Looking through
them would hold the window up and find nothing.
"""
_QUICK = 150_000
"""Lasting objects that are looked through in less than a tenth of a second."""
_ENOUGH = 12_000_000
"""Lasting objects beyond which memory is wanted more than a window that answers at once: four volumes of 4,000 projects."""
_OFTEN = 10
"""Turns of a younger generation to one of the next."""


class Collector(QObject):
    """Collects garbage by turns of the event loop, and nowhere else, until it is stopped.

    Left to itself Python collects in whichever thread makes an object: a widget in a circle with its own slot would be destroyed in
    the thread that checks the volume, and Qt would die of it. While there is another thread, nothing is collected: it makes
    values by the hundred thousand, and going through them for the sake of a few widgets would hold the window up.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_TURN_MS)
        self._timer.timeout.connect(self.turn)
        self._timer.start()
        self._turns = 0
        self._thawing = False

    def turn(self) -> None:
        """What there is to do now; comes by itself once a second."""
        new = gc.get_count()[0]
        if threading.active_count() > 1 or (new < _FEW and not self._thawing):
            return
        if self._thawing and self._may_look_through_all():
            self._thawing = False
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            return
        if new > _MANY:
            gc.freeze()
            return
        self._turns += 1
        gc.collect(2 if self._turns % _OFTEN**2 == 0 else 1 if self._turns % _OFTEN == 0 else 0)

    def thaw(self) -> None:
        """A document was closed: what was taken for lasting may be garbage now.

        It is looked through at the next turn; where it is so much that the window would stand still, while the clerk is in another
        program.
        """
        self._thawing = True

    def stop(self) -> None:
        """Python does as it always does."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _may_look_through_all(self) -> bool:
        lasting = gc.get_freeze_count()
        away = QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive
        return lasting < _QUICK or lasting > _ENOUGH or away
