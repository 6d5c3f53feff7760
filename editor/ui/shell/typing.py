"""What the clerk is typing and has not committed yet: the menu's undo is for that, too."""

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_Editor = QLineEdit | QPlainTextEdit | QTextEdit


class Typing(QObject):
    """Follows the editor with the focus inside one widget. `changed` when something to take back came to be or went."""

    changed = Signal()

    def __init__(self, around: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._editor: _Editor | None = None
        self._told = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    @property
    def going_on(self) -> bool:
        """Something is typed that the editor itself could take back."""
        if isinstance(self._editor, QLineEdit):
            return self._editor.isUndoAvailable()
        return self._editor is not None and self._editor.document().isUndoAvailable()

    def look_soon(self) -> None:
        """Looks again when the event loop runs next: editors show what was committed without a word."""
        self._soon.start()

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        if now is self._editor or now is None:
            return  # a menu takes the focus and gives it back
        self._leave()
        if isinstance(now, _Editor) and self._around.isAncestorOf(now) and not now.isReadOnly():
            self._editor = now
            _edited(now).connect(self._look)
            now.destroyed.connect(self._on_gone)
        self._look()

    def _leave(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            _edited(editor).disconnect(self._look)
            editor.destroyed.disconnect(self._on_gone)

    def _on_gone(self) -> None:
        self._editor = None
        self._soon.start()

    def _look(self) -> None:
        now = self.going_on
        if now != self._told:
            self._told = now
            self.changed.emit()


def _edited(editor: _Editor) -> SignalInstance:
    return editor.textChanged if isinstance(editor, QLineEdit) else editor.document().undoAvailable
