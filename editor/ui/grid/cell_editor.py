"""The editor of one cell: flat, as large as its text, and with the keys of a spreadsheet."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from editor.ui.composition import ComposingText
from editor.ui.grid.cell_text import PADDING_X, PADDING_Y
from editor.ui.grid.gestures import Gesture, in_editor

_FRAME = 2


class CellEditor(ComposingText):
    """Writes one cell's text. All of it is selected at first, so that what is typed replaces it.

    Signals: `gesture` (a Gesture and its key) for what leaves the text or concerns other cells; `left` when the focus goes elsewhere;
    `written` after each change by the clerk that is no unfinished composition; `composing_started`.
    """

    gesture = Signal(object, int)
    left = Signal()
    written = Signal()
    composing_started = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setLineWidth(_FRAME)
        self.setForegroundRole(QPalette.ColorRole.Highlight)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAutoFillBackground(True)
        self.setAccessibleName("单元格内容")
        self._typed = True
        self._loaded = False
        self._original = ""
        self._least = 0
        self._fits = False
        self.verticalScrollBar().valueChanged.connect(self._hold)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    @property
    def text(self) -> str:
        """What is written, without an unfinished composition."""
        return self.toPlainText()

    @property
    def original(self) -> str:
        """The text it was opened with."""
        return self._original

    def align(self, alignment: Qt.AlignmentFlag) -> None:
        """Its lines stand as the cell's do."""
        option = self.document().defaultTextOption()
        option.setAlignment(alignment & Qt.AlignmentFlag.AlignHorizontal_Mask)
        self.document().setDefaultTextOption(option)

    def load(self, text: str) -> None:
        """Shows a cell's text, all of it selected; once: findings that arrive later must not undo what was typed."""
        if not self._loaded:
            self._loaded = True
            self._original = text
            self.setPlainText(text)
            self.selectAll()

    def stay(self, chars: tuple[int, int] | None = None) -> None:
        """Goes on inside the text: the caret at the end, or these characters selected; arrows move the caret."""
        self._typed = False
        cursor = self.textCursor()
        if chars is None:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        else:
            end = self.document().characterCount() - 1
            cursor.setPosition(min(chars[0], end))
            cursor.setPosition(min(chars[1], end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def write(self, text: str) -> None:
        """Replaces the whole text, as a step its own undo takes back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def cover(self, least: int) -> None:
        """Is at least this high (the cell), and higher where the text is."""
        self._least = least
        self._grow()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and in_editor(event, typed=self._typed)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        gesture = in_editor(event, typed=self._typed)
        if gesture is Gesture.NEW_LINE:
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()
        elif gesture is Gesture.STAY:
            self._typed = False
        elif gesture is not None:
            self.gesture.emit(gesture, event.key())
            return
        else:
            super().keyPressEvent(event)
        self.written.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.preeditString() and not self.composing:
            self.composing_started.emit()
        super().inputMethodEvent(event)
        if not event.preeditString():
            self.written.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._typed = False
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Only now does Qt break the lines."""
        super().resizeEvent(event)
        self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def insertFromMimeData(self, source: QMimeData) -> None:
        from editor.bridge.clipboard import plain_text

        self.textCursor().insertText(plain_text(source.text()))
        self.ensureCursorVisible()

    def _grow(self) -> None:
        layout, block, text_height = self.document().documentLayout(), self.document().begin(), 0.0
        while block.isValid():
            text_height += layout.blockBoundingRect(block).height()
            block = block.next()
        wanted = int(text_height + 0.99) + 2 * PADDING_Y
        port = self.parentWidget()
        room = port.height() - self.y() if port is not None else wanted
        height = max(self._least, min(wanted, room))
        top = max(PADDING_Y, (height - wanted) // 2 + PADDING_Y) - _FRAME
        self.setViewportMargins(PADDING_X - _FRAME, top, PADDING_X - _FRAME, 0)
        self.resize(self.width(), height)
        self._fits = height >= wanted
        self._hold()

    def _hold(self) -> None:
        """A text that fits stays where it is: Qt scrolls to the caret while its lines are not counted yet."""
        if self._fits and self.verticalScrollBar().value():
            self.verticalScrollBar().setValue(0)
