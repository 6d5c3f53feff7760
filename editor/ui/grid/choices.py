"""The list of choices and suggestions under a cell that is being written."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

_MOST_ROWS = 9
_TEXT = Qt.ItemDataRole.UserRole
_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Escape,
)


class ChoiceList(QListWidget):
    """Texts to choose from. It lies in the window itself and never takes the focus, so that an input method stays with its editor.

    While it is open it takes the editor's arrows, Enter and Esc; everything else goes on being typed. Signal: `chosen` (text).
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setForegroundRole(QPalette.ColorRole.Highlight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName("可选的写法")
        self.itemClicked.connect(self._take)
        self.hide()

    def open_under(self, editor: QWidget, texts: Sequence[str]) -> None:
        """Shows texts under an editor, or over it where there is more room."""
        if self._editor is not editor:
            self.shut()
            self._editor = editor
            if self.parentWidget() is not editor.window():
                self.setParent(editor.window())
            editor.installEventFilter(self)
        self.offer(texts)

    def offer(self, texts: Sequence[str]) -> None:
        """Other texts, since more was typed; none hides the list until there are some again."""
        self.clear()
        for text in texts:
            item = QListWidgetItem(text.replace("\n", " "))
            item.setData(_TEXT, text)
            item.setToolTip(text)
            self.addItem(item)
        self.setVisible(bool(texts))
        if texts:
            self._place()
            self.raise_()

    def shut(self) -> None:
        """Closes the list."""
        if self._editor is not None:
            self._editor.removeEventFilter(self)
            self._editor = None
        self.hide()

    @property
    def is_open(self) -> bool:
        """It was opened for a cell and not shut since."""
        return self._editor is not None

    def texts(self) -> list[str]:
        """What is offered."""
        return [str(self.item(row).data(_TEXT)) for row in range(self.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._editor or not self.isVisible():
            return False
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            if event.key() not in _KEYS or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                return False
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            return self._key(Qt.Key(event.key()))
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        return False

    def _key(self, key: Qt.Key) -> bool:
        row, last = self.currentRow(), self.count() - 1
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_MOST_ROWS, Qt.Key.Key_PageDown: _MOST_ROWS}
        if key in steps:
            self.setCurrentRow(0 if row < 0 else min(max(row + steps[key], 0), last))
            return True
        if key == Qt.Key.Key_Escape:
            self.shut()
            return True
        if row < 0 or key == Qt.Key.Key_Tab:
            self.shut()
            return False
        self._take(self.item(row))
        return True

    def _take(self, item: QListWidgetItem) -> None:
        text = str(item.data(_TEXT))
        self.shut()
        self.chosen.emit(text)

    def _place(self) -> None:
        editor = self._editor
        if editor is None:
            return
        window = editor.window()
        cell = QRect(editor.mapTo(window, QPoint(0, 0)), editor.size())
        row = self.sizeHintForRow(0) + 1
        widest = max(
            (self.fontMetrics().horizontalAdvance(self.item(i).text()) for i in range(self.count())), default=0
        )
        width = min(max(cell.width(), widest + 30), window.width() - 8)
        wanted = min(self.count(), _MOST_ROWS) * row + 2 * self.frameWidth() + 2
        below, above = window.height() - cell.bottom() - 4, cell.top() - 4
        frame = 2 * self.frameWidth() + 2
        height = min(wanted, max(max(below, above) - frame, row) // row * row + frame)
        top = cell.bottom() + 2 if height <= below else cell.top() - height - 2
        left = max(4, min(cell.left(), window.width() - width - 4))
        self.setGeometry(left, top, width, height)
