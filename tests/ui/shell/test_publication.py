"""A whole publication in the window: every line of the tree has its page, and places find each other."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from editor.app.shell import Shell
from editor.app.workspace import Workspace
from editor.bridge.found import Found
from editor.bridge.session import Session
from editor.bridge.tally import Tally
from editor.bridge.tree_model import MARK_ROLE, NAME_COLUMN, PLACE_ROLE, TreeModel
from editor.checks.finding import Finding
from editor.document.document import create_document
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.ui.budget.page import BudgetPage
from editor.ui.dialogs.new_volume import NewVolumeDialog
from editor.ui.preview.panel import PreviewPanel
from tests.budget.made_up import sheets, unit
from tests.ui.shell.conftest import PACKS

FORM = PACKS.form("shanxi-2026")


@pytest.fixture
def open_publication(shell: Shell, tmp_path: Path, qtbot: QtBot) -> Shell:
    made = unit()
    _take(shell, qtbot, replace(made, projects=sheets(made)), tmp_path)
    return shell


def _take(shell: Shell, qtbot: QtBot, volume: Volume, folder: Path) -> None:
    path = folder / "公开.jixiao"
    create_document(path, volume).close()
    shell.files.take([path])
    qtbot.waitUntil(lambda: shell.workspace is not None)


def opened(shell: Shell) -> tuple[Session, Workspace]:
    assert shell.desk.session is not None
    assert shell.workspace is not None
    return shell.desk.session, shell.workspace


def lines(model: TreeModel, parent: QModelIndex | None = None) -> list[QModelIndex]:
    root = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(root)):
        index = model.index(row, NAME_COLUMN, root)
        found += [index, *lines(model, index)]
    return found


def test_every_line_of_the_tree_has_a_page_and_the_page_leads_back(open_publication: Shell, qtbot: QtBot) -> None:
    _, work = opened(open_publication)
    model = work.tree_model
    kinds = {}
    for index in lines(model):
        place = index.data(PLACE_ROLE)
        if isinstance(place, Place) and place.unit is None:
            work.navigator.go(place)
            kinds[str(index.data())] = work.pages.kind
            assert work.tree.view.currentIndex().siblingAtColumn(NAME_COLUMN) == index
    assert kinds["支出（按功能分类科目）"] == kinds["表四 财政拨款收支总表"] == "budget"
    assert kinds["报表资料"] == "facts"
    assert kinds["收入预算情况说明"] == "section"
    assert kinds["1. 天气雷达维护"] == "project"
    assert kinds["封面"] == "cover"
    work.show_overview()
    assert work.pages.kind == "overview"


def test_the_tree_is_in_the_order_of_print_and_follows_the_year(open_publication: Shell) -> None:
    session, work = opened(open_publication)
    tester = QAbstractItemModelTester(work.tree_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    names = [str(index.data()) for index in lines(work.tree_model)]
    assert [name for name in names if name.startswith("第")][1] == "第二部分 2026年单位预算报表"
    assert (
        names.index("数据录入")
        < names.index("报表资料")
        < names.index("表一 预算收支总表")
        < names.index("收入预算情况说明")
    )
    assert names.index("绩效管理情况") < names.index("1. 天气雷达维护") < names.index("国有资产占有使用情况")
    session.put("改年度", Place(field="year"), "2027")
    assert "第二部分 2027年单位预算报表" in [str(index.data()) for index in lines(work.tree_model)]
    work.add_project()
    assert any(str(index.data()).startswith("3. ") for index in lines(work.tree_model))
    new = max(session.volume.projects, key=lambda project: project.key)
    assert len(new.indicators) == 9
    del tester


def test_a_new_volume_needs_no_unit(shell: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    blank = Volume(FORM.id, 2026, "云台山气象局")
    _take(shell, qtbot, blank, tmp_path)
    session, work = opened(shell)
    for key in (*FORM.budget.ledgers, *FORM.budget.tables):  # type: ignore[union-attr]
        work.navigator.go(Place(table=key))
    page = work.pages.page("budget")
    assert isinstance(page, BudgetPage)
    page.show_table("t7")
    assert "注：本表无数据" in page._foot.text()
    work.add_project()
    assert work.pages.kind == "project"
    assert session.volume.projects[0].unit == ""
    work.show_overview()


def test_the_menu_of_the_grid_is_that_of_the_table(open_publication: Shell) -> None:
    _, work = opened(open_publication)
    work.navigator.go(Place(table="functions"))
    work._around._fill_indicators()
    menu = open_publication.window.menus["indicators"]
    said = [action.text().split("\t")[0] for action in menu.actions() if isinstance(action, QAction)]
    assert "在上方插入行" in said
    assert "年度与实施期相同" not in said
    work.navigator.go(Place(project=work.session.volume.projects[0].key))
    work._around._fill_indicators()
    assert "年度与实施期相同" in [action.text() for action in menu.actions()]


def test_a_click_on_a_printed_cell_leads_to_it_and_its_page_is_shown(open_publication: Shell, qtbot: QtBot) -> None:
    session, work = opened(open_publication)
    qtbot.waitUntil(lambda: "preview" in work.panels, timeout=20_000)
    preview = work.panels["preview"]
    assert isinstance(preview, PreviewPanel)
    qtbot.waitUntil(lambda: preview.view is not None, timeout=20_000)
    view = preview.view
    assert view is not None
    place = Place(table="t10", line="running", field="general")
    work.navigator.go(place)
    page = preview.canvas.page
    assert "t10" in view.tables(page)
    kept = session.books.kept(session.volume, place)
    (area,) = view.areas(page, kept)
    work.navigator.go(Place(section="duties"))
    gone: list[Place] = []
    preview.place_chosen.connect(lambda chosen, chars: gone.append(chosen))
    preview._clicked(page, area.center())
    assert gone == [place]
    assert work.pages.kind == "budget"
    budget = work.pages.page("budget")
    assert isinstance(budget, BudgetPage)
    assert (budget.table, budget.grid.currentIndex().data()) == ("t10", "20.00")


def test_what_a_gesture_says_is_said_in_the_window(open_publication: Shell) -> None:
    _, work = opened(open_publication)
    work.navigator.go(Place(table="t5", line="total", field="basic"))
    page = work.pages.page("budget")
    assert isinstance(page, BudgetPage)
    page.notice.emit("这一格是计算出来的。")
    assert "计算出来的" in open_publication.window.bar.text


def test_a_new_publication_is_asked_for_no_unit(shell: Shell, qtbot: QtBot) -> None:
    dialog = NewVolumeDialog(lambda year: [FORM, PACKS.form("hebei-2023")], date(2026, 2, 1), shell.window)
    qtbot.addWidget(dialog)
    dialog._form.setCurrentText(FORM.title)
    dialog._department.setText("云台山气象局")
    assert "不用填" in dialog._hint.text()
    made = dialog.answer
    assert made is not None
    assert (made.form.id, made.year, made.units) == (FORM.id, 2026, ())
    assert made.volume().form == FORM.id
    dialog._form.setCurrentText(PACKS.form("hebei-2023").title)
    assert "不用填" not in dialog._hint.text()


def test_findings_of_tables_and_facts_mark_their_lines(open_publication: Shell, qtbot: QtBot) -> None:
    session, work = opened(open_publication)
    qtbot.waitUntil(lambda: work.tally.refreshed, timeout=20_000)

    def marks() -> dict[str, object]:
        return {str(index.data()): index.data(MARK_ROLE) for index in lines(work.tree_model)}

    at = Place(table="t5", line="total", field="basic")
    session.put("改写", at, "9999.00")
    qtbot.waitUntil(lambda: marks()["表五 一般公共预算支出预算表（不含上年结转）"] == "error")
    session.undo()
    qtbot.waitUntil(lambda: marks()["表五 一般公共预算支出预算表（不含上年结转）"] == "complete")
    finding = Finding("TST-01", "error", Place(field="last_total"), "请填。")
    work.tally._tally = Tally.of(Found().followed_by((), {None: (finding,)}))
    assert marks()["报表资料"] == "error"
    assert marks()["封面"] == "complete"
