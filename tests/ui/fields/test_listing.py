"""The numbered list: items without their numbers, made, joined, moved and pasted."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.domain.entries import entry_at
from editor.domain.places import Place
from editor.ui.fields.listing import ListField, without_number
from tests.ui.fields.hands import found, shown

GOALS = Place(1, field="goals")
ITEMS = ("补植行道树。", "清理树池。", "修剪枝条。")


@pytest.fixture
def goals(session: Session, qtbot: QtBot) -> ListField:
    session.put("写", GOALS, ITEMS)
    field = ListField(session, "goals")
    field.bind(GOALS)
    field.resize(400, 120)
    shown(qtbot, field)
    field.items.setFocus()
    return field


def kept(session: Session) -> object:
    return entry_at(session.volume, GOALS)


def caret(field: ListField, item: int, at: int = 0) -> None:
    block = field.items.document().findBlockByNumber(item)
    field.items.select_units(block.position() + at, block.position() + at)


def test_numbers_are_the_forms(goals: ListField, session: Session) -> None:
    assert goals.items.number(2) == session.form.fields["goals"].marker.format(n=2)
    assert goals.items.items() == ITEMS
    assert goals.items.viewportMargins().left() > 0


def test_enter_makes_an_item(goals: ListField, session: Session, qtbot: QtBot) -> None:
    caret(goals, 0, len(ITEMS[0]))
    qtbot.keyClick(goals.items, Qt.Key.Key_Return)
    qtbot.keyClicks(goals.items, "new")
    goals.settle()
    assert kept(session) == (ITEMS[0], "new", *ITEMS[1:])


def test_backspace_at_the_start_joins(goals: ListField, session: Session, qtbot: QtBot) -> None:
    caret(goals, 1)
    qtbot.keyClick(goals.items, Qt.Key.Key_Backspace)
    goals.settle()
    assert kept(session) == (ITEMS[0] + ITEMS[1], ITEMS[2])


@pytest.mark.parametrize(
    ("item", "key", "order"),
    [
        (0, Qt.Key.Key_Down, (1, 0, 2)),
        (2, Qt.Key.Key_Up, (0, 2, 1)),
        (0, Qt.Key.Key_Up, (0, 1, 2)),
        (2, Qt.Key.Key_Down, (0, 1, 2)),
    ],
)
def test_alt_and_arrow_move_an_item(
    item: int, key: Qt.Key, order: tuple[int, ...], goals: ListField, session: Session, qtbot: QtBot
) -> None:
    caret(goals, item, 2)
    qtbot.keyClick(goals.items, key, Qt.KeyboardModifier.AltModifier)
    goals.settle()
    assert kept(session) == tuple(ITEMS[i] for i in order)
    assert goals.items.textCursor().block().text() == ITEMS[item]
    assert goals.items.textCursor().positionInBlock() == 2


def test_a_line_inside_an_item(goals: ListField, session: Session, qtbot: QtBot) -> None:
    caret(goals, 0, 2)
    qtbot.keyClick(goals.items, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    goals.settle()
    assert kept(session) == ("补植\n行道树。", *ITEMS[1:])
    goals.bind(GOALS)
    assert goals.items.items() == kept(session)


def test_pasted_lines_become_items_without_their_numbers(goals: ListField, session: Session) -> None:
    mime = QMimeData()
    mime.setText("1. 栽种1.5万株。\r\n\r\n（2）\t成活九成。\r\n三、管护到位。\r\n3.5公里绿带。")
    caret(goals, 2, len(ITEMS[2]))
    goals.items.textCursor().insertBlock()
    goals.items.moveCursor(QTextCursor.MoveOperation.End)
    goals.items.insertFromMimeData(mime)
    goals.settle()
    assert kept(session) == (*ITEMS, "栽种1.5万株。", "成活九成。", "管护到位。", "3.5公里绿带。")


def test_one_pasted_line_goes_into_the_text(goals: ListField, session: Session) -> None:
    mime = QMimeData()
    mime.setText("和绿篱")
    caret(goals, 0, 5)
    goals.items.insertFromMimeData(mime)
    goals.settle()
    assert kept(session) == ("补植行道树和绿篱。", *ITEMS[1:])


def test_copied_items_come_back_whole(goals: ListField, session: Session) -> None:
    session.put("写", GOALS, ("甲\n乙", "丙"))
    goals.refresh()
    goals.items.selectAll()
    mime = goals.items.createMimeDataFromSelection()
    goals.items.moveCursor(QTextCursor.MoveOperation.End)
    goals.items.textCursor().insertBlock()
    goals.items.moveCursor(QTextCursor.MoveOperation.End)
    goals.items.insertFromMimeData(mime)
    goals.settle()
    assert kept(session) == ("甲\n乙", "丙", "甲\n乙", "丙")


def test_blank_items_are_not_kept(goals: ListField, session: Session, qtbot: QtBot) -> None:
    caret(goals, 2, len(ITEMS[2]))
    qtbot.keyClick(goals.items, Qt.Key.Key_Return)
    goals.settle()
    assert kept(session) == ITEMS
    assert goals.items.items() == ITEMS
    goals.items.selectAll()
    qtbot.keyClick(goals.items, Qt.Key.Key_Delete)
    goals.settle()
    assert kept(session) == ""


def test_the_caret_says_which_item(goals: ListField, qtbot: QtBot) -> None:
    caret(goals, 0)
    with qtbot.waitSignal(goals.place_chosen) as told:
        qtbot.keyClick(goals.items, Qt.Key.Key_Down)
    assert told.args == [Place(1, field="goals", item=1)]


def test_a_finding_of_an_item_shows_at_that_item(goals: ListField) -> None:
    goals.show_findings([found(Place(1, field="goals", item=2), "太短。", (0, 2)), found(GOALS, "目标太少。")])
    (wave,) = goals.items.extraSelections()
    assert wave.cursor.selectedText() == "修剪"
    caret(goals, 0)
    assert goals.note() == "● 目标太少。"
    caret(goals, 2)
    assert goals.note().splitlines() == ["● 太短。", "● 目标太少。"]
    goals.select(1, (0, 2))
    assert goals.items.textCursor().selectedText() == "清理"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("1、甲", "甲"),
        ("2.乙", "乙"),
        ("（3）丙", "丙"),
        ("①丁", "丁"),
        ("1.5万株", "1.5万株"),
        ("3", "3"),
        ("目标内容1 戊", "目标内容1 戊"),
    ],
)
def test_numbers_that_are_taken_off(text: str, bare: str) -> None:
    assert without_number(text) == bare


def test_a_number_stands_on_the_line_of_its_text(goals: ListField, session: Session, qtbot: QtBot) -> None:
    session.put("写", GOALS, ("1111中", "1111"))
    goals.reload()
    goals.items.clearFocus()
    image = goals.items.grab().toImage()
    gutter = goals.items.viewportMargins().left()
    layout = goals.items.document().documentLayout()
    for n in range(2):
        box = layout.blockBoundingRect(goals.items.document().findBlockByNumber(n))
        rows = range(int(box.top()), int(box.bottom()))
        digits = goals.items.fontMetrics().horizontalAdvance("111")

        def lowest(left: int, right: int, rows: range = rows) -> int:
            return max(y for y in rows for x in range(left, right) if image.pixelColor(x, y).lightness() < 110)

        assert lowest(0, gutter) == lowest(gutter, gutter + digits)


def test_what_was_selected_is_not_when_the_clerk_is_elsewhere_on_the_page(session: Session, qtbot: QtBot) -> None:
    session.put("写", GOALS, ITEMS)
    field, other, bar = ListField(session, "goals"), QLineEdit(), QLineEdit()
    field.bind(GOALS)
    page = QWidget()
    inside = QVBoxLayout(page)
    inside.addWidget(field)
    inside.addWidget(other)
    area = QScrollArea(widgetResizable=True)
    area.setWidget(page)
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(bar)
    column.addWidget(area)
    shown(qtbot, window)
    field.items.setFocus()
    field.select(0, (0, 3))
    bar.setFocus()
    assert field.items.textCursor().selectedText() == ITEMS[0][:3]
    field.items.setFocus()
    other.setFocus()
    assert not field.items.textCursor().hasSelection()
