"""What a pack changes, to be read before it is agreed to."""

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QDialog, QLabel, QTextBrowser, QVBoxLayout, QWidget

from editor.ui.dialogs.buttons import answer_buttons

_INDENT = 20


class ChangesDialog(QDialog):
    """A title, the publisher's own words, and under each heading its sentences; accepted when agreed to."""

    def __init__(
        self,
        window_title: str,
        words: tuple[str, str],
        changes: Sequence[tuple[str, Sequence[str]]],
        yes: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(window_title)
        title, notes = words
        self.changes = QTextBrowser()
        self.changes.setOpenLinks(False)
        self.changes.document().setIndentWidth(_INDENT)
        self.changes.setAccessibleName("有哪些变化")
        self.changes.setHtml("".join(_html(heading, sentences) for heading, sentences in changes))
        buttons, self.yes = answer_buttons(yes, "取消")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        heading = QLabel(title, wordWrap=True)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        column.addWidget(heading)
        if notes:
            column.addWidget(QLabel(notes, wordWrap=True))
        column.addWidget(QLabel("有这些变化："))
        column.addWidget(self.changes, 1)
        column.addWidget(buttons)
        self.resize(600, 440)


def _html(heading: str, sentences: Sequence[str]) -> str:
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<p><b>{escape(heading)}</b></p><ul>{lines}</ul>"
