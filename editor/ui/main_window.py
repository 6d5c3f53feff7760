"""The window: menus, toolbar, docks, the start page or the pages of a document, status bar."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from editor.bridge.files import SOURCES, SUFFIX
from editor.bridge.preferences import Preferences
from editor.forms.manifest import SUFFIX as PACK
from editor.ui.actions import Actions
from editor.ui.help.topic import set_topic
from editor.ui.icons import Icons, program_icon
from editor.ui.shell.caps_lock import caps_lock_reader
from editor.ui.shell.docks import Docks, Panel
from editor.ui.shell.menus import PANELS, TOOLBAR, TOOLBAR_END, Menus
from editor.ui.shell.message_bar import MessageBar
from editor.ui.shell.status_bar import StatusBar

if TYPE_CHECKING:
    from editor.ui.start.start_page import StartPage

NAME = "绩效文本编辑器"
_WIDTH, _HEIGHT = 1280, 800


class MainWindow(QMainWindow):
    """Holds the parts, and knows nothing of what they do. `dropped` (paths) for files dropped on it; `recoloured` (Icons)
    when light and dark changed; `start_made` (StartPage) when the start page has come to be: who opens a file by a double click
    does not see it.

    `may_close` is asked before the window closes.
    """

    dropped = Signal(object)
    recoloured = Signal(object)
    start_made = Signal(object)

    def __init__(self, preferences: Preferences, panels: Sequence[Panel], *, examples: bool) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self._preferences = preferences
        self.icons = Icons(self.palette())
        self.setWindowTitle(NAME)
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.actions_ = Actions(self, self.icons, (*TOOLBAR, *TOOLBAR_END))
        self.menus = Menus(self, self.actions_)
        self.docks = Docks(self, panels, self.icons)
        self.menus[PANELS].addActions(self.docks.actions)
        self.bar = MessageBar()
        self._start: StartPage | None = None
        self._examples = examples
        self.status = StatusBar(caps_lock_reader())
        self.setStatusBar(self.status)
        self._middle = QStackedWidget()
        self._work: QWidget | None = None
        self._lay_out()
        self._restore_geometry()
        self.docks.take_layout(bytes(QByteArray.fromBase64(preferences.settings.layout.encode()).data()))
        self._show_nothing()

    @property
    def start(self) -> "StartPage":
        """The start page."""
        if self._start is None:
            from editor.ui.start.start_page import StartPage

            self._start = StartPage(self.icons, examples=self._examples)
            self._middle.addWidget(self._start)
            self.start_made.emit(self._start)
        return self._start

    @property
    def working(self) -> bool:
        """A document is shown."""
        return self._work is not None

    def show_start(self) -> None:
        """No document: the start page."""
        set_topic(self, "")
        self._show_nothing()
        self.show_recent()
        self._middle.setCurrentWidget(self.start)
        self.start.take_focus()

    def show_recent(self) -> None:
        """The recent files as they are now, on the start page."""
        self.start.show_recent([Path(name) for name in self._preferences.settings.recent])

    def _show_nothing(self) -> None:
        if self._work is not None:
            self.remember()
            self.docks.clear()
            self._middle.removeWidget(self._work)
            self._work.deleteLater()
            self._work = None
        self.actions_.enable(document=False, write=False, project=False)
        self.actions_.show_counts("")
        self.menus.put_indicator_menu(None)
        self.status.clear()
        self.setWindowTitle(NAME)

    def show_work(self, page: QWidget, panels: dict[str, QWidget], coming: Sequence[str] = ()) -> None:
        """A document: its pages in the middle, its panels in the docks; `coming` are panels that will be put in soon."""
        self._show_nothing()
        self._work = page
        self._middle.addWidget(page)
        self._middle.setCurrentWidget(page)
        self.docks.fill(panels, coming)

    def draw_icons(self) -> None:
        """The pictures the first painting does not need: of the menus and of the window itself."""
        self.actions_.draw_rest(self.icons)
        self.setWindowIcon(program_icon())

    def remember(self) -> None:
        """Keeps the place and the layout of the window for the next start."""
        layout = bytes(QByteArray(self.docks.layout()).toBase64().data()).decode()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self._preferences.update(layout=layout, geometry=geometry)

    def come_forward(self) -> None:
        """Before other windows, where the system allows it."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.working:
            self.docks.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.remember()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_start"):
            self.icons = Icons(self.palette())
            self.actions_.recolour(self.icons)
            if self._start is not None:
                self._start.recolour(self.icons)
            self.docks.recolour(self.icons)
            self.recoloured.emit(self.icons)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _paths(event)
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._middle, 1)
        self.setCentralWidget(middle)

    def _restore_geometry(self) -> None:
        geometry = QByteArray.fromBase64(self._preferences.settings.geometry.encode())
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            room = self.screen().availableGeometry()
            self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
            if room.width() <= _WIDTH * 1.1:
                self.setWindowState(Qt.WindowState.WindowMaximized)


def _paths(event: QDropEvent) -> tuple[Path, ...]:
    """The files of a drop that the program knows what to do with."""
    urls = event.mimeData().urls()
    paths = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.lower() in (SUFFIX, PACK, *SOURCES))
