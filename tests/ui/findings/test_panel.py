"""The findings panel as the clerk uses it: look, go there, put right, set aside."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from editor.bridge.findings_model import COUNTS, FINDING, GROUP
from editor.bridge.session import Session
from editor.checks.finding import Finding
from editor.domain.budget_edits import set_override
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Indicator, Project, Section, Unit, Volume
from editor.forms.place_words import place_words
from editor.ui.findings.delegate import FindingDelegate, Index
from editor.ui.findings.excerpt import excerpts
from editor.ui.findings.panel import FindingsPanel
from editor.ui.help.topic import set_topic, topic_at
from tests.checks.budget_unit import clean


def volume() -> Volume:
    def project(key: int, name: str, plan: tuple[str, ...], purpose: str) -> Project:
        entries = {"name": name, "budget": "5.00", "disbursement": plan, "purpose": purpose}
        row = Indicator(
            key + 1, Fields({"level1": "产出指标", "level2": "数量指标", "level3": "株数", "target": "≥95株"})
        )
        return Project(key, "401001", fields=Fields(entries), indicators=(row,))

    projects = (
        project(1, "行道树栽种", ("0", "50", "75", "100"), "购买树苗,雇用人工,养护一年。"),
        project(10, "苗圃管护", ("0", "50", "75", "90"), "圃地翻耕,施肥,浇水。"),
    )
    sections = (Section("safeguards", ("专账核算,按进度支付。",)),)
    return Volume("hebei-2023", 2027, "青石县林业局", (Unit("401001", "青石县林业局本级"),), sections, projects)


@pytest.fixture
def panel(open_session: object, qtbot: QtBot) -> FindingsPanel:
    session: Session = open_session(volume())  # type: ignore[operator]
    panel = FindingsPanel(session)
    panel.resize(300, 620)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def session_of(panel: FindingsPanel) -> Session:
    return panel._session


def found(panel: FindingsPanel, check: str, project: int | None = None) -> Finding:
    return next(f for f in session_of(panel).findings if f.check == check and f.place.project == project)


def select(panel: FindingsPanel, finding: Finding) -> None:
    index = panel.model.index_of(finding)
    panel.view.setCurrentIndex(index)
    panel.view.scrollTo(index)


def test_a_click_goes_to_the_place_and_its_characters(panel: FindingsPanel, qtbot: QtBot) -> None:
    finding = found(panel, "TXT-04", 10)
    select(panel, finding)
    at = panel.view.visualRect(panel.model.index_of(finding)).topLeft()
    with qtbot.waitSignal(panel.place_chosen) as told:
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at.__class__(at.x() + 40, at.y() + 12))
    assert told.args == [finding.place, finding.chars]
    assert finding.chars is not None


def test_enter_goes_there(panel: FindingsPanel, qtbot: QtBot) -> None:
    select(panel, found(panel, "PLN-03", 10))
    with qtbot.waitSignal(panel.place_chosen) as told:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert told.args is not None
    assert told.args[0] == Place(10, field="disbursement", item=3)


def test_a_click_on_the_fix_in_the_row_puts_it_right(panel: FindingsPanel, qtbot: QtBot) -> None:
    finding = found(panel, "PLN-03", 10)
    select(panel, finding)
    point = panel.view.fix_point(panel.model.index_of(finding))
    assert point is not None
    with qtbot.assertNotEmitted(panel.place_chosen), qtbot.waitSignal(panel.model.refreshed):
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    session = session_of(panel)
    assert session.volume.project(10).fields["disbursement"] == ("0", "50", "75", "100")
    assert session.document.undo_names()[0] == "改为100%"
    assert not panel.model.index_of(finding).isValid()


def test_all_of_one_kind_in_one_step(panel: FindingsPanel, qtbot: QtBot) -> None:
    session = session_of(panel)
    start = session.volume
    select(panel, found(panel, "TXT-04", 1))
    assert panel.details.fix_all.isVisible()
    same = [f for f in session.findings if f.check == "TXT-04"]
    assert panel.details.fix_all.text() == f"全部修正同类（{len(same)}）"
    with qtbot.waitSignal(panel.model.refreshed):
        qtbot.mouseClick(panel.details.fix_all, Qt.MouseButton.LeftButton)
    assert [f for f in session.findings if f.check == "TXT-04"] == []
    assert session.volume.project(10).fields.text("purpose") == "圃地翻耕，施肥，浇水。"
    session.undo()
    assert session.volume == start


def test_what_a_fix_changes_is_shown_first(panel: FindingsPanel) -> None:
    select(panel, found(panel, "PLN-03", 10))
    assert "<s>" in panel.details._change.text()
    assert " → " in panel.details._change.text()


def test_set_aside_with_a_reason_and_back(panel: FindingsPanel, qtbot: QtBot) -> None:
    finding = found(panel, "TXT-04", 10)
    counted = panel.counts["info"]
    select(panel, finding)
    qtbot.mouseClick(panel.details.waive, Qt.MouseButton.LeftButton)
    assert not panel.details.agree.isEnabled()
    panel.details.reason.setEditText("照抄上级")
    with qtbot.waitSignal(panel.model.refreshed):
        qtbot.keyClick(panel.details.reason.lineEdit(), Qt.Key.Key_Return)
    waived = found(panel, "TXT-04", 10)
    assert waived.waived == "照抄上级"
    assert panel.counts["info"] < counted
    select(panel, waived)
    assert panel.details.unwaive.isVisible()
    assert not panel.details.fix.isVisible()
    with qtbot.waitSignal(panel.model.refreshed):
        qtbot.mouseClick(panel.details.unwaive, Qt.MouseButton.LeftButton)
    assert found(panel, "TXT-04", 10).waived is None
    select(panel, found(panel, "TXT-04", 10))
    panel.details.ask_reason()
    assert "照抄上级" not in [panel.details.reason.itemText(i) for i in range(panel.details.reason.count())]


def test_reasons_given_before_come_first(panel: FindingsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.model.refreshed):
        panel.waive(found(panel, "TXT-04", 10), "照抄上级")
    select(panel, found(panel, "TXT-04", 1))
    panel.details.ask_reason()
    assert panel.details.reason.itemText(0) == "照抄上级"
    assert panel.details.reason.currentText() == ""


def test_a_hard_error_cannot_be_set_aside(panel: FindingsPanel) -> None:
    select(panel, found(panel, "PLN-03", 10))
    assert not panel.details.waive.isVisible()
    assert "不能忽略" in panel.details._rule.text()


def test_the_details_name_rule_and_example(panel: FindingsPanel) -> None:
    select(panel, found(panel, "TXT-04", 10))
    assert "依据：" in panel.details._rule.text()
    assert "例：" in panel.details._rule.text()


def test_f8_goes_round(panel: FindingsPanel, qtbot: QtBot) -> None:
    seen = []
    panel.place_chosen.connect(lambda place, chars: seen.append((place, chars)))
    findings = session_of(panel).findings
    for _ in findings:
        panel.next()
    assert seen == [(f.place, f.chars) for f in findings]
    panel.previous()
    assert seen[-1] == seen[-3]


def test_this_sheet_only(panel: FindingsPanel) -> None:
    panel.show_place(Place(10, field="purpose"))
    panel.scope.setCurrentIndex(1)
    assert panel.model.rowCount() == 1
    assert panel.view.currentIndex().data(FINDING).place == Place(10, field="purpose")
    panel.show_place(Place(section="safeguards", item=0))
    assert panel.view.model().index(0, 0).data() == "整册"


def test_only_errors(panel: FindingsPanel, qtbot: QtBot) -> None:
    for severity in ("warning", "info"):
        qtbot.mouseClick(panel.toggles[severity], Qt.MouseButton.LeftButton)  # type: ignore[index]
    index, severities = panel.model.neighbour(panel.model.index(-1, 0), 1), set()
    for _ in range(50):
        severities.add(index.data(FINDING).severity)
        index = panel.model.neighbour(index, 1)
    assert severities == {"error"}
    assert panel.toggles["info"].text().endswith(str(panel.counts["info"]))


def test_the_first_error_is_found_whatever_is_filtered(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.toggles["error"].setChecked(False)
    with qtbot.waitSignal(panel.place_chosen) as told:
        panel.first_error()
    first = next(f for f in session_of(panel).findings if f.severity == "error")
    assert told.args == [first.place, first.chars]


def test_nothing_to_say_is_said(open_session: object, qtbot: QtBot) -> None:
    session: Session = open_session(volume())  # type: ignore[operator]
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    for toggle in panel.toggles.values():
        toggle.setChecked(False)
    assert panel._stack.currentIndex() == 0
    assert panel._nothing.text() == "这里没有要显示的问题"


def test_the_first_check_goes_on_beside_the_window(open_session: object, qtbot: QtBot) -> None:
    session: Session = open_session(volume())  # type: ignore[operator]
    with qtbot.waitSignals([session.findings_changed, session.pages_changed]):
        session.derived.prepare(session.volume)
        assert session.findings == ()
        panel = FindingsPanel(session)
        qtbot.addWidget(panel)
        assert panel._nothing.text() == "正在核对…"
    assert panel.model.rowCount() > 0


def test_rows_are_as_high_as_their_text(panel: FindingsPanel, qtbot: QtBot) -> None:
    index = panel.model.index_of(found(panel, "TXT-04", 10))
    narrow = panel.view.visualRect(index).height()
    panel.resize(700, 620)
    qtbot.waitUntil(lambda: panel.view.visualRect(index).height() <= narrow)
    wide = panel.view.visualRect(index).height()
    assert wide < narrow or narrow < 5 * panel.fontMetrics().height()


def test_excerpts_show_what_differs_and_a_little_around_it() -> None:
    text = "一" * 40
    before, after = excerpts(f"{text},{text}", f"{text}，{text}")
    assert (before, after) == (f"…{'一' * 14}<s>,</s>{'一' * 14}…", f"…{'一' * 14}<b>，</b>{'一' * 14}…")
    assert excerpts("", "<5") == ("（空）", "<b>&lt;5</b>")


def test_the_panel_is_no_window_of_its_own(panel: FindingsPanel) -> None:
    stray = [w for w in panel.findChildren(QWidget) if w.isWindow() and w.isVisible()]
    assert stray == []


def test_the_details_are_read_without_scrolling_on_a_low_screen(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.resize(300, 262)
    select(panel, found(panel, "PLN-03", 10))
    qtbot.waitUntil(lambda: panel.details.height() >= 130)
    row = panel.view.visualRect(panel.view.currentIndex())
    assert panel.view.viewport().rect().intersects(row)
    panel.details.parentWidget().splitterMoved.emit(200, 1)  # type: ignore[union-attr]
    panel.details.parentWidget().setSizes([180, 50])  # type: ignore[union-attr]
    select(panel, found(panel, "TXT-04", 10))
    assert panel.details.height() < 130


def test_f1_explains_the_check_of_the_finding(panel: FindingsPanel) -> None:
    set_topic(panel, "checking")
    assert topic_at(panel.view) == "checking"
    select(panel, found(panel, "PLN-03", 10))
    assert topic_at(panel.view) == topic_at(panel.details.fix) == "check:PLN-03"
    panel.view.setCurrentIndex(QModelIndex())
    assert topic_at(panel.view) == "checking"


def test_a_click_goes_to_what_was_pressed_also_when_the_details_move_the_rows(
    panel: FindingsPanel, qtbot: QtBot
) -> None:
    panel.resize(300, 262)
    chosen: list[Place] = []
    panel.place_chosen.connect(lambda place, _: chosen.append(place))
    panel.view.scrollToBottom()
    QApplication.processEvents()
    port = panel.view.viewport()
    where = next(
        panel.view.visualRect(index).center()
        for y in range(port.height() - 8, 0, -4)
        if (index := panel.view.indexAt(QPoint(60, y))).data(FINDING) is not None
        and panel.view.visualRect(index).bottom() < port.height()
    )
    finding = panel.view.indexAt(where).data(FINDING)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    QApplication.processEvents()
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    QApplication.processEvents()
    assert chosen == [finding.place]
    assert panel.details.finding == finding
    assert port.rect().intersects(panel.view.visualRect(panel.view.currentIndex()))


class Counting(FindingDelegate):
    """Counts the rows it measures."""

    measured = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        self.measured += 1
        return super().sizeHint(option, index)


def test_far_away_in_thousands_the_rows_between_are_not_measured(open_session: object, qtbot: QtBot) -> None:
    """Neither where another finding is selected, nor where a group changes that nobody sees."""
    fields = Fields({"name": "苗圃管护", "budget": "5.00", "disbursement": ("0", "50", "75", "90")})
    many = tuple(Project(key, "401001", fields=fields) for key in range(1, 501))
    session: Session = open_session(replace(volume(), projects=many))  # type: ignore[operator]
    panel = FindingsPanel(session)
    delegate = Counting(panel.view)
    panel.view.setItemDelegate(delegate)
    panel.resize(300, 620)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitExposed(panel)
    QApplication.processEvents()
    assert 0 < delegate.measured < 100
    for shown in (5, 450, 250):
        delegate.measured = 0
        panel.show_place(Place(shown, field="disbursement"))
        QApplication.processEvents()
        assert delegate.measured < 200
        delegate.measured = 0
        with qtbot.waitSignal(panel.model.refreshed):
            session.put("改", Place(100, field="disbursement"), ("0", "50", str(75 + shown % 7), "100"))
        assert delegate.measured < 200
    counts = {panel.model.index(i, 0).data(GROUP): panel.model.index(i, 0).data(COUNTS) for i in range(500)}
    assert counts[100] != counts[101]


def test_every_finding_gone_to_is_seen_whole(panel: FindingsPanel) -> None:
    panel.resize(300, 250)
    QApplication.processEvents()
    for _ in range(len(session_of(panel).findings)):
        panel.next()
        QApplication.processEvents()
        row = panel.view.visualRect(panel.view.currentIndex())
        port = panel.view.viewport().rect()
        assert row.isValid()
        assert row.top() >= 0
        assert row.bottom() <= port.bottom() or row.top() == 0


def test_what_is_chosen_stays_chosen_when_thousands_are_shown_anew(open_session: object, qtbot: QtBot) -> None:
    fields = Fields({"name": "苗圃管护", "budget": "5.00", "disbursement": ("0", "50", "75", "90")})
    many = tuple(Project(key, "401001", fields=fields) for key in range(1, 501))
    session: Session = open_session(replace(volume(), projects=many))  # type: ignore[operator]
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    resets: list[int] = []
    panel.model.modelReset.connect(lambda: resets.append(1))
    chosen = found(panel, "PLN-03", 300)
    select(panel, chosen)
    panel.toggles["info"].setChecked(False)
    assert resets == [1]
    assert panel.view.currentIndex().data(FINDING) == chosen
    assert panel.details.finding == chosen
    panel.toggles["error"].setChecked(False)
    assert not panel.view.currentIndex().isValid()
    assert not panel.details.isVisible()


def test_a_finding_of_two_tables_leads_to_both(open_session: object, qtbot: QtBot) -> None:
    typed = set_override(clean(), Place(table="t6", line="total", field="total"), "1.00")
    session: Session = open_session(typed)  # type: ignore[operator]
    panel = FindingsPanel(session)
    panel.resize(320, 640)
    qtbot.addWidget(panel)
    panel.show()
    finding = next(f for f in session.findings if f.other is not None)
    select(panel, finding)
    qtbot.waitUntil(panel.details.other.isVisible)
    assert place_words(session.form, session.volume, finding.other) in panel.details.other.toolTip()  # type: ignore[arg-type]
    with qtbot.waitSignal(panel.place_chosen) as told:
        panel.details.other.click()
    assert told.args == [finding.other, None]
    alone = next((f for f in session.findings if f.other is None), None)
    panel.details.show_finding(alone)
    assert not panel.details.other.isVisible()
