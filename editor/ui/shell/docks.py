"""The panels around the page: where they stand at first, remembered as the clerk leaves them."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from editor.ui.icons import Icons
from editor.ui.shell.dock_title import DockTitle
from editor.values import value

_VERSION = 1
_SHARE = {"left": 0.205, "right": 0.265}
_NARROWEST = 26
"""Letters."""


@value
class Panel:
    """A dock: its key, title, keys and side."""

    key: str
    title: str
    right: bool = False
    keys: str = ""


class Docks:
    """The docks of a window; they show themselves only while a document is open."""

    def __init__(self, window: QMainWindow, panels: Sequence[Panel], icons: Icons) -> None:
        self._window = window
        self._icons = icons
        self._titles: list[DockTitle] = []
        self._docks: dict[str, QDockWidget] = {}
        self._ours = False
        self._actions: list[QAction] = []
        self._panels = panels
        self._layout = b""
        self._there: set[str] = set()
        for panel in panels:
            self._make(panel)

    @property
    def actions(self) -> list[QAction]:
        """Show and hide each of them."""
        return self._actions

    def dock(self, key: str) -> QDockWidget | None:
        """A dock, where there is one of this key."""
        return self._docks.get(key)

    def recolour(self, icons: Icons) -> None:
        """Takes the icons in the colours of another palette."""
        for title in self._titles:
            title.recolour(icons)

    def fill(self, widgets: dict[str, QWidget], coming: Sequence[str] = ()) -> None:
        """Puts a document's panels in and shows them as they were left; docks without a panel stay away."""
        self._there = {*widgets, *coming}
        for key, widget in widgets.items():
            self.put(key, widget)
        if not (self._layout and self._window.restoreState(QByteArray(self._layout), _VERSION)):
            self.reset()
        for key, dock in self._docks.items():
            if key not in self._there:
                dock.hide()
        for panel, action in zip(self._panels, self._actions, strict=True):
            action.setVisible(panel.key in self._there)

    def put(self, key: str, widget: QWidget) -> None:
        """One panel into its dock."""
        self._docks[key].setWidget(widget)

    def clear(self) -> None:
        """The document is closed."""
        self._layout = self.layout()
        self._there = set()
        for dock in self._docks.values():
            dock.hide()
            widget = dock.widget()
            if widget is not None:
                dock.setWidget(None)  # type: ignore[arg-type]
                widget.deleteLater()
        for action in self._actions:
            action.setVisible(False)

    def take_layout(self, layout: bytes) -> None:
        """How the panels were left the last time."""
        self._layout = layout

    def layout(self) -> bytes:
        """How they are left now."""
        return bytes(self._window.saveState(_VERSION).data()) if self._there else self._layout

    def reset(self) -> None:
        """As they stand at first: the tree left, the others right, one below the other."""
        sides = {True: Qt.DockWidgetArea.RightDockWidgetArea, False: Qt.DockWidgetArea.LeftDockWidgetArea}
        for panel in self._panels:
            dock = self._docks[panel.key]
            dock.setFloating(False)
            self._window.addDockWidget(sides[panel.right], dock)
            dock.setVisible(panel.key in self._there)
        self._ours = True
        self._share_out()

    def fit(self) -> None:
        """The window has another size: the panels keep their part of it as long as the clerk has drawn no border elsewhere."""
        if self._there and self._ours:
            self._share_out()

    def _on_drawn(self) -> None:
        self._ours = False

    def _share_out(self) -> None:
        """Widths by side, heights of the panels on the right."""
        for right, share in ((False, _SHARE["left"]), (True, _SHARE["right"])):
            panels = [panel for panel in self._panels if panel.right == right]
            letters = _NARROWEST * self._window.fontMetrics().averageCharWidth()
            width = max(letters, round(self._window.width() * share))
            docks = [self._docks[panel.key] for panel in panels]
            self._window.resizeDocks(docks, [width] * len(docks), Qt.Orientation.Horizontal)
        right_docks = [self._docks[panel.key] for panel in self._panels if panel.right]
        heights = [round(self._window.height() * part) for part in (0.47, 0.53)][: len(right_docks)]
        self._window.resizeDocks(right_docks, heights, Qt.Orientation.Vertical)

    def _make(self, panel: Panel) -> None:
        dock = QDockWidget(panel.title, self._window)
        dock.setObjectName(panel.key)
        dock.setAllowedAreas(Qt.DockWidgetArea.AllDockWidgetAreas)
        side = Qt.DockWidgetArea.RightDockWidgetArea if panel.right else Qt.DockWidgetArea.LeftDockWidgetArea
        self._window.addDockWidget(side, dock)
        dock.hide()
        title = DockTitle(dock, self._icons)
        dock.setTitleBarWidget(title)
        title.drawn.connect(self._on_drawn)
        self._titles.append(title)
        action = dock.toggleViewAction()
        if panel.keys:
            action.setShortcut(panel.keys)
        action.setVisible(False)
        self._docks[panel.key] = dock
        self._actions.append(action)
