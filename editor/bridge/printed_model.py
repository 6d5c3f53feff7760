"""A printed budget table (表一 …) as a Qt model: what is worked out is shown as such, what was entered is written where it is kept."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt

from editor.bridge.cell_findings import ByPlace, by_place
from editor.bridge.grid_edits import Table
from editor.bridge.printed_rows import PrintedCells, PrintedRow, RowMaker, cell_of, differing, head_words, takes_pasted
from editor.bridge.session import Session
from editor.bridge.table_form import TableForm
from editor.bridge.table_model import ALIGNMENTS, Index, Role, TableModel, finding_data
from editor.budget.book import BookTable, Line, Value
from editor.budget.ledgers import read_amount
from editor.checks.finding import Finding
from editor.document.change import Change
from editor.domain.entries import entry_at
from editor.domain.money import write_amount
from editor.domain.places import Place
from editor.exchange.cells import clean
from editor.forms.budget_form import PrintedColumn, PrintedTable
from editor.forms.form import Column

_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole
_LETTERS = {"money": 5, "code": 4, "name": 9}
_ADDED = "这一格是计算出来的，一般不用改。要改写请按 F2 或双击，改写后可以用“恢复计算值”还原。"
_PRINTED = "这是表里印好的文字，不在这里改。"


class PrintedModel(TableModel):
    """The rows of a printed table with all its sides; follows the session while it is `active`."""

    growable = False
    empty_words = "这张表没有内容"
    locked_words = empty_words

    def __init__(self, session: Session, key: str, parent: QObject | None = None) -> None:
        assert session.form.budget is not None
        self._budget = session.form.budget
        form = self._budget.tables[key]
        self._table = session.books.book(session.volume).table(key)
        super().__init__(session, printed_form(form, self._table), parent)
        self._key = key
        self._printed = form
        self.title = self._table.title
        self._sides = {column: side for side, one in enumerate(form.sides) for column in one.columns}
        self._maker = RowMaker()
        self._rows: Sequence[PrintedRow] = self._maker.rows(self._table)
        self._active = self._fresh = True
        self._findings: ByPlace = self._find()
        session.changed.connect(self._on_change)
        session.findings_changed.connect(self._on_findings)

    @property
    def book_table(self) -> BookTable:
        """What is shown."""
        return self._table

    @property
    def rows(self) -> Sequence[PrintedRow]:
        """The printed rows."""
        return self._rows

    def set_active(self, active: bool) -> None:
        """Somebody looks at it: only then the tables are worked out with every change."""
        self._active = active
        if active and not self._fresh:
            self._follow()

    def value(self, index: Index) -> Value | None:
        """What stands in a cell; None in one that is left empty."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        return self._rows[index.row()].values.get(self._columns[index.column()])

    def table(self) -> Table:
        shut = {
            (r, c)
            for r, row in enumerate(self._rows)
            for c, column in enumerate(self._columns)
            if not takes_pasted(row.values.get(column))
        }
        return Table(PrintedCells(self._written_at), self._rows, self._columns, fixed=True, closed=shut)

    def place(self, index: Index) -> Place:
        """The printed cell, however it came to be."""
        line = self._line(index)
        return Place(table=self._key, line=line.id if line else "", field=self._columns[index.column()])

    def index_of(self, place: Place) -> QModelIndex:
        cell = cell_of(self._rows, self._key, place)
        if cell is None:
            return QModelIndex()
        return self.index(cell[0], self._columns.index(cell[1]) if cell[1] in self._columns else 0)

    def guarded(self, index: Index) -> str:
        value = self.value(index)
        if value is None or value.place is None:
            return _PRINTED
        return _ADDED if value.kind == "derived" else ""

    def restore(self, indexes: Sequence[Index]) -> bool:
        """Takes back what was typed over worked out figures, as one step."""
        values = [self.value(index) for index in indexes]
        places = [v.place for v in values if v is not None and v.kind == "overridden" and v.place is not None]
        return bool(places) and self._session.put_all("恢复计算值", tuple((place, "") for place in places)) is not None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        value = self.value(index)
        writes = self.editable and value is not None and value.place is not None
        return flags | Qt.ItemFlag.ItemIsEditable if writes else flags

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        value = self.value(index)
        if value is None:
            return "label" if role == Role.LOOK and index.isValid() else None
        if role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return value.text
        if role == _EDIT:
            return self._entry(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENTS[self._form.aligns[index.column()]]
        if role in (Role.LOOK, Role.INDENT):
            return self._look(index, value) if role == Role.LOOK else self._indent(index)
        found = self._found_at(index, value)
        if role == Qt.ItemDataRole.ToolTipRole:
            said = [text for text in (finding_data(found, role), self._tip(value)) if isinstance(text, str) and text]
            return "\n".join(said) or None
        return finding_data(found, role)

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        if role != _EDIT or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        there = self.value(index)
        assert there is not None
        assert there.place is not None
        text = clean(str(value)).replace("\t", " ")
        if there.kind in ("derived", "overridden") and self._is_derived(there, text):
            text = ""
        label = self._form.columns[index.column()].label
        name = f"改写{label}" if there.kind in ("derived", "overridden") else f"修改{label}"
        return self._session.put(name, there.place, text) is not None

    def _is_derived(self, value: Value, text: str) -> bool:
        """What is typed is what stands there anyway."""
        own = value.derived if value.kind == "overridden" else value.amount
        return bool(text) and read_amount(text, self._budget.unit) == own

    def _entry(self, value: Value) -> str:
        if value.place is None or value.kind == "derived":
            return value.text
        entry = entry_at(self._session.volume, value.place)
        text = entry if isinstance(entry, str) else "\n".join(entry)
        return text or (value.text if value.kind == "label" else "")

    def _look(self, index: Index, value: Value) -> str | None:
        line = self._line(index)
        if value.kind in ("derived", "overridden"):
            return value.kind
        if line is not None and line.kind == "total":
            return "total"
        return "label" if value.place is None else None

    def _indent(self, index: Index) -> int | None:
        line = self._line(index)
        column = self._printed.columns[self._columns[index.column()]]
        return line.level if line is not None and column.kind == "name" else None

    def _tip(self, value: Value) -> str:
        if value.kind == "overridden":
            derived = write_amount(value.derived, self._budget.decimals) if value.derived is not None else ""
            return f"改写过：算出来的是 {derived or '空'}。按 Delete 恢复计算值。"
        return "由下面列出的数算出，按 F2 可以改写" if value.kind == "derived" else ""

    def _line(self, index: Index) -> Line | None:
        return self._rows[index.row()].lines[self._sides[self._columns[index.column()]]]

    def _written_at(self, row: int, column: str) -> Place | None:
        found = next((one for one in self._rows if one.key == row), None)
        value = found.values.get(column) if found else None
        return value.place if value is not None else None

    def _found_at(self, index: Index, value: Value) -> tuple[Finding, ...]:
        found = self._findings.get(self.place(index), ())
        if value.place is not None and value.place != self.place(index):
            found = (*found, *self._findings.get(value.place, ()))
        return found

    def _find(self) -> ByPlace:
        return by_place(
            f for f in self._session.found.of(None) if f.place.table is not None or f.place.field is not None
        )

    def _on_change(self, change: Change) -> None:
        del change
        self._fresh = False
        if self._active:
            self._follow()

    def _follow(self) -> None:
        self._fresh = True
        before, self._table = self._table, self._session.books.book(self._session.volume).table(self._key)
        if self._table is before:
            return
        old = {row.key: row for row in self._rows}
        if self._table.head != before.head or self._table.title != before.title:
            self.title = self._table.title
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        self._go_on_with(self._maker.rows(self._table))
        self._tell(cell for row in self._rows for cell in differing(old.get(row.key), row))

    def _on_findings(self) -> None:
        old, self._findings = self._findings, self._find()
        if old != self._findings and self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))


def _column(column: PrintedColumn, head: str) -> Column:
    """Known by its label as well as by the words printed over it."""
    return Column(column.label, (head,) if head else ())


def printed_form(form: PrintedTable, table: BookTable) -> TableForm:
    """A printed table by columns, as wide as on paper; of a table with one side the columns before the amounts stay in sight."""
    columns = form.columns
    whole = sum(column.width for column in columns.values())
    frozen = next((i for i, column in enumerate(columns.values()) if column.kind == "money"), 0)
    return TableForm(
        tuple(columns),
        tuple(map(_column, columns.values(), head_words(table.head, len(columns)))),
        tuple(column.width / whole for column in columns.values()),
        tuple("right" if column.kind == "money" else "left" for column in columns.values()),
        tuple(_LETTERS[column.kind] for column in columns.values()),
        table.head,
        frozen if len(form.sides) == 1 else 0,
    )
