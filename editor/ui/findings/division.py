"""The list of findings over the details of one of them, and how the room is divided between them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from editor.ui.findings.details import FindingDetails

_SHARE = 0.6
_LEAST_LINES = 5
"""What the details leave the list: so many lines, or what their share leaves where that is less."""


class Division(QSplitter):
    """Gives the details the height of their text, so that they are read and not only seen; the clerk's own division stays."""

    def __init__(self, above: QWidget, details: FindingDetails) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._details = details
        self._own = False
        self.addWidget(above)
        self.addWidget(details)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._on_moved)

    def divide(self) -> bool:
        """Divides the room anew where the details need more than they have; whether it did."""
        whole = sum(self.sizes())
        if self._own or self._details.isHidden() or not whole:
            return False
        least = _LEAST_LINES * self.fontMetrics().height()
        wanted = min(self._details.whole_height(), max(round(whole * _SHARE), whole - least))
        if self.sizes()[1] >= wanted:
            return False
        self.setSizes([whole - wanted, wanted])
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.divide()

    def _on_moved(self) -> None:
        self._own = True
