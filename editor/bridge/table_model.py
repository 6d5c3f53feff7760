"""What every grid of the window is a model of: rows of one table that follow the session, cells with their findings."""

from collections.abc import Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.bridge.cell_findings import sentences, severity_of
from editor.bridge.grid_edits import Table, TableRow
from editor.bridge.session import Session
from editor.bridge.table_form import TableForm
from editor.bridge.table_steps import Insert, Move, Remove, rectangles, steps
from editor.checks.finding import Finding
from editor.domain.edits import Edit
from editor.domain.places import Place

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
ALIGNMENTS = {
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
    LOOK = Qt.ItemDataRole.UserRole + 5
    """derived: worked out; overridden: typed over that; label: printed words; total: of a line of totals; None: written here."""
    INDENT = Qt.ItemDataRole.UserRole + 6
    """Chinese characters its text is moved in by; None for none."""


class TableModel(QAbstractTableModel):
    """Rows and columns of one table; whoever derives from it says where they come from and where they are written.

    `scope` is what a search in this table looks through (see `text_search.Query.table`); None for the whole volume.
    """

    noun = ""
    """What a row is, in names of steps: 删除指标行."""
    title = ""
    """What the table is called."""
    empty_words = ""
    locked_words = ""
    growable = True
    """Rows can be added, removed and moved."""

    def __init__(self, session: Session, form: TableForm, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self._columns = form.keys
        self._rows: Sequence[TableRow] = ()

    @property
    def form(self) -> TableForm:
        """The columns, as the form describes them."""
        return self._form

    @property
    def rows(self) -> Sequence[TableRow]:
        """The rows as they are shown."""
        return self._rows

    @property
    def scope(self) -> int | str | None:
        """Where a search in this table looks."""
        return None

    @property
    def shown(self) -> bool:
        """There is a table at all."""
        return True

    @property
    def editable(self) -> bool:
        """Cells can be written."""
        return self._session.document.can_write

    @property
    def why_locked(self) -> str:
        """A sentence that says why the table cannot be written; "" where it can."""
        return "" if self.editable else self._session.document.why_read_only

    def table(self) -> Table:
        """The table as the edits want it."""
        raise TypeError(f"{type(self).__name__} says nothing of its rows")

    def place(self, index: Index) -> Place:
        """The place of a cell in the volume."""
        raise TypeError(f"{type(self).__name__} says nothing of the place of {index.row()}, {index.column()}")

    def index_of(self, place: Place) -> QModelIndex:
        """The cell at a place (its row's first where it names none); an invalid index where this table has not got it."""
        raise TypeError(f"{type(self).__name__} does not look for {place}")

    def offers(self, index: Index, typed: str) -> tuple[str, ...]:
        """What may be chosen for a cell, the likeliest first."""
        del index, typed
        return ()

    def guarded(self, index: Index) -> str:
        """A sentence for who types over this cell without having opened it (F2); "" where that is all right."""
        del index
        return ""

    def apply(self, name: str, edit: Edit) -> bool:
        """One step that changes this table; False where the file could not take it."""
        return self._session.apply(name, edit) is not None

    def joined(self, row: int, column: int) -> bool:
        """A cell is printed as one with the cell above it; False past the table's ends."""
        del row, column
        return False

    def row_findings(self, row: int) -> tuple[Finding, ...]:
        """Findings about a row as a whole."""
        del row
        return ()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation == Qt.Orientation.Horizontal:
            return self._form.columns[section].label if role == _DISPLAY and section < len(self._columns) else None
        if section >= len(self._rows):
            return None
        if role == _DISPLAY:
            return str(section + 1)
        return finding_data(self.row_findings(section), role)

    def _go_on_with(self, rows: Sequence[TableRow]) -> None:
        """Goes to the new rows step by step, so that views keep their selection, their heights and their place."""
        new = {row.key: row for row in rows}
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
        self._rows = rows
        self._tell_numbers()

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

    def _tell_numbers(self) -> None:
        if self._rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)

    def _tell(self, cells: Iterable[tuple[int | None, str | None]]) -> None:
        """Cells (row key, column key) that show something else."""
        changed = set(cells)
        if not changed:
            return
        rows = {row.key: i for i, row in enumerate(self._rows)}
        columns = {key: i for i, key in enumerate(self._columns)}
        at = {(rows[r], columns[c]) for r, c in changed if r in rows and c in columns}
        for top, left, bottom, right in rectangles(at):
            self.dataChanged.emit(self.index(top, left), self.index(bottom, right))


def finding_data(findings: tuple[Finding, ...], role: int) -> object:
    """What a cell or a row shows of its findings."""
    if role == Role.FINDINGS:
        return findings
    if role == Role.SEVERITY:
        return severity_of(findings)
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        return sentences(findings)
    return None
