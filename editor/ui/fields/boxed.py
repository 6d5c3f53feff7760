"""A field outside a table."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from editor.ui.fields.field import Field


class Boxed(QWidget):
    """A field in a frame of its own, as editors stand outside a table."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.addWidget(field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(field.editor)
        field.came.connect(self.update)
        field.left.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(160, self._field.height_for(200) + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, palette = QPainter(self), self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        focused = self._field.editor.hasFocus()
        role = QPalette.ColorRole.Highlight if focused else QPalette.ColorRole.PlaceholderText
        painter.setPen(QPen(palette.color(role), 2 if focused else 1))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1) if focused else self.rect().adjusted(0, 0, -1, -1))
        painter.end()
