"""A picture with its heading, on a ground of its own."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget


class Card(QFrame):
    """Heading, a line that says how to read it, the pictures, and a sentence where there is nothing to draw."""

    def __init__(self, heading: str, hint: str = "") -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._heading = QLabel(heading)
        self._hint = _line(hint)
        self._empty = _line("")
        self._layout = QVBoxLayout(self)
        for part in (self._heading, self._hint, self._empty):
            self._layout.addWidget(part)
        self._pictures: list[QWidget] = []
        self._say(self._hint, hint)
        self._say(self._empty, "")
        self._embolden()

    @property
    def heading(self) -> str:
        """As it stands over the card."""
        return self._heading.text()

    @property
    def words(self) -> str:
        """What is said besides the pictures."""
        return "\n".join(part.text() for part in (self._hint, self._empty) if not part.isHidden())

    def add(self, picture: QWidget) -> None:
        """One more picture below."""
        self._pictures.append(picture)
        self._layout.addWidget(picture)

    def head(self, heading: str, hint: str) -> None:
        """Other words over the picture."""
        self._heading.setText(heading)
        self._say(self._hint, hint)

    def say_empty(self, text: str) -> None:
        """Why there is nothing to draw and what to do; "" where the pictures are shown."""
        self._say(self._empty, text)
        for picture in self._pictures:
            picture.setVisible(not text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._embolden()

    def _embolden(self) -> None:
        font = self.font()
        font.setBold(True)
        self._heading.setFont(font)

    def _say(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


def _line(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
