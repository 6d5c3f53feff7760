"""The page of pictures: what it says, where a click goes, how the keys walk, what is drawn again."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.checks.engine import Checker
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Project, Volume
from editor.ui.overview.page import OverviewPage
from editor.ui.overview.picture import Picture
from editor.ui.overview.rows import RowsPicture
from tests.budget.made_up import unit
from tests.ui.conftest import OpenSession
from tests.ui.volumes import volume_with

LONG = "农村公路水毁修复与安全生命防护工程及桥梁定期检测专项资金（含上年结转）"


def many(count: int) -> Volume:
    plans = (("0", "50", "75", "100"), ("25", "25", "90", "100"), ("80", "90", "100", "100"))
    projects = tuple(
        Project(
            i,
            "401001",
            fields=Fields({"name": f"{LONG}{i}", "budget": f"{i}.00", "disbursement": plans[i % 3]}),
        )
        for i in range(1, count + 1)
    )
    return replace(volume_with(), projects=projects)


Show = Callable[..., OverviewPage]


@pytest.fixture
def show(qtbot: QtBot, open_session: OpenSession) -> Show:
    def make(volume: Volume | None = None, width: int = 1200) -> OverviewPage:
        page = OverviewPage(open_session(volume))
        qtbot.addWidget(page)
        page.resize(width, 700)
        page.show()
        settle(qtbot, page)
        return page

    return make


def settle(qtbot: QtBot, page: OverviewPage) -> None:
    """Layouts tell each other of new sizes by posted events."""
    qtbot.waitUntil(page.isVisible)
    for _ in range(6):
        qtbot.wait(1)


def session_of(page: OverviewPage) -> Session:
    return page._session


def click(qtbot: QtBot, picture: Picture, index: int) -> None:
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.marks[index].rect.center().toPoint())


def test_a_bar_leads_to_its_project(qtbot: QtBot, show: Show) -> None:
    page = show(many(5))
    with qtbot.waitSignal(page.place_chosen) as told:
        click(qtbot, page.projects.picture, 0)
    assert told.args == [Place(5), None]
    assert page.projects.picture.rows[0].end == "5.00"


def test_a_unit_leads_to_itself(qtbot: QtBot, show: Show) -> None:
    page = show(many(5))
    with qtbot.waitSignal(page.place_chosen) as told:
        click(qtbot, page.units.picture, 0)
    assert told.args[0] == Place(unit="401001")
    assert page.units.picture.rows[0].end == "15.00"


@pytest.mark.parametrize("count", [40, 400])
def test_many_projects_are_a_few_bars_and_a_rest_that_opens(qtbot: QtBot, show: Show, count: int) -> None:
    page = show(many(count))
    picture = page.projects.picture
    assert [row.name for row in picture.rows][-1] == f"其余 {count - 12} 个项目"
    assert len(picture.rows) == 13
    heights = picture.height()
    click(qtbot, picture, 12)
    settle(qtbot, page)
    assert [row.name for row in picture.rows][36:] == [f"其余 {count - 36} 个项目", "只看前几项"]
    assert picture.height() > heights
    assert page.projects.height() > picture.height()


def test_a_rest_that_was_opened_closes_again(qtbot: QtBot, show: Show) -> None:
    page = show(many(20))
    picture = page.projects.picture
    click(qtbot, picture, 12)
    assert [row.name for row in picture.rows][-2:] == [f"1. {LONG}1", "只看前几项"]
    settle(qtbot, page)
    click(qtbot, picture, 20)
    assert len(picture.rows) == 13


def test_a_point_of_the_curve_lists_who_goes_their_own_way(qtbot: QtBot, show: Show) -> None:
    page = show(many(3))  # 1: 25…, 2: 80…, 3: 0…; together (1·25 + 2·80) / 6 = 30.8 %
    plan = page.plans[0]
    click(qtbot, plan.curve, 0)
    settle(qtbot, page)
    assert [row.end for row in plan.list.rows[1:]] == ["80%，快 49 点", "0%，慢 31 点"]
    with qtbot.waitSignal(page.place_chosen) as told:
        click(qtbot, plan.list, 0)
    assert told.args[0] == Place(2, field="disbursement", item=0)
    click(qtbot, plan.curve, 0)
    assert plan.list.rows == ()


def test_a_kind_of_findings_leads_to_its_first(qtbot: QtBot, show: Show) -> None:
    page = show()
    found = session_of(page).findings
    kinds = page.kinds.picture
    row = next(i for i, row in enumerate(kinds.rows) if row.name == "绩效指标")
    part = kinds.rows[row].parts[0]
    first = next(f for f in found if f.check.startswith("IND") and f.severity == part.ink)
    mark = next(i for i, mark in enumerate(kinds.marks) if mark.target == part.target)
    with qtbot.waitSignal(page.place_chosen) as told:
        click(qtbot, kinds, mark)
    assert told.args == [first.place, first.chars]
    with qtbot.waitSignal(page.place_chosen) as told:  # the name at the left means the gravest
        y = int(kinds.marks[mark].rect.center().y())
        qtbot.mouseClick(kinds, Qt.MouseButton.LeftButton, pos=QPoint(8, y))
    assert told.args[0] == first.place


def test_a_gap_leads_to_the_section(qtbot: QtBot, show: Show) -> None:
    page = show()
    gaps = page.gaps.picture
    assert gaps.rows[0].name == "· 总体绩效目标还没有写"
    with qtbot.waitSignal(page.place_chosen) as told:
        click(qtbot, gaps, 0)
    assert told.args[0] == Place(section="overall_goal")


def test_keys_walk_over_the_marks_and_choose(qtbot: QtBot, show: Show) -> None:
    page = show(many(5))
    picture = page.projects.picture
    picture.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(picture, key)
    with qtbot.waitSignal(page.place_chosen) as told:
        qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert told.args[0] == Place(4)
    assert "4.00 万元" in picture.accessibleDescription()
    qtbot.keyClick(picture, Qt.Key.Key_End)
    with qtbot.waitSignal(page.place_chosen) as told:
        qtbot.keyClick(picture, Qt.Key.Key_Space)
    assert told.args[0] == Place(1)


def test_walking_scrolls_the_mark_into_view(qtbot: QtBot, show: Show) -> None:
    page = show(many(30), width=700)
    page.resize(700, 300)
    settle(qtbot, page)
    picture = page.projects.picture
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_End)
    top = picture.mapTo(page.viewport(), picture.marks[-1].rect.topLeft().toPoint()).y()
    assert 0 <= top <= page.viewport().height() - picture.marks[-1].rect.height()


def test_an_edit_shows_and_leaves_other_pictures_alone(qtbot: QtBot, show: Show) -> None:
    page = show(many(5))
    rows, plan = page.projects.picture.rows, page.plans[0].curve.plan
    session_of(page).put("修改资金用途", Place(3, field="purpose"), "养护县道")
    qtbot.waitUntil(lambda: page.figures is not None and "资金用途没有填" in {g.text for g in page.figures.gaps})
    assert page.projects.picture.rows is rows
    assert page.plans[0].curve.plan is plan
    session_of(page).put("修改预算数", Place(3, field="budget"), "99.00")
    qtbot.waitUntil(lambda: page.projects.picture.rows[0].end == "99.00")


def test_a_hidden_page_works_nothing_out(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session(many(3))
    page = OverviewPage(session)
    qtbot.addWidget(page)
    with qtbot.waitSignal(session.findings_changed):
        session.put("修改预算数", Place(3, field="budget"), "99.00")
    assert page.figures is None


@pytest.mark.parametrize("width", [700, 1200])
@pytest.mark.parametrize("size", [9, 13, 18])
def test_nothing_is_cut_off_at_any_size(qtbot: QtBot, show: Show, width: int, size: int) -> None:
    page = show(many(40), width)
    font = page.font()
    font.setPointSize(size)
    page.setFont(font)
    settle(qtbot, page)
    assert page.widget().width() <= page.viewport().width()
    for card in page.cards:
        for picture in card.findChildren(Picture):
            if picture.isVisible():
                assert picture.height() >= picture.height_wanted() - 1
                assert picture.geometry().bottom() <= card.height()
                assert all(mark.rect.left() >= 0 and mark.rect.right() <= picture.width() + 1 for mark in picture.marks)
    below = sorted((card.geometry() for card in page.cards if card.isVisible()), key=lambda g: (g.left(), g.top()))
    assert all(a.bottom() < b.top() for a, b in zip(below, below[1:], strict=False) if a.left() == b.left())


def test_two_columns_where_there_is_room(qtbot: QtBot, show: Show) -> None:
    page = show(many(5), 1200)
    font = page.font()
    font.setPointSize(9)
    page.setFont(font)
    settle(qtbot, page)
    assert page.units.x() > page.states.x()
    page.resize(700, 600)
    settle(qtbot, page)
    assert page.units.x() == page.states.x()


def test_each_kind_of_bar_has_a_pattern_of_its_own(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """With black for every colour the parts still differ."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from editor.ui.overview import inks

    monkeypatch.setattr(inks, "ink_colour", lambda ink, palette: QColor("black"))

    def drawn(ink: inks.Ink) -> bytes:
        image = QImage(40, 20, QImage.Format.Format_Grayscale8)
        image.fill(QColor("white"))
        painter = QPainter(image)
        inks.fill(painter, QRectF(2, 2, 30, 12), ink, QPalette())
        painter.end()
        return bytes(image.constBits())

    states = [drawn(ink) for ink in ("error", "warning", "complete", "classified")]
    assert len(set(states)) == 4
    assert len({drawn(ink) for ink in ("error", "warning", "info")}) == 3
    assert drawn("amount") != drawn("rest")


