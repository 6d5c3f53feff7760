"""Lines of a picture under each other: a name, a bar in one or several parts, a text at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette

from editor.ui.overview.inks import Ink, fill
from editor.ui.overview.picture import Mark, Picture, Target

_HEIGHT = 1.6
"""Of a line, in heights of the font."""
_LABEL_SHARE = 0.46
_LEAST_PART = 0.7
"""The least width of a part that is not nothing, in heights of the font, so that one can point at it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, in the unit all bars of the picture share."""

    value: float
    ink: Ink
    target: Target


@dataclass(frozen=True, slots=True)
class Row:
    """A line. With one target it is one mark; with parts of their own each of them is."""

    name: str
    end: str
    parts: tuple[Part, ...] = ()
    target: Target | None = None


class RowsPicture(Picture):
    """Rows with their bars on one scale, or without any bars a list of lines."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """As shown."""
        return self._rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Other rows; the same ones change nothing."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self.renew()

    def height_wanted(self) -> float:
        return len(self._rows) * self._step + 4

    def lay_out(self) -> tuple[Mark, ...]:
        marks = []
        for row, line in zip(self._rows, self._lines(), strict=True):
            if row.target is not None:
                marks.append(Mark(line, row.target))
                continue
            whole = line
            for part, rect in zip(row.parts, self._bars(row, line), strict=True):
                marks.append(Mark(rect.adjusted(-2, -3, 2, 3), part.target, whole))
                whole = QRectF()
        return tuple(marks)

    def draw(self, painter: QPainter) -> None:
        left, _ = self._columns()
        metrics = self.fontMetrics()
        text = self.palette().color(QPalette.ColorRole.WindowText)
        for row, line in zip(self._rows, self._lines(), strict=True):
            for part, rect in zip(row.parts, self._bars(row, line), strict=True):
                fill(painter, rect, part.ink, self.palette())
            painter.setPen(text)
            wide = left if row.parts else self.width() - metrics.horizontalAdvance(row.end) - metrics.height() * 2
            name = metrics.elidedText(row.name, Qt.TextElideMode.ElideMiddle, int(wide))
            box = line.adjusted(4, 0, -4, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.end)

    @property
    def _step(self) -> float:
        return self.fontMetrics().height() * _HEIGHT

    def _lines(self) -> list[QRectF]:
        return [QRectF(0, 2 + i * self._step, self.width(), self._step) for i in range(len(self._rows))]

    def _columns(self) -> tuple[float, float]:
        """The width of the names, and of what stands at the end."""
        metrics = self.fontMetrics()
        ends = max((metrics.horizontalAdvance(row.end) for row in self._rows), default=0)
        names = max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0) + 2
        return min(names, (self.width() - ends) * _LABEL_SHARE), ends

    def _bars(self, row: Row, line: QRectF) -> list[QRectF]:
        left, right = self._columns()
        em = self.fontMetrics().height()
        start, room = 4 + left + em * 0.6, self.width() - left - right - 8 - em * 1.4
        least = em * _LEAST_PART
        most = max((sum(max(part.value, 0) for part in one.parts) for one in self._rows), default=0) or 1
        parts = max((len(one.parts) for one in self._rows), default=1)
        scale = max(room - least * (parts - 1), em) / most
        found = []
        for part in row.parts:
            width = max(part.value * scale, least if parts > 1 else 2) if part.value > 0 else 0.0
            found.append(QRectF(start, line.top() + line.height() * 0.2, width, line.height() * 0.6))
            start += width + 2
        return found
