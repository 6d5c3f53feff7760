"""The moment when a window has been painted: what nobody sees yet begins then."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_AFTER_MS = 20
"""The whole window is painted first, and what the clerk did meanwhile is answered."""
_LATEST_MS = 400
"""A window that is an icon in the task bar is not painted at all."""


class FirstPaint(QObject):
    """Tells once, when a widget has been painted with everything in it, or after a moment where it is not."""

    done = Signal()

    def __init__(self, widget: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._widget = widget
        self._timer = QTimer(self, singleShot=True, interval=_LATEST_MS)
        self._timer.timeout.connect(self._tell)
        self._timer.start()
        widget.installEventFilter(self)
        widget.destroyed.connect(self._timer.stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start(_AFTER_MS)
        return False

    def _tell(self) -> None:
        self._widget.removeEventFilter(self)
        self.done.emit()
