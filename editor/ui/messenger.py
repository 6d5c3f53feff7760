"""Every question and message of the window, in one place that a test can replace."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget


class Messenger(Protocol):
    """What a widget may ask the clerk."""

    def tell(self, text: str) -> None:
        """A sentence to be read: something could not be done, and why."""

    def ask(self, title: str, text: str, answers: Sequence[str]) -> int:
        """A question with its answers as buttons, the safe one first; the index of the one chosen, -1 when closed."""

    def ask_text(self, title: str, label: str, text: str = "") -> str | None:
        """A line of text; None when cancelled."""

    def open_files(self, title: str, kinds: str, folder: Path) -> list[Path]:
        """Files to read; `kinds` as Qt writes filters. Empty when cancelled."""

    def save_file(self, title: str, kinds: str, path: Path) -> Path | None:
        """A file to write (the clerk has agreed to replace one that is there); None when cancelled."""


class DialogMessenger:
    """Asks with the system's dialogs, over one window; they load when there is something to ask."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def tell(self, text: str) -> None:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Information, "绩效文本编辑器", text, parent=self._window)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def ask(self, title: str, text: str, answers: Sequence[str]) -> int:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=self._window)
        buttons = [box.addButton(answer, QMessageBox.ButtonRole.AcceptRole) for answer in answers]
        box.setDefaultButton(buttons[0])
        box.setEscapeButton(buttons[0])
        box.exec()
        clicked = box.clickedButton()
        return next((i for i, button in enumerate(buttons) if button is clicked), -1)

    def ask_text(self, title: str, label: str, text: str = "") -> str | None:
        from PySide6.QtWidgets import QInputDialog, QLineEdit

        answer, agreed = QInputDialog.getText(self._window, title, label, QLineEdit.EchoMode.Normal, text)
        return answer if agreed else None

    def open_files(self, title: str, kinds: str, folder: Path) -> list[Path]:
        from editor.ui.dialogs.file_dialog import FileDialog

        return FileDialog(title, kinds, folder, "打开", self._window).ask_to_open()

    def save_file(self, title: str, kinds: str, path: Path) -> Path | None:
        from editor.ui.dialogs.file_dialog import FileDialog

        return FileDialog(title, kinds, path.parent, "保存", self._window).ask_to_save(path.name)