def test_long_names_are_cut_in_the_middle_and_told_whole(show: Show) -> None:
    picture: RowsPicture = show(many(3), 700).projects.picture
    assert LONG in picture.marks[0].target.text
    assert picture.fontMetrics().horizontalAdvance(picture.rows[0].name) > picture.width() * 0.4


def test_an_empty_volume_is_told_what_comes_next(show: Show) -> None:
    page = show(replace(volume_with(), projects=(), units=()))
    assert "新增" in page.summary
    assert "单位" in page.units.words
    assert not page.projects.isVisible()
    assert page.gaps.picture.rows


def test_projects_without_plans_say_so(show: Show) -> None:
    bare = Project(1, "401001", fields=Fields({"name": "养护"}))
    page = show(replace(volume_with(), projects=(bare,)))
    assert "支出计划" in page.plans[0].words
    assert "预算数" in page.projects.words
    assert not page.plans[0].curve.isVisible()


def test_show_place_goes_to_the_bar_of_a_project(qtbot: QtBot, show: Show) -> None:
    page = show(many(5))
    told: list[object] = []
    page.place_chosen.connect(lambda *args: told.append(args))
    page.show_place(Place(2, field="budget"))
    current = page.projects.picture.current
    assert current is not None
    assert current.target.place == Place(2)
    assert told == []


