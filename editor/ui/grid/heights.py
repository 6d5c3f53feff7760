"""Row heights that follow the text, measured only for rows that are seen."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QTableView

from editor.bridge.table_model import TableModel
from editor.ui.grid.cell_text import one_line, text_height


class RowHeights(QObject):
    """Keeps measured heights of a view's rows by their keys; rows not seen yet have the height of one line.

    A change touches only its rows; another width or font makes all of them unmeasured, and those in sight are measured again.
    """

    measured = Signal()
    """Heights of rows have changed."""

    def __init__(self, view: QTableView, model: TableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._known: dict[int, int] = {}
        self._measuring = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.measure_visible)
        model.dataChanged.connect(self._forget_rows)
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.layoutChanged):
            signal.connect(self._soon.start)
        model.modelReset.connect(self.forget)
        view.horizontalHeader().sectionResized.connect(self.forget)

    @property
    def count(self) -> int:
        """How many rows are measured."""
        return len(self._known)

    def forget(self) -> None:
        """All rows are to be measured anew when they are seen."""
        self._known.clear()
        header, height = self._view.verticalHeader(), one_line(self._view.font())
        if header.defaultSectionSize() != height:
            header.setDefaultSectionSize(height)
        self._soon.start()

    def measure_soon(self) -> None:
        """Measures what is in sight when the event loop runs next."""
        self._soon.start()

    def measure_visible(self, keep_bottom: bool = False) -> None:
        """Measures rows in sight; with `keep_bottom` the last of them stays where it is instead of the first.

        Who scrolled to the table's end stays there: the rows measured then are higher than they were thought to be.
        """
        if self._measuring or not self._model.rowCount():
            return
        bar = self._view.verticalScrollBar()
        at_end = bar.maximum() > 0 and bar.value() == bar.maximum()
        self._measuring = True
        try:
            port = self._view.viewport().height()
            anchor = self._view.rowAt(port - 1) if keep_bottom and not at_end else -1
            before = self._view.rowViewportPosition(anchor) if anchor >= 0 else 0
            if self._measure_end(port) if at_end else self._measure(port):
                self.measured.emit()
                if at_end:
                    self._view.updateGeometries()
                    bar.setValue(bar.maximum())
                elif anchor >= 0 and (moved := self._view.rowViewportPosition(anchor) - before):
                    self._view.updateGeometries()
                    bar.setValue(bar.value() + moved)
        finally:
            self._measuring = False

    def _measure_end(self, port: int) -> bool:
        """Measures from the last row up until the viewport is full: what is higher than it was thought pushes others out above."""
        changed, used = False, 0
        row = len(self._model.rows) - 1
        while row >= 0 and used < port:
            changed = self._fit(row) or changed
            used += self._view.rowHeight(row)
            row -= 1
        return changed

    def _measure(self, port: int) -> bool:
        """Measures from the first row in sight down to the viewport's end; rows move up and down while it goes."""
        changed = False
        row = max(self._view.rowAt(0), 0)
        while row < len(self._model.rows) and self._view.rowViewportPosition(row) < port:
            changed = self._fit(row) or changed
            row += 1
        return changed

    def _fit(self, row: int) -> bool:
        """Gives a row its height; whether it had another."""
        key = self._model.rows[row].key
        if key not in self._known:
            self._known[key] = self._height(row)
        if self._view.rowHeight(row) == self._known[key]:
            return False
        self._view.setRowHeight(row, self._known[key])
        return True

    def _height(self, row: int) -> int:
        font = self._view.font()
        heights = [float(one_line(font))]
        for column in range(self._model.columnCount()):
            index = self._model.index(row, column)
            text = str(index.data() or "")
            if text and not self._in_run(row, column):
                heights.append(text_height(text, font, self._view.columnWidth(column) - 1))
        return int(max(heights) + 0.999) + 1

    def _in_run(self, row: int, column: int) -> bool:
        """A merged cell of several rows has room beside this row."""
        return self._model.joined(row, column) or self._model.joined(row + 1, column)

    def _forget_rows(self, top: object, bottom: object) -> None:
        first, last = top.row(), bottom.row()  # type: ignore[attr-defined]
        for row in self._model.rows[max(0, first - 1) : last + 2]:
            self._known.pop(row.key, None)
        self._soon.start()
