"""The headings of the pages as a list."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.typeset.boxes import OutlineEntry

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
PAGE = Qt.ItemDataRole.UserRole + 1
"""The page (from 0) a heading is on."""
LEVEL = Qt.ItemDataRole.UserRole + 2


class OutlineModel(QAbstractListModel):
    """Headings in the order of the pages, the lower ones indented."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[OutlineEntry, ...] = ()

    def show(self, entries: tuple[OutlineEntry, ...]) -> None:
        """Takes other headings; nothing happens where they are the same."""
        if entries == self._entries:
            return
        if len(entries) != len(self._entries):
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
            return
        changed = [row for row, (a, b) in enumerate(zip(entries, self._entries, strict=True)) if a != b]
        self._entries = entries
        self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def row_of(self, page: int) -> int:
        """The last heading on a page or before it; -1 where there is none."""
        return next((row for row in range(len(self._entries) - 1, -1, -1) if self._entries[row].page <= page), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "　" * (entry.level - 1) + entry.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.text}（第 {entry.page + 1} 张）"
        return {PAGE: entry.page, LEVEL: entry.level}.get(role)
