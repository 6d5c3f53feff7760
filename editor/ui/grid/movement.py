"""Where the current cell goes: Tab runs, Enter, and leaps to the ends as in a spreadsheet."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from editor.bridge.grid_edits import Area
from editor.bridge.table_model import TableModel
from editor.ui.grid.selection import Selection, go_to

_ARROWS = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
_PAGES = {
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
}


class Movement:
    """Moves a view's current cell. A Tab run remembers the column it began in: Enter goes back there, one row down.

    Where more cells are selected than one, Tab and Enter go round among them, row by row and column by column; whole rows
    (just inserted, to be written through) are no such selection.
    """

    def __init__(self, view: QTableView, model: TableModel, selection: Selection) -> None:
        self._view = view
        self._model = model
        self._selection = selection
        self._run_column: int | None = None
        self._moving = False

    def forget_run(self) -> None:
        """The clerk went elsewhere by other means; a move of ours is no such thing."""
        if not self._moving:
            self._run_column = None

    def next(self) -> bool:
        """To the right, at a row's end to the next row; False at the table's last cell."""
        if self._go_round(+1, down=False):
            return True
        current = self._view.currentIndex()
        if self._run_column is None:
            self._run_column = current.column()
        row, column = current.row(), current.column() + 1
        if column >= self._model.columnCount():
            row, column = row + 1, 0
        return self._go(row, column)

    def previous(self) -> None:
        """To the left, at a row's beginning to the row before; stays at the table's first cell."""
        if self._go_round(-1, down=False):
            return
        current = self._view.currentIndex()
        row, column = current.row(), current.column() - 1
        if column < 0:
            row, column = row - 1, self._model.columnCount() - 1
        self._go(row, column)

    def vertical(self, by: int) -> None:
        """One row down or up; behind a Tab run in the column where that began."""
        if self._go_round(by, down=True):
            return
        current = self._view.currentIndex()
        column = current.column() if self._run_column is None else self._run_column
        self._run_column = None
        if not self._go(current.row() + by, column):
            self._go(current.row(), column)

    def step(self, key: int) -> None:
        """One cell in an arrow's direction."""
        down, right = _ARROWS[Qt.Key(key)]
        current = self._view.currentIndex()
        self._run_column = None
        self._go(current.row() + down, current.column() + right)

    def jump(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        """Home, End and the arrows with Ctrl; with Shift the selection grows."""
        current = self._view.currentIndex()
        rows, columns = self._model.rowCount() - 1, self._model.columnCount() - 1
        ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Home:
            row, column = (0 if ctrl else current.row()), 0
        elif key == Qt.Key.Key_End:
            row, column = (rows if ctrl else current.row()), columns
        else:
            row, column = self._edge(current, *_ARROWS[Qt.Key(key)])
        target = self._model.index(row, column)
        self._reach(target, modifiers)

    def page(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        """A page up or down; with Shift the selection grows."""
        way = _PAGES[Qt.Key(key)]
        self._reach(self._view.moveCursor(way, Qt.KeyboardModifier.NoModifier), modifiers)

    def widen(self, key: int) -> None:
        """The selection grows by one cell in an arrow's direction, from where it began."""
        down, right = _ARROWS[Qt.Key(key)]
        current = self._view.currentIndex()
        target = self._model.index(current.row() + down, current.column() + right)
        if target.isValid():
            self.extend(target)

    def extend(self, target: QModelIndex) -> None:
        """Selects the rectangle from where the selection began to a cell; whole rows stay whole.

        Qt would begin it where its own last key or click was, and knows nothing of the moves made here.
        """
        selection, current = self._view.selectionModel(), self._view.currentIndex()
        row, column, whole = current.row(), current.column(), False
        ranges = selection.selection()
        if ranges.count():
            area = ranges.at(ranges.count() - 1)
            row = area.bottom() if row == area.top() else area.top()
            column = area.right() if column == area.left() else area.left()
            whole = area.width() == self._model.columnCount() > 1
        left, right = (0, self._model.columnCount() - 1) if whole else sorted((column, target.column()))
        top, bottom = sorted((row, target.row()))
        chosen = QItemSelection(self._model.index(top, left), self._model.index(bottom, right))
        selection.setCurrentIndex(target, QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._view.scrollTo(target)

    def select_row(self) -> None:
        """All cells of the rows that have a selected one."""
        self._view.selectionModel().select(
            self._view.selectionModel().selection(),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )

    def select_column(self) -> None:
        """All cells of the columns that have a selected one."""
        self._view.selectionModel().select(
            self._view.selectionModel().selection(),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Columns,
        )

    def _go_round(self, by: int, *, down: bool) -> bool:
        """The next selected cell, the selection as it was; False where no more than one is selected, or whole rows."""
        areas = self._selection.areas()
        current = self._view.currentIndex()
        here = (current.row(), current.column())
        at = next((i for i, area in enumerate(areas) if _holds(area, here)), None)
        alone = len(areas) == 1 and areas[0].height * areas[0].width == 1
        if at is None or alone or all(area.width == self._model.columnCount() > 1 for area in areas):
            return False
        position = _position(areas[at], here, down=down) + by
        if not 0 <= position < areas[at].height * areas[at].width:
            area = areas[(at + by) % len(areas)]
            position = 0 if by > 0 else area.height * area.width - 1
        else:
            area = areas[at]
        target = self._model.index(*_cell(area, position, down=down))
        self._view.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._view.scrollTo(target)
        return True

    def _go(self, row: int, column: int) -> bool:
        target = self._model.index(row, column)
        if not target.isValid():
            return False
        self._moving = True
        try:
            go_to(self._view, target)
        finally:
            self._moving = False
        return True

    def _reach(self, target: QModelIndex, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.extend(target)
        else:
            go_to(self._view, target)

    def _edge(self, start: QModelIndex, down: int, right: int) -> tuple[int, int]:
        """The end of the block of written cells, or the next written one, or the table's edge."""
        row, column = start.row(), start.column()

        def written(r: int, c: int) -> bool:
            return bool(self._model.index(r, c).data())

        def inside(r: int, c: int) -> bool:
            return self._model.index(r, c).isValid()

        first = inside(row + down, column + right) and written(row + down, column + right)
        in_block = written(row, column) and first
        while inside(row + down, column + right):
            if in_block and not written(row + down, column + right):
                break
            row, column = row + down, column + right
            if not in_block and written(row, column):
                break
        return row, column


def _holds(area: Area, cell: tuple[int, int]) -> bool:
    return area.top <= cell[0] <= area.bottom and area.left <= cell[1] <= area.right


def _position(area: Area, cell: tuple[int, int], *, down: bool) -> int:
    """How many cells of the area come before this one, counted down its columns or along its rows."""
    row, column = cell[0] - area.top, cell[1] - area.left
    return column * area.height + row if down else row * area.width + column


def _cell(area: Area, position: int, *, down: bool) -> tuple[int, int]:
    if down:
        column, row = divmod(position, area.height)
    else:
        row, column = divmod(position, area.width)
    return area.top + row, area.left + column
