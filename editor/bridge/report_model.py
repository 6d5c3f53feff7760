"""The import report as lists to walk through: one for each kind of thing it says."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.exchange.report import KINDS, ImportReport, Kind, ReportItem

Index = QModelIndex | QPersistentModelIndex
_HEADS = ("位置", "说明", "原来", "读成")
_NO_INDEX = QModelIndex()


class ReportModel(QAbstractTableModel):
    """The items of one kind that hold the searched words: place, message, before, after."""

    def __init__(self, items: Sequence[ReportItem], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple(items)
        self._shown = self._all

    @property
    def count(self) -> int:
        """How many cases there are in all, equal ones counted each."""
        return sum(item.count for item in self._all)

    def search(self, words: str) -> None:
        """Shows only items that hold the words."""
        wanted = words.casefold().split()
        self.beginResetModel()
        self._shown = tuple(item for item in self._all if all(word in _haystack(item) for word in wanted))
        self.endResetModel()

    def lines(self, rows: Sequence[int] | None = None) -> str:
        """The rows, or all shown, as text with tabs: for the clipboard."""
        chosen = self._shown if rows is None else [self._shown[row] for row in rows]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in _cells(item)) for item in chosen)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = _cells(self._shown[index.row()])[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        return text if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None


def report_lists(report: ImportReport, parent: QObject | None = None) -> list[tuple[str, ReportModel]]:
    """Each kind's name with its list; what was read whole stands in the first."""
    found = []
    for kind, name in KINDS.items():
        items = _taken(report) + report.of(kind) if kind == "taken" else report.of(kind)
        found.append((name, ReportModel(items, parent)))
    return found


def report_headline(report: ImportReport, form_title: str) -> tuple[str, ...]:
    """What was found, and why it is this."""
    said = [
        f"表样：{form_title}（{report.form.reason}）",
        f"年度：{report.year.value}（{report.year.reason}）",
        f"部门：{report.department.value or '没有找到，请在封面上填写'}（{report.department.reason}）",
    ]
    return tuple(line.replace("（）", "") for line in said)


def _taken(report: ImportReport) -> tuple[ReportItem, ...]:
    kind: Kind = "taken"
    return tuple(ReportItem(kind, one.words(), one.source) for one in report.taken)


def _cells(item: ReportItem) -> tuple[str, str, str, str]:
    times = f"（共{item.count}处）" if item.count > 1 else ""
    return item.where, item.message + times, item.before, item.after


def _haystack(item: ReportItem) -> str:
    return f"{item.where}\n{item.message}\n{item.before}\n{item.after}".casefold()
