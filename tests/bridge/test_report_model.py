"""The import report as a model: searched, copied, and what Qt expects of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from editor.bridge.report_model import ReportModel, report_lists
from editor.exchange.report import KINDS, Found, ImportReport, ReportItem, Taken

ITEMS = (
    ReportItem("mended", "去掉了千分号", "第2页 预算数", "1,030.50", "1030.50"),
    ReportItem("mended", "两行并成一行", "第3页 资金用途", "购买树苗\n雇用人工", "购买树苗雇用人工", count=3),
)


@pytest.fixture
def model(qtbot: QtBot) -> ReportModel:
    model = ReportModel(ITEMS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def shown(model: ReportModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_words_narrow_it(model: ReportModel) -> None:
    assert shown(model) == ["第2页 预算数", "第3页 资金用途"]
    model.search("树苗 并成")
    assert shown(model) == ["第3页 资金用途"]
    model.search("没有的")
    assert shown(model) == []
    model.search("")
    assert len(shown(model)) == 2


def test_a_cell_is_one_line_and_its_tooltip_the_whole(model: ReportModel) -> None:
    before = model.index(1, 2)
    assert before.data() == "购买树苗 雇用人工"
    assert before.data(Qt.ItemDataRole.ToolTipRole) == "购买树苗\n雇用人工"
    assert [model.headerData(i, Qt.Orientation.Horizontal) for i in range(4)] == ["位置", "说明", "原来", "读成"]


def test_it_is_copied_as_text(model: ReportModel) -> None:
    assert model.lines([0]) == "第2页 预算数\t去掉了千分号\t1,030.50\t1030.50"
    assert model.count == 4


def test_a_report_has_a_list_for_each_kind(qtbot: QtBot) -> None:
    report = ImportReport(Found("a", ""), Found("2027", ""), Found("", ""), (Taken("上年.docx", projects=2),), ITEMS)
    lists = {name: model.count for name, model in report_lists(report)}
    assert lists == {**dict.fromkeys(KINDS.values(), 0), KINDS["taken"]: 1, KINDS["mended"]: 4}
