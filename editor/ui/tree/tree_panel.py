"""The panel with the tree: a filter, the lines, the sum."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QLineEdit, QTreeView, QVBoxLayout, QWidget

from editor.bridge.tree_model import AMOUNT_COLUMN, MARK_COLUMN, NAME_COLUMN, PLACE_ROLE, TreeModel
from editor.domain.places import Place
from editor.ui.icons import Icons
from editor.ui.tree.dragging import drag_of
from editor.ui.tree.tree_delegate import TreeDelegate
from editor.ui.viewport import own_viewport

_LEAST_AMOUNT = "0000.00"
_PADDING = 10
_NUMBER, _DEPTH = "00. ", 3
"""What stands before a project's name: its number, and how often the line is set in."""
_NAME_LETTERS = 5
"""Where fewer Chinese letters of a name could be seen, the amounts give way: they stand in the tooltips too."""


class TreeView(QTreeView):
    """The lines. `moved` (down?) for Alt+↑/↓, `removed` for Delete, `entered_line` for Enter."""

    moved = Signal(bool)
    removed = Signal()
    entered_line = Signal()

    def __init__(self) -> None:
        super().__init__()
        own_viewport(self)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Nothing is removed here afterwards: the model moves the lines itself."""
        chosen = self.selectionModel().selectedRows(NAME_COLUMN)
        lines = [index for index in chosen if index.flags() & Qt.ItemFlag.ItemIsDragEnabled]
        if lines:
            drag_of(self, lines, self.model().mimeData(lines)).exec(actions, Qt.DropAction.MoveAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(event.key() == Qt.Key.Key_Down)
        elif event.key() == Qt.Key.Key_Delete and self.state() != QAbstractItemView.State.EditingState:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_line.emit()
        else:
            super().keyPressEvent(event)


class TreePanel(QWidget):
    """Cover, sections, units and projects to choose from.

    `place_chosen` (Place, None) when the clerk comes to a line; `chosen_changed` when other projects are selected;
    `menu_wanted` (point on the screen) for a right click; `entered` when the clerk wants to go on in the page itself. Walking
    over a unit's line goes nowhere; a double click or Enter on it goes to the unit.
    """

    place_chosen = Signal(object, object)
    chosen_changed = Signal()
    menu_wanted = Signal(QPoint)
    entered = Signal()

    def __init__(self, model: TreeModel, money_unit: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._money_unit = money_unit
        self._quiet = False
        self._filter = QLineEdit(placeholderText="筛选：名称、编码、指标", clearButtonEnabled=True)
        self._filter.setAccessibleName("筛选目录")
        self._view = TreeView()
        self._delegate = TreeDelegate(icons, self._view)
        self._total = QLabel(alignment=Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        for part in (self._filter, self._view, self._total):
            column.addWidget(part)
        self._set_up_view()
        self._coming = QTimer(self, singleShot=True, interval=0)
        self._coming.timeout.connect(self._choose)
        self._connect()
        self._view.expandAll()
        self._show_total()

    @property
    def view(self) -> TreeView:
        """The lines themselves."""
        return self._view

    @property
    def filter_line(self) -> QLineEdit:
        """Where the clerk filters."""
        return self._filter

    @property
    def chosen(self) -> tuple[int, ...]:
        """Keys of the selected projects, as they stand."""
        indexes = self._view.selectionModel().selectedRows(NAME_COLUMN)
        keys = {key for index in indexes if (key := self._model.project_of(index)) is not None}
        return tuple(key for key in self._model.shown if key in keys) if len(keys) > 1 else tuple(keys)

    @property
    def unit(self) -> str | None:
        """The code of the unit the current line is or stands under."""
        return self._model.unit_of(self._view.currentIndex())

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Brings the line of a place into view; `place_chosen` is not told."""
        index = self._model.index_of(place)
        current = self._view.currentIndex()
        if not index.isValid() or (current.isValid() and index == current.siblingAtColumn(NAME_COLUMN)):
            return
        self._quiet = True
        self._view.setCurrentIndex(index)
        self._quiet = False
        self._view.scrollTo(index)

    def select(self, keys: Sequence[int]) -> None:
        """Selects projects, the first of them current."""
        found = QItemSelection()
        indexes = [index for key in keys if (index := self._model.index_of(Place(project=key))).isValid()]
        for index in indexes:
            found.select(index, index.siblingAtColumn(MARK_COLUMN))
        if indexes:
            selection = self._view.selectionModel()
            selection.setCurrentIndex(indexes[0], QItemSelectionModel.SelectionFlag.NoUpdate)
            selection.select(found, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._view.scrollTo(indexes[0])

    def rename(self) -> None:
        """Opens the current project's name for editing."""
        self._view.setFocus()
        self._view.edit(self._view.currentIndex().siblingAtColumn(NAME_COLUMN))

    def settle(self) -> None:
        """Commits a name that is being edited."""
        if self._view.state() == QAbstractItemView.State.EditingState:
            self._view.setFocus()

    def recolour(self, icons: Icons) -> None:
        """Takes the icons in the colours of another palette."""
        self._delegate.recolour(icons)
        self._view.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_columns()

    def _set_up_view(self) -> None:
        view = self._view
        view.setModel(self._model)
        view.setItemDelegate(self._delegate)
        view.setAccessibleName("目录")
        view.setUniformRowHeights(True)
        view.setHeaderHidden(True)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        view.setDragDropOverwriteMode(False)
        view.setExpandsOnDoubleClick(False)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = view.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(NAME_COLUMN, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(AMOUNT_COLUMN, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(MARK_COLUMN, QHeaderView.ResizeMode.Fixed)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._on_filter)
        self._filter.returnPressed.connect(self._view.setFocus)
        self._view.selectionModel().currentChanged.connect(self._on_current)
        self._view.selectionModel().selectionChanged.connect(self._on_selection)
        self._view.customContextMenuRequested.connect(self._on_menu)
        self._view.doubleClicked.connect(self._enter)
        self._view.entered_line.connect(self._enter)
        for signal in (self._model.dataChanged, self._model.rowsInserted, self._model.rowsRemoved):
            signal.connect(self._show_total)
        self._model.rowsInserted.connect(self._open_new)

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        if not self._quiet and now.isValid() and now.siblingAtColumn(0) != before.siblingAtColumn(0):
            self._coming.start()

    def _choose(self) -> None:
        place = self._view.currentIndex().siblingAtColumn(NAME_COLUMN).data(PLACE_ROLE)
        if isinstance(place, Place) and place.unit is None:
            focused = self._view.hasFocus()
            self.place_chosen.emit(place, None)
            if focused:
                self._view.setFocus()  # pages take the focus to what they show; here the clerk is still walking

    def _on_selection(self) -> None:
        self.chosen_changed.emit()

    def _on_menu(self, point: QPoint) -> None:
        self.menu_wanted.emit(self._view.viewport().mapToGlobal(point))

    def _enter(self) -> None:
        place = self._view.currentIndex().siblingAtColumn(NAME_COLUMN).data(PLACE_ROLE)
        if isinstance(place, Place) and place.unit is not None:
            self.place_chosen.emit(place, None)
        elif isinstance(place, Place):
            self._choose()
            self.entered.emit()

    def _on_filter(self, words: str) -> None:
        chosen, current = self.chosen, self._view.currentIndex().siblingAtColumn(NAME_COLUMN).data(PLACE_ROLE)
        self._quiet = True
        self._model.set_filter(words)
        self._view.expandAll()
        self.select(chosen)
        if isinstance(current, Place):
            index = self._model.index_of(current)
            self._view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._quiet = False
        self.chosen_changed.emit()

    def _open_new(self, parent: QModelIndex) -> None:
        self._view.expand(parent)

    def _show_total(self) -> None:
        total = self._model.total
        said = f"合计 {total} {self._money_unit}"
        if said != self._total.text() or not self._view.columnWidth(MARK_COLUMN):
            self._total.setText(said)
            self._fit_columns()

    def _fit_columns(self) -> None:
        font = QFont(self._view.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        widest = max(metrics.horizontalAdvance(text) for text in (self._model.total, _LEAST_AMOUNT))
        self._view.setColumnWidth(AMOUNT_COLUMN, widest + _PADDING)
        self._view.setColumnWidth(MARK_COLUMN, metrics.height() + _PADDING // 2)
        indentation = metrics.height() * 3 // 4
        before = _DEPTH * indentation + metrics.horizontalAdvance(_NUMBER)
        names = self._view.viewport().width() - widest - _PADDING - metrics.height() - before
        self._view.setColumnHidden(AMOUNT_COLUMN, names < _NAME_LETTERS * metrics.height())
        self._view.setIndentation(indentation)
