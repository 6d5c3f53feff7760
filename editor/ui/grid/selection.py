"""What is selected in the grid, as positions."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QTableView

from editor.bridge.grid_edits import Area

_FLAG = QItemSelectionModel.SelectionFlag


class Selection:
    """Reads and sets a view's selection. Where nothing is selected, the current cell stands for it."""

    def __init__(self, view: QTableView) -> None:
        self._view = view

    def areas(self) -> tuple[Area, ...]:
        """The selected rectangles; one where they make up one together; () in an empty table."""
        ranges = self._view.selectionModel().selection()
        areas = [Area(r.top(), r.left(), r.bottom(), r.right()) for r in (ranges.at(i) for i in range(ranges.count()))]
        areas = [area for area in areas if area.height > 0 and area.width > 0]
        current = self._view.currentIndex()
        if not areas and current.isValid():
            return (Area(current.row(), current.column(), current.row(), current.column()),)
        if len(areas) < 2:
            return tuple(areas)
        top, left = min(a.top for a in areas), min(a.left for a in areas)
        whole = Area(top, left, max(a.bottom for a in areas), max(a.right for a in areas))
        covered = sum(area.height * area.width for area in areas)
        return (
            (whole,) if covered == whole.height * whole.width else tuple(sorted(areas, key=lambda a: (a.top, a.left)))
        )

    def cells(self) -> frozenset[tuple[int, int]]:
        """All selected cells."""
        return frozenset(cell for area in self.areas() for cell in area.cells())

    def rows(self) -> tuple[int, ...]:
        """Rows that have a selected cell, in order."""
        return tuple(sorted({r for area in self.areas() for r in range(area.top, area.bottom + 1)}))

    def columns(self) -> tuple[int, ...]:
        """Columns that have a selected cell, in order."""
        return tuple(sorted({c for area in self.areas() for c in range(area.left, area.right + 1)}))

    def column(self) -> int:
        """The current cell's column."""
        return max(self._view.currentIndex().column(), 0)

    def select(self, area: Area | None) -> None:
        """Selects a rectangle, its upper left cell the current one; None leaves everything as it is."""
        model = self._view.model()
        if area is None or area.bottom >= model.rowCount():
            return
        corner = model.index(area.top, area.left)
        self._view.selectionModel().setCurrentIndex(corner, _FLAG.NoUpdate)
        chosen = QItemSelection(corner, model.index(area.bottom, area.right))
        self._view.selectionModel().select(chosen, _FLAG.ClearAndSelect)
        self._view.scrollTo(corner)

    def select_rows(self, first: int, last: int) -> None:
        """Selects whole rows."""
        self.select(Area(first, 0, last, self._view.model().columnCount() - 1))

    def go(self, row: int, column: int) -> None:
        """Makes one cell the current and only selected one."""
        index = self._view.model().index(row, column)
        if index.isValid():
            go_to(self._view, index)

    def show(self) -> None:
        """Scrolls to the current cell."""
        self._view.scrollTo(self._view.currentIndex())


def go_to(view: QTableView, index: QModelIndex) -> None:
    """Makes a cell the current and only selected one, whatever keys are held: `setCurrentIndex` would heed Ctrl and Shift."""
    view.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect)
    view.scrollTo(index)
