"""An entry table (录入表) of the budget as a Qt model."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt

from editor.bridge.cell_findings import ByCell, by_cell
from editor.bridge.grid_edits import Table, TableRow
from editor.bridge.ledger_rows import FixedRow, FixedRows, LedgerRows, Tidy, fixed_rows
from editor.bridge.session import Session
from editor.bridge.table_form import TableForm, grouped_head
from editor.bridge.table_model import ALIGNMENTS, Index, Role, TableModel, finding_data
from editor.checks.finding import Finding
from editor.document.change import Change
from editor.domain.places import NEW_ROW, Place
from editor.domain.volume import LINE, BudgetRow
from editor.exchange.cells import clean
from editor.forms.budget_form import HeadCell, Ledger, LedgerColumn
from editor.forms.form import Column

_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole
_SHOWN = (_DISPLAY, _EDIT, Qt.ItemDataRole.AccessibleTextRole)
_MOST = 60
_ITEM = "项目"


class LedgerModel(TableModel):
    """Rows of one entry table, free or the form's own; columns as the form has them. Writing a cell is one step of the document.

    A name the list of subjects gives is shown, not held. What is written as “2101101 行政单位医疗” becomes code and name.
    """

    empty_words = "还没有填写\n\n按 Ctrl++ 或双击这里新增一行；也可以在 WPS 里复制整张表，在这里按 Ctrl+V 粘贴"

    def __init__(self, session: Session, key: str, parent: QObject | None = None) -> None:
        assert session.form.budget is not None
        self._ledger = session.form.budget.ledgers[key]
        super().__init__(session, ledger_form(self._ledger), parent)
        self._key = key
        self.title = self._ledger.title
        self.growable = not self._ledger.rows
        self._rows = self._read()
        self._findings: ByCell = self._find()
        session.changed.connect(self._on_change)
        session.findings_changed.connect(self._on_findings)

    @property
    def ledger(self) -> Ledger:
        """What the form says of it."""
        return self._ledger

    @property
    def scope(self) -> int | str | None:
        return self._key

    def table(self) -> Table:
        if self._ledger.rows:
            rows = fixed_rows(self._session.volume, self._key, self._ledger)
            closed = {(r, 0) for r in range(len(rows))}
            return Table(FixedRows(self._key, rows), rows, self._columns, fixed=True, closed=closed)
        return Table(LedgerRows(self._key, self._tidy()), self._as_shown(), self._columns, code=self._ledger.code)

    def place(self, index: Index) -> Place:
        row, column = self._rows[index.row()], self._columns[index.column()]
        if isinstance(row, FixedRow):
            return row.place(self._key, column)
        return Place(table=self._key, row=row.key, field=column)

    def index_of(self, place: Place) -> QModelIndex:
        if place.table != self._key:
            return QModelIndex()
        row = next((i for i, row in enumerate(self._rows) if _stands(row, place)), -1)
        if row < 0 and place.row is None:
            row = 0
        column = self._columns.index(place.field) if place.field in self._columns else 0
        return self.index(row, column) if 0 <= row < len(self._rows) else QModelIndex()

    def offers(self, index: Index, typed: str) -> tuple[str, ...]:
        key = self._columns[index.column()]
        column = self._ledger.columns.get(key)
        if column is None:
            return ()
        wanted = typed.strip().casefold()
        return tuple(dict.fromkeys(self._offered(key, column, wanted)))[:_MOST]

    def shown_text(self, row: int, column: int) -> str:
        """What a cell shows: what was written, else the name its code has in the list."""
        cells, key = self._rows[row].cells, self._columns[column]
        text = cells.text(key)
        if not text and key == self._ledger.name and self._ledger.code:
            return self._names(self._ledger.code).get(cells.text(self._ledger.code).strip(), "")
        return text

    def row_findings(self, row: int) -> tuple[Finding, ...]:
        return self._findings.get((_held(self._rows[row]), None), ())

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        closed = self._columns[index.column()] == LINE or not self.editable
        return flags if closed else flags | Qt.ItemFlag.ItemIsEditable

    def guarded(self, index: Index) -> str:
        if index.isValid() and self._columns[index.column()] == LINE:
            return "这一列是表里印好的文字，不用填。"
        return ""

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, key = self._rows[index.row()], self._columns[index.column()]
        if role in _SHOWN:
            return self._unit_shown(row, key, role) or self.shown_text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENTS[self._form.aligns[index.column()]]
        if role == Role.LOOK:
            return "label" if key == LINE else None
        if role == Role.MISSING:
            return self._missing(row, key) and not self.shown_text(index.row(), index.column())
        return finding_data(self._findings.get((_held(row), key), ()), role)

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        if role != _EDIT or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        text = clean(str(value)).replace("\t", " ")
        column = self._form.columns[index.column()]
        row, key = self._rows[index.row()], self._columns[index.column()]
        keeper = self.table().keeper
        return self.apply(f"修改{column.label}", lambda volume: keeper.set_cells(volume, [(row.key, key, text)]))

    def _offered(self, key: str, column: LedgerColumn, wanted: str) -> Iterator[str]:
        if column.kind == "unit":
            yield from (
                f"{unit.code} {unit.name}" for unit in self._session.volume.units if wanted in unit.name.casefold()
            )
        elif column.subjects:
            yield from _subjects(self._names(key), wanted)
        elif column.kind == "name":
            yield from (p.name for p in self._session.volume.projects if wanted in p.name.casefold())
        if column.kind in ("name", "text"):
            texts = (row.cells.text(key) for row in self._rows)
            yield from (text for text in texts if text and wanted in text.casefold() and text != wanted)

    def _unit_shown(self, row: TableRow, key: str, role: int) -> str:
        column = self._ledger.columns.get(key)
        if column is None or column.kind != "unit" or role == _EDIT:
            return ""
        unit = self._session.volume.unit(row.cells.text(key))
        return f"{unit.code} {unit.name}" if unit is not None else ""

    def _missing(self, row: TableRow, key: str) -> bool:
        column = self._ledger.columns.get(key)
        return column is not None and column.required and bool(row.cells)

    def _names(self, key: str) -> Mapping[str, str]:
        column = self._ledger.columns[key]
        return self._session.books.names(self._session.volume, column.subjects) if column.subjects else {}

    def _as_shown(self) -> Sequence[TableRow]:
        """The rows with the names they are shown with, so that what is copied is what is seen."""
        name = self._ledger.name
        if not name or not self._ledger.code:
            return self._rows
        at = self._columns.index(name)
        return [BudgetRow(row.key, row.cells.put(name, self.shown_text(i, at))) for i, row in enumerate(self._rows)]

    def _tidy(self) -> Tidy:
        names = {key: self._names(key) for key, column in self._ledger.columns.items() if column.subjects}
        return Tidy(self._ledger, names, self._session.volume.units)

    def _read(self) -> Sequence[TableRow]:
        volume = self._session.volume
        return fixed_rows(volume, self._key, self._ledger) if self._ledger.rows else volume.table(self._key).rows

    def _find(self) -> ByCell:
        return by_cell(f for f in self._session.found.of(None) if f.place.table == self._key)

    def _on_change(self, change: Change) -> None:
        assert self._session.form.budget is not None
        names = self._session.form.budget.own_subjects in change.tables or change.units
        if self._key in change.tables or change.whole:
            old = {row.key: row for row in self._rows}
            self._go_on_with(self._read())
            others = [row.key for row in self._rows if old.get(row.key) != row]
            self._tell((key, column) for key in others for column in self._columns)
        if names and self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def _on_findings(self) -> None:
        old, self._findings = self._findings, self._find()
        if old != self._findings and self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))
            self._tell_numbers()


def ledger_form(ledger: Ledger) -> TableForm:
    """An entry table by columns; two words of a label stand one over the other, the first over all columns that share it."""
    columns = {key: Column(c.label, required=c.required) for key, c in ledger.columns.items()}
    letters = {key: max((c.width + 1) // 2, 3) for key, c in ledger.columns.items()}
    if ledger.rows:
        columns = {LINE: Column(_ITEM), **columns}
        letters = {LINE: max(map(len, ledger.rows.values())), **letters}
    frozen = next((i for i, key in enumerate(columns) if _is_money(ledger, key)), 0)
    return TableForm(
        tuple(columns),
        tuple(columns.values()),
        tuple(letters[key] / sum(letters.values()) for key in columns),
        tuple("right" if _is_money(ledger, key) else "left" for key in columns),
        tuple(letters.values()),
        _head([column.label for column in columns.values()]),
        frozen,
    )


def _is_money(ledger: Ledger, key: str) -> bool:
    return key in ledger.columns and ledger.columns[key].kind == "money"


def _head(labels: Sequence[str]) -> tuple[tuple[HeadCell, ...], ...]:
    parts = [label.split(" ", 1) for label in labels]
    pairs = [(part[0] if len(part) > 1 else "", part[-1]) for part in parts]
    return grouped_head(pairs) or (tuple(HeadCell(label) for label in labels),)


def _subjects(names: Mapping[str, str], wanted: str) -> Iterator[str]:
    """Codes with their names: those whose code begins with what is wanted, then those whose name holds it; the innermost first."""
    ordered: Iterable[str] = sorted(names, key=lambda code: (-len(code), code))
    if wanted[:1].isdigit():
        wanted = wanted.split(maxsplit=1)[0]
        ordered = [code for code in sorted(names) if code.startswith(wanted)]
    elif wanted:
        ordered = [code for code in ordered if wanted in names[code].casefold()]
    return (f"{code} {names[code]}" for code in ordered)


def _held(row: TableRow) -> int:
    return row.held if isinstance(row, FixedRow) else row.key


def _stands(row: TableRow, place: Place) -> bool:
    if isinstance(row, FixedRow):
        return place.line == row.line if place.row in (None, NEW_ROW) else place.row == row.held
    return row.key == place.row
