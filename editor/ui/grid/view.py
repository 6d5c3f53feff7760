"""The look of the grid: cells, headers, widths, heights and what is drawn over them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from editor.bridge.table_model import TableModel
from editor.ui.grid.cells import Cells
from editor.ui.grid.column_header import ColumnHeader
from editor.ui.grid.columns import ColumnWidths
from editor.ui.grid.handle import FillHandle
from editor.ui.grid.heights import RowHeights
from editor.ui.grid.overlay import Overlay
from editor.ui.grid.row_header import RowHeader
from editor.ui.grid.selection import Selection
from editor.ui.viewport import own_viewport

if TYPE_CHECKING:
    from editor.ui.grid.frozen import FrozenColumns

Index = QModelIndex | QPersistentModelIndex


class GridView(QTableView):
    """A table view drawn as on paper. Signal: `content_resized` when `content_height` is another."""

    content_resized = Signal()
    _ready = False
    _frozen: "FrozenColumns | None" = None

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        self._model = model
        model.setParent(self)
        self._row_header = RowHeader(self)
        self.setVerticalHeader(self._row_header)
        self.setHorizontalHeader(_header(self, model))
        self.setModel(model)
        self._set_up()
        self._cells = Cells(self, model)
        self.setItemDelegate(self._cells)
        self._selection = Selection(self)
        self._columns = ColumnWidths(self, model.form.shares, model.form.letters)
        self._heights = RowHeights(self, model)
        self._handle = FillHandle(self, self._selection)
        self._overlay = Overlay(self, model, self._selection, self._handle)
        self._row_header.drop_line.connect(self._show_drop_line)
        self._heights.measured.connect(self._tell_size)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._tell_size)
        model.dataChanged.connect(self.viewport().update)
        self._heights.forget()
        self._frozen = self._freeze(model.form.frozen)
        self._ready = True

    @property
    def columns(self) -> ColumnWidths:
        """The columns' widths; their shares can be kept for another day."""
        return self._columns

    @property
    def heights(self) -> RowHeights:
        """The rows' heights."""
        return self._heights

    @property
    def frozen(self) -> "FrozenColumns | None":
        """What lies over the columns that stay in sight; None in a table that has none."""
        return self._frozen

    @property
    def selection(self) -> Selection:
        """What is selected."""
        return self._selection

    def content_height(self) -> int:
        """Pixels that show all rows without scrolling, as far as they are measured."""
        rows = (
            self.verticalHeader().length() if self._model.rowCount() else 5 * self.verticalHeader().defaultSectionSize()
        )
        return self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.content_height())

    def minimumSizeHint(self) -> QSize:
        line = self.verticalHeader().defaultSectionSize()
        return QSize(super().minimumSizeHint().width(), self.horizontalHeader().sizeHint().height() + 4 * line)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Again where rows that came into sight turned out higher than they were thought to be."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if self._ready and self._frozen is not None and index.isValid():
            if index.column() < self._frozen.count:
                bar.setValue(before)
            elif (hidden := self._frozen.room - self.columnViewportPosition(index.column())) > 0 and bar.value():
                bar.setValue(bar.value() - hidden)
        if self._ready and index.isValid():
            for _ in range(3):
                rect = self.visualRect(index)
                if self.viewport().rect().contains(rect.center()) and rect.bottom() < self.viewport().height():
                    break
                self.updateGeometries()
                across = bar.value()
                super().scrollTo(index, hint)
                bar.setValue(across)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self._row_header.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._overlay.paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._ready:
            self._columns.divide()
            self._heights.measure_soon()
            if self._frozen is not None:
                self._frozen.place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._columns.divide()
        self._heights.measure_visible()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._ready and event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._columns.divide()
            self._heights.forget()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self._ready:
            self._heights.measure_visible(keep_bottom=dy > 0)
            self.viewport().update()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setTabKeyNavigation(True)
        self.setDragEnabled(False)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self._model.title)

    def _freeze(self, count: int) -> "FrozenColumns | None":
        if not count:
            return None
        from editor.ui.grid.frozen import FrozenColumns

        frozen = FrozenColumns(self, count, _header(self, self._model))
        self._cells.opened.connect(lambda _: self._uncover())
        return frozen

    def _uncover(self) -> None:
        """A cell of a column that stays in sight is written where it truly stands."""
        if self._frozen is not None and self.currentIndex().column() < self._frozen.count:
            self.horizontalScrollBar().setValue(0)

    def _show_drop_line(self, y: int) -> None:
        self._overlay.drop_line = y
        self.viewport().update()

    def _tell_size(self) -> None:
        self.updateGeometry()
        self.content_resized.emit()


def _header(view: QTableView, model: TableModel) -> QHeaderView:
    """The columns' labels, or the printed head with its merged cells."""
    if not model.form.head:
        return ColumnHeader(view)
    from editor.ui.grid.spanned_header import SpannedHeader

    return SpannedHeader(view, model.form.head)
