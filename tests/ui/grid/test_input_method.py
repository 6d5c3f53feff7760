"""Chinese input: the four faults of Qt's item views, and what else an input method does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.ui.grid.conftest import Hands
from tests.ui.volumes import ROWS


def test_fault_1_a_first_word_committed_at_once_is_not_lost(hands: Hands) -> None:
    hands.go(1, 4)
    hands.compose("", "，")
    assert hands.editor.text == "，"
    hands.compose("", "。")
    hands.key(Qt.Key.Key_Return)
    assert hands.cell(1, 4) == "，。"


def test_fault_2_a_composed_word_replaces_the_old_text(hands: Hands) -> None:
    hands.go(1, 3)
    for preedit in ("n", "ni", "ni h"):
        hands.compose(preedit)
    hands.compose("", "你好")
    assert hands.editor.text == "你好"
    hands.compose("ma")
    hands.compose("", "吗")
    hands.key(Qt.Key.Key_Return)
    assert hands.cell(1, 3) == "你好吗"


def test_fault_2_committed_while_the_next_word_begins(hands: Hands) -> None:
    hands.go(1, 3)
    hands.compose("ni")
    hands.compose("h", "你")
    hands.compose("", "好")
    hands.key(Qt.Key.Key_Return)
    assert hands.cell(1, 3) == "你好"


@pytest.mark.parametrize("elsewhere", ["cell", "field", "move"])
def test_fault_3_leaving_a_first_composition_keeps_the_old_text(hands: Hands, elsewhere: str) -> None:
    hands.go(1, 3)
    hands.compose("shi")
    if elsewhere == "cell":
        hands.click(2, 4)
        assert hands.at == (2, 4)
    elif elsewhere == "field":
        QTest.mouseClick(hands.field, Qt.MouseButton.LeftButton)
        hands.field.setFocus()
    else:
        hands.go(2, 4)
    QApplication.processEvents()
    assert hands.rows == list(ROWS)
    assert hands.grid.writing.editor is None
    assert hands.steps == ()


def test_fault_3_words_before_the_composition_are_kept(hands: Hands) -> None:
    hands.go(1, 3)
    hands.compose("ni")
    hands.compose("", "你好")
    hands.compose("shi")
    hands.click(2, 4)
    assert hands.cell(1, 3) == "你好"


def test_fault_3_a_composition_over_selected_words_gives_them_back(hands: Hands) -> None:
    hands.go(1, 3)
    hands.key(Qt.Key.Key_F2)
    hands.editor.selectAll()
    hands.compose("shi")
    hands.click(2, 4)
    assert hands.rows == list(ROWS)


def test_fault_4_the_editor_is_flat(hands: Hands) -> None:
    hands.go(1, 3)
    hands.key(Qt.Key.Key_F2)
    assert isinstance(hands.editor, QPlainTextEdit)
    assert hands.editor.focusProxy() is None
    assert QApplication.focusWidget() is hands.editor
    assert hands.editor.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    hands.compose("hao")
    hands.compose("", "好")
    assert hands.editor.text == ROWS[1][3] + "好"


def test_the_focus_does_not_move_while_the_first_word_is_composed(hands: Hands) -> None:
    hands.go(1, 3)
    hands.compose("ni")
    assert QApplication.focusWidget() is hands.grid
    caret = hands.grid.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    cell = hands.grid.visualRect(hands.grid.currentIndex()).translated(hands.grid.viewport().pos())
    assert cell.contains(caret.center())
    hands.compose("", "你")
    assert QApplication.focusWidget() is hands.editor


def test_a_cancelled_composition_leaves_the_old_text_selected(hands: Hands) -> None:
    hands.go(1, 3)
    hands.compose("ni")
    hands.compose("")
    assert hands.editor.text == ROWS[1][3]
    hands.compose("", "新")
    hands.key(Qt.Key.Key_Return)
    assert hands.cell(1, 3) == "新"


@pytest.mark.parametrize("settle", ["settle", "set_project", "show_place"])
def test_save_undo_and_switching_settle_a_composition(hands: Hands, settle: str) -> None:
    hands.go(1, 3)
    hands.compose("ni")
    hands.compose("", "你好")
    hands.compose("shi")
    if settle == "settle":
        assert hands.grid.settle()
    elif settle == "set_project":
        hands.grid.set_project(1)
    else:
        hands.grid.show_place(hands.grid.indicators.place(hands.grid.model().index(3, 4)))
    assert hands.cell(1, 3) == "你好"
    assert hands.steps == ("修改绩效指标描述",)
    assert hands.grid.writing.editor is None


def test_escape_after_a_composition_gives_the_cell_back(hands: Hands) -> None:
    hands.go(1, 3)
    hands.compose("ni")
    hands.compose("", "你好")
    hands.key(Qt.Key.Key_Escape)
    assert hands.rows == list(ROWS)
    assert QApplication.focusWidget() is hands.grid


def test_a_composition_hides_the_choices_and_does_not_open_them(hands: Hands) -> None:
    choices = hands.grid.writing.choices
    hands.go(0, 2)
    hands.compose("cheng")
    assert not choices.isVisible()
    hands.compose("", "成")
    assert not choices.isVisible()
    hands.key(Qt.Key.Key_F4)
    assert choices.isVisible()
    hands.compose("huo")
    assert not choices.isVisible()
    assert QApplication.focusWidget() is hands.editor
    hands.compose("", "活")
    assert choices.texts() == ["成活率"]
    assert choices.isVisible()


def test_a_locked_table_takes_no_composition(hands: Hands) -> None:
    hands.session.classify(1, "专项业务经费")
    hands.compose("ni")
    hands.compose("", "，")
    assert hands.grid.writing.editor is None
