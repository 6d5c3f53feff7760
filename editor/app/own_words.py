"""The clerk's own word list in the window: its command, and checking anew when it has changed."""

from PySide6.QtCore import QObject

from editor.bridge.own_words import OwnWordList
from editor.ui.main_window import MainWindow
from editor.ui.messenger import Messenger
from editor.ui.shell.desk import Desk


class OwnWordsCommand(QObject):
    """Opens the list; without one (`own` is None) the command is not offered."""

    def __init__(
        self, window: MainWindow, desk: Desk, own: OwnWordList | None, messenger: Messenger, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._own = own
        self._messenger = messenger
        action = window.actions_["own_words"]
        action.setVisible(own is not None)
        action.triggered.connect(self.edit)
        if own is not None:
            own.changed.connect(self._on_changed)

    def edit(self) -> None:
        """The dialog, until it is closed."""
        from editor.ui.words.dialog import OwnWordsDialog

        if self._own is not None:
            dialog = OwnWordsDialog(self._own, self._messenger, self._window)
            dialog.exec()
            dialog.deleteLater()

    def _on_changed(self) -> None:
        session = self._desk.session
        if session is not None:
            session.derived.recheck(session.volume)
        self._window.bar.say("词表已保存，正在重新核对。" if session is not None else "词表已保存。", "done")
