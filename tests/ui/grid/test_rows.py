"""Rows by the mouse: the header that moves them, the handle that fills them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.grid.conftest import Hands
from tests.ui.volumes import ROWS

LEFT = Qt.MouseButton.LeftButton


def draw_row(hands: Hands, row: int, to: int, x: int, *, release: bool = True) -> None:
    """Presses a row's number at x, draws it to the gap before row `to` and lets go."""
    header = hands.grid.verticalHeader()
    port = header.viewport()
    start = QPoint(x, header.sectionViewportPosition(row) + header.sectionSize(row) // 2)
    end = header.sectionViewportPosition(to) + 2 if to < header.count() else header.length() - 2
    QTest.mousePress(port, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for y in (start.y() + (20 if end > start.y() else -20), end):
        QTest.mouseMove(port, QPoint(x, y))
        QApplication.processEvents()
    if release:
        QTest.mouseRelease(port, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(x, end))


def names(hands: Hands) -> list[str]:
    return [row[2] for row in hands.rows]


def test_a_row_is_drawn_by_its_grip(hands: Hands) -> None:
    draw_row(hands, 0, 3, x=4)
    assert names(hands) == [ROWS[i][2] for i in (1, 2, 0, 3)]
    assert hands.steps == ("移动指标行",)
    assert hands.grid.selection.rows() == (2,)


def test_selected_rows_are_drawn_together_to_the_end(hands: Hands) -> None:
    hands.select(0, 1, 1, 1)
    hands.key(Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    draw_row(hands, 1, 4, x=20)
    assert names(hands) == [ROWS[i][2] for i in (2, 3, 0, 1)]


def test_a_number_is_pressed_to_select(hands: Hands) -> None:
    draw_row(hands, 1, 3, x=20)
    assert names(hands) == [row[2] for row in ROWS]
    assert hands.grid.selection.rows() == (1, 2, 3)


def test_drawing_to_where_it_is_changes_nothing_and_escape_stops_it(hands: Hands) -> None:
    draw_row(hands, 1, 1, x=4)
    draw_row(hands, 1, 3, x=4, release=False)
    hands.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(hands.grid.verticalHeader().viewport(), LEFT)
    assert hands.steps == ()


def test_the_handle_fills_down(hands: Hands) -> None:
    hands.select(0, 4, 1, 4)
    port = hands.grid.viewport()
    corner = hands.grid.visualRect(hands.grid.model().index(1, 4)).bottomRight() - QPoint(2, 2)
    QTest.mousePress(port, LEFT, Qt.KeyboardModifier.NoModifier, corner)
    end = hands.grid.visualRect(hands.grid.model().index(3, 4)).center()
    QTest.mouseMove(port, end)
    hands.grid.grab()
    QTest.mouseRelease(port, LEFT, Qt.KeyboardModifier.NoModifier, end)
    assert [row[4] for row in hands.rows] == ["≥1200株", "≥95%"] * 2
    assert hands.steps == ("拖动填充",)
    assert hands.grid.selection.rows() == (0, 1, 2, 3)


def test_a_double_click_on_the_empty_table_adds_a_row(hands: Hands) -> None:
    hands.grid.selectAll()
    hands.key(Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    hands.grid.grab()
    QTest.mouseDClick(hands.grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(50, 50))
    hands.type("x")
    hands.key(Qt.Key.Key_Return)
    assert hands.rows == [("x", "", "", "", "", "")]
