"""The goal sheet: laid out as the paper, written in with keys and mouse, always showing what the volume has."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.domain import edits
from editor.domain.entries import entry_at
from editor.domain.places import Place
from editor.ui.fields.field import Field
from editor.ui.grid.grid import IndicatorGrid
from editor.ui.sheet.curve import PlanCurve
from editor.ui.sheet.paper import LabelCell, PaperTable
from editor.ui.sheet.sheet import GoalSheet
from editor.ui.sheet.sums import SumLine
from tests.ui.fields.hands import compose, shown, write
from tests.ui.sheet.conftest import FIELDS, StandIn
from tests.work import calls

KEYS = ["code", "name", "budget", "fiscal_funds", "other_funds", "purpose"]


def at(sheet: GoalSheet, widget: Field | LabelCell) -> tuple[int, int, int, int]:
    corner = widget.mapTo(sheet, QPoint(0, 0))
    return corner.x(), corner.y(), widget.width(), widget.height()


def label(sheet: GoalSheet, text: str) -> LabelCell:
    return next(cell for cell in sheet.findChildren(LabelCell) if cell.accessibleName() == text)


def order(session: Session) -> list[int]:
    return [project.key for project in session.volume.projects]


def test_it_shows_what_the_volume_has(sheet: GoalSheet) -> None:
    for key in KEYS:
        assert sheet.field(key).text_now() == FIELDS[key]
    assert [sheet.field("disbursement", n).text_now() for n in range(4)] == ["0", "50", "75", "100"]
    assert sheet.field("goals").text_now().splitlines() == list(FIELDS["goals"])
    assert sheet.title.text == "1.行道树栽种"
    assert sheet.unit_line.combo.currentText() == "401001 青石县林业局本级"


@pytest.mark.parametrize("width", [640, 720, 1250])
def test_cells_stand_as_on_paper(width: int, sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    """Rows in line, columns in the form's proportions, the same left and right edge in every row."""
    sheet.resize(width, 700)
    table = next(iter(sheet.findChildren(PaperTable)))
    qtbot.waitUntil(lambda: table.width() > width * 0.8)
    qtbot.wait(20)
    code, name, budget, plan = (
        at(sheet, sheet.field(*key)) for key in (("code",), ("name",), ("budget",), ("disbursement", 3))
    )
    assert code[1] == name[1]
    assert budget[1] > code[1]
    assert plan[1] > at(sheet, sheet.field("purpose"))[1] > budget[1]
    right = {f[0] + f[2] for f in (name, plan, at(sheet, sheet.field("purpose")), at(sheet, sheet.field("goals")))}
    assert len(right) == 1
    widths = session.form.sheet.tables[0].widths
    share = (widths[1] + widths[2]) / sum(widths)
    assert code[2] == pytest.approx(table.width() * share, abs=6)
    for cell in sheet.findChildren(LabelCell):
        assert cell.heightForWidth(cell.width()) <= cell.height(), cell.text()


