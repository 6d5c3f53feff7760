"""The small square at the selection's corner: drawn down, it fills."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from editor.bridge.grid_edits import Area
from editor.ui.grid.selection import Selection
from editor.ui.grid.shades import shades

_SIZE = 7


class FillHandle:
    """Knows where the square is, whether it is being drawn and how far."""

    def __init__(self, view: QTableView, selection: Selection) -> None:
        self._view = view
        self._selection = selection
        self._area: Area | None = None
        self._bottom = -1

    @property
    def drawing(self) -> bool:
        """The square is being drawn."""
        return self._area is not None

    def square(self) -> QRect:
        """Where it is; an empty rectangle where there is no single selected area in sight."""
        areas = self._selection.areas()
        if len(areas) != 1:
            return QRect()
        corner = self._rect(areas[0]).bottomRight()
        return QRect(corner.x() - _SIZE + 1, corner.y() - _SIZE + 1, _SIZE, _SIZE)

    def press(self, where: QPoint) -> bool:
        """Begins where the mouse is on the square."""
        if not self.square().adjusted(-2, -2, 2, 2).contains(where):
            return False
        self._area = self._selection.areas()[0]
        self._bottom = self._area.bottom
        return True

    def draw(self, where: QPoint) -> None:
        """Follows the mouse, down only."""
        if self._area is not None:
            row = self._view.rowAt(max(0, min(where.y(), self._view.viewport().height() - 1)))
            last = self._view.model().rowCount() - 1
            self._bottom = max(self._area.bottom, row if row >= 0 else last)

    def release(self) -> tuple[Area, int] | None:
        """The area and the row it was drawn down to; None where it was not drawn anywhere."""
        area, bottom = self._area, self._bottom
        self._area, self._bottom = None, -1
        return (area, bottom) if area is not None and bottom > area.bottom else None

    def paint(self, painter: QPainter) -> None:
        """Draws the square, and while it is drawn the outline of what would be filled."""
        colors = shades(self._view.palette())
        square = self.square()
        if not square.isEmpty():
            painter.fillRect(square.adjusted(-1, -1, 0, 0), colors.base)
            painter.fillRect(square, colors.accent)
        if self._area is not None:
            painter.setPen(colors.accent)
            grown = Area(self._area.top, self._area.left, self._bottom, self._area.right)
            painter.drawRect(self._rect(grown).adjusted(0, 0, -1, -1))

    def _rect(self, area: Area) -> QRect:
        model = self._view.model()
        first = self._view.visualRect(model.index(area.top, area.left))
        return first.united(self._view.visualRect(model.index(area.bottom, area.right)))
