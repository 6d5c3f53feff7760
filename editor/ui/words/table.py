"""The entries of the clerk's own word list as a table to write in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from editor.checks.own_words import OwnWord
from editor.ui.words.kind_delegate import KINDS, KindDelegate

_KIND, _WORD, _INSTEAD, _NOTE = range(4)
_HEADS = ("类别", "词", "改为", "说明")
_BY_NAME = {name: kind for kind, name in KINDS.items()}
EMPTY = "词表还是空的。\n\n点“增加”写第一个词，例如错词“帐户”，改为“账户”。"
_WRITABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
_SHUT = Qt.ItemFlag.ItemIsSelectable
"""A cell its row's kind has no use for."""
_USED = {"typo": (_INSTEAD,), "term": (_INSTEAD, _NOTE), "allowed": ()}


class OwnWordsTable(QTableWidget):
    """Rows of kind, word, replacement and note; `edited` after each change."""

    edited = Signal()

    def __init__(self, words: Sequence[OwnWord], parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADS), parent)
        self.setHorizontalHeaderLabels(list(_HEADS))
        self.setAccessibleName("我的词表")
        self.setItemDelegateForColumn(_KIND, KindDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_KIND, QHeaderView.ResizeMode.ResizeToContents)
        for word in words:
            self._append(word)
        self.itemChanged.connect(self._on_changed)
        remove = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self.remove)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        place = self.viewport().rect().adjusted(20, 0, -20, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), EMPTY)
        painter.end()

    @property
    def lines(self) -> tuple[tuple[int, OwnWord], ...]:
        """The rows in which anything is written, tidied, each with its number from 0."""
        found = ((row, self._word(row).tidy()) for row in range(self.rowCount()))
        return tuple((row, word) for row, word in found if word.word or word.instead or word.note)

    @property
    def words(self) -> tuple[OwnWord, ...]:
        """What is written."""
        return tuple(word for _, word in self.lines)

    def add(self) -> None:
        """A blank row at the end, of the kind of the current one, open for its word."""
        kind = self._word(self.currentRow()).kind if self.currentRow() >= 0 else "typo"
        self._append(OwnWord(kind, ""))
        row = self.rowCount() - 1
        self.setCurrentCell(row, _WORD)
        self.setFocus()
        self.edit(self.model().index(row, _WORD))
        self.edited.emit()

    def remove(self) -> None:
        """The selected rows."""
        rows = sorted({index.row() for index in self.selectedIndexes()}, reverse=True)
        for row in rows:
            self.removeRow(row)
        if rows:
            self.setCurrentCell(min(rows[-1], self.rowCount() - 1), _WORD)
            self.edited.emit()

    def show_row(self, row: int) -> None:
        """Brings a row into view."""
        item = self.item(row, _WORD)
        if item is not None:
            self.scrollToItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell, or has closed it; the dialog would take it for its save button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() != QAbstractItemView.State.EditingState and self.currentIndex().isValid():
                self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _append(self, word: OwnWord) -> None:
        row = self.rowCount()
        blocked = self.blockSignals(True)
        self.insertRow(row)
        for column, text in enumerate((KINDS[word.kind], word.word, word.instead, word.note)):
            self.setItem(row, column, QTableWidgetItem(text))
        self._shut_unused(row)
        self.blockSignals(blocked)

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if item.column() == _KIND:
            blocked = self.blockSignals(True)
            self._shut_unused(item.row())
            self.blockSignals(blocked)
            self.viewport().update()
        self.edited.emit()

    def _shut_unused(self, row: int) -> None:
        """Cells the kind has no use for cannot be written in; what stood there stays until the list is saved."""
        used = _USED[self._word(row).kind]
        for column in (_INSTEAD, _NOTE):
            item = self.item(row, column)
            if item is not None:
                item.setFlags(_WRITABLE if column in used else _SHUT)

    def _word(self, row: int) -> OwnWord:
        kind, word, instead, note = (self._text(row, column) for column in range(len(_HEADS)))
        return OwnWord(_BY_NAME.get(kind, "typo"), word, instead, note)

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""
