"""The table as a model: what it shows, what it writes, and which cells it says have changed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from editor.bridge.indicator_model import IndicatorModel, Role
from editor.bridge.session import Session
from editor.domain import edits
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Waiver
from tests.ui.sessions import OpenSession
from tests.ui.volumes import FORM, ROWS, texts, volume_with

TARGET, LEVEL1 = 4, 0
Edited = tuple[int, int, int, int]


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    return open_session()


@pytest.fixture
def model(session: Session, qtbot: QtBot) -> IndicatorModel:
    model = IndicatorModel(session, session)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_project(1)
    return model


def shown(model: IndicatorModel) -> list[tuple[str, ...]]:
    return [tuple(model.index(r, c).data() for c in range(model.columnCount())) for r in range(model.rowCount())]


def changes(model: IndicatorModel) -> list[Edited]:
    told: list[Edited] = []
    model.dataChanged.connect(lambda a, b: told.append((a.row(), a.column(), b.row(), b.column())))
    return told


def test_it_shows_the_form_s_columns(model: IndicatorModel) -> None:
    labels = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())]
    assert labels == [column.label for column in FORM.indicators.columns.values()]
    assert shown(model) == list(ROWS)
    assert [model.headerData(r, Qt.Orientation.Vertical) for r in range(4)] == ["1", "2", "3", "4"]
    assert sum(model.form.shares) == pytest.approx(1)
    assert model.form.shares[3] > model.form.shares[0]


def test_writing_a_cell_is_one_step_and_tells_that_cell(session: Session, model: IndicatorModel) -> None:
    told = changes(model)
    assert model.setData(model.index(1, TARGET), "≥96%\x07\r\n")
    assert texts(session)[1][TARGET] == "≥96%"
    assert session.document.undo_names() == ("修改指标值",)
    assert told == [(1, TARGET, 1, TARGET)]


def test_a_refused_write_says_so(session: Session, model: IndicatorModel, qtbot: QtBot) -> None:
    session.document.path.unlink()
    with qtbot.waitSignal(session.failed):
        assert not model.setData(model.index(1, TARGET), "≥96%")
    assert model.index(1, TARGET).data() == "≥95%"


def test_only_changed_cells_are_told(session: Session, model: IndicatorModel) -> None:
    told = changes(model)
    session.apply("改", lambda v: edits.set_cells(v, 1, [(r, "target", "1") for r in (2, 3, 5)] + [(2, "basis", "2")]))
    assert sorted(told) == [(0, 4, 0, 5), (1, 4, 1, 4), (3, 4, 3, 4)]


def test_another_project_s_change_is_none(open_session: OpenSession) -> None:
    session = open_session(volume_with(ROWS, ROWS))
    model = IndicatorModel(session, session)
    model.set_project(1)
    told = changes(model)
    session.put("改", Place(project=6, row=7, field="target"), "别的")
    assert told == []
    assert shown(model) == list(ROWS)


steps: dict[str, Callable[[Session], object]] = {
    "insert": lambda s: s.apply("插", lambda v: edits.insert_rows(v, 1, 1, [Fields({"level3": "甲"}), Fields()])),
    "append": lambda s: s.apply("加", lambda v: edits.insert_rows(v, 1, 4, [Fields({"level3": "甲"})])),
    "delete": lambda s: s.apply("删", lambda v: edits.delete_rows(v, 1, [2, 5])),
    "up": lambda s: s.apply("移", lambda v: edits.move_rows(v, 1, [5], 0)),
    "down": lambda s: s.apply("移", lambda v: edits.move_rows(v, 1, [2, 3], 4)),
    "scatter": lambda s: s.apply("移", lambda v: edits.move_rows(v, 1, [2, 4], 4)),
    "all": lambda s: s.apply(
        "全", lambda v: edits.insert_rows(edits.move_rows(edits.delete_rows(v, 1, [3]), 1, [5], 0), 1, 2, [Fields()])
    ),
}


@pytest.mark.parametrize("step", steps.values(), ids=steps)
def test_rows_come_go_and_move_without_a_reset(
    step: Callable[[Session], object], session: Session, model: IndicatorModel
) -> None:
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    held = {row.key: QPersistentModelIndex(model.index(i, TARGET)) for i, row in enumerate(model.rows)}
    step(session)
    session.undo()
    session.redo()
    assert shown(model) == texts(session)
    assert resets == []
    for key, index in held.items():
        if index.isValid():
            assert model.rows[index.row()].key == key


def test_a_project_that_goes_leaves_an_empty_table(session: Session, model: IndicatorModel) -> None:
    session.apply("删除项目", lambda v: edits.delete_projects(v, [1]))
    assert (model.project, model.rowCount(), model.editable) == (None, 0, False)


def test_a_classified_project_cannot_be_written(session: Session, model: IndicatorModel) -> None:
    session.classify(1, FORM.sheet.classified_names[0])
    assert model.rowCount() == 0
    assert not model.editable
    assert "涉密" in model.why_locked


def test_groups_are_joined_as_on_paper(session: Session, model: IndicatorModel) -> None:
    assert [model.index(r, LEVEL1).data(Role.JOINED) for r in range(4)] == [False, True, False, False]
    assert not any(model.index(r, 1).data(Role.JOINED) for r in range(4))
    session.apply("空", lambda v: edits.set_cells(v, 1, [(r, "level1", "") for r in (2, 3)]))
    assert not model.index(1, LEVEL1).data(Role.JOINED)


def test_a_blank_required_cell_is_missing_where_the_row_has_begun(session: Session, model: IndicatorModel) -> None:
    session.apply("空", lambda v: edits.set_cells(v, 1, [(2, "basis", "")]))
    session.apply("加", lambda v: edits.insert_rows(v, 1, 4, [Fields({"level1": "产出指标"})]))
    assert model.index(0, 5).data(Role.MISSING)
    assert not model.index(1, 5).data(Role.MISSING)
    assert not model.index(4, 5).data(Role.MISSING)


def test_findings_stand_at_their_cell(session: Session, model: IndicatorModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.findings_changed):
        session.put("改", Place(project=1, row=3, field="target"), "")
    index = model.index(1, TARGET)
    assert index.data(Role.SEVERITY) == "error"
    found = index.data(Role.FINDINGS)
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith(f"错误：{found[0].message}")
    waiver = Waiver(found[0].check, found[0].place, "", "以后再填")
    told = changes(model)
    with qtbot.waitSignal(session.findings_changed):
        session.waive(waiver)
    assert (1, TARGET, 1, TARGET) in told
    assert all(f.severity != "error" or f.waived for f in index.data(Role.FINDINGS))
    assert "已忽略" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_places_and_cells_are_the_same(model: IndicatorModel) -> None:
    for r in range(4):
        for c in range(model.columnCount()):
            assert model.index_of(model.place(model.index(r, c))) == model.index(r, c)
    assert model.index_of(Place(project=1, row=4)) == model.index(2, 0)
    assert model.index_of(Place(project=9, row=4)) == QModelIndex()
    assert model.index_of(Place(project=1, row=99)) == QModelIndex()
