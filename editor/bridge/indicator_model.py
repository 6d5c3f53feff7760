"""The indicator table of one project as a Qt model."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, Qt

from editor.bridge.cell_findings import ByCell, by_cell
from editor.bridge.grid_edits import Table
from editor.bridge.session import Session
from editor.bridge.table_form import TableForm
from editor.bridge.table_model import ALIGNMENTS, Index, Role, TableModel, finding_data
from editor.checks.finding import Finding
from editor.document.change import Change
from editor.domain.places import Place
from editor.domain.volume import Indicator
from editor.exchange.cells import clean

__all__ = ["IndicatorModel", "Role"]
_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole
Offers = Callable[[Indicator, str, str], tuple[str, ...]]
"""Gives what may be written into a row's cell: the row, the column's key, what is typed."""


class IndicatorModel(TableModel):
    """Rows are the indicators (绩效指标) of one project, columns those of the form; follows the session.

    Writing a cell is one step of the document. Where the project is none, gone or classified, the table is empty.
    """

    noun = "指标"
    title = "绩效指标表"
    empty_words = (
        "还没有绩效指标\n\n按 Ctrl++ 或双击这里新增一行；也可以在 WPS、Word 里复制整张指标表，在这里按 Ctrl+V 粘贴"
    )
    locked_words = "这个项目没有绩效指标"

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, TableForm.of(session.form), parent)
        self._project: int | None = None
        self._rows: tuple[Indicator, ...] = ()
        self._open = False
        self._findings: ByCell = {}
        self._offers: Offers | None = None
        session.changed.connect(self._on_change)
        session.findings_changed.connect(self._on_findings)

    @property
    def project(self) -> int | None:
        """Key of the project whose table this is."""
        return self._project

    @property
    def scope(self) -> int | str | None:
        return self._project

    @property
    def shown(self) -> bool:
        return self._project is not None

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
        if self.editable:
            return ""
        return self._session.document.why_read_only or "涉密项目不填绩效指标，这里不能写。"

    def suggest(self, offers: Offers) -> None:
        """Where suggestions come from."""
        self._offers = offers

    def offers(self, index: Index, typed: str) -> tuple[str, ...]:
        if self._offers is None or not index.isValid():
            return ()
        return self._offers(self._rows[index.row()], self._columns[index.column()], typed)

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

    def place(self, index: Index) -> Place:
        return Place(project=self._project, row=self._rows[index.row()].key, field=self._columns[index.column()])

    def index_of(self, place: Place) -> QModelIndex:
        if place.project != self._project or place.row is None:
            return QModelIndex()
        row = next((i for i, row in enumerate(self._rows) if row.key == place.row), -1)
        column = self._columns.index(place.field) if place.field in self._columns else 0
        return self.index(row, column) if row >= 0 else QModelIndex()

    def joined(self, row: int, column: int) -> bool:
        if not 0 < row < len(self._rows):
            return False
        return self._form.joined(self._rows[row - 1], self._rows[row], column)

    def row_findings(self, row: int) -> tuple[Finding, ...]:
        return self._findings.get((self._rows[row].key, None), ())

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
            return ALIGNMENTS[self._form.aligns[column]]
        if role == Role.JOINED:
            return self.joined(index.row(), column)
        if role == Role.MISSING:
            return self._form.missing(row, column)
        return finding_data(self._findings.get((row.key, self._columns[column]), ()), role)

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
                self._go_on_with(self._read())
            self._rows = self._read()
            cells = [(p.row, p.field) for p in change.places if p.project == self._project and p.row is not None]
            self._tell(cells)

    def _on_findings(self) -> None:
        old, self._findings = self._findings, by_cell(self._session.found.of(self._project))
        if old != self._findings:
            differing = [key for key in {*old, *self._findings} if old.get(key) != self._findings.get(key)]
            self._tell((row, field) for row, field in differing if field is not None)
            if any(field is None for _, field in differing):
                self._tell_numbers()
