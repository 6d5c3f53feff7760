"""The page of the budget's tables: one grid for each, its title, and where its amounts come from."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from editor.bridge.budget_parts import PartLine, parts_of, place_title, uses_of
from editor.bridge.changes import Change
from editor.bridge.session import Session
from editor.budget.book import Value
from editor.domain.money import write_amount
from editor.domain.places import Place
from editor.ui.budget.grids import RESTORE, LedgerGrid, PrintedGrid
from editor.ui.budget.parts_strip import PartsStrip
from editor.ui.fields.heading import Heading
from editor.ui.grid.gestures import Gesture
from editor.ui.messenger import Messenger

_PRINTED_HELP = "白底的数可以直接改；灰底斜体的数是算出来的，改写请按 F2，改写过的有底色，可以恢复。"
_PARTS = "选中一个数，这里列出它由哪些数组成。"
_USES = "选中一个数，这里列出它用在哪些报表里。"
_SOON_MS = 60


class BudgetPage(QWidget):
    """Entry tables and printed tables, each made when it is first shown. `place_chosen` (Place, chars or None) when the clerk goes
    to a cell or follows an amount; `notice` with what a gesture did. Ctrl+[ goes into the list of parts, Esc comes back.
    """

    place_chosen = Signal(object, object)
    notice = Signal(str)

    def __init__(self, session: Session, messenger: Messenger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert session.form.budget is not None
        self._session = session
        self._messenger = messenger
        self._budget = session.form.budget
        self._grids: dict[str, LedgerGrid | PrintedGrid] = {}
        self._shown = ""
        self._place = Place()
        self._heading, self._help, self._foot = Heading(), QLabel(), QLabel()
        self._add = _button("新增行", "在表的末尾新增一行（Ctrl++ 在当前行上方插入）", self._add_row)
        self._take = _button(
            "导入科目表…", "由 Excel 文件（科目编码、科目名称两列）导入财政局的科目表", self._import_subjects
        )
        self._restore = _button(RESTORE, "所选单元格里改写过的数，恢复成算出来的", self._take_back)
        self._stack = QStackedWidget()
        self.strip = PartsStrip()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._lay_out()
        self._connect()

    @property
    def table(self) -> str:
        """The key of the table that is shown."""
        return self._shown

    @property
    def grid(self) -> LedgerGrid | PrintedGrid:
        """The grid that is shown."""
        return self._grids[self._shown]

    def show_table(self, key: str) -> None:
        """Turns to a table; what is being written is committed first."""
        if key == self._shown or not (key in self._budget.ledgers or key in self._budget.tables):
            return
        self.settle()
        before = self._grids.get(self._shown)
        if isinstance(before, PrintedGrid):
            before.printed.set_active(False)
        self._shown = key
        grid = self._grid_of(key)
        if isinstance(grid, PrintedGrid):
            grid.printed.set_active(True)
        self._stack.setCurrentWidget(grid)
        self.setFocusProxy(grid)
        self._show_words()
        self._follow(self._current())

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Brings a cell into view; `place_chosen` is not told."""
        if place.table is None:
            return
        self.show_table(place.table)
        if self._shown == place.table:
            self.grid.show_place(place, chars)
            self._follow(self._current())

    def settle(self) -> None:
        """Commits what is being written."""
        if self._shown:
            self.grid.settle()

    def _lay_out(self) -> None:
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label in (self._help, self._foot):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        for button in (self._add, self._take, self._restore):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._help)
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot)
        column.addWidget(self.strip)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._show_parts)
        self.strip.place_chosen.connect(self._go)
        self.strip.left.connect(self._into_grid)
        self._session.changed.connect(self._on_change)
        into = QShortcut(QKeySequence("Ctrl+["), self)
        into.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        into.activated.connect(self._into_strip)

    def _grid_of(self, key: str) -> LedgerGrid | PrintedGrid:
        if key not in self._grids:
            made = LedgerGrid if key in self._budget.ledgers else PrintedGrid
            grid = made(self._session, key)
            grid.place_chosen.connect(self._choose)
            grid.notice.connect(self.notice)
            grid.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
            self._grids[key] = grid
            self._stack.addWidget(grid)
        return self._grids[key]

    def _current(self) -> Place:
        index = self.grid.currentIndex()
        return self.grid.model().place(index) if index.isValid() else Place(table=self._shown)  # type: ignore[attr-defined]

    def _choose(self, place: Place, chars: tuple[int, int] | None) -> None:
        self._follow(place)
        self.place_chosen.emit(place, chars)

    def _go(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Where a line of the strip leads: another table of this page, or the facts."""
        if place.table is not None:
            self.show_place(place, chars)
        self.place_chosen.emit(place, chars)

    def _follow(self, place: Place) -> None:
        self._place = place
        self._soon.start()
        self._show_buttons()

    def _into_strip(self) -> None:
        self.settle()
        self._show_parts()
        self.strip.take_focus()

    def _into_grid(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_words(self) -> None:
        """The title, what the table is for, its notes."""
        ledger = self._budget.ledgers.get(self._shown)
        grid = self.grid
        if isinstance(grid, PrintedGrid):
            table = grid.printed.book_table
            self._heading.setText(f"{table.number}　{table.title}".strip("　"))
            self._help.setText(_PRINTED_HELP)
            self._foot.setText("　".join(table.notes))
        elif ledger is not None:
            self._heading.setText(ledger.title)
            self._help.setText(f"{ledger.help}（单位：{self._budget.unit}）" if ledger.money else ledger.help)
            self._foot.setText("")
        self._help.setVisible(bool(self._help.text()))
        self._foot.setVisible(bool(self._foot.text()))
        self._show_buttons()

    def _show_buttons(self) -> None:
        grid, ledger = self.grid, self._budget.ledgers.get(self._shown)
        writes = self._session.document.can_write
        self._add.setVisible(ledger is not None and not ledger.rows)
        self._add.setEnabled(writes)
        subjects = ledger is not None and (
            self._shown == self._budget.own_subjects or any(column.subjects for column in ledger.columns.values())
        )
        self._take.setVisible(subjects and bool(self._budget.own_subjects))
        self._take.setEnabled(writes)
        self._restore.setVisible(isinstance(grid, PrintedGrid))
        self._restore.setEnabled(isinstance(grid, PrintedGrid) and writes and grid.overridden)

    def _show_parts(self) -> None:
        self._soon.stop()
        if not self._shown:
            return
        volume, books = self._session.volume, self._session.books
        if isinstance(self.grid, PrintedGrid):
            said, parts = self._of_printed(books.book(volume).value(self._place))
            self.strip.show_parts(said or _PARTS, parts)
        else:
            parts = uses_of(books, volume, self._place)
            self.strip.show_parts(f"{place_title(books, volume, self._place)}，用在：" if parts else _USES, parts)

    def _of_printed(self, value: Value | None) -> tuple[str, tuple[PartLine, ...]]:
        volume, books = self._session.volume, self._session.books
        if value is None or value.kind == "label" or (value.amount is None and value.derived is None):
            return "", ()
        title = place_title(books, volume, self._place)
        if value.kind == "entered":
            kept = value.place or self._place
            return f"{title}，填在：", (PartLine(kept, place_title(books, volume, kept)),)
        parts = parts_of(books, volume, self._place)
        amount = write_amount(value.amount, self._budget.decimals) if value.amount is not None else value.text
        if value.kind == "overridden":
            derived = write_amount(value.derived, self._budget.decimals) if value.derived is not None else "空"
            return f"{title}：改写成 {amount}，算出来的是 {derived}，由这些数组成：", parts
        return (f"{title}：{amount} 由这些数组成：", parts) if parts else ("", ())

    def _on_change(self, change: Change) -> None:
        if not self._shown:
            return
        if change.whole or change.tables:
            self._show_words()
        self._soon.start()
        self._show_buttons()

    def _add_row(self) -> None:
        self.grid.perform(Gesture.ADD_ROW)

    def _take_back(self) -> None:
        if isinstance(self.grid, PrintedGrid):
            self.grid.restore()

    def _import_subjects(self) -> None:
        from editor.ui.budget.subjects import import_subjects

        columns = self._budget.ledgers[self._shown].columns.values()
        lists = tuple(dict.fromkeys(column.subjects for column in columns if column.subjects))
        said = import_subjects(self._session, self._messenger, lists or tuple(self._budget.subjects))
        if said:
            self.notice.emit(said)


def _button(text: str, tip: str, does: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda _=False: does())
    return button
