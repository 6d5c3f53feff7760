"""What hangs at the mouse while projects are drawn to another place."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDrag, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QWidget

_PADDING = 6
_BESIDE = QPoint(-14, -10)
"""Below and right of the mouse: Qt's own picture, the whole line, lies over the gap one aims at."""
_LONGEST = 16
"""Letters."""


def drag_of(view: QWidget, lines: Sequence[QModelIndex], data: QMimeData) -> QDrag:
    """The drag of these lines (by their first column), with their name or their number beside the mouse."""
    drag = QDrag(view)
    drag.setMimeData(data)
    drag.setPixmap(_label(view, str(lines[0].data()) if len(lines) == 1 else f"{len(lines)} 个项目"))
    drag.setHotSpot(_BESIDE)
    return drag


def _label(view: QWidget, text: str) -> QPixmap:
    metrics, palette = view.fontMetrics(), view.palette()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, _LONGEST * metrics.height())
    size = QSize(metrics.horizontalAdvance(shown) + 2 * _PADDING, metrics.height() + _PADDING)
    ratio = view.devicePixelRatioF()
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(palette.color(QPalette.ColorRole.Highlight))
    painter = QPainter(picture)
    painter.setFont(view.font())
    painter.setPen(palette.color(QPalette.ColorRole.HighlightedText))
    painter.drawText(QRect(QPoint(0, 0), size), Qt.AlignmentFlag.AlignCenter, shown)
    painter.end()
    return picture
