"""The line over a panel: its name, and buttons that let it loose and put it away."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from editor.ui.icons import Icons

_ICON = 0.85
"""Of the text's height."""


class DockTitle(QWidget):
    """In place of the style's own, whose words stay small where the clerk chose a larger text and whose signs stay black in the dark.

    Signal: `drawn` when the clerk draws the panel's border elsewhere.
    """

    drawn = Signal()

    def __init__(self, dock: QDockWidget, icons: Icons) -> None:
        super().__init__(dock)
        self._dock = dock
        self.name = QLabel(dock.windowTitle())
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.loose = _button("拆成单独的窗口，或放回来")
        self.away = _button("收起面板（在“视图”菜单的“面板”里可以再打开）")
        for button in (self.loose, self.away):
            button.setAccessibleName(f"{dock.windowTitle()}：{button.toolTip()}")
        self.loose.clicked.connect(lambda: dock.setFloating(not dock.isFloating()))
        self.away.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 1, 2, 1)
        row.setSpacing(0)
        row.addWidget(self.name, 1)
        row.addWidget(self.loose)
        row.addWidget(self.away)
        self.recolour(icons)
        self._fit()

    def recolour(self, icons: Icons) -> None:
        """Takes the icons in the colours of another palette."""
        self.loose.setIcon(icons.icon("float"))
        self.away.setIcon(icons.icon("close"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With a button of the mouse held it is no window that changes its size: that is the system's to draw."""
        super().resizeEvent(event)
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self.drawn.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "away"):
            self._fit()

    def _fit(self) -> None:
        side = round(self.fontMetrics().height() * _ICON)
        for button in (self.loose, self.away):
            button.setIconSize(QSize(side, side))


def _button(said: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setToolTip(said)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
