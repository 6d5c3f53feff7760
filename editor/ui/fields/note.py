"""The line below the field with the focus that says what is wrong there."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from editor.ui.fields.field import Field
from editor.ui.fields.severity import severity_colour

_PADDING = 6


class FieldNote(QLabel):
    """Lies over the page below the field, so that nothing moves when the focus does; clicks go through it."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._field: Field | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(_PADDING)
        self.setIndent(_PADDING)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.hide()
        page.installEventFilter(self)

    def watch(self, field: Field) -> None:
        """Follows one more field."""
        field.came.connect(lambda: self._show(field))
        field.left.connect(self._leave)
        field.noted.connect(lambda: self._again(field))
        field.edited.connect(lambda: self._again(field))
        field.grown.connect(lambda: self._again(field))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.ToolTipBase))
        if self._field is not None and self._field.findings:
            colour = severity_colour(self._field.findings[0].severity, self.palette())
            painter.fillRect(QRect(0, 0, 3, self.height()), colour)
            painter.setPen(colour)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        super().paintEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._field is not None and not self.isHidden():
            self._show(self._field)
        return super().eventFilter(watched, event)

    def _show(self, field: Field) -> None:
        self._field = field
        text = field.note()
        if not text:
            self.hide()
            return
        self.setText(text)
        page = self._page
        one_line = max(self.fontMetrics().horizontalAdvance(line) for line in text.split("\n")) + 4 * _PADDING
        width = min(one_line + 2, page.width() - 2 * _PADDING)
        corner = field.mapTo(page, QPoint(0, field.height() + 3))
        left = max(_PADDING, min(corner.x(), page.width() - width - _PADDING))
        height = self.heightForWidth(width)
        top = corner.y() if corner.y() + height <= page.height() else field.mapTo(page, QPoint(0, 0)).y() - height - 3
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()

    def _again(self, field: Field) -> None:
        if field is self._field and field.editor.hasFocus():
            self._show(field)

    def _leave(self) -> None:
        self._field = None
        self.hide()
