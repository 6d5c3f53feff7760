"""The heading of a page."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel


class Heading(QLabel):
    """Bold and larger than the text of the widget it stands in, also after the clerk has chosen another text size."""

    def __init__(self, text: str = "", scale: float = 1.3) -> None:
        super().__init__(text)
        self._scale = scale
        self.setTextFormat(Qt.TextFormat.PlainText)

    def event(self, event: QEvent) -> bool:
        parent = self.parentWidget()
        if event.type() == QEvent.Type.ParentChange and parent is not None:
            parent.installEventFilter(self)  # a font of its own hears nothing of the application's
            self._enlarge(parent.font())
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        parent = self.parentWidget()
        if event.type() == QEvent.Type.FontChange and watched is parent:
            self._enlarge(parent.font())
        return super().eventFilter(watched, event)

    def _enlarge(self, around: QFont) -> None:
        font = QFont()
        font.setBold(True)
        if around.pointSizeF() > 0:
            font.setPointSizeF(around.pointSizeF() * self._scale)
        self.setFont(font)
