"""The size of all text in the window, as a share of the system's."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from editor.bridge.preferences import TEXT_SIZES, Preferences


class TextSize:
    """Sets the application's font from the preferences; the system's own size is what it was at the start."""

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        self._application = application
        self._preferences = preferences
        self._own = QFont(application.font())
        self._apply()

    @property
    def percent(self) -> int:
        """Of the system's size."""
        return self._preferences.settings.text_size

    def choose(self, percent: int) -> None:
        """Another size, from now on and at the next start."""
        self._preferences.update(text_size=percent)
        self._apply()

    def step(self, by: int) -> None:
        """The next larger or smaller one."""
        at = TEXT_SIZES.index(self.percent) + by
        if 0 <= at < len(TEXT_SIZES):
            self.choose(TEXT_SIZES[at])

    def _apply(self) -> None:
        font = QFont(self._own)
        if self._own.pointSizeF() > 0:
            font.setPointSizeF(self._own.pointSizeF() * self.percent / 100)
        else:
            font.setPixelSize(round(self._own.pixelSize() * self.percent / 100))
        if font != self._application.font():
            self._application.setFont(font)
