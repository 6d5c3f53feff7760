"""A person at the window: clicks, types, composes and reads what is on the screen."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from editor.app.shell import Shell
from editor.app.workspace import Workspace
from editor.bridge.session import Session
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.ui.findings.panel import FindingsPanel
from editor.ui.grid.grid import IndicatorGrid
from editor.ui.sheet.sheet import GoalSheet

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_PATIENCE_MS = 8000


class Answers:
    """Answers every question with what was laid ready for it; a question nobody expected fails the story."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.asked: list[str] = []
        self.answers: dict[str, str] = {}
        """A piece of the question's title → the button pressed."""
        self.words: list[str] = []
        self.files: list[Path] = []
        self.target: Path | None = None

    def tell(self, text: str) -> None:
        self.told.append(text)

    def ask(self, title: str, text: str, answers: Sequence[str]) -> int:
        self.asked.append(f"{title}\n{text}")
        pressed = next((answer for piece, answer in self.answers.items() if piece in title), "")
        assert pressed in answers, f"{title}: {text} {answers}"
        return list(answers).index(pressed)

    def ask_text(self, title: str, label: str, text: str = "") -> str | None:
        self.asked.append(f"{title}\n{label}")
        return self.words.pop(0)

    def open_files(self, title: str, kinds: str, folder: Path) -> list[Path]:
        return self.files

    def save_file(self, title: str, kinds: str, path: Path) -> Path | None:
        return self.target


MakeClerk = Callable[[], "Clerk"]


class Clerk:
    """What can be done with a mouse and a keyboard, and what can be seen."""

    def __init__(self, shell: Shell, answers: Answers, qtbot: QtBot, faults: list[object]) -> None:
        self.shell = shell
        self.window = shell.window
        self.answers = answers
        self.faults = faults
        self.qtbot = qtbot

    @property
    def work(self) -> Workspace:
        assert self.shell.workspace is not None
        return self.shell.workspace

    @property
    def session(self) -> Session:
        assert self.shell.desk.session is not None
        return self.shell.desk.session

    @property
    def volume(self) -> Volume:
        return self.session.volume

    @property
    def steps(self) -> tuple[str, ...]:
        """Names of what can be undone, the last first."""
        return self.session.document.undo_names()

    @property
    def said(self) -> str:
        """What stands in the bar above the page."""
        return self.window.bar.text

    @property
    def sheet(self) -> GoalSheet:
        return self.seen(GoalSheet)

    @property
    def grid(self) -> IndicatorGrid:
        return self.seen(IndicatorGrid)

    @property
    def findings(self) -> FindingsPanel:
        return self.seen(FindingsPanel)

    def show(self) -> None:
        self.window.setWindowState(Qt.WindowState.WindowNoState)  # the screen that is none is smaller
        self.window.resize(1366, 768)
        with self.qtbot.waitActive(self.window):
            self.shell.show()
            self.window.activateWindow()

    def leave(self) -> None:
        """Closes the window as the clerk does; waits for the backup."""
        if self.window.isVisible():
            self.window.close()
            self.until(lambda: not self.window.isVisible())

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=_PATIENCE_MS)

    def checked(self) -> None:
        """Waits until findings and pages are those of the volume on the screen."""
        derived = self.session.derived
        self.until(lambda: derived.has_findings)
        QTest.qWait(1)
        QApplication.processEvents()

    def seen(self, kind: type[W], within: QWidget | None = None) -> W:
        """The widget of this kind that is on the screen; waits for one that is just coming."""

        self.until(lambda: bool(self.sees(kind, within)))
        return self.sees(kind, within)[0]

    def sees(self, kind: type[W], within: QWidget | None = None) -> list[W]:
        """The widgets of this kind that are on the screen now."""
        found = [w for w in (within or self.window).findChildren(kind) if w.isVisible()]
        return found or [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    def dialog(self, kind: type[QDialog] = QDialog) -> QDialog:
        return self.seen(kind)

    def choose(self, action: str) -> None:
        """A line of the menu, which must be one that can be chosen."""
        line = self.window.actions_[action]
        assert line.isEnabled(), action
        line.trigger()
        QApplication.processEvents()

    def open(self, path: Path) -> None:
        self.answers.files = [path]
        self.choose("open")
        self.until(lambda: self.shell.workspace is not None and self.session.document.path.samefile(path))
        self.checked()

    def press(self, within: QWidget, words: str) -> None:
        """A button by how its words begin."""
        buttons = [b for b in within.findChildren(QAbstractButton) if b.text().startswith(words) and b.isVisible()]
        buttons.sort(key=lambda button: len(button.text()))
        assert buttons, [b.text() for b in within.findChildren(QAbstractButton)]
        assert buttons[0].isEnabled(), words
        self.raise_(buttons[0])
        QTest.mouseClick(buttons[0], LEFT)
        QApplication.processEvents()

    def go(self, place: Place) -> None:
        """Clicks a line of the tree."""
        view = self.work.tree.view
        self.raise_(view)
        index = self.work.tree_model.index_of(place)
        assert index.isValid(), place
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), LEFT, NONE, view.visualRect(index).center())
        QApplication.processEvents()

    def raise_(self, widget: QWidget) -> None:
        """What a window manager does with the window that is clicked; the platform without a screen has none."""
        window = widget.window()
        if not window.isActiveWindow():
            with self.qtbot.waitActive(window):
                window.activateWindow()

    def into(self, editor: QWidget) -> None:
        """Clicks into an editor, at its beginning."""
        self.raise_(editor)
        target = getattr(editor, "viewport", lambda: editor)()
        QTest.mouseClick(target, LEFT, NONE, QPoint(6, target.height() // 2))
        QApplication.processEvents()
        assert editor.hasFocus()

    def cell(self, row: int, column: int) -> None:
        """Clicks a cell of the grid."""
        self.grid.scrollTo(self.grid.model().index(row, column))
        where = self.grid.visualRect(self.grid.model().index(row, column)).center()
        QTest.mouseClick(self.grid.viewport(), LEFT, NONE, where)
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)
        QApplication.processEvents()

    def compose(self, letters: str, word: str = "") -> None:
        """One event of the input method: letters being composed, and a word that is done."""
        focus = QApplication.focusWidget()
        assert focus is not None
        event = QInputMethodEvent(letters, [])
        if word:
            event.setCommitString(word)
        QApplication.sendEvent(focus, event)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        """Keys for what has a key, the input method for the rest, letters first."""
        for letter in words:
            if letter.isascii():
                focus = QApplication.focusWidget()
                assert focus is not None
                QTest.keyClicks(focus, letter)
            else:
                self.compose("zi")
                self.compose("", letter)
        QApplication.processEvents()

    def over(self, words: str) -> None:
        """Types over all that stands in the editor."""
        self.key(Qt.Key.Key_A, CTRL)
        self.type(words)

    def clip(self, html: str, text: str = "") -> None:
        mime = QMimeData()
        mime.setHtml(html)
        mime.setText(text)
        QGuiApplication.clipboard().setMimeData(mime)
