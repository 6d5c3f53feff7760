"""Fields of words and numbers: what is typed is committed once, what is composed is never lost, findings show where they are."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.domain import edits
from editor.domain.entries import entry_at
from editor.domain.places import Place
from editor.ui.fields.field import Field
from editor.ui.fields.listing import ListField
from editor.ui.fields.note import FieldNote
from editor.ui.fields.numbers import MoneyField, PercentField
from editor.ui.fields.severity import severity_colour
from editor.ui.fields.text import CodeLine, ProseField, TextField
from tests.ui.fields.hands import compose, found, shown, write

Page = Callable[..., QWidget]
BUDGET, PURPOSE = Place(1, field="budget"), Place(1, field="purpose")


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    """Shows one window with these fields; it stays until the test is over."""
    windows: list[QWidget] = []

    def make(*fields: Field) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for field in fields:
            field.setMinimumSize(240, 40)
            column.addWidget(field)
        window.resize(400, 300)
        windows.append(window)
        shown(qtbot, window)
        return window

    yield make
    assert windows


def stored(session: Session, place: Place) -> object:
    return entry_at(session.volume, place)


def steps(session: Session) -> tuple[str, ...]:
    return session.document.undo_names()


def text_field(session: Session) -> Field:
    field = TextField(session, "项目编码")
    field.bind(Place(1, field="code"))
    return field


def name_field(session: Session) -> Field:
    field = ProseField(session, "项目名称", lines=False)
    field.bind(Place(1, field="name"))
    return field


def prose_field(session: Session) -> Field:
    field = ProseField(session, "资金用途")
    field.bind(PURPOSE)
    return field


def money_field(session: Session) -> Field:
    field = MoneyField(session, "budget")
    field.bind(BUDGET)
    return field


def percent_field(session: Session) -> Field:
    field = PercentField(session, "disbursement")
    field.bind(Place(1, field="disbursement", item=1))
    return field


def goals_field(session: Session) -> Field:
    session.put("写", Place(1, field="goals"), ("栽种行道树。",))
    field = ListField(session, "goals")
    field.bind(Place(1, field="goals"))
    return field


EVERY = [text_field, name_field, prose_field, money_field, percent_field, goals_field]


@pytest.mark.parametrize("make", EVERY)
def test_leaving_commits_once(make: Callable[[Session], Field], session: Session, page: Page, qtbot: QtBot) -> None:
    field, other = make(session), TextField(session, "另一处")
    page(field, other)
    before = len(steps(session))
    write(qtbot, field, "77")
    assert len(steps(session)) == before
    other.editor.setFocus()
    assert field.place is not None
    assert "77" in str(stored(session, field.place))
    assert steps(session)[0] == f"修改{field.name}"
    field.editor.setFocus()
    other.editor.setFocus()
    field.settle()
    assert len(steps(session)) == before + 1


@pytest.mark.parametrize("make", EVERY)
def test_escape_takes_back(make: Callable[[Session], Field], session: Session, page: Page, qtbot: QtBot) -> None:
    field = make(session)
    page(field)
    before, count = field.text_now(), len(steps(session))
    write(qtbot, field, "77")
    qtbot.keyClick(field.editor, Qt.Key.Key_Escape)
    assert field.text_now() == before
    field.settle()
    assert len(steps(session)) == count


@pytest.mark.parametrize("make", EVERY)
def test_a_composition_left_open_never_blanks(make: Callable[[Session], Field], session: Session, page: Page) -> None:
    """The first letters of a composition remove the selected text; where no word comes, it stands there again."""
    field, other = make(session), TextField(session, "另一处")
    page(field, other)
    before = field.text_now()
    field.editor.setFocus()
    field.editor.selectAll()
    compose(field.editor, "shu")
    other.editor.setFocus()
    assert field.text_now() == before
    assert not field.editor.composing
    field.editor.setFocus()
    field.editor.selectAll()
    compose(field.editor, "shu")
    field.settle()
    assert field.text_now() == before
    assert not field.modified


@pytest.mark.parametrize("make", EVERY)
def test_a_composed_word_is_text(make: Callable[[Session], Field], session: Session, page: Page) -> None:
    field = make(session)
    page(field)
    field.editor.setFocus()
    field.editor.selectAll()
    compose(field.editor, "n")
    compose(field.editor, "nihao")
    compose(field.editor, "", "你好")
    compose(field.editor, "", "，")
    assert field.text_now() == "你好，"
    field.settle()
    assert field.place is not None
    assert "你好，" in str(stored(session, field.place))


@pytest.mark.parametrize("make", EVERY)
def test_a_word_done_while_the_next_begins_stays(
    make: Callable[[Session], Field], session: Session, page: Page
) -> None:
    field = make(session)
    page(field)
    field.editor.setFocus()
    field.editor.selectAll()
    compose(field.editor, "nihao")
    compose(field.editor, "a", "你好")
    field.settle()
    assert field.text_now() == "你好"


def test_a_composition_the_input_method_finishes_is_committed(
    session: Session, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = prose_field(session)
    page(field)
    field.editor.setFocus()
    compose(field.editor, "shu")

    class Method:
        def commit(self) -> None:
            compose(field.editor, "", "树")

    monkeypatch.setattr(QGuiApplication, "inputMethod", staticmethod(Method))
    field.settle()
    assert stored(session, PURPOSE) == "树"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1,030.5", "1030.50"),
        ("１０３０．５", "1030.50"),
        (" 5 ", "5.00"),
        ("5万元", "5.00"),
        ("五万", "五万"),
        ("", ""),
    ],
)
def test_amounts(typed: str, kept: str, session: Session, page: Page, qtbot: QtBot) -> None:
    field = MoneyField(session, "fiscal_funds")
    field.bind(Place(1, field="fiscal_funds"))
    page(field)
    write(qtbot, field, typed)
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert stored(session, Place(1, field="fiscal_funds")) == kept
    assert field.text_now() == kept


def test_what_is_no_amount_is_found(session: Session, page: Page, qtbot: QtBot) -> None:
    field = money_field(session)
    page(field)
    write(qtbot, field, "五万")
    field.settle()
    field.show_findings(f for f in session.findings if f.place == BUDGET)
    assert field.mark.severity == "error"
    assert "不是金额" in field.toolTip()
    assert field.text_now() == "五万"


def test_percentages_keep_a_place_for_each_date(session: Session, page: Page, qtbot: QtBot) -> None:
    session.apply("清空", lambda v: edits.set_field(v, 1, "disbursement", ()))
    field = PercentField(session, "disbursement")
    field.bind(Place(1, field="disbursement", item=2))
    page(field)
    write(qtbot, field, "７５.0％")
    qtbot.keyClick(field.editor, Qt.Key.Key_Enter)
    assert stored(session, Place(1, field="disbursement")) == ("", "", "75", "")
    assert field.text_now() == "75"
    write(qtbot, field, "")
    qtbot.keyClick(field.editor, Qt.Key.Key_Delete)
    field.settle()
    assert stored(session, Place(1, field="disbursement")) == ""


def test_enter_goes_on_to_the_next_field(session: Session, page: Page, qtbot: QtBot) -> None:
    first, second = name_field(session), money_field(session)
    page(first, second)
    write(qtbot, first, "苗圃")
    qtbot.keyClick(first.editor, Qt.Key.Key_Return)
    assert stored(session, Place(1, field="name")) == "苗圃"
    assert second.editor.hasFocus()


def test_enter_in_running_text_is_a_line(session: Session, page: Page, qtbot: QtBot) -> None:
    field = prose_field(session)
    page(field)
    write(qtbot, field, "a")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(field.editor, "b")
    field.settle()
    assert stored(session, PURPOSE) == "a\nb"


def test_running_text_grows_without_scrolling(session: Session, page: Page, qtbot: QtBot) -> None:
    field = prose_field(session)
    page(field)
    low = field.height_for(240)
    with qtbot.waitSignal(field.grown):
        write(qtbot, field, "树" * 200)
    assert field.height_for(240) > 4 * low
    assert field.flow.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_undo_is_the_editors_while_something_is_typed(session: Session, page: Page, qtbot: QtBot) -> None:
    """Then it is the document's: the key goes on to the window, whose action takes the last step back."""
    field = money_field(session)
    window = page(field)
    asked = []
    action = window.addAction("撤销")
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(lambda: asked.append(1))
    write(qtbot, field, "8")
    qtbot.keyClick(field.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text_now() != "8"
    assert asked == []
    field.revert()
    write(qtbot, field, "9")
    field.settle()
    assert field.text_now() == "9.00"
    qtbot.keyClick(field.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text_now() == "9.00"
    assert asked == [1]


def test_an_open_editor_keeps_what_is_typed_when_the_volume_changes(session: Session, page: Page, qtbot: QtBot) -> None:
    field, quiet = money_field(session), prose_field(session)
    page(field, quiet)
    write(qtbot, field, "12")
    session.put("改", BUDGET, "6.00")
    session.put("改", PURPOSE, "植树")
    field.refresh()
    quiet.refresh()
    assert field.text_now() == "12"
    assert quiet.text_now() == "植树"
    field.revert()
    assert field.text_now() == "6.00"


def test_what_the_file_cannot_take_stays_in_the_editor(session: Session, page: Page, qtbot: QtBot) -> None:
    field = prose_field(session)
    page(field)
    write(qtbot, field, "x")
    session.document.path.unlink()
    with qtbot.waitSignal(session.failed):
        field.settle()
    assert field.text_now() == "x"
    assert field.modified


def test_binding_elsewhere_commits_first(session: Session, page: Page, qtbot: QtBot) -> None:
    field = prose_field(session)
    page(field)
    write(qtbot, field, "abc")
    field.bind(Place(1, field="name"))
    assert stored(session, PURPOSE) == "abc"
    assert field.text_now() == "行道树栽种"


def test_odd_characters_survive_being_looked_at(session: Session, page: Page, qtbot: QtBot) -> None:
    odd = "一\r\n二\u2028三\u00a0四\u2029五\ufdd0六"
    session.put("写", PURPOSE, odd)
    field = prose_field(session)
    page(field)
    field.editor.setFocus()
    field.settle()
    assert stored(session, PURPOSE) == odd


def test_findings_underline_their_characters(session: Session, page: Page) -> None:
    session.put("写", PURPOSE, "𠮷祥路植树")
    field = prose_field(session)
    page(field)
    field.show_findings([found(PURPOSE, "错字。", (1, 3), "warning"), found(PURPOSE, "别的。", severity="info")])
    waves = field.flow.extraSelections()
    assert [(w.cursor.selectionStart(), w.cursor.selectionEnd()) for w in waves] == [(2, 4)]  # 𠮷 takes two of Qt's
    assert field.mark.severity == "warning"
    field.select(None, (1, 3))
    assert field.flow.textCursor().selectedText() == "祥路"


def test_a_waived_finding_is_not_shown(session: Session, page: Page) -> None:
    field = prose_field(session)
    page(field)
    one = found(PURPOSE)
    field.show_findings([type(one)(one.check, one.severity, one.place, one.message, waived="上级原文")])
    assert field.mark.isHidden()


def test_the_note_stands_below_the_focused_field(session: Session, page: Page, qtbot: QtBot) -> None:
    field, other = prose_field(session), money_field(session)
    window = page(field, other)
    note = FieldNote(window)
    note.watch(field)
    note.watch(other)
    other.editor.setFocus()
    field.show_findings([found(PURPOSE, "文字太短。")])
    assert not note.isVisible()
    field.editor.setFocus()
    assert note.isVisible()
    assert note.text() == "● 文字太短。"
    assert note.geometry().top() >= field.geometry().bottom()
    other.editor.setFocus()
    assert not note.isVisible()


def test_marks_are_seen_on_light_and_dark() -> None:
    """WCAG's contrast of 4.5 to 1 between the mark and its ground."""

    def light(colour: object) -> float:
        parts = [part / 255 for part in colour.getRgb()[:3]]  # type: ignore[attr-defined]
        line = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2]

    for ground, ink in (("#ffffff", "#000000"), ("#f2f2f2", "#000000"), ("#1e1e1e", "#ffffff"), ("#2b2b2b", "#eeeeee")):
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, ground)
        palette.setColor(QPalette.ColorRole.Text, ink)
        for severity in ("error", "warning", "info"):
            a = light(severity_colour(severity, palette))
            b = light(palette.color(QPalette.ColorRole.Base))
            assert (max(a, b) + 0.05) / (min(a, b) + 0.05) >= 4.5, (ground, severity)


