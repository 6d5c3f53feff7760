"""The mark of a field's gravest finding."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from editor.checks.finding import Severity
from editor.ui.fields.severity import severity_colour

_SIZE = 0.75
"""Of the font's height."""


class FindingMark(QWidget):
    """A disc, a triangle or a dot, by how grave it is; nothing where there is no finding. Clicks go through to the field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity: Severity | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def severity(self) -> Severity | None:
        """What it shows."""
        return self._severity

    def show_severity(self, severity: Severity | None) -> None:
        """Shows another."""
        self._severity = severity
        self.setVisible(severity is not None)
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * _SIZE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._severity is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(severity_colour(self._severity, self.palette()))
        side = min(self.width(), self.height())
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self._severity == "warning":
            r = side * 0.42
            corners = [middle + QPointF(*p) for p in ((0, -r), (r, r * 0.8), (-r, r * 0.8))]
            painter.drawPolygon(QPolygonF(corners))
        else:
            r = side * (0.36 if self._severity == "error" else 0.2)
            painter.drawEllipse(middle, r, r)
        painter.end()
