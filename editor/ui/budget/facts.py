"""The page of the facts (报表资料): what the sentences need and no table has."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.bridge.changes import Change
from editor.bridge.session import Session
from editor.domain.places import Place
from editor.ui.budget.fact_field import fact_field
from editor.ui.fields.boxed import Boxed
from editor.ui.fields.field import Field
from editor.ui.fields.heading import Heading
from editor.ui.fields.note import FieldNote

_WIDEST = 860
_FIGURE = 150
_HELP = "情况说明里的上年数、车辆、采购和增减原因在这里填，文字随着变。"


class FactsPage(QWidget):
    """The facts by groups, each saved when it is left. `place_chosen` (Place, None) when the clerk goes to one."""

    place_chosen = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert session.form.budget is not None
        self._session = session
        self._budget = session.form.budget
        self._quiet = False
        self.fields: dict[str, Field] = {key: fact_field(session, key) for key in self._budget.facts}
        self.this_year: dict[str, QLabel] = {}
        self._page = QWidget()
        self._note = FieldNote(self._page)
        self._lay_out()
        for field in self.fields.values():
            self._note.watch(field)
            field.place_chosen.connect(self._choose)
        session.changed.connect(self._refresh)
        session.findings_changed.connect(self._show_findings)
        self._show_this_year()
        self._show_findings()

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Puts the caret into a fact; `place_chosen` is not told."""
        field = self.fields.get(place.field or "")
        if field is not None:
            self._quiet = True
            field.editor.setFocus()
            field.select(None, chars)
            self._scroll.ensureWidgetVisible(field)
            self._quiet = False

    def settle(self) -> None:
        """Finishes a running composition and commits what is open."""
        for field in self.fields.values():
            field.settle()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._page)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(Heading("报表资料"))
        help_line = QLabel(_HELP)
        help_line.setWordWrap(True)
        column.addWidget(help_line)
        for group in dict.fromkeys(fact.group for fact in self._budget.facts.values()):
            column.addSpacing(8)
            column.addWidget(Heading(group or "其他", 1.1))
            column.addLayout(self._group(group))
        column.addStretch(1)
        self._page.setMaximumWidth(_WIDEST)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scroll.setWidget(self._page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _group(self, group: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(3, 1)
        keys = [key for key, fact in self._budget.facts.items() if fact.group == group]
        for row, key in enumerate(keys):
            fact, field = self._budget.facts[key], self.fields[key]
            label = QLabel(fact.label)
            label.setBuddy(field.editor)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            boxed = Boxed(field)
            if fact.kind == "text":
                grid.addWidget(boxed, row, 1, 1, 3 if not fact.help else 2)
            else:
                boxed.setFixedWidth(_FIGURE)
                grid.addWidget(boxed, row, 1)
                grid.addWidget(QLabel(fact.unit or (self._budget.unit if fact.kind == "money" else "")), row, 2)
            said = QLabel(fact.help)
            said.setWordWrap(True)
            if fact.last_year:
                self.this_year[key] = said
            if fact.kind != "text" or fact.help:
                grid.addWidget(said, row, 3)
        widest = max(self.fontMetrics().horizontalAdvance(fact.label) for fact in self._budget.facts.values())
        grid.setColumnMinimumWidth(0, widest)
        return grid

    def _choose(self, place: Place) -> None:
        if not self._quiet:
            self.place_chosen.emit(place, None)

    def _refresh(self, change: Change) -> None:
        if change.whole or any(place.field in self.fields for place in change.places):
            for field in self.fields.values():
                field.refresh()
        self._show_this_year()

    def _show_this_year(self) -> None:
        """Beside a figure of last year the one it is compared with."""
        if not self.isVisible() and any(label.text() for label in self.this_year.values()):
            return
        book = self._session.books.book(self._session.volume)
        for key, label in self.this_year.items():
            table, line, column = self._budget.facts[key].last_year.split(".")
            value = book.value(Place(table=table, line=line, field=column))
            label.setText(f"本年 {value.text or '0'}" if value is not None else "")

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._show_this_year()

    def _show_findings(self) -> None:
        own = tuple(f for f in self._session.found.of(None) if f.place.section is None and f.place.table is None)
        for key, field in self.fields.items():
            field.show_findings(f for f in own if f.place.field == key)
