"""The page the sheet stands on: it scrolls, keeps a readable width, and brings what is gone to into view."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from editor.ui.sheet.parts import GridSlot
from editor.ui.viewport import own_viewport

_WIDEST = 1180
_MARGIN = 12


class SheetPage(QScrollArea):
    """One column: a title, the parts of a sheet and the grid below them, or in their place what a classified project shows."""

    def __init__(self, title: QWidget, parts: Sequence[QWidget], slot: GridSlot, classified: QWidget) -> None:
        super().__init__()
        own_viewport(self)
        self._slot = slot
        self._spot: Callable[[], QRect] = QRect
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._bring)
        self._classified = classified
        self._sheet = QWidget()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(slot)
        column.addStretch(1)
        self.page = QWidget()
        whole = QVBoxLayout(self.page)
        for widget in (title, self._sheet, classified):
            whole.addWidget(widget)
        whole.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self.page)

    @property
    def secret(self) -> bool:
        """It shows a classified project."""
        return not self._classified.isHidden()

    def show_secret(self, *, secret: bool) -> None:
        """Shows the one or the other."""
        self._sheet.setVisible(not secret)
        self._classified.setVisible(secret)

    def to_top(self) -> None:
        """Scrolls to the title."""
        self.verticalScrollBar().setValue(0)

    def bring(self, widget: QWidget) -> None:
        """Scrolls to a widget at once."""
        self.ensureWidgetVisible(widget, 0, 3 * _MARGIN)

    def bring_soon(self, spot: Callable[[], QRect]) -> None:
        """Scrolls as little as needed to a part of the page, once all heights are what they will be."""
        self._spot = spot
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = max(_MARGIN, (self.width() - _WIDEST) // 2)
        layout = self.page.layout()
        if layout is not None:
            layout.setContentsMargins(side, _MARGIN, side, _MARGIN)
        self._slot.give_room(self.viewport().height())

    def _bring(self) -> None:
        spot = self._spot()
        middle, half = spot.center(), min(spot.height(), self.viewport().height()) // 2
        self.ensureVisible(middle.x(), middle.y(), 0, half + _MARGIN)
