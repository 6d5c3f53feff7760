"""The list of forms in the window: its command, and what follows for the open document when other forms are in force."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from editor.bridge.form_shelf import FormShelf
from editor.bridge.preferences import Preferences
from editor.ui.main_window import MainWindow
from editor.ui.messenger import Messenger
from editor.ui.shell.desk import Desk


class FormsCommand(QObject):
    """Opens the list; without a shelf (`shelf` is None) the command is not offered."""

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        shelf: FormShelf | None,
        preferences: Preferences,
        *,
        messenger: Messenger,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._shelf = shelf
        self._preferences = preferences
        self._messenger = messenger
        action = window.actions_["forms"]
        action.setVisible(shelf is not None)
        action.triggered.connect(lambda _=False: self.show())
        if shelf is not None:
            shelf.changed.connect(self._on_changed)

    def show(self, paths: Sequence[Path] = ()) -> None:
        """The dialog, until it is closed; first it looks at these packs."""
        from editor.ui.forms.dialog import FormsDialog

        if self._shelf is not None:
            dialog = FormsDialog(self._shelf, self._messenger, self._preferences.folder, self._window)
            QTimer.singleShot(0, dialog, lambda: dialog.take_files(paths))
            dialog.exec()
            dialog.deleteLater()

    def take(self, paths: Sequence[Path]) -> None:
        """Packs that were dropped on the window or that the program was started with: when it has come to rest."""
        QTimer.singleShot(0, self, lambda: self.show(paths))

    def _on_changed(self) -> None:
        """Words are in force at once; a form is what a document was opened with, until it is opened again."""
        session, shelf = self._desk.session, self._shelf
        bar = self._window.bar
        if session is None or shelf is None:
            bar.say("表样已更新。", "done")
            return
        packs = shelf.packs
        if session.form.id in packs.ids and packs.form(session.form.id) != session.form:
            bar.say("表样已更新。这个文件重新打开以后，才按新表样办。", "note", "重新打开", self._open_again)
            return
        session.derived.recheck(session.volume)
        bar.say("表样已更新，正在重新核对。", "done")

    def _open_again(self) -> None:
        session = self._desk.session
        if session is not None:
            path = session.document.path
            self._desk.leave(lambda: self._desk.open(path))
