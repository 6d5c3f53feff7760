"""Generated paragraphs: they follow the tables until they are rewritten, and come back when asked."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.domain.places import Place
from editor.ui.narrative.generated import Card
from editor.ui.narrative.section import SectionEditor
from tests.budget.made_up import unit
from tests.ui.fields.hands import shown

KEY = "income"
PLACE = Place(section=KEY, line="sources")
K = Qt.Key


@pytest.fixture
def session(open_session: Callable[..., Session]) -> Session:
    return open_session(unit())


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> SectionEditor:
    editor = SectionEditor(session)
    editor.set_section(KEY)
    editor.resize(640, 600)
    shown(qtbot, editor)
    return editor


def cards(editor: SectionEditor) -> list[Card]:
    assert editor.generated is not None
    return editor.generated.cards


def write(card: Card, words: str) -> None:
    cursor = card.field.flow.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    card.field.flow.setTextCursor(cursor)
    QTest.keyClicks(card.field.flow, words)


def test_it_follows_the_tables(editor: SectionEditor, session: Session) -> None:
    (card,) = cards(editor)
    assert "474.41" in card.field.text_now()
    row = session.volume.table("functions").rows[0].key
    session.put("改", Place(table="functions", row=row, field="general_basic"), "311.20")
    assert "475.41" in card.field.text_now()


def test_typing_does_nothing_before_it_is_rewritten(editor: SectionEditor, session: Session) -> None:
    (card,) = cards(editor)
    card.field.editor.setFocus()
    before = card.field.text_now()
    write(card, "99")
    assert card.field.text_now() == before
    QTest.keyClick(card.field.flow, K.Key_F2)
    write(card, "99")
    editor.settle()
    assert session.volume.overrides.text("income/sources") == "99" + before
    assert card.field.differing("99" + before) == ((0, 6),)
    assert before in card.field.note()


def test_a_number_moved_within_the_text_is_no_other_number(editor: SectionEditor) -> None:
    (card,) = cards(editor)
    assert card.field.differing("收入474.41万元，其中449.16万元。") == ()
    assert card.field.differing("收入474.41万元，又474.41万元。") == ((12, 18),)


def test_it_is_given_back(editor: SectionEditor, session: Session) -> None:
    (card,) = cards(editor)
    derived = card.field.text_now()
    card.rewrite()
    write(card, "99")
    editor.settle()
    card.button.click()
    assert card.field.text_now() == derived
    assert not session.volume.overrides
    assert card.field.flow.isReadOnly()
    session.undo()
    assert card.field.text_now() == "99" + derived
    assert not card.field.flow.isReadOnly()


def test_the_same_text_is_no_rewriting(editor: SectionEditor, session: Session) -> None:
    (card,) = cards(editor)
    card.rewrite()
    write(card, "9")
    QTest.keyClick(card.field.flow, K.Key_Backspace)
    editor.settle()
    assert not session.volume.overrides
    editor.text.setFocus()
    assert card.field.flow.isReadOnly()


def test_its_place_leads_there_and_own_paragraphs_stand_behind(editor: SectionEditor, session: Session) -> None:
    editor.show_place(PLACE)
    assert cards(editor)[0].field.editor.hasFocus()
    assert not editor.text.isHidden()
    editor.show_place(Place(section="duties"))
    assert editor.generated is not None
    assert editor.generated.isHidden()
    editor.show_place(Place(section="basic", line="running"))
    assert [card.field.paragraph.key for card in cards(editor)] == ["total", "personnel", "running"]
    assert cards(editor)[2].field.editor.hasFocus()


def test_a_number_leads_to_where_it_comes_from(editor: SectionEditor) -> None:
    (card,) = cards(editor)
    gone: list[Place] = []
    editor.place_chosen.connect(lambda place, chars: gone.append(place))
    at = card.field.text_now().index("449.16") + 2
    cursor = card.field.flow.textCursor()
    cursor.setPosition(at)
    where = card.field.flow.cursorRect(cursor).center()
    QTest.mouseClick(card.field.flow.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, where)
    assert gone[-1] == Place(table="t1", line="general", field="now")
    assert card.field.source_of(0) is None or card.field.text_now()[0].isdigit()
    assert card.field.source_of(card.field.text_now().index("主要")) is None
    card.rewrite()
    assert card.field.source_of(at) is None
