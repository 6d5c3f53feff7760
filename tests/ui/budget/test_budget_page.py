"""The page of the budget's tables, as a clerk works it: typing, choosing, following an amount, taking back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.domain.places import Place
from editor.ui.budget.grids import LedgerGrid, PrintedGrid
from editor.ui.budget.page import BudgetPage
from editor.ui.grid.spanned_header import SpannedHeader
from tests.budget.made_up import unit
from tests.ui.fields.hands import shown

K = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier


class Answers:
    """Answers what is asked with what was prepared."""

    def __init__(self) -> None:
        self.answer = 1
        self.files: list[object] = []
        self.asked: list[object] = []

    def ask(self, title: str, text: str, answers: object) -> int:
        self.asked.append((title, text, answers))
        return self.answer

    def open_files(self, title: str, kinds: str, folder: object) -> list[object]:
        self.asked.append((title, kinds))
        return self.files


@pytest.fixture
def session(open_session: Callable[..., Session]) -> Session:
    return open_session(unit())


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def page(session: Session, answers: Answers, qtbot: QtBot) -> BudgetPage:
    page = BudgetPage(session, answers)  # type: ignore[arg-type]
    page.resize(700, 560)
    page.show_table("functions")
    shown(qtbot, page)
    page.grid.setFocus()
    QApplication.processEvents()
    return page


def key(which: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget(), which, modifiers)


def type_over(page: BudgetPage, words: str) -> None:
    for letter in words:
        QTest.keyClicks(QApplication.focusWidget(), letter)


def column(page: BudgetPage, name: str) -> int:
    return page.grid.model().form.keys.index(name)  # type: ignore[attr-defined]


def paste(text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    key(K.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_typing_a_code_gives_its_name_and_the_printed_tables_follow(page: BudgetPage, session: Session) -> None:
    page.grid.selection.go(0, 0)
    type_over(page, "2101102")
    key(K.Key_Tab)
    assert page.grid.model().index(0, 1).data() == "事业单位医疗"
    assert page.grid.currentIndex().column() == 1
    page.show_place(Place(table="t5", line="2101102", field="basic"))
    assert page.grid.currentIndex().data() == "310.20"


def test_a_choice_is_taken_with_its_name(page: BudgetPage, session: Session) -> None:
    page.grid.selection.go(0, 0)
    type_over(page, "22102")
    key(K.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.grid.writing.choices.texts()[1] == "2210201 住房公积金"
    key(K.Key_Down)
    key(K.Key_Down)
    key(K.Key_Return)
    assert session.volume.table("functions").rows[0].cells.text("code") == "2210201"


def test_the_first_composed_word_is_not_lost(page: BudgetPage, session: Session) -> None:
    page.grid.selection.go(0, 1)
    event = QInputMethodEvent("", [])
    event.setCommitString("，自己的名称")
    QApplication.sendEvent(QApplication.focusWidget(), event)
    key(K.Key_Return)
    assert session.volume.table("functions").rows[0].cells.text("name") == "，自己的名称"


def test_a_row_is_added_by_the_button_and_by_tab(page: BudgetPage, session: Session) -> None:
    count = page.grid.model().rowCount()
    page._add.click()
    assert page.grid.currentIndex().row() == count
    page.grid.selection.go(count, page.grid.model().columnCount() - 1)
    key(K.Key_Tab)
    assert page.grid.model().rowCount() == count + 2
    session.undo()
    session.undo()
    assert page.grid.model().rowCount() == count


def test_typing_over_a_sum_says_how_and_f2_overrides_it(page: BudgetPage, session: Session) -> None:
    said: list[str] = []
    page.notice.connect(said.append)
    page.show_place(Place(table="t5", line="total", field="basic"))
    page.grid.setFocus()
    type_over(page, "5")
    assert page.grid.writing.editor is None
    assert "F2" in said[-1]
    key(K.Key_F2)
    QApplication.processEvents()
    editor = page.grid.writing.editor
    assert editor is not None
    editor.write("400")
    key(K.Key_Return)
    assert session.volume.overrides.text("t5/total/basic") == "400"
    assert isinstance(page.grid, PrintedGrid)
    page.grid.selection.go(0, column(page, "basic"))
    assert page.grid.overridden
    assert "算出来的是 373.66" in _said(page)
    key(K.Key_Delete)
    assert not session.volume.overrides


def test_a_composition_over_a_sum_writes_nothing(page: BudgetPage, session: Session) -> None:
    page.show_place(Place(table="t5", line="total", field="basic"))
    page.grid.setFocus()
    event = QInputMethodEvent("ni", [])
    QApplication.sendEvent(QApplication.focusWidget(), event)
    assert page.grid.writing.editor is None


def test_pasting_over_a_whole_printed_table_writes_only_what_is_entered(page: BudgetPage, session: Session) -> None:
    said: list[str] = []
    page.notice.connect(said.append)
    page.show_table("t10")
    page.grid.setFocus()
    page.grid.selection.go(0, 1)
    paste("9\t1\t\t\n9\t2\t\t\n9\t9\t9\t9\n9\t3\t\t\n9\t4\t\t\n9\t9\t\t\n")
    lines = {row.cells.text("line"): row.cells.text("general") for row in session.volume.table("three_public").rows}
    assert lines == {"abroad": "1", "reception": "2", "purchase": "3", "running": "4"}
    assert not session.volume.overrides
    assert any("计算出来的" in words for words in said)
    assert page.grid.model().index(5, 1).data() == "10.00"
    session.undo()
    assert page.grid.model().index(5, 1).data() == "21.50"


def test_an_amount_leads_to_its_parts_and_on_to_where_it_is_entered(page: BudgetPage) -> None:
    gone: list[Place] = []
    page.place_chosen.connect(lambda place, chars: gone.append(place))
    page.show_place(Place(table="t10", line="total", field="general"))
    _said(page)
    lines = page.strip.lines()
    assert [line.split("　")[0] for line in lines] == ["＋ 1.50", "＋ 20.00"]
    page.strip.choose(1)
    assert gone[-1] == Place(table="t10", line="vehicles", field="general")
    _said(page)
    page.strip.choose(0)
    assert "填在" in _said(page)
    page.strip.choose(0)
    assert page.table == "three_public"
    assert page.grid.currentIndex().data() == "20.00"
    assert "用在" in _said(page)
    assert any(line.startswith("表十 ") for line in page.strip.lines())


def test_the_list_of_parts_is_reached_by_the_keyboard(page: BudgetPage) -> None:
    page.show_place(Place(table="t5", line="total", field="basic"))
    page.grid.setFocus()
    key(K.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    key(K.Key_Down)
    key(K.Key_Return)
    assert page.grid.currentIndex().data() == "14.06"
    key(K.Key_Escape)
    assert QApplication.focusWidget() is page.grid


def test_the_head_is_merged_as_printed_and_follows_the_year(page: BudgetPage, session: Session) -> None:
    page.show_table("t5")
    header = page.grid.horizontalHeader()
    assert isinstance(header, SpannedHeader)
    over = next(spot for spot in header.spots if spot.text == "2026年预算数")
    assert (over.row, over.column, over.columns) == (0, 2, 3)
    assert header.rect_of(over).width() == sum(page.grid.columnWidth(c) for c in (2, 3, 4))
    session.put("改年度", Place(field="year"), "2027")
    assert any(spot.text == "2027年预算数" for spot in header.spots)


def test_code_and_name_stay_in_sight_and_can_be_used_there(page: BudgetPage) -> None:
    grid = page.grid
    assert isinstance(grid, LedgerGrid)
    frozen = grid.frozen
    assert frozen is not None
    assert not frozen.isVisible()
    grid.selection.go(2, grid.model().columnCount() - 1)
    QApplication.processEvents()
    assert frozen.isVisible()
    across = grid.horizontalScrollBar().value()
    QTest.mouseClick(
        frozen.viewport(), Qt.MouseButton.LeftButton, NONE, frozen.visualRect(grid.model().index(4, 1)).center()
    )
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (4, 1)
    assert grid.horizontalScrollBar().value() == across
    key(K.Key_F2)
    assert grid.writing.editor is not None
    assert not frozen.isVisible()
    assert grid.horizontalScrollBar().value() == 0
    key(K.Key_Escape)
    grid.selection.go(0, grid.model().columnCount() - 1)
    grid.selection.go(0, 2)
    assert grid.columnViewportPosition(2) >= frozen.room


def test_fixed_rows_have_no_commands_for_rows(page: BudgetPage, session: Session) -> None:
    said: list[str] = []
    page.notice.connect(said.append)
    page.show_table("three_public")
    page.grid.setFocus()
    menu = page.grid.menu()
    assert not any("行" in action.text() and action.isVisible() for action in menu.actions())
    menu.deleteLater()
    key(K.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert "固定" in said[-1]
    assert page.grid.model().rowCount() == 4


def _said(page: BudgetPage) -> str:
    page._show_parts()
    return page.strip.said


def test_a_list_of_subjects_is_taken_in_from_a_file(
    page: BudgetPage, session: Session, answers: Answers, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    for row in (("科目编码", "科目名称"), ("2200599", "本局的其他支出"), ("2101101", "行政单位医疗")):
        workbook.active.append(row)
    workbook.save(tmp_path / "科目.xlsx")
    answers.files = [tmp_path / "科目.xlsx"]
    said: list[str] = []
    page.notice.connect(said.append)
    page._take.click()
    assert said == ["已导入 1 个科目，另外 1 个原来就有。可以在“自用科目”里查看。"]
    page.grid.selection.go(0, 0)
    page.grid.setFocus()
    type_over(page, "2200599")
    key(K.Key_Return)
    assert page.grid.model().index(0, 1).data() == "本局的其他支出"
    page.show_table("subjects")
    answers.answer = 0
    page._take.click()
    assert len(session.volume.table("subjects").rows) == 1
