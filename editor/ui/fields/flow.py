"""The editor of running text that fields and the narrative use."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from editor.ui.composition import Composition, State
from editor.ui.fields.held import held_enter
from editor.ui.fields.text_heights import TextHeights

SOFT, HARD = "\u2028", "\u2029"
"""What Qt keeps for a line break inside a paragraph, and between two."""
MARGIN = 4
_FIXED = str.maketrans({"\r": SOFT, "\n": SOFT, HARD: SOFT, "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"})


def displayed(text: str) -> str:
    """One paragraph as the editor holds it: its line breaks soft, what Qt would take for the end of a frame replaced."""
    return text.replace("\r\n", "\n").translate(_FIXED)


class FlowEdit(QTextEdit):
    """Plain text of any length without a frame, as high as its text; signals as LineEdit's, and `grown` when its height is another.

    Its text is a row of paragraphs, each with soft breaks inside.
    """

    left = Signal()
    came = Signal()
    entered = Signal()
    escaped = Signal()
    edited = Signal()
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._composition = Composition(self._state, self._restore, self._drop)
        self._marks: tuple[tuple[int, int, QColor], ...] = ()
        self._heights = TextHeights(self)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(MARGIN)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.textChanged.connect(self._told)
        self.document().documentLayout().documentSizeChanged.connect(self._sized)

    @property
    def composing(self) -> bool:
        """A word is being composed."""
        return self._composition.running

    def settle_composition(self) -> None:
        """Finishes or drops the running composition."""
        self._composition.settle()

    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs as the editor holds them, soft breaks as they are."""
        return tuple(self.document().toRawText().split(HARD))

    def text_now(self) -> str:
        """The text, every break a newline, without what is being composed."""
        return self.document().toRawText().replace(HARD, "\n").replace(SOFT, "\n")

    def show_text(self, text: str) -> None:
        """Another text, with nothing to undo; the caret stays where it was."""
        self.show_paragraphs(tuple(displayed(part) for part in text.replace("\r\n", "\n").split("\n")))

    def show_paragraphs(self, paragraphs: Iterable[str]) -> None:
        """Other paragraphs (as `displayed` gives them), with nothing to undo; only those that differ are put anew."""
        new, old = tuple(paragraphs) or ("",), self.paragraphs()
        blocked = self.blockSignals(True)
        if new != old:
            self._replace(old, new)
        self.document().clearUndoRedoStacks()
        self.blockSignals(blocked)
        if new != old:
            self.grown.emit()

    def select_units(self, first: int, last: int) -> None:
        """Selects between two of Qt's positions in the document, and brings them into view."""
        cursor = self.textCursor()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def underline(self, marks: Iterable[tuple[int, int, QColor]]) -> None:
        """Wavy lines between Qt's positions in the document; they move with the text."""
        self._marks = tuple(marks)
        self.setExtraSelections([self._wave(*mark) for mark in self._marks])

    def height_for(self, width: int) -> int:
        """The height its text needs at a width."""
        return self._heights.at(width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.forget()

    def event(self, event: QEvent) -> bool:
        if held_enter(event):
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            document = self.document()
            if (undo and not document.isUndoAvailable()) or (redo and not document.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composition.starts(event)
        super().inputMethodEvent(event)
        self._composition.ends(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._composition.settle()
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Lets the page scroll: this editor is as high as its text."""
        event.ignore()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text only, without what a terminal or a spreadsheet puts between."""
        text = source.text().replace("\r\n", "\n").replace("\r", "\n")
        self.textCursor().insertText("".join(c for c in text if c == "\n" or c >= " "))

    def _replace(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        """Puts the paragraphs between what is the same before and behind them anew."""
        short = min(len(old), len(new))
        head = next((i for i in range(short) if old[i] != new[i]), short)
        tail = next((i for i in range(short - head) if old[-1 - i] != new[-1 - i]), short - head)
        at = self.textCursor().position()
        put = new[head : len(new) - tail]
        start = sum(_units(part) + 1 for part in old[:head])
        if tail:
            end, text = (
                start + sum(_units(part) + 1 for part in old[head : len(old) - tail]),
                "".join(p + HARD for p in put),
            )
        else:
            end = self.document().characterCount() - 1
            start, text = (start - 1, "".join(HARD + p for p in put)) if head else (start, HARD.join(put))
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        kept = self.textCursor()
        kept.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(kept)

    def _wave(self, first: int, last: int, colour: QColor) -> QTextEdit.ExtraSelection:
        wave = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        end = self.document().characterCount() - 1
        cursor.setPosition(min(first, end))
        cursor.setPosition(min(last, end), QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(colour)
        wave.cursor, wave.format = cursor, style
        return wave

    def _state(self) -> State:
        cursor = self.textCursor()
        return State(self.document().toRawText(), cursor.anchor(), cursor.position())

    def _restore(self, state: State) -> None:
        cursor = self.textCursor()
        if self.document().toRawText() != state.text:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(state.text)
        cursor.setPosition(state.anchor)
        cursor.setPosition(state.position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _drop(self) -> None:
        super().inputMethodEvent(QInputMethodEvent())

    def _told(self) -> None:
        self.edited.emit()

    def _sized(self) -> None:
        if not self._heights.measuring:
            self.grown.emit()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
