"""The way from the window to its help: the actions, the page for what the clerk is at, one help window."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from editor.ui.actions import Actions, Spec
from editor.ui.help.topic import set_topic, topic_at
from editor.ui.icons import Icons

if TYPE_CHECKING:
    from editor.ui.help.window import HelpWindow

HELP_SPECS: Mapping[str, Spec] = MappingProxyType(
    {
        "help": Spec("帮助(&H)", ("F1",), "翻到讲光标所在之处的一页", "help"),
        "checks_help": Spec("每条核对的说明(&L)", (), "每条核对看什么，依据什么，怎么改"),
    }
)
TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "start": "start",
        "tree": "projects",
        "findings": "checking",
        "preview": "printing",
        "cover": "cover",
        "section": "narrative",
        "project": "sheet",
        "grid": "grid",
        "overview": "overview",
        "budget": "budget",
        "facts": "budget",
    }
)
"""The window's pages and panels → the pages of the help that explain them."""


class HelpDesk(QObject):
    """Adds the help's actions to a window's; the help window is made when it is first asked for, and has no parent to cover."""

    def __init__(self, window: QWidget, actions: Actions, icons: Callable[[], Icons]) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._icons = icons
        self._help: HelpWindow | None = None
        for key, spec in HELP_SPECS.items():
            actions.add(key, spec, icons())
        actions["help"].triggered.connect(lambda _=False: self.show_topic(self.topic_here()))
        actions["checks_help"].triggered.connect(lambda _=False: self._show_checks())

    @property
    def window(self) -> "HelpWindow | None":
        """The help window, once it was asked for."""
        return self._help

    def topic_here(self) -> str:
        """What explains the widget the clerk is at; the contents where nothing does."""
        from editor.bridge.help_book import CONTENTS

        return topic_at(QApplication.focusWidget()) or topic_at(self._window) or CONTENTS

    def explain(self, name: str, widget: QWidget) -> None:
        """Says which page or panel a widget is (a key of TOPICS)."""
        set_topic(widget, TOPICS[name])

    def show_topic(self, topic: str) -> None:
        """Opens the help there."""
        if self._help is None:
            from editor.ui.help.window import HelpWindow  # with all checks and pages: when it is asked for

            self._help = HelpWindow([self._actions[key] for key in self._actions], self._icons())
        self._help.bring_up(topic)

    def _show_checks(self) -> None:
        from editor.bridge.help_book import CHECKS

        self.show_topic(CHECKS)

    def close(self) -> None:
        """With the window the help goes, too."""
        if self._help is not None:
            self._help.close()
            self._help.deleteLater()
            self._help = None
