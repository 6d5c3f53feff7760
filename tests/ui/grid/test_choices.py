"""The list of choices: opened by a key, free text allowed, level by level."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.grid.conftest import ALT, Hands
from tests.ui.volumes import FORM, ROWS

K = Qt.Key
TAXONOMY = FORM.indicators.taxonomy


def test_level1_then_level2(hands: Hands) -> None:
    choices = hands.grid.writing.choices
    hands.go(0, 0)
    hands.key(K.Key_F4)
    assert choices.texts() == list(TAXONOMY)
    hands.key(K.Key_Down, times=2)
    hands.key(K.Key_Return)
    assert hands.cell(0, 0) == list(TAXONOMY)[1]
    assert hands.at == (0, 0)
    hands.key(K.Key_Tab)
    hands.key(K.Key_F4)
    assert choices.texts()[: len(TAXONOMY[hands.cell(0, 0)])] == list(TAXONOMY[hands.cell(0, 0)])
    assert hands.steps == ("修改一级指标",)


def test_alt_down_opens_it_in_a_cell_that_is_written(hands: Hands) -> None:
    hands.go(1, 2)
    hands.type("株")
    assert not hands.grid.writing.choices.isVisible()
    hands.key(K.Key_Down, ALT)
    assert hands.grid.writing.choices.texts() == ["补植株数"]
    assert QApplication.focusWidget() is hands.editor


def test_typing_goes_on_and_narrows_the_list(hands: Hands) -> None:
    choices = hands.grid.writing.choices
    hands.go(0, 2)
    hands.key(K.Key_F4)
    hands.type("满")
    assert choices.texts() == ["居民满意度"]
    hands.type("x")
    assert not choices.isVisible()
    hands.key(K.Key_Backspace)
    assert choices.isVisible()
    hands.key(K.Key_Return)
    assert hands.cell(0, 2) == "满"
    assert hands.at == (1, 2)
    assert not choices.isVisible()


def test_escape_shuts_the_list_first_and_then_the_cell(hands: Hands) -> None:
    hands.go(0, 0)
    hands.key(K.Key_F4)
    hands.key(K.Key_Escape)
    assert not hands.grid.writing.choices.isVisible()
    assert hands.grid.writing.editor is not None
    hands.key(K.Key_Escape)
    assert hands.rows == list(ROWS)


def test_a_click_takes_a_choice_and_a_click_elsewhere_shuts_the_list(hands: Hands) -> None:
    choices = hands.grid.writing.choices
    hands.go(0, 0)
    hands.key(K.Key_F4)
    where = choices.visualItemRect(choices.item(2)).center()
    QTest.mouseClick(choices.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert hands.cell(0, 0) == list(TAXONOMY)[2]
    hands.key(K.Key_F4)
    hands.click(3, 3)
    assert not choices.isVisible()
    assert hands.at == (3, 3)


def test_the_list_stays_inside_the_window(hands: Hands) -> None:
    choices = hands.grid.writing.choices
    for row, column in ((0, 5), (3, 0), (3, 5)):
        hands.go(row, column)
        hands.key(K.Key_F4)
        assert hands.window.rect().contains(choices.geometry())
        cell = hands.editor.rect().translated(hands.editor.mapTo(hands.window, QPoint(0, 0)))
        assert not choices.geometry().intersects(cell)
        last = choices.visualItemRect(choices.item(choices.count() - 1))
        rows = choices.viewport().height() // choices.sizeHintForRow(0)
        assert rows >= 1
        if choices.count() <= rows:
            assert choices.viewport().rect().contains(last)
        hands.key(K.Key_Escape, times=2)


def test_nothing_to_offer_is_said(hands: Hands) -> None:
    hands.grid.selectAll()
    hands.key(K.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    hands.key(K.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    hands.go(0, 5)
    hands.key(K.Key_F4)
    assert len(hands.notices) == 1
    assert hands.grid.writing.editor is not None