def test_findings_that_are_still_looked_for_are_not_none(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session(many(3))
    page = OverviewPage(session)
    qtbot.addWidget(page)
    session.derived.prepare(session.volume)
    page.show()
    assert "正在核对" in page.kinds.words
    assert "没有发现问题" not in page.kinds.words
    qtbot.waitUntil(lambda: bool(page.kinds.picture.rows), timeout=20_000)
    assert "正在核对" not in page.kinds.words


def test_no_findings_are_told_so(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checker, "follow", lambda self, volume: {})
    page = show(many(2))
    assert "没有发现问题" in page.kinds.words
    assert [row.name for row in page.states.picture.rows] == ["✓ 没有问题"]


def test_a_publication_shows_its_charts_and_what_it_lacks(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session(unit())
    page = OverviewPage(session)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    income = page.charts["income"].picture
    assert [row.name for row in income.rows][:2] == ["一般公共预算", "政府性基金预算"]
    assert income.rows[0].end == "449.16　94.68%"
    gone: list[Place] = []
    page.place_chosen.connect(lambda place, chars: gone.append(place))
    income.chosen.emit(income.marks[0].target)
    assert gone == [Place(table="t1", line="general", field="now")]
    assert page.figures is not None
    gaps = [gap.text for gap in page.figures.gaps]
    assert "收入预算情况说明还没有写" not in gaps
    assert "主管部门及代码没有填" in gaps
    session.put("填", Place(field="ministry_coded"), "205-某厅")
    page.refresh()
    assert "主管部门及代码没有填" not in [gap.text for gap in page.figures.gaps]
