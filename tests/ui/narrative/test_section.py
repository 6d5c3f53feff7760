"""The narrative's editor: a paragraph is committed once per visit, nothing is lost, findings stand where they are."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.domain import edits
from editor.domain.places import Place
from editor.domain.volume import Section
from editor.ui.narrative import section as section_module
from editor.ui.narrative.section import SectionEditor
from tests.ui.fields.hands import compose, shown
from tests.ui.volumes import volume_with
from tests.work import calls

KEY = "overall_goal"
PARAGRAPHS = ("一、绿化", "全年补植行道树1200株。", "成活率保持在95%以上。\n第二行", "  缩进的\t一段")
STEP = "修改总体绩效目标"


@pytest.fixture
def session(open_session: Callable[..., Session]) -> Session:
    return open_session(replace(volume_with(), sections=(Section(KEY, PARAGRAPHS),)))


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> SectionEditor:
    editor = SectionEditor(session)
    editor.set_section(KEY)
    editor.resize(640, 420)
    shown(qtbot, editor)
    editor.text.setFocus()
    return editor


def kept(session: Session) -> tuple[str, ...]:
    return session.volume.section(KEY).paragraphs


def caret(editor: SectionEditor, block: int, at: int = 0) -> None:
    place = editor.text.document().findBlockByNumber(block).position() + at
    editor.text.select_units(place, place)


def keys(editor: SectionEditor, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(editor.text, text)


def test_each_block_is_a_paragraph(editor: SectionEditor, session: Session) -> None:
    assert [text.replace("\u2028", "\n") for text in editor.text.paragraphs()] == list(PARAGRAPHS)
    for block in range(4):
        caret(editor, block)
    editor.settle()
    assert session.document.undo_names() == ()


def test_a_paragraph_is_committed_when_the_caret_leaves(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    caret(editor, 1)
    keys(editor, qtbot, "abc")
    assert session.document.undo_names() == ()
    caret(editor, 3)
    assert session.document.undo_names() == (STEP,)
    assert kept(session) == (PARAGRAPHS[0], "abc" + PARAGRAPHS[1], *PARAGRAPHS[2:])
    caret(editor, 0)
    assert session.document.undo_names() == (STEP,)


def test_it_is_committed_when_the_hands_rest(
    editor: SectionEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert section_module.IDLE == 1_500
    editor._idle.setInterval(30)
    caret(editor, 1)
    keys(editor, qtbot, "a")
    qtbot.waitUntil(lambda: session.document.undo_names() == (STEP,))
    compose(editor.text, "shu")
    keys_before = kept(session)
    qtbot.wait(120)
    assert kept(session) == keys_before
    compose(editor.text, "", "树")
    qtbot.waitUntil(lambda: kept(session)[1].startswith("a树"))


def test_a_visit_is_one_step_however_often_it_rests(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    caret(editor, 1)
    for letter in "abc":
        keys(editor, qtbot, letter)
        editor.settle()
    assert session.document.undo_names() == (STEP,)
    caret(editor, 2)
    keys(editor, qtbot, "x")
    editor.settle()
    assert session.document.undo_names() == (STEP, STEP)
    session.undo()
    assert kept(session) == (PARAGRAPHS[0], "abc" + PARAGRAPHS[1], *PARAGRAPHS[2:])
    keys(editor, qtbot, "y")
    editor.settle()
    assert session.document.undo_names() == (STEP, STEP)
    session.undo()
    session.undo()
    assert kept(session) == PARAGRAPHS


def test_a_composition_is_settled(editor: SectionEditor, session: Session) -> None:
    editor.text.selectAll()
    compose(editor.text, "shu")
    editor.settle()
    assert kept(session) == PARAGRAPHS
    assert session.document.undo_names() == ()
    compose(editor.text, "", "树")
    editor.settle()
    assert kept(session) == ("树",)


def test_escape_takes_the_visit_back(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    caret(editor, 1)
    keys(editor, qtbot, "abc")
    qtbot.keyClick(editor.text, Qt.Key.Key_Escape)
    editor.settle()
    assert kept(session) == PARAGRAPHS


def test_enter_splits_and_backspace_joins(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    caret(editor, 1, 2)
    qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    editor.settle()
    assert kept(session) == (PARAGRAPHS[0], "全年", "补植行道树1200株。", *PARAGRAPHS[2:])
    qtbot.keyClick(editor.text, Qt.Key.Key_Backspace)
    editor.settle()
    assert kept(session) == PARAGRAPHS


def test_a_blank_paragraph_is_written_in_but_not_kept(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    caret(editor, 1, len(PARAGRAPHS[1]))
    qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    editor.settle()
    assert kept(session) == PARAGRAPHS
    assert editor.text.document().blockCount() == 5
    keys(editor, qtbot, "new")
    editor.settle()
    assert kept(session) == (*PARAGRAPHS[:2], "new", *PARAGRAPHS[2:])
    qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    editor.text.clearFocus()
    assert editor.text.document().blockCount() == 5


def test_undo_of_the_document_keeps_the_caret_near(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    caret(editor, 2, 3)
    keys(editor, qtbot, "abc")
    editor.settle()
    session.undo()
    assert editor.text.paragraphs()[2].startswith("成活率保持")
    assert editor.text.textCursor().blockNumber() == 2
    assert not editor.text.document().isUndoAvailable()
    session.redo()
    assert editor.text.paragraphs()[2].startswith("成活率abc保持")


def test_odd_paragraphs_are_kept_to_the_character(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    odd = ("", "甲\r\n乙\u00a0丙", "\ufdd0丁", "", "戊")
    session.apply("读入", lambda v: edits.set_paragraphs(v, KEY, odd))
    caret(editor, 4)
    keys(editor, qtbot, "x")
    editor.settle()
    assert kept(session) == (*odd[:4], "x戊")


def test_pasting_from_word_gives_clean_paragraphs(editor: SectionEditor, session: Session) -> None:
    mime = QMimeData()
    mime.setHtml("<p><b>（一）</b><span>&nbsp; 管护</span></p><p>&nbsp;</p><p style='text-indent:2em'>分片\t包干。</p>")
    caret(editor, 3, 0)
    editor.text.insertFromMimeData(mime)
    editor.settle()
    assert kept(session) == (*PARAGRAPHS[:3], "（一）管护", "分片 包干。" + PARAGRAPHS[3])
    assert not editor.text.textCursor().charFormat().fontWeight() > 500


def test_numbering_goes_on_and_is_one_step(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    caret(editor, 1)
    editor.text.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    qtbot.keyClick(editor.text, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert [text[:3] for text in kept(session)] == ["一、绿", "（一）", "（二）", "（三）"]
    assert session.document.undo_names() == ("调整编号",)
    caret(editor, 2)
    editor.renumber(None)
    assert [text[:3] for text in kept(session)] == ["一、绿", "（一）", "成活率", "（二）"]
    session.undo()
    session.undo()
    assert kept(session) == PARAGRAPHS


def test_a_number_before_a_new_paragraph(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    caret(editor, 0, len(PARAGRAPHS[0]))
    qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    editor.numbering_actions[0].trigger()
    keys(editor, qtbot, "x")
    editor.settle()
    assert kept(session)[:2] == ("一、绿化", "二、x")


def test_characters_are_counted(editor: SectionEditor) -> None:
    caret(editor, 2)
    whole = sum(len("".join(text.split())) for text in PARAGRAPHS)
    assert editor.count == f"本段 15 字 · 本部分 {whole} 字"


def test_findings_are_underlined_and_said(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.findings_changed):
        session.apply("改", lambda v: edits.set_paragraphs(v, KEY, ("一、绿化", "三、管护。", "二、𠮷祥路，，补植。")))
    mine = [f for f in session.findings if f.place.section == KEY and f.place.item is not None]
    assert {f.place.item for f in mine} >= {1, 2}
    spots = {f.place.item: f.chars for f in mine if f.chars}
    waves = editor.text.extraSelections()
    drawn = {(w.cursor.blockNumber(), w.cursor.selectedText()) for w in waves}
    texts = editor.text.paragraphs()
    for item, chars in spots.items():
        assert (item, texts[item or 0][slice(*chars)]) in drawn
    caret(editor, 1)
    told = [f.message for f in mine if f.place.item == 1]
    assert all(message in editor.note for message in told)
    caret(editor, 0)
    assert told[0] not in editor.note
    assert len(editor.text.marked()) == len({f.place.item for f in mine})


def test_a_findings_message_is_the_tooltip(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.findings_changed):
        session.apply("改", lambda v: edits.set_paragraphs(v, KEY, ("一、绿化", "三、管护。")))
    caret(editor, 1)
    at = editor.text.cursorRect().center()
    QApplication.sendEvent(
        editor.text.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, at, editor.mapToGlobal(QPoint(5, 5)))
    )
    (message,) = [f.message for f in session.findings if f.place == Place(section=KEY, item=1)][:1]
    assert message in QToolTip.text()
    QToolTip.hideText()


def test_places_are_told_and_shown(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    told: list[Place] = []
    editor.place_chosen.connect(lambda place, _: told.append(place))
    editor.show_place(Place(section=KEY, item=2), (3, 5))
    assert editor.text.textCursor().selectedText() == "保持"
    assert told == []
    caret(editor, 1)
    assert told == [Place(section=KEY, item=1)]
    editor.show_place(Place(section="safeguards", item=0))
    assert editor.section == "safeguards"
    assert editor.text.paragraphs() == ("",)
    assert "工作保障措施" in editor.text.placeholderText()


def test_another_section_commits_first(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    caret(editor, 1)
    keys(editor, qtbot, "abc")
    editor.set_section("safeguards")
    assert kept(session)[1].startswith("abc")
    assert session.document.undo_names() == (STEP,)
    keys(editor, qtbot, "first")
    editor.settle()
    assert session.volume.section("safeguards").paragraphs == ("first",)


def test_what_the_file_cannot_take_stays(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    caret(editor, 1)
    keys(editor, qtbot, "abc")
    session.document.path.unlink()
    with qtbot.waitSignal(session.failed):
        editor.settle()
    assert editor.text.paragraphs()[1].startswith("abc")
    with qtbot.waitSignal(session.failed):
        editor.settle()


@pytest.mark.parametrize("width", [640, 420, 1100])
def test_lines_end_within_the_view(width: int, editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    session.apply(
        "读入", lambda v: edits.set_paragraphs(v, KEY, tuple("全年补植行道树，保持绿化成果。" * 12 for _ in range(30)))
    )
    editor.resize(width, 420)
    qtbot.wait(20)
    text = editor.text
    assert text.document().pageSize().width() == text.viewport().width()
    assert text.viewport().geometry().right() < text.width() - text.verticalScrollBar().width()


def test_long_sections_stay_quick(editor: SectionEditor, session: Session, qtbot: QtBot) -> None:
    """Ten times as many paragraphs: a key costs the same, a commit at most ten times as much."""
    many = tuple(f"第{i}片由专人管护，按月巡查，发现缺株及时补植。" * 4 for i in range(300))

    def writing(count: int) -> tuple[int, int]:
        session.apply("读入", lambda v: edits.set_paragraphs(v, KEY, many[:count]))
        caret(editor, count // 2)
        return calls(lambda: keys(editor, qtbot, "a" * 20)), calls(editor.settle)

    key, commit = writing(30)
    long_key, long_commit = writing(300)
    assert 200 < long_key < key * 1.2
    assert 200 < long_commit < commit * 10
    assert kept(session)[150] == "a" * 20 + many[150]
    assert kept(session)[:150] == many[:150]


def test_the_text_stands_on_the_ground_of_texts(editor: SectionEditor) -> None:
    palette = editor.palette()
    palette.setColor(QPalette.ColorRole.Base, QColor("#fffbe6"))
    palette.setColor(QPalette.ColorRole.Window, QColor("#333333"))
    editor.setPalette(palette)
    QApplication.processEvents()
    shown_now = editor.text.grab().toImage()
    for x, y in ((4, 200), (300, shown_now.height() - 8), (shown_now.width() // 2, 3)):
        assert shown_now.pixelColor(x, y).name() == "#fffbe6"
