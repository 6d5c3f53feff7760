"""The indicator table of one project as a Qt model."""

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.bridge.cell_findings import ByCell, by_cell, sentences, severity_of
from editor.bridge.grid_edits import Table
from editor.bridge.session import Session
from editor.bridge.table_form import TableForm
from editor.bridge.table_steps import Insert, Move, Remove, rectangles, steps
from editor.checks.finding import Finding
from editor.document.change import Change
from editor.domain.edits import Edit
from editor.domain.places import Place
from editor.domain.volume import Indicator
from editor.exchange.cells import clean

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole
_ALIGNMENTS = {
    "center": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "justify": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
}


class Role(IntEnum):
    """What a cell can be asked beside its text."""

    FINDINGS = Qt.ItemDataRole.UserRole + 1
    """tuple[Finding, ...], the gravest first; those set aside come last."""
    SEVERITY = Qt.ItemDataRole.UserRole + 2
    """Of its gravest finding that is not set aside; "" where there is none."""
    JOINED = Qt.ItemDataRole.UserRole + 3
    """Shows the same merged cell as the row above it."""
    MISSING = Qt.ItemDataRole.UserRole + 4
    """Required and blank, in a row that has something of its own."""


class IndicatorModel(QAbstractTableModel):
    """Rows are the indicators (绩效指标) of one project, columns those of the form; follows the session.

    Writing a cell is one step of the document. Where the project is none, gone or classified, the table is empty.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._form = TableForm.of(session.form)
        self._columns = self._form.keys
        self._project: int | None = None
        self._rows: tuple[Indicator, ...] = ()
        self._open = False
        self._findings: ByCell = {}
        session.changed.connect(self._on_change)
        session.findings_changed.connect(self._on_findings)

    @property
    def project(self) -> int | None:
        """Key of the project whose table this is."""
        return self._project

    @property
    def form(self) -> TableForm:
        """The columns, as the form describes them."""
        return self._form

    @property
    def rows(self) -> tuple[Indicator, ...]:
        """The rows as they are shown."""
        return self._rows

    @property
    def editable(self) -> bool:
        """Rows can be written, added and removed."""
        return self._open and self._session.document.can_write

    @property
    def why_locked(self) -> str:
        """A sentence that says why the table cannot be written; "" where it can."""
        if self.editable:
            return ""
        return self._session.document.why_read_only or "涉密项目不填绩效指标，这里不能写。"

    def set_project(self, key: int | None) -> None:
        """Shows the table of another project; None for none."""
        self.beginResetModel()
        self._project = key
        self._rows = self._read()
        self._findings = by_cell(self._session.found.of(key))
        self.endResetModel()

    def table(self) -> Table:
        """The table as the edits want it; ValueError where no project is shown."""
        if self._project is None:
            raise ValueError("no project is shown")
        return Table.of(self._session.volume, self._project, self._session.form.indicators)

    def apply(self, name: str, edit: Edit) -> bool:
        """One step that changes this table; False where the file could not take it."""
        return self._session.apply(name, edit) is not None

    def place(self, index: Index) -> Place:
        """The place of a cell in the volume."""
        return Place(project=self._project, row=self._rows[index.row()].key, field=self._columns[index.column()])

    def index_of(self, place: Place) -> QModelIndex:
        """The cell at a place (its row's first where it names none); an invalid index where this table has not got it."""
        if place.project != self._project or place.row is None:
            return QModelIndex()
        row = next((i for i, row in enumerate(self._rows) if row.key == place.row), -1)
        column = self._columns.index(place.field) if place.field in self._columns else 0
        return self.index(row, column) if row >= 0 else QModelIndex()

    def joined(self, row: int, column: int) -> bool:
        """A cell is printed as one with the cell above it; False past the table's ends."""
        if not 0 < row < len(self._rows):
            return False
        return self._form.joined(self._rows[row - 1], self._rows[row], column)

    def row_findings(self, row: int) -> tuple[Finding, ...]:
        """Findings about a row as a whole."""
        return self._findings.get((self._rows[row].key, None), ())

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if self.editable else flags

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], index.column()
        if role in (_DISPLAY, _EDIT, Qt.ItemDataRole.AccessibleTextRole):
            return row.cells.text(self._columns[column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS[self._form.aligns[column]]
        if role == Role.JOINED:
            return self.joined(index.row(), column)
        if role == Role.MISSING:
            return self._form.missing(row, column)
        return _finding_data(self._findings.get((row.key, self._columns[column]), ()), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation == Qt.Orientation.Horizontal:
            return self._form.columns[section].label if role == _DISPLAY and section < len(self._columns) else None
        if section >= len(self._rows):
            return None
        if role == _DISPLAY:
            return str(section + 1)
        return _finding_data(self.row_findings(section), role)

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        if role != _EDIT or not index.isValid() or not self.editable:
            return False
        text = clean(str(value)).replace("\t", " ")
        return self._session.put(f"修改{self._form.columns[index.column()].label}", self.place(index), text) is not None

    def _read(self) -> tuple[Indicator, ...]:
        """The project's rows in the current volume; notes whether it is classified."""
        volume = self._session.volume
        at = volume.position(self._project) if self._project is not None else None
        project = volume.projects[at] if at is not None else None
        self._open = project is not None and not project.classified
        return project.indicators if project is not None else ()

    def _on_change(self, change: Change) -> None:
        if self._project is None:
            return
        if self._project in change.removed:
            self.set_project(None)
        elif self._project in change.projects or change.whole:
            if self._project in change.rows:
                self._reorder()
            self._rows = self._read()
            cells = [(p.row, p.field) for p in change.places if p.project == self._project and p.row is not None]
            self._tell(cells)

    def _reorder(self) -> None:
        """Goes to the new rows step by step, so that views keep their selection, their heights and their place."""
        new = {row.key: row for row in self._read()}
        for step in steps([row.key for row in self._rows], list(new)):
            if isinstance(step, Remove):
                self.beginRemoveRows(_ROOT, step.first, step.last)
                self._rows = (*self._rows[: step.first], *self._rows[step.last + 1 :])
                self.endRemoveRows()
            elif isinstance(step, Insert):
                self.beginInsertRows(_ROOT, step.at, step.at + len(step.keys) - 1)
                self._rows = (*self._rows[: step.at], *(new[key] for key in step.keys), *self._rows[step.at :])
                self.endInsertRows()
            else:
                self._move(step)
        if self._rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)

    def _move(self, step: Move) -> None:
        if step.order:
            self.layoutAboutToBeChanged.emit()
            old = self.persistentIndexList()
            where = {at: i for i, at in enumerate(step.order)}
            self._rows = tuple(self._rows[i] for i in step.order)
            self.changePersistentIndexList(old, [self.index(where[i.row()], i.column()) for i in old])
            self.layoutChanged.emit()
            return
        self.beginMoveRows(_ROOT, step.first, step.last, _ROOT, step.before)
        block = self._rows[step.first : step.last + 1]
        rest = (*self._rows[: step.first], *self._rows[step.last + 1 :])
        at = step.before if step.before <= step.first else step.before - len(block)
        self._rows = (*rest[:at], *block, *rest[at:])
        self.endMoveRows()

    def _on_findings(self) -> None:
        old, self._findings = self._findings, by_cell(self._session.found.of(self._project))
        if old != self._findings:
            differing = [key for key in {*old, *self._findings} if old.get(key) != self._findings.get(key)]
            self._tell((row, field) for row, field in differing if field is not None)
            if any(field is None for _, field in differing) and self._rows:
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)

    def _tell(self, cells: Iterable[tuple[int | None, str | None]]) -> None:
        changed = set(cells)
        if not changed:
            return
        rows = {row.key: i for i, row in enumerate(self._rows)}
        columns = {key: i for i, key in enumerate(self._columns)}
        at = {(rows[r], columns[c]) for r, c in changed if r in rows and c in columns}
        for top, left, bottom, right in rectangles(at):
            self.dataChanged.emit(self.index(top, left), self.index(bottom, right))


def _finding_data(findings: tuple[Finding, ...], role: int) -> object:
    if role == Role.FINDINGS:
        return findings
    if role == Role.SEVERITY:
        return severity_of(findings)
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        return sentences(findings)
    return None
