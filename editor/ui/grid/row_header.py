"""The numbers of the rows: they select rows, and are drawn to move them."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from editor.bridge.table_model import Role, TableModel
from editor.ui.grid.cells import draw_mark
from editor.ui.grid.shades import blend, shades
from editor.ui.viewport import own_viewport

_GRIP = 10
"""Pixels at the left of a number that move the row at once; elsewhere a row is selected first, then drawn."""
_EDGE = 20


class RowHeader(QHeaderView):
    """Row numbers (序号) with the marks of findings about whole rows.

    Drawing a selected row, or any row by its grip, moves rows between other rows: `dropped` (before which position).
    `drop_line` (y in the viewport, -1 for none) while they are drawn.
    """

    dropped = Signal(int)
    drop_line = Signal(int)

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        own_viewport(self)
        self._view = view
        self._pressed: QPoint | None = None
        self._drawing = False
        self._before = -1
        self._hovered = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setToolTip("单击选中一行；按住左边的点拖动可移动行")

    def sizeHint(self) -> QSize:
        number = self.fontMetrics().horizontalAdvance("8" * max(2, len(str(self.count()))))
        return QSize(number + 2 * _GRIP + 4, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.logicalIndexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or row < 0 or event.modifiers():
            super().mousePressEvent(event)
            return
        grip = event.position().x() <= _GRIP
        if not self._movable():
            super().mousePressEvent(event)
            return
        if grip or self._selected(row):
            if not self._selected(row):
                self._view.selectRow(row)
            self._pressed = event.position().toPoint()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        if self._pressed is None:
            self._hover(self.logicalIndexAt(where))
            super().mouseMoveEvent(event)
            return
        if not self._drawing:
            self._drawing = (where - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._drawing:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scroll(where.y())
            self._aim(where.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        drawn, row = self._drawing, self.logicalIndexAt(self._pressed)
        before = self._before
        self.stop()
        if drawn and before >= 0:
            self.dropped.emit(before)
        elif not drawn and row >= 0:
            self._view.selectRow(row)

    def leaveEvent(self, event: object) -> None:
        self._hover(-1)
        super().leaveEvent(event)  # type: ignore[arg-type]

    def stop(self) -> None:
        """Ends a drawing without a move."""
        self._pressed, self._drawing, self._before = None, False, -1
        self.unsetCursor()
        self.drop_line.emit(-1)

    @property
    def drawing(self) -> bool:
        """Rows are being drawn."""
        return self._drawing

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colors = shades(self.palette())
        current = self._view.selectionModel().rowIntersectsSelection(section)
        painter.save()
        painter.fillRect(rect, blend(colors.accent, colors.header, 0.22) if current else colors.header)
        painter.setPen(colors.line)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colors.header_text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(section + 1))
        severity = self.model().headerData(section, Qt.Orientation.Vertical, Role.SEVERITY)
        draw_mark(painter, QRectF(rect), str(severity or ""), colors)
        if section == self._hovered:
            self._draw_grip(painter, rect)
        painter.restore()

    def _draw_grip(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades(self.palette()).faint)
        middle = rect.center().y()
        for x in (3, 6):
            for y in (-4, 0, 4):
                painter.drawRect(rect.left() + x, middle + y, 1, 1)

    def _hover(self, row: int) -> None:
        if row != self._hovered and self._movable():
            self._hovered = row
            self.viewport().update()

    def _movable(self) -> bool:
        model = self.model()
        return isinstance(model, TableModel) and model.growable

    def _selected(self, row: int) -> bool:
        return self._view.selectionModel().isRowSelected(row)

    def _aim(self, y: int) -> None:
        """The gap between rows that is nearest."""
        row = self.logicalIndexAt(0, max(y, 0))
        if row < 0:
            self._before = self.count()
        else:
            middle = self.sectionViewportPosition(row) + self.sectionSize(row) / 2
            self._before = row if y < middle else row + 1
        line = (
            self.sectionViewportPosition(self._before) if self._before < self.count() else self.length() - self.offset()
        )
        self.drop_line.emit(line)

    def _scroll(self, y: int) -> None:
        bar = self._view.verticalScrollBar()
        if y < _EDGE:
            bar.setValue(bar.value() - bar.singleStep())
        elif y > self.viewport().height() - _EDGE:
            bar.setValue(bar.value() + bar.singleStep())
