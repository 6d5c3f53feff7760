"""The list of units as a small table: codes and names, in their order."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.bridge.arrangement import UnitRow
from editor.domain.volume import Unit

_WAS = Qt.ItemDataRole.UserRole
_CODE, _NAME = 0, 1


class UnitsEditor(QWidget):
    """Lines of code and name; `edited` after each change. `fault` says what is wrong with them, "" where nothing is."""

    edited = Signal()

    def __init__(self, units: Sequence[Unit], code_pattern: str, used: Mapping[str, int], parent: QWidget) -> None:
        super().__init__(parent)
        self._pattern = code_pattern
        self._used = used
        self._table = QTableWidget(0, 2)
        self._table.setHorizontalHeaderLabels(["单位编码", "单位名称"])
        self._table.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self._table.verticalHeader().hide()
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setAccessibleName("单位")
        self._buttons = {
            "add": QPushButton("增加单位"),
            "remove": QPushButton("删除"),
            "up": QPushButton("上移"),
            "down": QPushButton("下移"),
        }
        self._lay_out()
        for unit in units:
            self._append(unit.code, unit.name, unit.code)
        self._connect()

    @property
    def table(self) -> QTableWidget:
        """The lines themselves."""
        return self._table

    @property
    def rows(self) -> tuple[UnitRow, ...]:
        """The lines with anything in them."""
        found = []
        for row in range(self._table.rowCount()):
            code, name = self._text(row, _CODE), self._text(row, _NAME)
            item = self._table.item(row, _CODE)
            if code or name:
                found.append(UnitRow(item.data(_WAS) if item is not None else None, code, name))
        return tuple(found)

    @property
    def fault(self) -> str:
        """A sentence that says what to put right."""
        codes = [row.code for row in self.rows]
        for row in self.rows:
            if not row.code:
                return f"“{row.name}”还没有单位编码。"
            if not re.fullmatch(self._pattern, row.code):
                return f"单位编码“{row.code}”的写法不对，请对照部门预算核对。"
            if codes.count(row.code) > 1:
                return f"单位编码“{row.code}”重复了，每个单位的编码要不同。"
            if not row.name:
                return f"编码为 {row.code} 的单位还没有名称。"
        return ""

    def take_pattern(self, code_pattern: str) -> None:
        """Codes are written otherwise in another form."""
        self._pattern = code_pattern

    def choose(self, code: str) -> None:
        """Goes to the line of a unit."""
        for row in range(self._table.rowCount()):
            if self._text(row, _CODE) == code:
                self._table.setCurrentCell(row, _NAME)

    def add(self) -> None:
        """A blank line at the end, open for its code."""
        self._append("", "", None)
        last = self._table.rowCount() - 1
        self._table.setCurrentCell(last, _CODE)
        self._table.setFocus()
        self._table.edit(self._table.model().index(last, _CODE))

    def remove(self) -> None:
        """The current line; a unit that has projects stays."""
        row = self._table.currentRow()
        if row >= 0 and not self._projects_of(row):
            self._table.removeRow(row)
            self._changed()

    def shift(self, by: int) -> None:
        """The current line up or down."""
        row, target = self._table.currentRow(), self._table.currentRow() + by
        if not (row >= 0 and 0 <= target < self._table.rowCount()):
            return
        items = [self._table.takeItem(row, column) for column in (_CODE, _NAME)]
        self._table.removeRow(row)
        self._table.insertRow(target)
        for column, item in enumerate(items):
            self._table.setItem(target, column, item)
        self._table.setCurrentCell(target, _NAME)
        self._changed()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._table, 1)
        column = QVBoxLayout()
        for button in self._buttons.values():
            button.setAutoDefault(False)
            column.addWidget(button)
        column.addStretch(1)
        row.addLayout(column)

    def _connect(self) -> None:
        self._buttons["add"].clicked.connect(self.add)
        self._buttons["remove"].clicked.connect(self.remove)
        self._buttons["up"].clicked.connect(lambda: self.shift(-1))
        self._buttons["down"].clicked.connect(lambda: self.shift(1))
        self._table.itemChanged.connect(self._changed)
        self._table.currentCellChanged.connect(self._offer)
        self._offer()

    def _append(self, code: str, name: str, was: str | None) -> None:
        row = self._table.rowCount()
        self._table.insertRow(row)
        item = QTableWidgetItem(code)
        item.setData(_WAS, was)
        self._table.setItem(row, _CODE, item)
        self._table.setItem(row, _NAME, QTableWidgetItem(name))

    def _changed(self) -> None:
        self._offer()
        self.edited.emit()

    def _offer(self) -> None:
        row, last = self._table.currentRow(), self._table.rowCount() - 1
        count = self._projects_of(row) if row >= 0 else 0
        remove = self._buttons["remove"]
        remove.setEnabled(row >= 0 and not count)
        remove.setToolTip(f"还有 {count} 个项目属于这个单位，请先把它们移到别的单位" if count else "删除这个单位")
        self._buttons["up"].setEnabled(row > 0)
        self._buttons["down"].setEnabled(0 <= row < last)

    def _projects_of(self, row: int) -> int:
        item = self._table.item(row, _CODE)
        return self._used.get(item.data(_WAS), 0) if item is not None and item.data(_WAS) else 0

    def _text(self, row: int, column: int) -> str:
        item = self._table.item(row, column)
        return "".join(item.text().split()) if item is not None and column == _CODE else _plain(item)


def _plain(item: QTableWidgetItem | None) -> str:
    return " ".join(item.text().split()) if item is not None else ""
