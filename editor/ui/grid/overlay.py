"""What is drawn over the cells: the current cell's frame, the selection's outline, the line of a drop, words for an empty table."""

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QTableView

from editor.bridge.table_model import Role, TableModel
from editor.ui.grid.cells import has_focus
from editor.ui.grid.handle import FillHandle
from editor.ui.grid.selection import Selection
from editor.ui.grid.shades import shades


class Overlay:
    """Draws over a view's cells."""

    def __init__(self, view: QTableView, model: TableModel, selection: Selection, handle: FillHandle) -> None:
        self._view = view
        self._model = model
        self._selection = selection
        self._handle = handle
        self.drop_line = -1

    def paint(self) -> None:
        """After the cells are drawn."""
        painter = QPainter(self._view.viewport())
        if not self._model.rowCount():
            self._paint_empty(painter)
        elif self._focused():
            self._paint_frames(painter)
        if self.drop_line >= 0:
            painter.setPen(QPen(shades(self._view.palette()).accent, 3))
            painter.drawLine(0, self.drop_line, self._view.viewport().width(), self.drop_line)
        painter.end()

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setPen(shades(self._view.palette()).faint)
        painter.setFont(self._view.font())
        room = self._view.viewport().rect().adjusted(20, 12, -20, -12)
        words = self._model.empty_words if self._model.editable else self._model.locked_words
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    def _paint_frames(self, painter: QPainter) -> None:
        accent = shades(self._view.palette()).accent
        areas = self._selection.areas()
        if len(areas) == 1 and areas[0].height * areas[0].width > 1:
            first = self._view.visualRect(self._model.index(areas[0].top, areas[0].left))
            last = self._view.visualRect(self._model.index(areas[0].bottom, areas[0].right))
            painter.setPen(QPen(accent, 1))
            painter.drawRect(first.united(last).adjusted(0, 0, -1, -1))
        run = self._run(self._view.currentIndex())
        if run.isValid():
            painter.setPen(QPen(accent, 1))
            painter.drawRect(run.adjusted(0, 0, -1, -1))
        current: QRect = self._view.visualRect(self._view.currentIndex())
        if current.isValid():
            painter.setPen(QPen(accent, 2))
            painter.drawRect(current.adjusted(1, 1, -1, -1))
        if self._model.editable:
            self._handle.paint(painter)

    def _run(self, index: QModelIndex) -> QRect:
        """The merged cell the current cell is part of, as far as it is in sight."""
        top = bottom = index
        port = self._view.viewport().rect()
        while top.data(Role.JOINED) and self._view.visualRect(top).top() > port.top():
            top = top.siblingAtRow(top.row() - 1)
        below = bottom.siblingAtRow(bottom.row() + 1)
        while below.isValid() and below.data(Role.JOINED) and self._view.visualRect(bottom).bottom() < port.bottom():
            bottom, below = below, below.siblingAtRow(below.row() + 1)
        return QRect() if top == bottom else self._view.visualRect(top).united(self._view.visualRect(bottom))

    def _focused(self) -> bool:
        return has_focus(self._view)
