"""What every picture has in common: marks one can point at, walk over with the keys and choose."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from editor.domain.places import Place
from editor.ui.overview.inks import quiet

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LEAST_EMS = 24


@dataclass(frozen=True, slots=True)
class Target:
    """What a mark stands for: a place in the volume, or something the picture itself does."""

    text: str
    """Said in a tooltip and to a screen reader."""
    place: Place | None = None
    chars: tuple[int, int] | None = None
    key: Hashable = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A target where it is drawn; a click counts in all of `hit`."""

    rect: QRectF
    target: Target
    hit: QRectF = field(default_factory=QRectF)

    def holds(self, point: QPointF) -> bool:
        """Whether a click there means it."""
        return self.rect.contains(point) or self.hit.contains(point)


class Picture(QWidget):
    """A drawing with marks. Who makes one gives `lay_out`, `draw` and `height_wanted`.

    `chosen` carries the Target that was clicked, or taken with 回车; `walked` the rectangle of the mark the keys went to.
    """

    chosen = Signal(object)
    walked = Signal(QRect)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._current = 0
        self._hovered = -1
        self._pressed = -1
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """As they are drawn now."""
        return self._marks

    @property
    def current(self) -> Mark | None:
        """The one the keys are at."""
        return self._marks[self._current] if self._current < len(self._marks) else None

    def lay_out(self) -> tuple[Mark, ...]:
        """The marks in the picture's present size, in the order of the keys."""
        return ()

    def draw(self, painter: QPainter) -> None:
        """The picture without what shows pointer and focus."""
        del painter

    def height_wanted(self) -> float:
        """In pixels, by the font and what is shown."""
        return 0.0

    def renew(self) -> None:
        """Shows other figures."""
        self.updateGeometry()
        self._place_marks()

    def go_to(self, index: int) -> None:
        """The keys are at another mark now."""
        if self._marks:
            self._take(index)
            self.walked.emit(self._marks[self._current].rect.toAlignedRect())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * _LEAST_EMS // 2, round(self.height_wanted()))

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * _LEAST_EMS, round(self.height_wanted()))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if 0 <= self._hovered < len(self._marks):
            painter.fillRect(self._marks[self._hovered].rect, quiet(self.palette(), 24))
        self.draw(painter)
        mark = self.current
        if self.hasFocus() and mark is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 1.5))
            painter.drawRoundedRect(mark.rect.adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_marks()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.renew()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._mark_at(QPointF(event.pos()))
            if at < 0:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._marks[at].target.text, self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._mark_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._mark_at(event.position())
        event.setAccepted(self._pressed >= 0)
        if self._pressed >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._take(self._pressed)  # without scrolling: the pointer stays over what it pressed

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at, pressed = self._mark_at(event.position()), self._pressed
        self._pressed = -1
        if at == pressed >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._marks[at].target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go_to(self._current + _STEPS[key])
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self._marks) - 1)
        elif key in _CHOOSING and self.current is not None:
            self.chosen.emit(self.current.target)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go_to(self._current)

    def _take(self, index: int) -> None:
        self._current = max(0, min(index, len(self._marks) - 1))
        self.setAccessibleDescription(self._marks[self._current].target.text)
        self.update()

    def _place_marks(self) -> None:
        self._marks = self.lay_out()
        self._current = max(0, min(self._current, len(self._marks) - 1))
        self._hovered = self._pressed = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._marks else Qt.FocusPolicy.NoFocus)
        self.update()

    def _mark_at(self, point: QPointF) -> int:
        """The mark itself, else the one whose surroundings it is in."""
        exact = (i for i, mark in enumerate(self._marks) if mark.rect.contains(point))
        near = (i for i, mark in enumerate(self._marks) if mark.holds(point))
        return next(exact, next(near, -1))

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.setCursor(Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()