def test_a_code_is_seen_whole_at_every_width(session: Session, page: Page) -> None:
    code = "13039927P00512010018C"
    session.put("写", Place(1, field="code"), code)
    field = ProseField(session, "项目编码", flow=CodeLine())
    field.bind(Place(1, field="code"))
    page(field)
    field.setMinimumSize(0, 0)
    whole = field.font().pointSizeF()
    advance = QFontMetricsF(field.font()).horizontalAdvance(code) + 10
    one_line = field.height_for(1000)
    for share, lines, size in ((1.3, 1, whole), (0.96, 1, whole * 0.93), (0.87, 1, whole * 0.84), (0.6, 2, whole)):
        width = int(advance * share)
        field.resize(width, 60)
        QApplication.processEvents()
        assert field.editor.font().pointSizeF() == pytest.approx(size, rel=0.03)
        layout = field.flow.document().begin().layout()
        assert layout.lineCount() == lines
        assert (field.height_for(width) > 1.5 * one_line) is (lines > 1)


@pytest.mark.parametrize("kind", [text_field, prose_field])
def test_an_enter_that_is_held_since_elsewhere_writes_nothing(
    kind: Callable[[Session], Field], session: Session, page: Page, qtbot: QtBot
) -> None:
    field = kind(session)
    page(field)
    write(qtbot, field, "abc")
    field.editor.selectAll()
    entered: list[bool] = []
    field.editor.entered.connect(lambda: entered.append(True))
    held = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(field.editor, held)
    assert (field.editor.text_now(), entered) == ("abc", [])
    field.editor.setFocus()
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert field.editor.text_now() == "\n" or entered
