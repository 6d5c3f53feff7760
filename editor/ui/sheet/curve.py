"""The spending plan (资金支出计划) as a small curve."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from editor.domain.percent import read_percent
from editor.ui.fields.severity import severity_colour

_LINES = 4.9
"""Its height in lines of text."""
_FULL = 100
_DATE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip
"""Chinese characters from a fallback font are higher than the font's own line."""


class PlanCurve(QWidget):
    """Cumulative percentages over their dates, under the cells they stand in; a fall is drawn in the colour of an error."""

    def __init__(self, points: Sequence[str]) -> None:
        super().__init__()
        self._points = tuple(points)
        self._centres = tuple((i + 0.5) / len(points) for i in range(len(points)))
        self._shares: tuple[Decimal | None, ...] = (None,) * len(points)

    @property
    def shares(self) -> tuple[Decimal | None, ...]:
        """What it draws; None where nothing readable stands."""
        return self._shares

    def show_texts(self, texts: Sequence[str]) -> None:
        """Draws what stands in the cells."""
        self._shares = tuple(read_percent(text) for text in texts)
        said = "，".join(f"{p}{s}%" for p, s in zip(self._points, self._shares, strict=True) if s is not None)
        self.setToolTip(f"累计支出：{said}" if said else "填好各期的累计支出比例，这里画出进度。")
        self.update()

    def put_centres(self, centres: Sequence[float]) -> None:
        """Where the dates stand, as shares of the width."""
        self._centres = tuple(centres)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, round(self.fontMetrics().height() * _LINES))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPointSizeF(max(font.pointSizeF() * 0.85, 6))
        painter.setFont(font)
        plot = self._plot(painter)
        self._draw_frame(painter, plot)
        self._draw_curve(painter, plot)
        painter.end()

    def _plot(self, painter: QPainter) -> QRectF:
        line = painter.fontMetrics().height()
        return QRectF(4, line * 0.75, self.width() - 8, self.height() - line * 2.3)

    def _draw_frame(self, painter: QPainter, plot: QRectF) -> None:
        """The 100 % line, the base, and the dates below it."""
        palette, line = self.palette(), painter.fontMetrics().height()
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(quiet, 1, Qt.PenStyle.DashLine))
        named = painter.fontMetrics().horizontalAdvance("100% ")
        painter.drawLine(QPointF(plot.left() + named, plot.top()), plot.topRight())
        painter.setPen(QPen(quiet, 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(QRectF(plot.left(), plot.top() - line / 2, 80, line), Qt.AlignmentFlag.AlignVCenter, "100%")
        for label, x in zip(self._points, self._centres, strict=True):
            box = QRectF(x * self.width() - 60, plot.bottom() + 2, 120, line)
            painter.drawText(box, _DATE, label)

    def _draw_curve(self, painter: QPainter, plot: QRectF) -> None:
        accent, wrong = self.palette().color(QPalette.ColorRole.Highlight), severity_colour("error", self.palette())
        known = [(x * self.width(), s) for x, s in zip(self._centres, self._shares, strict=True) if s is not None]
        if not known:
            return
        top = max(_FULL, *(float(share) for _, share in known))
        spots = [QPointF(x, plot.bottom() - plot.height() * max(0.0, float(share)) / top) for x, share in known]
        ground = QPolygonF([QPointF(spots[0].x(), plot.bottom()), *spots, QPointF(spots[-1].x(), plot.bottom())])
        shade = QColor(accent)
        shade.setAlpha(40)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon(ground)
        for i in range(1, len(spots)):
            painter.setPen(QPen(wrong if known[i][1] < known[i - 1][1] else accent, 2))
            painter.drawLine(spots[i - 1], spots[i])
        for i, spot in enumerate(spots):
            bad = not 0 <= known[i][1] <= _FULL or (i > 0 and known[i][1] < known[i - 1][1])
            painter.setPen(QPen(wrong if bad else accent, 2))
            painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
            painter.drawEllipse(spot, 3, 3)
