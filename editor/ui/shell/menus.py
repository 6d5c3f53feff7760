"""The menu bar and the toolbar, put together from the actions."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from editor.bridge.preferences import TEXT_SIZES
from editor.ui.actions import Actions

SEPARATOR = ""
RECENT, MOVE_TO_UNIT, PANELS, TEXT_SIZE = "recent", "move_to_unit", "panels", "text_size"
INDICATORS = "indicators"
_SUBMENUS: Mapping[str, str] = {
    RECENT: "最近打开(&T)",
    MOVE_TO_UNIT: "移到单位(&M)",
    PANELS: "面板(&P)",
    TEXT_SIZE: "文字大小(&S)",
}
MENUS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "file": (
        "文件(&F)",
        (
            *(
                "new",
                "open",
                RECENT,
                "import",
                "example",
                SEPARATOR,
                "save",
                "save_as",
                "save_version",
                "versions",
                "backups",
            ),
            *("report", SEPARATOR, "export_pdf", "export", "print", SEPARATOR, "close", "quit"),
        ),
    ),
    "edit": (
        "编辑(&E)",
        ("undo", "redo", "undo_to_opening", SEPARATOR, "find", "replace", "find_next", "find_previous"),
    ),
    "project": (
        "项目(&P)",
        (
            *(
                "add_project",
                "duplicate",
                "delete",
                "rename",
                SEPARATOR,
                "move_up",
                "move_down",
                MOVE_TO_UNIT,
                SEPARATOR,
            ),
            *("classify", "declassify", SEPARATOR, "previous_project", "next_project", SEPARATOR, "units", "cover"),
        ),
    ),
    INDICATORS: ("指标(&I)", ()),
    "check": ("核对(&C)", ("next_finding", "previous_finding", SEPARATOR, "self_check", "own_words")),
    "view": (
        "视图(&V)",
        (
            "overview",
            PANELS,
            "next_pane",
            "previous_pane",
            SEPARATOR,
            TEXT_SIZE,
            "text_larger",
            "text_smaller",
            SEPARATOR,
            "default_layout",
        ),
    ),
    "help": ("帮助(&H)", ("help", "checks_help", SEPARATOR, "forms", SEPARATOR, "log", "about")),
}
TOOLBAR = ("open", "import", SEPARATOR, "undo", "redo", SEPARATOR, "add_project", "add_row", SEPARATOR)
TOOLBAR_END = ("next_finding", SEPARATOR, "export_pdf", "print")
CONTEXT = (
    "add_project",
    "duplicate",
    "delete",
    "rename",
    SEPARATOR,
    "move_up",
    "move_down",
    MOVE_TO_UNIT,
    SEPARATOR,
    "classify",
    "declassify",
)


class Menus:
    """The menus of a window, by key; actions the window does not have are left out."""

    def __init__(self, window: QMainWindow, actions: Actions) -> None:
        self._actions = actions
        self._window = window
        self._drop_downs: dict[str, QMenu] = {}
        self._menus: dict[str, QMenu] = {key: QMenu(title, window) for key, title in _SUBMENUS.items()}
        for key, (title, _) in MENUS.items():
            self._menus[key] = window.menuBar().addMenu(title)
            self._menus[key].setToolTipsVisible(True)
        self.context = QMenu(window)
        self.toolbar = QToolBar("工具栏", window)
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        window.addToolBar(self.toolbar)
        self.fill()

    def __getitem__(self, key: str) -> QMenu:
        return self._menus[key]

    def fill(self) -> None:
        """Puts in the actions there are now; again when actions were added."""
        for key, (_, listed) in MENUS.items():
            if listed:
                self._menus[key].clear()
                self._put(self._menus[key], listed)
        self.context.clear()
        self._put(self.context, CONTEXT)
        self.toolbar.clear()
        for key in (*TOOLBAR, *TOOLBAR_END):
            if key == SEPARATOR:
                self.toolbar.addSeparator()
            elif key in self._actions:
                self.toolbar.addAction(self._actions[key])
        for key, menu in self._drop_downs.items():
            self._drop_down(key, menu)  # the buttons are other ones now

    def put_indicator_menu(self, offered: QMenu | None) -> None:
        """What the indicator grid offers now; without one, what to do first."""
        menu = self._menus[INDICATORS]
        menu.clear()
        if offered is None:
            menu.addAction("先在目录里选一个项目").setEnabled(False)
            return
        offered.setParent(menu, offered.windowFlags())
        menu.addActions(offered.actions())

    def drop_down(self, key: str, menu: QMenu) -> None:
        """Gives a button of the toolbar a list to drop down."""
        self._drop_downs[key] = menu
        self._drop_down(key, menu)

    def put_text_sizes(self, now: int, choose: Callable[[int], None]) -> None:
        """The list of text sizes with the one that is set."""
        menu = self._menus[TEXT_SIZE]
        menu.clear()
        group = QActionGroup(menu)
        for size in TEXT_SIZES:
            action = menu.addAction(f"{size}%")
            action.setCheckable(True)
            action.setChecked(size == now)
            action.triggered.connect(lambda _=False, size=size: choose(size))
            group.addAction(action)

    def put_choices(self, key: str, choices: Sequence[tuple[str, Callable[[], object]]], empty: str = "") -> None:
        """A submenu of names, each with what it does."""
        menu = self._menus[key]
        menu.clear()
        for name, act in choices:
            menu.addAction(name.replace("&", "&&")).triggered.connect(lambda _=False, act=act: act())
        if not choices and empty:
            menu.addAction(empty).setEnabled(False)

    def _put(self, menu: QMenu, listed: Sequence[str]) -> None:
        for key in listed:
            if key == SEPARATOR:
                menu.addSeparator()
            elif key in _SUBMENUS:
                menu.addMenu(self._menus[key])
            elif key in self._actions:
                menu.addAction(self._actions[key])

    def _drop_down(self, key: str, menu: QMenu) -> None:
        button = self.toolbar.widgetForAction(self._actions[key])
        if isinstance(button, QToolButton):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
