"""Pieces of the sheet's page: the place of the grid, what a classified project shows, titles a source had."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, SignalInstance
from PySide6.QtWidgets import QAbstractScrollArea, QFormLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from editor.bridge.session import Session
from editor.checks.finding import Finding
from editor.domain.places import Place
from editor.domain.volume import CONTENTS_TITLE, NAME, TITLE, Project
from editor.ui.fields.boxed import Boxed
from editor.ui.fields.severity import open_findings, told
from editor.ui.fields.text import TextField
from editor.ui.sheet.heading import StillCombo

_LEAST_LINES = 8
_WHOLE = 4_000
"""A grid of more pixels scrolls by itself instead of with the page."""
_SECRET = "按保密规定，涉密项目只保留代称和在本册中的位置，项目编码、金额、文字和指标都不能写在这里，也不会保存。"
_TITLES = {TITLE: "表题（与项目名称不同）", CONTENTS_TITLE: "目录中的题名"}


class SheetGrid(Protocol):
    """What the sheet asks of the indicator grid, a widget whose size hint is as high as its rows."""

    place_chosen: SignalInstance

    def set_project(self, key: int) -> None:
        """Shows another project's indicators."""

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Goes to a row or a cell."""

    def settle(self) -> object:
        """Commits what is open."""


class GridSlot(QWidget):
    """Gives the grid the height of its rows, so that it scrolls with the page; a very long one scrolls in itself."""

    def __init__(self, grid: QWidget) -> None:
        super().__init__()
        self._grid = grid
        self._room = 400
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(grid)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid.installEventFilter(self)

    def give_room(self, height: int) -> None:
        """The height of the page that is seen."""
        self._room = height
        self.fit()

    def fit(self) -> None:
        """Takes the height the grid asks for."""
        asked = max(self._grid.sizeHint().height(), self.fontMetrics().height() * _LEAST_LINES)
        whole = asked <= _WHOLE
        if isinstance(self._grid, QAbstractScrollArea):
            # A bar of its own makes the columns narrower and their heads higher, and could come and go for ever.
            off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
            self._grid.setVerticalScrollBarPolicy(off if whole else on)
        self.setFixedHeight(asked if whole else max(self._room - 2 * self.fontMetrics().height(), 200))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._grid and event.type() == QEvent.Type.Show:
            self.fit()
        return super().eventFilter(watched, event)


class ClassifiedPanel(QWidget):
    """What a classified project shows: its neutral name as a choice of the form's, and why there is nothing else."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._key = 0
        self.combo = StillCombo()
        self.combo.setAccessibleName("项目代称")
        self.combo.activated.connect(self._pick)
        said = QLabel(session.form.sheet.classified_text)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = said.font()
        font.setBold(True)
        said.setFont(font)
        self._why = QLabel(_SECRET)
        self._why.setWordWrap(True)
        self._found = QLabel()
        self._found.setWordWrap(True)
        choice = QHBoxLayout()
        label = QLabel("项目代称")
        label.setBuddy(self.combo)
        choice.addWidget(label)
        choice.addWidget(self.combo, 1)
        choice.addStretch(2)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addSpacing(18)
        column.addWidget(said)
        column.addLayout(choice)
        column.addWidget(self._why)
        column.addWidget(self._found)
        column.addStretch(1)

    def show_project(self, project: Project) -> None:
        """The name it has; one the form does not have stands among the choices too."""
        self._key = project.key
        names = list(self._session.form.sheet.classified_names)
        if project.name not in names:
            names.append(project.name)
        self.combo.clear()
        self.combo.addItems(names)
        self.combo.setCurrentIndex(names.index(project.name))
        self.combo.setEnabled(len(names) > 1 and self._session.document.can_write)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """What is wrong with it."""
        self._found.setText(told(open_findings(findings)))

    def _pick(self, at: int) -> None:
        name = self.combo.itemText(at)
        if name != self._session.volume.project(self._key).name:
            self._session.put("修改项目代称", Place(self._key, field=NAME), name)


class SourceTitles(QWidget):
    """Titles a source had that differ from what is printed: to be looked at, put right or emptied; hidden where there are none."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.fields = {key: TextField(session, name) for key, name in _TITLES.items()}
        self._boxes = {key: Boxed(field) for key, field in self.fields.items()}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 4, 0, 4)
        for key in self.fields:
            self._form.addRow(_TITLES[key], self._boxes[key])

    def show_project(self, project: Project | None) -> None:
        """Shows those that are there, and the one being written."""
        some = False
        for key, field in self.fields.items():
            there = project is not None and (bool(project.fields.text(key)) or field.editor.hasFocus())
            self._form.setRowVisible(self._boxes[key], there)
            some = some or there
        self.setVisible(some)
