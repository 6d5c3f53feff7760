"""The list of units (单位): codes, names, order."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from editor.bridge.session import Session
from editor.checks.finding import Finding
from editor.domain import edits
from editor.domain.volume import Unit, Volume
from editor.ui.cover.fields import CODE, NAME, UnitField
from editor.ui.fields.boxed import Boxed
from editor.ui.fields.severity import open_findings
from editor.ui.messenger import Messenger


class _Row(QWidget):
    """One unit: code, name, how many projects, and what can be done with it."""

    moved = Signal(int, int)
    dropped = Signal(int)

    def __init__(self, session: Session, at: int, messenger: Messenger) -> None:
        super().__init__()
        self.at = at
        self.code = UnitField(session, CODE, messenger.tell)
        self.name = UnitField(session, NAME, messenger.tell)
        self.boxes = (Boxed(self.code), Boxed(self.name))
        self.used = QLabel()
        self.used.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.up = _button("↑", "往前移一位", lambda: self.moved.emit(self.at, -1))
        self.down = _button("↓", "往后移一位", lambda: self.moved.emit(self.at, 1))
        self.drop = _button("✕", "删除这个单位", lambda: self.dropped.emit(self.at))


class UnitsEditor(QWidget):
    """A row for each unit, in the order of the volume; a unit that projects belong to is deleted only after asking.

    `made` with every field that is new.
    """

    made = Signal(object)

    def __init__(self, session: Session, messenger: Messenger) -> None:
        super().__init__()
        self._session = session
        self._messenger = messenger
        self._rows: list[_Row] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 6)
        self._grid.setHorizontalSpacing(6)
        for at, text in enumerate(("单位编码", "单位名称", "项目")):
            self._grid.addWidget(QLabel(text), 0, at)
        self._none = QLabel("还没有单位。请点“添加单位”，填上单位编码和名称，项目才能归到单位下。")
        self._none.setWordWrap(True)
        self.add = QPushButton("添加单位")
        self.add.clicked.connect(self._add)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addWidget(self._none)
        column.addLayout(buttons)
        self.refresh()

    @property
    def rows(self) -> tuple[_Row, ...]:
        """The rows that are shown."""
        return tuple(self._rows[: len(self._session.volume.units)])

    def fields(self) -> list[UnitField]:
        """The editors, row by row."""
        return [field for row in self.rows for field in (row.code, row.name)]

    def refresh(self) -> None:
        """Shows the units as they are."""
        volume = self._session.volume
        writable = self._session.document.can_write
        while len(self._rows) < len(volume.units):
            self._make_row()
        for row in self._rows:
            unit = volume.units[row.at] if row.at < len(volume.units) else None
            for widget in (*row.boxes, row.used, row.up, row.down, row.drop):
                widget.setVisible(unit is not None)
            if unit is None:
                row.code.bind(None)
                row.name.bind(None)
                continue
            for field in (row.code, row.name):
                if field.place is None or field.place.unit != unit.code or not field.modified:
                    field.show_unit(unit)
            row.used.setText(f"{_used(volume, unit)} 个")
            row.up.setEnabled(writable and row.at > 0)
            row.down.setEnabled(writable and row.at < len(volume.units) - 1)
            row.drop.setEnabled(writable)
        self._none.setVisible(not volume.units)
        self.add.setEnabled(writable)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Shows findings of units at their fields."""
        for field in self.fields():
            field.show_findings(open_findings(f for f in findings if f.place == field.place))

    def settle(self) -> None:
        """Commits what is open."""
        for field in self.fields():
            field.settle()

    def _make_row(self) -> None:
        row = _Row(self._session, len(self._rows), self._messenger)
        row.moved.connect(self._move)
        row.dropped.connect(self._drop)
        line = self._grid.rowCount()
        for column, widget in enumerate((*row.boxes, row.used, row.up, row.down, row.drop)):
            self._grid.addWidget(widget, line, column)
        for field in (row.code, row.name):
            self.made.emit(field)
        self._rows.append(row)

    def _add(self) -> None:
        self.settle()
        code = _free_code(self._session.volume)
        self._session.apply("添加单位", lambda v: edits.set_units(v, [*v.units, Unit(code, "")]))
        if self._rows:
            last = self.rows[-1].code.editor
            last.setFocus()
            last.selectAll()

    def _move(self, at: int, by: int) -> None:
        self.settle()
        units = list(self._session.volume.units)
        units[at], units[at + by] = units[at + by], units[at]
        self._session.apply("移动单位", lambda v: edits.set_units(v, units))

    def _drop(self, at: int) -> None:
        self.settle()
        unit = self._session.volume.units[at]
        used = _used(self._session.volume, unit)
        if used:
            text = f"有 {used} 个项目属于“{unit.code} {unit.name}”。删除单位后这些项目还在，但要重新选择所属单位。"
            if self._messenger.ask("删除单位", text, ("不删除", "仍然删除")) != 1:
                return
        self._session.apply("删除单位", lambda v: edits.set_units(v, [u for u in v.units if u.code != unit.code]))


def _used(volume: Volume, unit: Unit) -> int:
    return sum(1 for project in volume.projects if project.unit == unit.code)


def _free_code(volume: Volume) -> str:
    """The code after the last one, or one that says it is to be written."""
    taken = {unit.code for unit in volume.units}
    last = volume.units[-1].code if volume.units else ""
    if last.isdecimal():
        for number in range(int(last) + 1, int(last) + 1000):
            if (code := str(number).zfill(len(last))) not in taken:
                return code
    return next(code for n in range(1, 1000) if (code := f"待填{n}") not in taken)


def _button(text: str, tip: str, pressed: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    button.clicked.connect(pressed)
    return button
