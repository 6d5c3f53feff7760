"""A line over the document for what the clerk should know: said once, calmly, without a dialog."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from editor.ui.fields.severity import right_colour, severity_colour

Tone = Literal["done", "hint", "note", "warning"]
_SECONDS = 8


class MessageBar(QFrame):
    """Shows one sentence and perhaps one button. `done` and `hint` go by themselves, what the clerk must know stays until it is
    closed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "note"
        self._act: Callable[[], object] | None = None
        self._label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(autoDefault=False)
        self._button.clicked.connect(self._on_button)
        self._close = QToolButton(autoRaise=True)
        self._close.setText("✕")
        self._close.setToolTip("知道了")
        self._close.setAccessibleName("关闭这条消息")
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 6, 5)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=_SECONDS * 1000)
        self._timer.timeout.connect(self.clear)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" when it says nothing."""
        return self._label.text() if not self.isHidden() else ""

    @property
    def tone(self) -> Tone:
        """How it says it."""
        return self._tone

    def say(self, text: str, tone: Tone = "note", button: str = "", act: Callable[[], object] | None = None) -> None:
        """Says a sentence in place of the one before; `act` is done when the button is pressed."""
        self._tone, self._act = tone, act
        self._label.setText(text)
        self._label.setAccessibleName(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.show()
        self.update()
        self._timer.stop()
        if tone in ("done", "hint"):
            self._timer.start()

    def clear(self) -> None:
        """Says nothing."""
        self._timer.stop()
        self._act = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        palette = self.palette()
        colours = {"done": right_colour(palette), "warning": severity_colour("warning", palette)}
        painter = QPainter(self)
        painter.fillRect(0, 0, 4, self.height(), colours.get(self._tone, palette.highlight().color()))
        painter.end()

    def _on_button(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()
