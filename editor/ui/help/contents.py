"""The left side of the help: its contents, or what a search has found."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.bridge.help_book import HelpBook, Spot
from editor.bridge.help_search import Hit, search

_SPOT = Qt.ItemDataRole.UserRole


class HelpContents(QWidget):
    """`chosen` (Spot, searched words) when the reader picks a page or a hit."""

    chosen = Signal(object, str)

    def __init__(self, book: HelpBook) -> None:
        super().__init__()
        self._book = book
        self._hits: tuple[Hit, ...] = ()
        self._items: dict[str, QTreeWidgetItem] = {}
        self.line = QLineEdit()
        self.line.setPlaceholderText("查找全部帮助")
        self.line.setAccessibleName("查找全部帮助")
        self.line.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("帮助目录")
        self.results = QListWidget()
        self.results.setWordWrap(True)
        self.results.setAlternatingRowColors(True)
        self.results.setSpacing(2)
        self.results.setAccessibleName("查到的内容")
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.results)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        for part in (self.line, self._said, self._stack):
            column.addWidget(part)
        self._said.hide()
        self._fill_tree()
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self._take_first)
        self.tree.currentItemChanged.connect(self._on_page)
        self.tree.itemClicked.connect(lambda item, _: self._on_page(item))
        self.results.currentItemChanged.connect(self._on_hit)
        self.results.itemClicked.connect(self._on_hit)

    @property
    def hits(self) -> Sequence[Hit]:
        """What was found."""
        return self._hits

    @property
    def said(self) -> str:
        """How much was found, or what to try."""
        return self._said.text()

    def show_page(self, key: str) -> None:
        """Marks the page in the tree; nothing is told."""
        item = self._items.get(key)
        if item is not None and item is not self.tree.currentItem():
            self.tree.blockSignals(True)
            self.tree.setCurrentItem(item)
            self.tree.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
        elif event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            (self.results if self._hits else self.tree).setFocus()
        else:
            super().keyPressEvent(event)

    def _fill_tree(self) -> None:
        for group in self._book.groups:
            parent = QTreeWidgetItem(self.tree, [group.title])
            parent.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for key in group.pages:
                item = self._page_item(parent, key)
                for child in self._book.children.get(key, ()):
                    self._page_item(item, child)
            parent.setExpanded(True)

    def _page_item(self, parent: QTreeWidgetItem, key: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [self._book.page(key).title])
        item.setData(0, _SPOT, Spot(key))
        self._items[key] = item
        return item

    def _search(self, words: str) -> None:
        self._hits = search(self._book, words)
        self.results.clear()
        for hit in self._hits:
            head = f"{hit.title} › {hit.heading}" if hit.heading else hit.title
            item = QListWidgetItem(f"{head}\n{hit.excerpt}", self.results)
            item.setData(_SPOT, hit.spot)
        searching = bool(words.strip())
        self._stack.setCurrentWidget(self.results if searching else self.tree)
        self._said.setVisible(searching)
        none = f"没有查到“{words.strip()}”。换一个说法，或者只写其中的一两个字。"
        self._said.setText(f"查到 {len(self._hits)} 处" if self._hits else none)
        if not searching:
            self.chosen.emit(None, "")

    def _take_first(self) -> None:
        if self._hits:
            self.results.setCurrentRow(max(0, self.results.currentRow()))
            self._on_hit(self.results.currentItem())

    def _on_page(self, item: QTreeWidgetItem | None) -> None:
        spot = item.data(0, _SPOT) if item is not None else None
        if isinstance(spot, Spot):
            self.chosen.emit(spot, "")

    def _on_hit(self, item: QListWidgetItem | None) -> None:
        spot = item.data(_SPOT) if item is not None else None
        if isinstance(spot, Spot):
            self.chosen.emit(spot, self.line.text())
