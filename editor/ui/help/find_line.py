"""The line to find words in the page that is read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget


class FindLine(QWidget):
    """`typed` (words) with every change, `wanted` (back?) for the next or the one before, `left` when it is put away."""

    typed = Signal(str)
    wanted = Signal(bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText("在这一页里找")
        self.line.setAccessibleName("在这一页里找")
        self.line.setClearButtonEnabled(True)
        self._said = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.addWidget(self.line, 1)
        row.addWidget(self._said)
        for text, tip, back in (("↑", "上一处（Shift+F3）", True), ("↓", "下一处（F3）", False)):
            row.addWidget(self._button(text, tip, back=back))
        close = self._button("✕", "收起（Esc）", back=None)
        row.addWidget(close)
        self.line.textChanged.connect(self.typed)
        self.hide()

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.line.text()

    @property
    def said(self) -> str:
        """How often they were found."""
        return self._said.text()

    def open(self) -> None:
        """Shows it, ready to be typed in."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self.typed.emit(self.words)

    def close_line(self) -> None:
        """Puts it away."""
        self.hide()
        self.left.emit()

    def say(self, count: int) -> None:
        """How often the words are there."""
        self._said.setText("" if not self.words else f"{count} 处" if count else "没有")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)

    def _button(self, text: str, tip: str, *, back: bool | None) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        if back is None:
            button.clicked.connect(self.close_line)
        else:
            button.clicked.connect(lambda _=False: self.wanted.emit(back))
        return button
