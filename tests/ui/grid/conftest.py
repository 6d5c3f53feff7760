"""A grid in a window, and hands to work it."""

from collections.abc import Callable
from typing import Protocol

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.ui.grid.cell_editor import CellEditor
from editor.ui.grid.grid import IndicatorGrid
from tests.ui.volumes import texts

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Does what a person does, and sees what a person sees."""

    def __init__(self, grid: IndicatorGrid, session: Session, field: QLineEdit) -> None:
        self.grid = grid
        self.window = grid.window()
        self.session = session
        self.field = field
        self.notices: list[str] = []
        self.places: list[tuple[object, object]] = []
        grid.notice.connect(self.notices.append)
        grid.place_chosen.connect(lambda place, chars: self.places.append((place, chars)))

    @property
    def editor(self) -> CellEditor:
        editor = self.grid.writing.editor
        assert editor is not None
        return editor

    @property
    def at(self) -> tuple[int, int]:
        return self.grid.currentIndex().row(), self.grid.currentIndex().column()

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return texts(self.session)

    @property
    def steps(self) -> tuple[str, ...]:
        return self.session.document.undo_names()

    def cell(self, row: int, column: int) -> str:
        return self.rows[row][column]

    def go(self, row: int, column: int) -> None:
        self.grid.selection.go(row, column)

    def select(self, top: int, left: int, bottom: int, right: int) -> None:
        self.go(top, left)
        for _ in range(right - left):
            self.key(Qt.Key.Key_Right, SHIFT)
        for _ in range(bottom - top):
            self.key(Qt.Key.Key_Down, SHIFT)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key, modifiers)

    def type(self, words: str) -> None:
        for letter in words:
            if letter.isascii():
                QTest.keyClicks(QApplication.focusWidget(), letter)
            else:
                self.compose("", letter)

    def compose(self, preedit: str, commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        QApplication.processEvents()

    def click(self, row: int, column: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
        where = self.grid.visualRect(self.grid.model().index(row, column)).center()
        QTest.mouseClick(self.grid.viewport(), Qt.MouseButton.LeftButton, modifiers, where)
        QApplication.processEvents()

    def clip(self, text: str = "", html: str = "") -> None:
        mime = QMimeData()
        if html:
            mime.setHtml(html)
        mime.setText(text)
        QGuiApplication.clipboard().setMimeData(mime)


class MakeHands(Protocol):
    def __call__(self, session: Session, width: int = 900, height: int = 600) -> Hands: ...


@pytest.fixture
def make_hands(qtbot: QtBot) -> Callable[..., Hands]:
    def make(session: Session, width: int = 900, height: int = 600) -> Hands:
        window = QWidget()
        field, grid = QLineEdit(), IndicatorGrid(session)
        layout = QVBoxLayout(window)
        layout.addWidget(field)
        layout.addWidget(grid)
        QAbstractItemModelTester(grid.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, grid)
        qtbot.addWidget(window, before_close_func=lambda _: grid.writing.revert())
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        grid.set_project(1)
        grid.setFocus()
        QApplication.processEvents()
        return Hands(grid, session, field)

    return make


@pytest.fixture
def hands(make_hands: MakeHands, session: Session) -> Hands:
    """Hands over the four rows of ROWS."""
    return make_hands(session)
