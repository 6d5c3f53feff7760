"""The columns at the left that stay in sight while a wide table is scrolled sideways."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from editor.ui.grid.shades import shades
from editor.ui.viewport import own_viewport


class FrozenColumns(QTableView):
    """Lies over a view's first columns while it is scrolled; shares its model, selection and delegate, and never has the focus.

    `settle` commits what is being written and says whether it could; `open_at` goes on in a cell.
    """

    def __init__(self, view: QTableView, count: int, header: QHeaderView) -> None:
        super().__init__(view)
        own_viewport(self)
        self._view = view
        self._count = count
        self.settle: Callable[[], bool] = lambda: True
        self.open_at: Callable[[QModelIndex], object] = lambda index: None
        self.setHorizontalHeader(header)
        self.setModel(view.model())
        self.setSelectionModel(view.selectionModel())
        self.setItemDelegate(view.itemDelegate())
        self._set_up()
        self._connect()
        self.hide()

    @property
    def room(self) -> int:
        """Pixels the columns take."""
        return sum(self._view.columnWidth(column) for column in range(self._count))

    @property
    def count(self) -> int:
        """How many columns there are."""
        return self._count

    def place(self) -> None:
        """Lies where the columns would be; out of sight where they are there anyway, or while one of their cells is written."""
        view = self._view
        current = view.currentIndex()
        written = current.isValid() and current.column() < self._count and view.indexWidget(current) is not None
        self.setVisible(view.horizontalScrollBar().value() > 0 and not written)
        if not self.isVisible():
            return
        header = view.horizontalHeader()
        self.horizontalHeader().setFixedHeight(header.height())
        left = view.frameWidth() + view.verticalHeader().width()
        self.setGeometry(left, view.frameWidth(), self.room, header.height() + view.viewport().height())
        self.verticalScrollBar().setValue(view.verticalScrollBar().value())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        colors = shades(self.palette())
        current = self.visualRect(self._view.currentIndex())
        if current.isValid() and self._view.currentIndex().column() < self._count:
            painter.setPen(QPen(colors.accent, 2))
            painter.drawRect(current.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(colors.faint, 2))
        painter.drawLine(self.viewport().rect().topRight(), self.viewport().rect().bottomRight())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.settle():
            super().mousePressEvent(event)
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.open_at(self.indexAt(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._view.contextMenuEvent(event)

    def scrollTo(
        self, index: object, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """The view scrolls, and this follows it."""
        del index, hint

    def _set_up(self) -> None:
        for column in range(self._count, self.model().columnCount()):
            self.setColumnHidden(column, True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self._view.verticalHeader().defaultSectionSize())
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(self._view.selectionMode())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("")
        for row in range(self.model().rowCount()):
            self._take_height(row, 0, self._view.rowHeight(row))
        for column in range(self._count):
            self._take_width(column, 0, self._view.columnWidth(column))

    def _connect(self) -> None:
        view = self._view
        view.verticalHeader().sectionResized.connect(self._take_height)
        view.horizontalHeader().sectionResized.connect(self._take_width)
        view.horizontalScrollBar().valueChanged.connect(self.place)
        view.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.selectionModel().currentChanged.connect(lambda *_: self.viewport().update())
        view.horizontalHeader().geometriesChanged.connect(self.place)

    def _take_height(self, row: int, _: int, height: int) -> None:
        self.setRowHeight(row, height)

    def _take_width(self, column: int, _: int, width: int) -> None:
        if column < self._count:
            self.setColumnWidth(column, width)
            self.place()
