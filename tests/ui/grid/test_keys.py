"""Every key of the grid does what a person used to WPS expects."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.domain.places import Place
from editor.ui.grid.gestures import Gesture
from tests.ui.grid.conftest import ALT, CTRL, NONE, SHIFT, Hands, MakeHands
from tests.ui.sessions import OpenSession
from tests.ui.volumes import ROWS, volume_with

K = Qt.Key
LAST = len(ROWS[0]) - 1


def test_typing_replaces(hands: Hands) -> None:
    hands.go(0, 4)
    hands.type("5 a")
    hands.key(K.Key_Return)
    assert hands.cell(0, 4) == "5 a"
    assert hands.at == (1, 4)
    assert hands.steps == ("修改指标值",)


@pytest.mark.parametrize("way", ["F2", "double click"])
def test_editing_begins_with_the_caret_at_the_end(hands: Hands, way: str) -> None:
    hands.go(0, 4)
    if way == "F2":
        hands.key(K.Key_F2)
    else:
        where = hands.grid.visualRect(hands.grid.currentIndex()).center()
        QTest.mouseDClick(hands.grid.viewport(), Qt.MouseButton.LeftButton, NONE, where)
    hands.type("!")
    hands.key(K.Key_Return)
    assert hands.cell(0, 4) == ROWS[0][4] + "!"


def test_backspace_empties_and_writes(hands: Hands) -> None:
    hands.go(0, 4)
    hands.key(K.Key_Backspace)
    assert hands.editor.text == ""
    hands.key(K.Key_Return)
    assert hands.cell(0, 4) == ""


def test_enter_and_shift_enter(hands: Hands) -> None:
    hands.go(1, 3)
    hands.key(K.Key_Return)
    assert hands.at == (2, 3)
    hands.key(K.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert hands.at == (3, 3)
    hands.key(K.Key_Return)
    assert hands.at == (3, 3)
    hands.key(K.Key_Return, SHIFT)
    assert hands.at == (2, 3)
    hands.type("x")
    hands.key(K.Key_Return, SHIFT)
    assert hands.at == (1, 3)
    assert hands.cell(2, 3) == "x"


def test_enter_returns_to_where_the_tab_run_began(hands: Hands) -> None:
    hands.go(0, 2)
    hands.type("a")
    hands.key(K.Key_Tab)
    hands.type("b")
    hands.key(K.Key_Tab)
    hands.type("c")
    hands.key(K.Key_Return)
    assert hands.at == (1, 2)
    assert hands.rows[0][2:5] == ("a", "b", "c")
    hands.key(K.Key_Tab, times=2)
    hands.click(1, 5)
    hands.key(K.Key_Return)
    assert hands.at == (2, 5)


def test_tab_goes_right_and_back(hands: Hands) -> None:
    hands.go(0, LAST)
    hands.key(K.Key_Tab)
    assert hands.at == (1, 0)
    hands.key(K.Key_Backtab, SHIFT)
    assert hands.at == (0, LAST)
    hands.go(0, 0)
    hands.key(K.Key_Backtab, SHIFT)
    assert hands.at == (0, 0)


def test_tab_and_enter_go_round_in_the_selection(hands: Hands) -> None:
    hands.select(1, 3, 2, 4)
    hands.grid.selectionModel().setCurrentIndex(
        hands.grid.model().index(1, 3), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    seen = []
    for _ in range(5):
        seen.append(hands.at)
        hands.key(K.Key_Tab)
    assert seen == [(1, 3), (1, 4), (2, 3), (2, 4), (1, 3)]
    hands.key(K.Key_Backtab, SHIFT, times=2)
    assert hands.at == (2, 4)
    seen = []
    for _ in range(4):
        hands.key(K.Key_Return)
        seen.append(hands.at)
    assert seen == [(1, 3), (2, 3), (1, 4), (2, 4)]
    hands.key(K.Key_Return, SHIFT)
    assert hands.at == (1, 4)
    assert (hands.grid.selection.rows(), hands.grid.selection.columns()) == ((1, 2), (3, 4))


def test_what_is_typed_in_a_selection_goes_to_its_next_cell(hands: Hands) -> None:
    hands.select(1, 4, 2, 4)
    for word in ("a", "b", "c"):
        hands.type(word)
        hands.key(K.Key_Return)
    assert [row[4] for row in hands.rows[1:3]] == ["b", "c"]  # it began at the lower end
    assert hands.grid.selection.rows() == (1, 2)
    assert len(hands.steps) == 3


def test_several_selected_pieces_are_gone_through_one_after_the_other(hands: Hands) -> None:
    hands.click(0, 4)
    hands.click(3, 4, CTRL)
    hands.click(2, 5, CTRL)
    seen = []
    for _ in range(3):
        hands.key(K.Key_Tab)
        seen.append(hands.at)
    assert seen == [(3, 4), (0, 4), (2, 5)]
    assert len(hands.grid.selection.cells()) == 3


def test_rows_selected_whole_are_written_through(hands: Hands) -> None:
    hands.select(3, 0, 3, 0)
    hands.key(K.Key_Space, SHIFT)
    hands.grid.selectionModel().setCurrentIndex(
        hands.grid.model().index(3, LAST), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    hands.key(K.Key_Tab)
    assert (len(hands.rows), hands.at) == (5, (4, 0))


def test_tab_on_the_last_cell_adds_a_row(hands: Hands) -> None:
    hands.go(3, LAST)
    hands.type("x")
    hands.key(K.Key_Tab)
    assert len(hands.rows) == 5
    assert hands.at == (4, 0)
    assert hands.rows[4] == ("满意度指标", "", "", "", "", "")
    assert hands.steps == ("新增指标", "修改指标值确定依据")


def test_alt_enter_is_a_new_line(hands: Hands) -> None:
    hands.go(0, 3)
    hands.type("a")
    hands.key(K.Key_Return, ALT)
    hands.type("b")
    hands.key(K.Key_Return)
    assert hands.cell(0, 3) == "a\nb"


def test_escape_gives_the_cell_back(hands: Hands) -> None:
    hands.go(0, 3)
    hands.type("abc")
    hands.key(K.Key_Escape)
    assert hands.rows == list(ROWS)
    assert hands.steps == ()
    assert QApplication.focusWidget() is hands.grid


def test_delete_clears_the_selection_in_one_step(hands: Hands) -> None:
    hands.select(0, 3, 1, 5)
    hands.key(K.Key_Delete)
    assert [row[3:] for row in hands.rows[:2]] == [("", "", "")] * 2
    assert hands.steps == ("清除内容",)
    hands.session.undo()
    assert hands.rows == list(ROWS)


def test_arrows_leave_a_cell_that_is_typed_over_but_not_one_that_is_edited(hands: Hands) -> None:
    hands.go(1, 3)
    hands.type("x")
    hands.key(K.Key_Right)
    assert (hands.at, hands.cell(1, 3)) == ((1, 4), "x")
    hands.key(K.Key_F2)
    hands.key(K.Key_Left)
    hands.type("|")
    assert hands.editor.text == "≥95|%"
    hands.key(K.Key_Escape)
    hands.type("y")
    hands.key(K.Key_F2)
    hands.key(K.Key_Left)
    assert hands.editor.text == "y"


def test_fill_down_and_right(hands: Hands) -> None:
    hands.select(0, 4, 2, 4)
    hands.key(K.Key_D, CTRL)
    assert [row[4] for row in hands.rows] == ["≥1200株"] * 3 + ["≥90%"]
    hands.go(3, 5)
    hands.key(K.Key_D, CTRL)
    assert hands.cell(3, 5) == ROWS[2][5]
    hands.go(3, 4)
    hands.key(K.Key_R, CTRL)
    assert hands.cell(3, 4) == ROWS[3][3]
    assert hands.steps == ("向右填充", "向下填充", "向下填充")


def test_ctrl_enter_writes_into_every_selected_cell(hands: Hands) -> None:
    hands.select(0, 4, 2, 5)
    hands.type("z")
    hands.key(K.Key_Return, CTRL)
    assert [row[4:] for row in hands.rows[:3]] == [("z", "z")] * 3
    assert hands.steps == ("填入所选单元格",)
    assert hands.grid.writing.editor is None


def test_leaps(hands: Hands) -> None:
    hands.go(1, 3)
    hands.key(K.Key_End)
    assert hands.at == (1, LAST)
    hands.key(K.Key_Home)
    assert hands.at == (1, 0)
    hands.key(K.Key_End, CTRL)
    assert hands.at == (3, LAST)
    hands.key(K.Key_Home, CTRL)
    assert hands.at == (0, 0)
    hands.key(K.Key_Down, CTRL)
    assert hands.at == (3, 0)
    hands.key(K.Key_Right, CTRL)
    assert hands.at == (3, LAST)


def test_a_leap_stops_at_blank_cells(make_hands: MakeHands, open_session: OpenSession) -> None:
    column = ("a", "b", "", "", "c", "")
    rows = tuple(("产出指标", "数量指标", text, "", "", "") for text in column)
    hands = make_hands(open_session(volume_with(rows)))
    stops = []
    hands.go(0, 2)
    for _ in range(4):
        hands.key(K.Key_Down, CTRL)
        stops.append(hands.at[0])
    assert stops == [1, 4, 5, 5]
    hands.key(K.Key_Up, CTRL | SHIFT)
    assert hands.grid.selection.rows() == (4, 5)
    hands.key(K.Key_Up, CTRL | SHIFT)
    assert hands.grid.selection.rows() == (1, 2, 3, 4, 5)


def test_shift_grows_the_selection_from_where_it_began(hands: Hands) -> None:
    hands.go(2, 3)
    hands.key(K.Key_Up, SHIFT, times=2)
    hands.key(K.Key_Right, SHIFT)
    assert (hands.grid.selection.rows(), hands.grid.selection.columns()) == ((0, 1, 2), (3, 4))
    hands.key(K.Key_Down, SHIFT, times=3)
    assert hands.grid.selection.rows() == (2, 3)
    hands.go(1, 1)
    hands.key(K.Key_Space, SHIFT)
    hands.key(K.Key_Down, SHIFT)
    assert (hands.grid.selection.rows(), len(hands.grid.selection.columns())) == ((1, 2), 6)
    hands.key(K.Key_Return)
    hands.click(3, 4, SHIFT)
    assert (hands.grid.selection.rows(), hands.grid.selection.columns()) == ((3,), (1, 2, 3, 4))
    hands.go(1, 1)
    hands.key(K.Key_PageDown, SHIFT)
    assert hands.grid.selection.rows() == (1, 2, 3)


def test_rows_and_columns_are_selected(hands: Hands) -> None:
    hands.select(1, 2, 2, 3)
    hands.key(K.Key_Space, SHIFT)
    assert hands.grid.selection.rows() == (1, 2)
    assert hands.grid.selection.columns() == tuple(range(6))
    hands.select(1, 2, 1, 3)
    hands.key(K.Key_Space, CTRL)
    assert hands.grid.selection.rows() == (0, 1, 2, 3)
    assert hands.grid.selection.columns() == (2, 3)


@pytest.mark.parametrize(("key", "modifiers"), [(K.Key_Plus, CTRL), (K.Key_Plus, CTRL | SHIFT), (K.Key_Equal, CTRL)])
def test_rows_are_inserted_where_the_selection_is(hands: Hands, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    hands.select(1, 2, 2, 2)
    hands.key(key, modifiers)
    assert [row[2] for row in hands.rows] == [ROWS[0][2], "", "", *(row[2] for row in ROWS[1:])]
    assert [row[0] for row in hands.rows[1:3]] == ["产出指标"] * 2
    assert hands.grid.selection.rows() == (1, 2)
    assert hands.steps == ("插入指标行",)


def test_rows_are_deleted_and_the_place_is_kept(hands: Hands) -> None:
    hands.select(2, 3, 3, 3)
    hands.key(K.Key_Minus, CTRL)
    assert hands.rows == list(ROWS[:2])
    assert hands.at == (1, 3)
    hands.key(K.Key_Space, SHIFT)
    hands.go(0, 0)
    hands.key(K.Key_Minus, CTRL, times=2)
    assert hands.rows == []
    hands.key(K.Key_Plus, CTRL)
    assert hands.rows == [("",) * 6]
    assert hands.at == (0, 0)


def test_rows_move_by_keys_and_stay_selected(hands: Hands) -> None:
    hands.select(1, 2, 2, 2)
    hands.key(K.Key_Up, ALT)
    assert [row[2] for row in hands.rows] == [ROWS[i][2] for i in (1, 2, 0, 3)]
    assert hands.grid.selection.rows() == (0, 1)
    hands.key(K.Key_Up, ALT)
    hands.key(K.Key_Down, ALT, times=3)
    assert [row[2] for row in hands.rows] == [ROWS[i][2] for i in (0, 3, 1, 2)]
    assert hands.steps == ("移动指标行",) * 3


def test_the_wheel_scrolls_and_changes_nothing(hands: Hands) -> None:
    hands.go(0, 3)
    hands.key(K.Key_F2)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(hands.editor.viewport(), wheel)
    assert hands.editor.text == ROWS[0][3]


def test_a_command_key_in_an_open_cell_does_not_touch_the_table(hands: Hands) -> None:
    hands.go(1, 4)
    hands.type("x")
    hands.key(K.Key_D, CTRL)
    hands.key(K.Key_Minus, CTRL)
    assert hands.rows == list(ROWS)
    assert hands.editor.text == "x"


def test_undo_in_an_open_cell_is_the_text_s_own(hands: Hands) -> None:
    hands.go(1, 4)
    hands.key(K.Key_F2)
    hands.type("x")
    hands.key(K.Key_Z, CTRL)
    assert hands.editor.text == ROWS[1][4]
    assert hands.steps == ()


def test_ctrl_tab_leaves_the_grid(hands: Hands) -> None:
    hands.key(K.Key_Tab, CTRL | SHIFT)
    assert QApplication.focusWidget() is hands.field


def test_findings_that_come_while_a_cell_is_written_leave_it_alone(hands: Hands) -> None:
    hands.go(0, 4)
    hands.type("1")
    hands.key(K.Key_Return)
    hands.type("≥9")
    hands.session.findings_changed.emit()
    hands.session.put("别处", Place(project=1, row=3, field="basis"), "别处改的")
    QApplication.processEvents()
    assert hands.editor.text == "≥9"
    hands.key(K.Key_Return)
    assert hands.rows[1][4:] == ("≥9", "别处改的")


def test_a_write_the_file_refuses_keeps_the_cell_open(hands: Hands) -> None:
    hands.go(0, 4)
    hands.type("1")
    path = hands.session.document.path
    kept = path.read_bytes()
    path.unlink()
    hands.key(K.Key_Return)
    assert not hands.grid.settle()
    hands.click(2, 2)
    assert hands.editor.text == "1"
    assert hands.at == (0, 4)
    hands.key(K.Key_Escape)
    path.write_bytes(kept)


def test_where_the_clerk_goes_is_told_and_where_the_program_goes_is_not(hands: Hands) -> None:
    hands.places.clear()
    hands.click(2, 4)
    assert hands.places == [(Place(project=1, row=4, field="target"), None)]
    hands.places.clear()
    hands.field.setFocus()
    hands.grid.show_place(Place(project=1, row=3, field="basis"), (0, 2))
    assert (hands.at, hands.places) == ((1, 5), [])
    assert QApplication.focusWidget() is hands.grid
    hands.key(K.Key_F2)
    assert hands.editor.textCursor().selectedText() == ROWS[1][5][:2]


def test_a_place_elsewhere_is_not_ours(hands: Hands) -> None:
    hands.go(1, 1)
    hands.grid.show_place(Place(project=9, row=3, field="basis"))
    hands.grid.show_place(Place(project=1, field="budget"))
    assert hands.at == (1, 1)


def test_the_menu_has_the_keys(hands: Hands) -> None:
    menu = hands.grid.menu()
    lines = dict(action.text().split("\t") for action in menu.actions() if "\t" in action.text())
    assert lines["向下填充"] == "Ctrl+D"
    assert lines["删除行"] == "Ctrl+-"
    assert lines["上移行"] == "Alt+↑"
    below = next(action for action in menu.actions() if action.text() == "在下方插入行")
    hands.go(0, 0)
    below.trigger()
    assert len(hands.rows) == 5
    assert hands.rows[1][0] == ROWS[0][0]
    menu.deleteLater()


def test_a_menu_line_commits_what_is_being_written_first(hands: Hands) -> None:
    hands.go(1, 4)
    hands.type("x")
    hands.grid.perform(Gesture.INSERT_BELOW)
    assert hands.cell(1, 4) == "x"
    assert hands.steps == ("插入指标行", "修改指标值")


def test_a_table_that_cannot_be_written_says_why(hands: Hands) -> None:
    hands.session.classify(1, "专项业务经费")
    hands.grid.setFocus()
    hands.key(K.Key_Plus, CTRL)
    hands.key(K.Key_V, CTRL)
    assert hands.notices == ["涉密项目不填绩效指标，这里不能写。"] * 2
    assert hands.rows == []
