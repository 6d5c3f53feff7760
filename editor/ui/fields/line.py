"""The editor of one line that fields use."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent

from editor.ui.composition import ComposingLine
from editor.ui.fields.chars import to_units
from editor.ui.fields.held import held_enter

_PADDING = 4
_SMALLEST = 0.65
"""Of the font's size: how far a text shrinks that is too long for its room."""


class LineEdit(ComposingLine):
    """One line without a frame; `left` when the focus goes, `entered` on Enter, `escaped` on Esc, `edited` on each change.

    Undo and redo keys are its own while it has something to take back, else they go on to the window.
    """

    left = Signal()
    came = Signal()
    entered = Signal()
    escaped = Signal()
    edited = Signal()
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        self.setTextMargins(_PADDING - 2, 0, _PADDING - 2, 0)
        self.textChanged.connect(self._told)
        self._fitted = 1.0

    def text_now(self) -> str:
        """The text without what is being composed."""
        return self.text()

    def show_text(self, text: str) -> None:
        """Another text, with nothing to undo; the caret stays where it was."""
        at = self.cursorPosition()
        blocked = self.blockSignals(True)
        self.setText(text)
        self.setCursorPosition(min(at, len(self.text())) if self.hasFocus() else 0)
        self.blockSignals(blocked)
        self._fit()

    def select_chars(self, first: int, last: int) -> None:
        """Selects from one character to before another."""
        start = to_units(self.text(), first)
        self.setSelection(start, to_units(self.text(), last) - start)

    def height_for(self, width: int) -> int:
        """The height it needs, whatever the width."""
        del width
        return QFontMetrics(self._whole_font()).height() + 2 * _PADDING

    def event(self, event: QEvent) -> bool:
        if held_enter(event):
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _told(self) -> None:
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        """Shrinks a text that is too long rather than hiding a part of it: a long amount in a narrow column."""
        font = self._whole_font()
        needed = QFontMetrics(font).horizontalAdvance(self.text()) + 2 * _PADDING + 2
        fitted = max(_SMALLEST, min(1.0, self.width() / needed))
        if fitted != self._fitted:
            self._fitted = fitted
            smaller = QFont()
            if fitted < 1 and font.pointSizeF() > 0:
                smaller.setPointSizeF(font.pointSizeF() * fitted)
            elif fitted < 1:
                smaller.setPixelSize(max(1, round(font.pixelSize() * fitted)))
            self.setFont(smaller)

    def _whole_font(self) -> QFont:
        parent = self.parentWidget()
        return parent.font() if parent is not None else self.font()
