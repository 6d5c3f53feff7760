"""The facts: saved when they are left, in the form their kind has."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.domain.places import Place
from editor.ui.budget.facts import FactsPage
from tests.budget.made_up import unit
from tests.ui.fields.hands import shown


@pytest.fixture
def session(open_session: Callable[..., Session]) -> Session:
    return open_session(unit())


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> FactsPage:
    page = FactsPage(session)
    page.resize(700, 560)
    shown(qtbot, page)
    return page


def test_an_amount_is_saved_on_leaving_as_the_tables_write_it(page: FactsPage, session: Session) -> None:
    page.show_place(Place(field="last_total"))
    assert page.fields["last_total"].editor.hasFocus()
    QTest.keyClicks(QApplication.focusWidget(), "1,030.5")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert session.volume.fields.text("last_total") == "1030.50"
    assert session.document.undo_names()[0] == "修改上年收支总计"
    session.undo()
    assert page.fields["last_total"].text_now() == ""


def test_this_years_figure_stands_beside_last_years(page: FactsPage, session: Session) -> None:
    assert page.this_year["last_total"].text() == "本年 474.41"
    row = session.volume.table("functions").rows[0].key
    session.put("改", Place(table="functions", row=row, field="general_basic"), "311.20")
    assert page.this_year["last_total"].text() == "本年 475.41"


def test_a_count_is_kept_as_it_is_written(page: FactsPage, session: Session) -> None:
    page.show_place(Place(field="cars_law"))
    QTest.keyClicks(QApplication.focusWidget(), " 3 ")
    page.settle()
    assert session.volume.fields.text("cars_law") == "3"


def test_the_default_of_words_stands_there_faintly(page: FactsPage) -> None:
    assert page.fields["ministry"].editor.placeholderText() == "云台山气象局"  # type: ignore[union-attr]
    assert page.fields["assets_date"].editor.placeholderText() == "2026年1月1日"  # type: ignore[union-attr]


def test_going_to_a_fact_is_told(page: FactsPage) -> None:
    gone: list[object] = []
    page.place_chosen.connect(lambda place, chars: gone.append(place))
    page.show_place(Place(field="last_total"))
    assert gone == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert gone == [Place(field="last_general")]
