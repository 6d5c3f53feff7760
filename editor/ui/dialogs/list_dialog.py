"""A dialog with a list of dated things and buttons for the chosen one: named versions, backups."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.ui.dialogs.buttons import close_button

Row = tuple[object, tuple[str, ...]]
"""What a line stands for, and its cells."""


class ListDialog(QDialog):
    """Lines with cells; `rows` is asked again by `refresh`. Buttons are added with what they do to the chosen line."""

    def __init__(
        self,
        title: str,
        heads: Sequence[str],
        rows: Callable[[], Sequence[Row]],
        empty: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._rows = rows
        self._list = QTreeWidget()
        self._list.setRootIsDecorated(False)
        self._list.setAlternatingRowColors(True)
        self._list.setUniformRowHeights(True)
        self._list.setHeaderLabels(list(heads))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._empty = QLabel(empty, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._buttons = QHBoxLayout()
        self._needing: list[QPushButton] = []
        close = close_button()
        close.rejected.connect(self.reject)
        self._buttons.addStretch(1)
        self._buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self._list, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(self._buttons)
        self._list.itemSelectionChanged.connect(self._offer)
        self.resize(620, 380)
        self.refresh()

    @property
    def list(self) -> QTreeWidget:
        """The lines."""
        return self._list

    @property
    def chosen(self) -> object | None:
        """What the chosen line stands for."""
        items = self._list.selectedItems()
        return items[0].data(0, Qt.ItemDataRole.UserRole) if items else None

    def add_button(
        self, text: str, act: Callable[[], object], *, needs_line: bool = True, enabled: bool = True
    ) -> None:
        """One more button; `needs_line`: it can be pressed when a line is chosen."""
        button = QPushButton(text)
        button.setEnabled(enabled)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        self._buttons.insertWidget(self._buttons.count() - 2, button)
        if needs_line and enabled:
            self._needing.append(button)
        self._offer()

    def refresh(self) -> None:
        """Shows the lines as they are now, the first of them chosen."""
        self._list.clear()
        for what, cells in self._rows():
            item = QTreeWidgetItem(list(cells))
            item.setData(0, Qt.ItemDataRole.UserRole, what)
            item.setToolTip(0, cells[0])
            self._list.addTopLevelItem(item)
        there = self._list.topLevelItemCount() > 0
        self._list.setVisible(there)
        self._empty.setVisible(not there)
        first = self._list.topLevelItem(0)
        if first is not None:
            self._list.setCurrentItem(first)
        self._offer()

    def _offer(self) -> None:
        for button in self._needing:
            button.setEnabled(self.chosen is not None)
