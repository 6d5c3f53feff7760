"""What is pointed out on a page: the edited entry's outline, characters or the caret in it."""

from dataclasses import dataclass
from functools import reduce

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

_ACCENT = QColor("#1f6feb")
"""On white paper, whatever the window's colours."""
_GROUND = QColor(31, 111, 235, 22)
_CHARS = QColor(255, 190, 0, 110)
_ROOM = 1.0


@dataclass(frozen=True, slots=True)
class Marks:
    """Rectangles in pt on one page: those of an entry, and of its characters (no width: the caret)."""

    page: int = -1
    areas: tuple[QRectF, ...] = ()
    chars: tuple[QRectF, ...] = ()

    whole: bool = False
    """The page as a whole is meant: nothing is drawn on it."""

    @classmethod
    def of_page(cls, page: int, lower_right: QPointF) -> "Marks":
        """A whole page."""
        return cls(page, (QRectF(QPointF(0, 0), lower_right),), whole=True)

    def rects(self) -> list[QRectF]:
        """What is to be in sight: the entry, or where it is too large for that its characters."""
        return [reduce(QRectF.united, map(_solid, parts)) for parts in (self.areas, self.chars) if parts]

    def paint(self, painter: QPainter, page: int, corner: QPointF, scale: float) -> None:
        """Over the page whose upper left corner this is."""
        if page != self.page or self.whole:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_ACCENT, 1.5))
        for area in self.areas:
            painter.fillRect(_on(area, corner, scale), _GROUND)
            painter.drawRoundedRect(_on(area, corner, scale).adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM), 2, 2)
        for part in self.chars:
            shown = _on(part, corner, scale)
            if part.width():
                painter.fillRect(shown, _CHARS)
            else:
                painter.setPen(QPen(_ACCENT, 2, Qt.PenStyle.SolidLine))
                painter.drawLine(shown.topLeft(), shown.bottomLeft())
        painter.restore()


def _on(rect: QRectF, corner: QPointF, scale: float) -> QRectF:
    return QRectF(corner + rect.topLeft() * scale, rect.size() * scale)


def _solid(rect: QRectF) -> QRectF:
    """A caret has no width, and what has none is united with nothing."""
    return rect.adjusted(0, 0, 0.5, 0.5)
