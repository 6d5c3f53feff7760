"""The strip under a table: what the current amount is made of, or where it is printed, to go there."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from editor.bridge.budget_parts import PartLine

_LINES = 4
_PLACE = Qt.ItemDataRole.UserRole


class PartsStrip(QWidget):
    """A sentence and a short list of places. `place_chosen` (Place, None) for a click or Enter on a line; `left` for Esc."""

    place_chosen = Signal(object, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._list = _Lines()
        self._list.setAccessibleName("这个数由哪些数组成")
        self._list.itemClicked.connect(self._choose)
        self._list.chosen.connect(self._choose)
        self._list.left.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._said)
        column.addWidget(self._list)

    @property
    def said(self) -> str:
        """The sentence."""
        return self._said.text()

    def lines(self) -> tuple[str, ...]:
        """The lines of the list."""
        return tuple(self._list.item(i).text() for i in range(self._list.count()))

    def choose(self, at: int) -> None:
        """Goes where a line leads."""
        self._choose(self._list.item(at))

    def show_parts(self, said: str, parts: Sequence[PartLine]) -> None:
        """Other contents."""
        self._said.setText(said)
        self._list.clear()
        for part in parts:
            item = QListWidgetItem(part.text)
            item.setToolTip(f"{part.text}\n单击到那里去")
            item.setData(_PLACE, part.place)
            self._list.addItem(item)

    def take_focus(self) -> None:
        """The keyboard goes into the list, where there is one."""
        if self._list.count():
            self._list.setCurrentRow(0)
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, item: QListWidgetItem) -> None:
        self.place_chosen.emit(item.data(_PLACE), None)


class _Lines(QListWidget):
    """Always as high as a few lines: a table that grew and shrank with each cell would hide the cell that was just clicked."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height() + 2
        return QSize(200, _LINES * line + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.chosen.emit(self.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
