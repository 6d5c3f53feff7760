"""F1: the help comes up at what the clerk is at."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.bridge.help import help_book
from editor.bridge.help_book import Spot
from editor.ui.actions import SPECS, Actions
from editor.ui.help.desk import TOPICS, HelpDesk
from editor.ui.icons import Icons


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLineEdit())
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def desk(host: QWidget) -> Iterator[HelpDesk]:
    icons = Icons(host.palette())
    made = HelpDesk(host, Actions(host, icons), lambda: icons)
    yield made
    made.close()


def test_every_topic_is_a_page() -> None:
    assert set(TOPICS.values()) <= set(help_book().pages)


def test_f1_opens_at_what_the_clerk_is_at(qtbot: QtBot, host: QWidget, desk: HelpDesk) -> None:
    line = host.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    assert desk.topic_here() == "contents"
    desk.explain("grid", host)
    actions = {action.objectName(): action for action in host.actions()}
    actions["help"].trigger()
    assert desk.window is not None
    assert desk.window.spot == Spot("grid")
    assert desk.window.isVisible()
    actions["checks_help"].trigger()
    assert desk.window.spot == Spot("checks")


def test_the_page_of_keys_lists_every_action_with_keys(desk: HelpDesk) -> None:
    desk.show_topic("keys")
    assert desk.window is not None
    page = desk.window.book.page("keys").markdown
    arrows = {"Up": "↑", "Down": "↓"}
    for spec in SPECS.values():
        for key in spec.keys:
            held, _, last = key.rpartition("+")
            shown = f"{held}+{arrows[last]}" if last in arrows else key
            assert f"`{shown}`" in page, key
    assert "`F1`" in page
