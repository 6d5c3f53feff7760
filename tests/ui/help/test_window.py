"""The window of the help, used as a reader does."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QColor, QKeySequence, QPalette, QTextDocument, QTextFormat
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.bridge.help_book import CONTENTS, Spot
from editor.ui.help.reader import HelpReader
from editor.ui.help.topic import set_topic, shortcuts_of, topic_at
from editor.ui.help.trail import Stop, Trail
from editor.ui.help.window import HelpWindow

FULL_WIDTH = QTextFormat.Property.FullWidthSelection


@pytest.fixture
def window(qtbot: QtBot) -> HelpWindow:
    made = HelpWindow()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown_heading(window: HelpWindow) -> str:
    """The heading that is marked, if it can be seen."""
    marked = [s for s in window.reader.extraSelections() if s.format.property(FULL_WIDTH)]
    rect = window.reader.cursorRect(marked[0].cursor)
    return (
        marked[0].cursor.block().text() if window.reader.viewport().rect().contains(rect.center()) else "out of sight"
    )


def test_it_begins_with_the_contents(window: HelpWindow) -> None:
    assert window.spot == Spot(CONTENTS)
    assert "从上年文件开始" in window.reader.toPlainText()


@pytest.mark.parametrize(
    ("topic", "heading"),
    [("check:IND-14", "IND-14 比率不超过100%"), ("files#备份", "备份"), ("keys#指标表里", "指标表里")],
)
def test_a_topic_opens_at_its_heading(window: HelpWindow, topic: str, heading: str) -> None:
    window.show_topic(topic)
    assert shown_heading(window) == heading
    window.reader.resize_text(1.5)
    assert shown_heading(window) == heading
    window.show_topic("faq")
    assert window.reader.extraSelections() == []


def test_every_page_can_be_shown(window: HelpWindow) -> None:
    for key in window.book.order():
        window.show_topic(key)
        assert window.reader.toPlainText().startswith(window.book.page(key).title)
        assert "|---" not in window.reader.toPlainText()
        assert "**" not in window.reader.toPlainText()


def test_links_are_followed_and_others_are_not(window: HelpWindow) -> None:
    window.show_topic("faq")
    window.reader.followed.emit("files.md#备份")
    assert window.spot == Spot("files", "备份")
    window.reader.followed.emit("https://example.com")
    assert window.spot == Spot("files", "备份")


def test_a_click_on_a_link_is_followed(qtbot: QtBot, window: HelpWindow) -> None:
    cursor = window.reader.document().find("填一张绩效目标表")
    cursor.setPosition(cursor.selectionStart() + 2)
    point = window.reader.cursorRect(cursor).center()
    qtbot.mouseClick(window.reader.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert window.spot.page == "sheet"


def test_back_and_forward_come_to_the_same_line(window: HelpWindow) -> None:
    window.show_topic("keys")
    bar = window.reader.verticalScrollBar()
    bar.setValue(120)
    window.show_topic("paste")
    back, forward = (action for action in window.actions() if action.text() in ("后退", "前进"))
    assert back.isEnabled()
    assert not forward.isEnabled()
    back.trigger()
    assert (window.spot.page, bar.value()) == ("keys", 120)
    forward.trigger()
    assert window.spot.page == "paste"
    assert not forward.isEnabled()


def test_the_tree_leads_and_follows(window: HelpWindow) -> None:
    tree = window.contents.tree
    window.show_topic("check:PLN-01")
    item = tree.currentItem()
    assert item is not None
    assert item.text(0) == "支出计划的核对"
    first = tree.topLevelItem(0)
    assert first is not None
    tree.setCurrentItem(first.child(0))
    assert window.spot == Spot("start")


def test_searching_lists_and_marks(qtbot: QtBot, window: HelpWindow) -> None:
    window.contents.line.setText("断电")
    assert window.contents.hits[0].spot.page == "files"
    assert window.contents.results.isVisible()
    qtbot.keyClick(window.contents.line, Qt.Key.Key_Return)
    assert window.spot.page == "files"
    marked = [s.cursor.selectedText() for s in window.reader.extraSelections() if s.cursor.hasSelection()]
    assert marked
    assert set(marked) == {"断电"}
    window.contents.line.clear()
    assert window.contents.tree.isVisible()
    assert [s for s in window.reader.extraSelections() if s.cursor.hasSelection()] == []


def test_nothing_found_says_what_to_try(window: HelpWindow) -> None:
    window.contents.line.setText("量子力学")
    assert "换一个说法" in window.contents.said


def test_finding_in_the_page(qtbot: QtBot, window: HelpWindow) -> None:
    window.show_topic("grid")
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.find_line.isVisible()
    qtbot.keyClicks(window.find_line.line, "Enter")
    count = window.reader.toPlainText().count("Enter")
    assert window.find_line.said == f"{count} 处"
    spots = []
    for _ in range(count + 1):
        qtbot.keyClick(window.find_line.line, Qt.Key.Key_Return)
        spots.append(window.reader.textCursor().selectionStart())
    assert len(set(spots)) == count
    assert spots[-1] == spots[0]
    qtbot.keyClick(window.find_line.line, Qt.Key.Key_Escape)
    assert window.find_line.isHidden()
    assert window.reader.extraSelections() == []


def test_text_grows_and_shrinks(window: HelpWindow) -> None:
    window.show_topic("faq")
    before = window.reader.document().defaultFont().pointSizeF()
    window.reader.resize_text(1.5)
    assert window.reader.document().defaultFont().pointSizeF() == pytest.approx(before * 1.5)
    window.reader.resize_text(99)
    assert window.reader.scale < 3


def test_headings_are_greater_than_text(window: HelpWindow) -> None:
    sizes = {}
    block = window.reader.document().begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        sizes.setdefault(level, block.begin().fragment().charFormat().fontPointSize())
        block = block.next()
    assert sizes[1] > sizes[2] > window.reader.document().defaultFont().pointSizeF()


def test_colours_follow_the_palette(qtbot: QtBot, window: HelpWindow) -> None:
    def link_colour() -> QColor:
        cursor = window.reader.document().find("认识窗口")
        return cursor.charFormat().foreground().color()

    light = link_colour()
    palette = QPalette(window.palette())
    for role, colour in (("Base", "#1f1f1f"), ("Text", "#eeeeee")):
        palette.setColor(getattr(QPalette.ColorRole, role), QColor(colour))
    window.setPalette(palette)
    qtbot.waitUntil(lambda: link_colour() != light)
    assert link_colour().lightness() > light.lightness()


def test_nothing_is_loaded_from_anywhere(qtbot: QtBot) -> None:
    reader = HelpReader()
    qtbot.addWidget(reader)
    assert reader.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("file:///etc/hosts")) is None
    reader.show_page("# 题\n\n<img src='http://example.com/a.png'> ![图](http://example.com/b.png)")
    assert reader.toPlainText().startswith("题")


def test_escape_closes_the_window(qtbot: QtBot, window: HelpWindow) -> None:
    qtbot.keyClick(window.reader, Qt.Key.Key_Escape)
    assert window.isHidden()
    window.bring_up("check:SEC-01")
    assert window.isVisible()
    assert shown_heading(window).startswith("SEC-01")


def test_a_widget_has_the_topic_of_what_is_around_it(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = QLineEdit(QWidget(outer))
    assert topic_at(inner) == ""
    set_topic(outer, "sheet")
    assert topic_at(inner) == "sheet"
    set_topic(inner, "check:BUD-01")
    assert topic_at(inner) == "check:BUD-01"
    assert topic_at(None) == ""


def test_keys_come_from_the_actions(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    move, none = QAction("上移(&U)", host), QAction("重命名", host)
    move.setShortcuts([QKeySequence("Ctrl+Alt+Up")])
    move.setStatusTip("项目上移一位")
    (told,) = shortcuts_of([move, none])
    assert (told.name, told.keys, told.tip) == ("上移", ("Ctrl+Alt+↑",), "项目上移一位")
    window = HelpWindow([move])
    qtbot.addWidget(window)
    window.show_topic("keys")
    assert "Ctrl+Alt+↑" in window.reader.toPlainText()


def test_the_trail_forgets_what_lay_ahead() -> None:
    trail = Trail()
    for key in ("a", "b", "c"):
        trail.go(Spot(key), 10)
    trail.step(-1, 20)
    assert trail.current == Stop(Spot("b"), 10)
    trail.go(Spot("d"), 30)
    assert not trail.can_go_forward
    assert trail.step(-1, 0) == Stop(Spot("b"), 30)
    assert trail.step(-5, 0) is None


def test_no_window_is_left_behind(window: HelpWindow) -> None:
    assert window in QApplication.topLevelWidgets()
    assert not window.isModal()
