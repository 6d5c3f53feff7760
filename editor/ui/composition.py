"""Text editors that keep what an input method (输入法) has not finished from doing harm.

While a word is being composed, Qt has already removed the text that was selected, and holds the unfinished letters itself. Where the
composition then ends without a word (a click elsewhere, a cancel), the old text would be gone: these editors put it back.
"""

from collections.abc import Callable

from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

from editor.values import value


@value
class State:
    """A text and what is selected in it (both ends at the caret where nothing is)."""

    text: str
    anchor: int
    position: int


class Composition:
    """A running composition in one editor, and the editor's state from before it."""

    def __init__(self, state: Callable[[], State], restore: Callable[[State], None], drop: Callable[[], None]) -> None:
        self._state = state
        self._restore = restore
        self._drop = drop
        self._before: State | None = None

    @property
    def running(self) -> bool:
        """Letters stand in the editor that are no text yet."""
        return self._before is not None

    def starts(self, event: QInputMethodEvent) -> None:
        """Call before the editor takes the event."""
        if event.preeditString() and self._before is None:
            self._before = self._state()

    def ends(self, event: QInputMethodEvent) -> None:
        """Call after the editor has taken the event."""
        if event.preeditString():
            if event.commitString() and self._before is not None:  # a word is done and the next one has begun
                self._before = self._state()
            return
        before, self._before = self._before, None
        if before is not None and not event.commitString():
            self._restore(before)

    def settle(self) -> None:
        """Asks the input method to finish its word; where it does not, everything is as before the composition."""
        if self._before is None:
            return
        QGuiApplication.inputMethod().commit()
        before, self._before = self._before, None
        if before is not None:
            self._drop()
            self._restore(before)


class ComposingText(QPlainTextEdit):
    """A flat editor of plain text; `settle_composition` before its text is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._composition = Composition(lambda: text_state(self), lambda s: restore_text(self, s), self._drop)

    @property
    def composing(self) -> bool:
        """A word is being composed."""
        return self._composition.running

    def settle_composition(self) -> None:
        """Finishes or drops the running composition."""
        self._composition.settle()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composition.starts(event)
        super().inputMethodEvent(event)
        self._composition.ends(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._composition.settle()
        super().focusOutEvent(event)

    def _drop(self) -> None:
        super().inputMethodEvent(QInputMethodEvent())


class ComposingLine(QLineEdit):
    """An editor of one line; `settle_composition` before its text is taken."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._composition = Composition(self._state, self._restore, self._drop)

    @property
    def composing(self) -> bool:
        """A word is being composed."""
        return self._composition.running

    def settle_composition(self) -> None:
        """Finishes or drops the running composition."""
        self._composition.settle()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composition.starts(event)
        super().inputMethodEvent(event)
        self._composition.ends(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._composition.settle()
        super().focusOutEvent(event)

    def _drop(self) -> None:
        super().inputMethodEvent(QInputMethodEvent())

    def _state(self) -> State:
        start = self.selectionStart()
        if start < 0:
            return State(self.text(), self.cursorPosition(), self.cursorPosition())
        end = self.selectionEnd()
        return State(self.text(), end if self.cursorPosition() == start else start, self.cursorPosition())

    def _restore(self, state: State) -> None:
        if self.text() != state.text:
            self.selectAll()
            self.insert(state.text)
        self.setSelection(state.anchor, state.position - state.anchor)
        if state.anchor == state.position:
            self.setCursorPosition(state.position)


def text_state(editor: QPlainTextEdit | QTextEdit) -> State:
    """The state of a text editor of several lines."""
    cursor = editor.textCursor()
    return State(editor.toPlainText(), cursor.anchor(), cursor.position())


def restore_text(editor: QPlainTextEdit | QTextEdit, state: State) -> None:
    """Puts a state back as a step of the editor's own undo."""
    cursor = editor.textCursor()
    if editor.toPlainText() != state.text:
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(state.text)
    cursor.setPosition(state.anchor)
    cursor.setPosition(state.position, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