def test_nothing_is_clipped_with_larger_text(sheet: GoalSheet, qtbot: QtBot) -> None:
    font = QFont(sheet.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    sheet.setFont(font)
    qtbot.wait(30)
    for field in (sheet.field(key) for key in KEYS):
        assert field.height() >= field.height_for(field.width()), field.name
    for key in ("goals", "purpose"):
        assert sheet.field(key).height() >= sheet.field(key).height_for(sheet.field(key).width())


def test_a_long_amount_shrinks_into_its_column(sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    editor = sheet.field("other_funds").editor
    size = editor.font().pointSizeF()
    session.put("改", Place(1, field="other_funds"), "123456789012.34")
    assert editor.font().pointSizeF() < size
    session.put("改", Place(1, field="other_funds"), "1.00")
    assert editor.font().pointSizeF() == size


def test_the_head_stays_close_to_its_table(sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    session.put("读入", Place(1, field="title"), "行道树绩效目标表")
    sheet.resize(720, 900)
    qtbot.wait(20)
    table = sheet.findChildren(PaperTable)[0]
    assert table.mapTo(sheet, QPoint(0, 0)).y() < 6 * sheet.fontMetrics().height()


def test_the_title_follows_the_text_size(sheet: GoalSheet, qtbot: QtBot) -> None:
    (title,) = sheet.title.findChildren(QLabel)
    before, size = title.font().pointSizeF(), QApplication.font().pointSizeF()
    font = QApplication.font()
    try:
        font.setPointSizeF(size * 2)
        QApplication.setFont(font)
        qtbot.waitUntil(lambda: title.font().pointSizeF() == pytest.approx(before * 2))
        assert sheet.field("budget").editor.font().pointSizeF() == pytest.approx(size * 2)
    finally:
        font.setPointSizeF(size)
        QApplication.setFont(font)


def test_the_sheet_grows_with_its_text(sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    goals, purpose = sheet.field("goals"), sheet.field("purpose")
    before, height = at(sheet, goals)[1], purpose.height()
    write(qtbot, purpose, "树" * 300)
    qtbot.waitUntil(lambda: purpose.height() > height * 3)
    assert at(sheet, goals)[1] > before
    assert purpose.height() >= purpose.height_for(purpose.width())


def test_tab_goes_as_on_paper(sheet: GoalSheet, qtbot: QtBot) -> None:
    sheet.unit_line.combo.setFocus()
    seen = []
    for _ in range(11):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        parent = focus.parentWidget()
        seen.append(parent.place.field if isinstance(parent, Field) and parent.place else type(focus).__name__)
    plan = ["disbursement"] * 4
    assert seen == ["code", "name", "budget", "fiscal_funds", "other_funds", "purpose", *plan, "goals"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), StandIn)


def test_a_click_on_a_label_goes_to_its_field(sheet: GoalSheet, qtbot: QtBot) -> None:
    for text, key in (("预算数", ("budget", None)), ("6月底", ("disbursement", 1)), ("绩效目标", ("goals", None))):
        qtbot.mouseClick(label(sheet, text), Qt.MouseButton.LeftButton)
        assert sheet.field(*key).editor.hasFocus(), text


def test_the_running_check_follows_the_keys(sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    assert "合计相符 ✓" in sheet.said_of_sum()
    write(qtbot, sheet.field("budget"), "6")
    assert "相差 1.00" in sheet.said_of_sum()
    assert "▲" in sheet.said_of_sum()
    write(qtbot, sheet.field("other_funds"), "2")
    assert "合计相符 ✓" in sheet.said_of_sum()
    write(qtbot, sheet.field("budget"), "x")
    assert "自动核对" in sheet.said_of_sum()
    assert session.document.undo_names() == ("修改其他资金", "修改预算数")


def test_the_curve_follows_the_keys(sheet: GoalSheet, qtbot: QtBot) -> None:
    (curve,) = sheet.findChildren(PlanCurve)
    write(qtbot, sheet.field("disbursement", 1), "62.5")
    assert [None if share is None else float(share) for share in curve.shares] == [0, 62.5, 75, 100]
    write(qtbot, sheet.field("disbursement", 1), "xx")
    assert curve.shares[1] is None
    before = curve.grab().toImage()
    write(qtbot, sheet.field("disbursement", 1), "5")
    assert curve.grab().toImage() != before


def test_findings_show_at_their_fields(sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.findings_changed):
        write(qtbot, sheet.field("disbursement", 3), "95")
        sheet.settle()
        write(qtbot, sheet.field("budget"), "9")
        sheet.settle()
    assert sheet.field("disbursement", 3).mark.severity == "error"
    assert "100%" in sheet.field("disbursement", 3).toolTip()
    assert sheet.field("disbursement", 2).mark.severity != "error"
    assert sheet.field("budget").mark.severity == "error"
    assert sheet.field("code").findings == tuple(f for f in session.findings if f.place == Place(1, field="code"))


def test_undo_shows_at_once(sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    write(qtbot, sheet.field("purpose"), "abc")
    sheet.settle()
    session.undo()
    assert sheet.field("purpose").text_now() == FIELDS["purpose"]
    session.put("改名", Place(1, field="name"), "苗木")
    assert sheet.title.text == "1.苗木"
    assert sheet.field("name").text_now() == "苗木"


def test_another_project_is_bound_not_built(sheet: GoalSheet, session: Session, grid: StandIn, qtbot: QtBot) -> None:
    field = sheet.field("purpose")
    write(qtbot, field, "abc")
    sheet.set_project(8)
    assert entry_at(session.volume, Place(1, field="purpose")) == "abc"
    assert sheet.field("purpose") is field
    assert field.text_now() == ""
    assert sheet.title.text == "3.苗圃管护"
    assert grid.told[-1] == ("project", 8)
    assert field.editor.placeholderText() == "资金用途，必填"
    sheet.set_project(1)
    assert field.text_now() == "abc"


def test_a_composition_is_settled_before_the_next_project(sheet: GoalSheet, session: Session) -> None:
    name = sheet.field("name").editor
    name.setFocus()
    name.selectAll()
    compose(name, "miao")
    sheet.set_project(8)
    assert session.volume.project(1).name == "行道树栽种"
    assert session.document.undo_names() == ()


def test_a_classified_project_shows_its_name_and_why(sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    sheet.set_project(7)
    assert not sheet.field("budget").isVisible()
    assert sheet.classified_panel.isVisible()
    said = " ".join(part.text() for part in sheet.classified_panel.findChildren(QLabel))
    assert session.form.sheet.classified_text in said
    assert "不会保存" in said
    assert not sheet.title.lock.isEnabled()
    assert sheet.field("budget").place is None
    sheet.settle()
    assert session.document.undo_names() == ()


def test_a_neutral_name_of_another_form_can_be_changed(sheet: GoalSheet, session: Session) -> None:
    session.put("改", Place(7, field="name"), "某专项")
    sheet.set_project(7)
    combo = sheet.classified_panel.combo
    assert [combo.itemText(i) for i in range(combo.count())] == [*session.form.sheet.classified_names, "某专项"]
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert session.volume.project(7).name == session.form.sheet.classified_names[0]


def test_marking_classified_is_asked_and_shown(sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.classify_asked) as asked:
        qtbot.mouseClick(sheet.title.lock, Qt.MouseButton.LeftButton)
    assert asked.args == [1]
    session.classify(1, "专项业务经费")
    assert sheet.classified_panel.isVisible()
    assert sheet.title.text == "1.专项业务经费"


def test_without_a_project_it_says_what_to_do(sheet: GoalSheet, session: Session) -> None:
    session.apply("删", lambda v: edits.delete_projects(v, [1]))
    shown = [part.text() for part in sheet.findChildren(QLabel) if part.isVisible()]
    assert any("新增项目" in text for text in shown)
    sheet.settle()
    assert order(session) == [7, 8]


def test_a_new_unit_takes_the_project_behind_its_others(sheet: GoalSheet, session: Session) -> None:
    sheet.set_project(8)
    combo = sheet.unit_line.combo
    assert [combo.itemText(i) for i in range(combo.count())] == ["401001 青石县林业局本级", "401002 青石县苗圃"]
    combo.activated.emit(1)
    assert session.volume.project(8).unit == "401002"
    sheet.set_project(1)
    combo.activated.emit(1)
    assert order(session) == [7, 8, 1]
    assert session.document.undo_names() == ("修改所属单位", "修改所属单位")


def test_an_unknown_unit_is_said(sheet: GoalSheet, session: Session) -> None:
    session.apply("改", lambda v: edits.set_unit(v, 1, "999999"))
    assert "单位表中没有" in sheet.unit_line.combo.currentText()


def test_places_are_told_and_shown(sheet: GoalSheet, grid: StandIn, qtbot: QtBot) -> None:
    told: list[object] = []
    sheet.place_chosen.connect(lambda place, chars: told.append((place, chars)))
    sheet.show_place(Place(1, field="purpose"), (4, 7))
    assert told == []
    assert sheet.field("purpose").editor.hasFocus()
    assert sheet.field("purpose").flow.textCursor().selectedText() == FIELDS["purpose"][4:7]
    sheet.show_place(Place(1, field="goals", item=1), (0, 3))
    assert sheet.field("goals").items.textCursor().selectedText() == "成活率"
    sheet.show_place(Place(1, field="disbursement", item=2))
    assert sheet.field("disbursement", 2).editor.hasFocus()
    sheet.show_place(Place(1, row=3, field="target"), (1, 3))
    assert grid.told[-1] == (Place(1, row=3, field="target"), (1, 3))
    sheet.show_place(Place(8, field="budget"))
    assert sheet.project == 8
    assert told == []
    sheet.field("code").editor.setFocus()
    assert told == [(Place(8, field="code"), None)]
    grid.place_chosen.emit(Place(8, row=9, field="target"), None)
    assert told[-1] == (Place(8, row=9, field="target"), None)


def test_a_field_out_of_sight_is_scrolled_to(sheet: GoalSheet, qtbot: QtBot) -> None:
    sheet.resize(720, 260)
    qtbot.wait(20)
    sheet.show_place(Place(1, field="goals"))
    top = at(sheet, sheet.field("goals"))[1]
    assert 0 <= top < sheet.height()
    sheet.show_place(Place(1, field="code"))
    assert 0 <= at(sheet, sheet.field("code"))[1] < sheet.height()


def test_a_title_from_a_source_can_be_put_right(sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    assert not sheet.field("title").isVisible()
    session.put("读入", Place(1, field="title"), "行道树绩效目标表")
    assert sheet.field("title").isVisible()
    sheet.show_place(Place(1, field="title"))
    sheet.field("title").editor.selectAll()
    qtbot.keyClick(sheet.field("title").editor, Qt.Key.Key_Delete)
    sheet.settle()
    assert "title" not in session.volume.project(1).fields
    assert sheet.title.text == "1.行道树栽种"


def test_the_wheel_scrolls_past_the_unit(sheet: GoalSheet, session: Session) -> None:
    combo = sheet.unit_line.combo
    middle = QPointF(combo.rect().center())
    down = QPoint(0, -120)
    wheel = QWheelEvent(
        middle, combo.mapToGlobal(middle), down, down, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, wheel)
    assert not wheel.isAccepted()  # so it goes on to the page
    assert combo.currentIndex() == 0
    assert session.volume.project(1).unit == "401001"


def test_the_real_grid_stands_on_the_page(session: Session, qtbot: QtBot) -> None:
    """As high as its rows, scrolled with the page to the cell that is gone to, silent when it is shown a place."""
    grid = IndicatorGrid(session)
    sheet = GoalSheet(session, grid)
    sheet.resize(720, 300)
    sheet.set_project(1)
    shown(qtbot, sheet)
    qtbot.waitUntil(lambda: grid.height() == grid.sizeHint().height())
    told: list[object] = []
    sheet.place_chosen.connect(lambda *said: told.append(said))
    target = Place(1, row=5, field="target")
    sheet.show_place(target)

    def in_view() -> bool:
        cell = grid.visualRect(grid.currentIndex())
        return 0 <= grid.viewport().mapTo(sheet, cell.topLeft()).y() <= sheet.height() - cell.height()

    qtbot.waitUntil(in_view)
    assert told == []
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert told == [(Place(1, row=4, field="target"), None)]
    sheet.set_project(8)
    assert grid.indicators.rowCount() == 0


def test_long_names_wrap_and_elide(sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    name = "青石县城区主要街道行道树补植与病虫害综合防治及养护设施更新改造专项经费（第二期）" * 2
    height = sheet.field("name").height()
    session.put("改", Place(1, field="name"), name)
    qtbot.waitUntil(lambda: sheet.field("name").height() > height)
    assert sheet.title.text == f"1.{name}"
    assert any("…" in part.text() and part.toolTip() == f"1.{name}" for part in sheet.title.findChildren(QLabel))


def test_switching_among_thousands_is_quick(sheet: GoalSheet, session: Session, qtbot: QtBot) -> None:
    """What a switch costs does not follow from how many projects there are."""
    base = session.volume.projects[0]
    many = tuple(replace(base, key=100 + 10 * i, indicators=()) for i in range(4_000))

    def switching(count: int) -> int:
        session.apply("很多", lambda v: replace(v, projects=many[:count]))
        session.findings  # noqa: B018
        sheet.set_project(many[0].key)
        keys = [many[i].key for i in range(0, count, count // 10)]
        return calls(lambda: [sheet.set_project(key) for key in keys])

    few = switching(40)
    assert 1_000 < switching(4_000) < few * 1.2


def test_lock_and_sum_follow_light_and_dark(sheet: GoalSheet) -> None:
    sheet.window().setPalette(QPalette())
    line = next(iter(sheet.findChildren(SumLine)))

    def seen() -> tuple[str, str]:
        lock = sheet.title.lock.icon().pixmap(16).toImage()
        return lock.pixelColor(8, 11).name(), line.palette().color(QPalette.ColorRole.WindowText).name()

    light = seen()
    dark = QPalette(QColor("#383838"), QColor("#2b2b2b"))
    sheet.window().setPalette(dark)
    assert seen()[0] == dark.color(QPalette.ColorRole.WindowText).name() != light[0]
    assert seen()[1] != light[1]
    sheet.window().setPalette(QPalette())
    assert seen() == light
