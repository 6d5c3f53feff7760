"""Entry tables and printed tables as Qt models: what is typed lands where it belongs, what is worked out is not typed over."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from editor.bridge import grid_edits
from editor.bridge.budget_parts import parts_of, place_title, uses_of
from editor.bridge.grid_edits import Area
from editor.bridge.ledger_model import LedgerModel
from editor.bridge.printed_model import PrintedModel
from editor.bridge.session import Session
from editor.bridge.subjects import taking
from editor.bridge.table_model import Role, TableModel
from editor.domain import budget_edits
from editor.domain.places import Place
from tests.budget.made_up import unit
from tests.ui.sessions import OpenSession

FUNCTIONS = 7


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    return open_session(unit())


def checked(model: TableModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def at(model: TableModel, row: int, column: str) -> QModelIndex:
    return model.index(row, model.form.keys.index(column))


def cells(session: Session, table: str) -> list[dict[str, object]]:
    return [dict(row.cells) for row in session.volume.table(table).rows]


def test_a_ledger_shows_the_name_the_list_gives(session: Session) -> None:
    model = LedgerModel(session, "functions")
    tester = checked(model)
    assert model.rowCount() == FUNCTIONS
    assert at(model, 4, "code").data() == "2101101"
    assert at(model, 4, "name").data() == "行政单位医疗"
    assert "name" not in session.volume.table("functions").rows[4].cells
    assert at(model, 6, "name").data() == "其他国有土地使用权出让收入安排的支出"
    del tester


def test_code_and_name_together_and_a_name_alone_become_code_and_name(session: Session) -> None:
    model = LedgerModel(session, "functions")
    tester = checked(model)
    assert model.setData(at(model, 0, "code"), "2101102 事业单位医疗")
    assert cells(session, "functions")[0]["code"] == "2101102"
    assert at(model, 0, "name").data() == "事业单位医疗"
    assert model.setData(at(model, 1, "code"), "行政单位医疗")
    assert cells(session, "functions")[1]["code"] == "2101101"
    assert model.setData(at(model, 1, "name"), "自己的叫法")
    assert cells(session, "functions")[1]["name"] == "自己的叫法"
    assert model.setData(at(model, 1, "name"), "行政单位医疗")
    assert "name" not in cells(session, "functions")[1]
    session.undo()
    assert at(model, 1, "name").data() == "自己的叫法"
    del tester


def test_choices_follow_what_is_typed(session: Session) -> None:
    model = LedgerModel(session, "functions")
    index = at(model, 0, "code")
    assert all(text.startswith("21011") for text in model.offers(index, "21011"))
    assert "2101101 行政单位医疗" in model.offers(index, "21011")
    assert all("医疗" in text for text in model.offers(index, "医疗"))
    assert model.offers(at(model, 0, "general_basic"), "1") == ()
    economy = LedgerModel(session, "economy")
    assert "办公经费" in "".join(economy.offers(at(economy, 0, "government"), "办公"))
    units = LedgerModel(session, "projects")
    assert units.offers(at(units, 0, "unit"), "") == ("205001 观测站",)


def test_a_chosen_unit_is_kept_by_its_code(session: Session) -> None:
    model = LedgerModel(session, "projects")
    assert model.setData(at(model, 0, "unit"), "205001 观测站")
    assert cells(session, "projects")[0]["unit"] == "205001"
    assert at(model, 0, "unit").data() == "205001 观测站"
    assert at(model, 0, "unit").data(Qt.ItemDataRole.EditRole) == "205001"


def test_pasted_rows_are_put_straight_and_added(session: Session) -> None:
    model = LedgerModel(session, "functions")
    tester = checked(model)
    columns = dict(zip(model.form.keys, model.form.columns, strict=True))
    rows = (("2080506", "机关事业单位职业年金缴费支出", "3.00"), ("2210203", "购房补贴", "4.00"))
    plan = grid_edits.paste(model.table(), [Area(FUNCTIONS, 0, FUNCTIONS, 0)], rows, columns)
    assert plan.added == 2
    assert model.apply("粘贴", grid_edits.write(model.table(), plan.cells))
    assert cells(session, "functions")[FUNCTIONS:] == [
        {"code": "2080506", "general_basic": "3.00"},
        {"code": "2210203", "general_basic": "4.00"},
    ]
    assert model.apply("删除行", grid_edits.delete(model.table(), [FUNCTIONS, 0]))
    assert model.rowCount() == FUNCTIONS
    assert model.apply("移动行", grid_edits.move(model.table(), [0], 3))
    assert at(model, 2, "code").data() == "2200504"
    del tester


def test_fixed_rows_are_made_when_they_are_written_and_never_added(session: Session) -> None:
    model = LedgerModel(session, "three_public")
    tester = checked(model)
    assert at(model, 0, "line").data() == "因公出国（境）费"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert model.setData(at(model, 0, "general"), "0.60")
    assert {"line": "abroad", "general": "0.60"} in cells(session, "three_public")
    place = model.place(at(model, 2, "fund"))
    assert place == Place(table="three_public", row=0, line="purchase", field="fund")
    assert model.index_of(place) == at(model, 2, "fund")
    columns = dict(zip(model.form.keys, model.form.columns, strict=True))
    plan = grid_edits.paste(model.table(), [Area(3, 1, 3, 1)], (("1",), ("2",)), columns)
    assert (plan.cut, plan.added) == (1, 0)
    del tester


def test_a_printed_table_knows_what_is_entered_and_what_is_worked_out(session: Session) -> None:
    model = PrintedModel(session, "t10")
    tester = checked(model)
    row = model.index_of(Place(table="t10", line="running")).row()
    total = at(model, row, "total")
    assert (total.data(), total.data(Role.LOOK)) == ("20.00", "derived")
    assert at(model, row, "general").data(Role.LOOK) is None
    assert model.guarded(total)
    assert not model.guarded(at(model, row, "general"))
    assert model.setData(at(model, row, "general"), "21.5")
    assert total.data() == "21.50"
    assert {"line": "running", "general": "21.5"} in cells(session, "three_public")
    del tester


def test_a_typed_value_over_a_sum_is_marked_and_taken_back(session: Session) -> None:
    model = PrintedModel(session, "t5")
    tester = checked(model)
    index = model.index_of(Place(table="t5", line="total", field="basic"))
    before = index.data()
    assert model.setData(index, "400.00")
    assert (index.data(), index.data(Role.LOOK)) == ("400.00", "overridden")
    assert str(before) in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert session.volume.overrides.text("t5/total/basic") == "400.00"
    assert model.restore([index])
    assert (index.data(), index.data(Role.LOOK)) == (before, "derived")
    assert model.setData(index, str(before))
    assert not session.volume.overrides
    del tester


def test_a_gesture_over_many_cells_leaves_what_is_worked_out(session: Session) -> None:
    model = PrintedModel(session, "t12")
    table = model.table()
    row = next(r for r in range(model.rowCount()) if model.index(r, 0).data() == "天气雷达维护")
    wanted = {(row, c): "7" for c in range(model.columnCount())}
    written = table.open(wanted)
    total = model.form.keys.index("total")
    assert (row, total) not in written
    assert model.apply("粘贴", grid_edits.write(table, written))
    assert session.volume.table("projects").rows[0].cells.text("general") == "7"
    assert not session.volume.overrides


def test_lines_come_and_go_with_the_ledger(session: Session) -> None:
    model = PrintedModel(session, "t5")
    tester = checked(model)
    count = model.rowCount()
    edit = budget_edits.insert_budget_rows
    from editor.domain.fields import Fields

    fresh = Fields({"code": "2130502", "general_basic": "1.00"})
    session.apply("新增行", lambda volume: edit(volume, "functions", 0, [fresh]))
    assert model.rowCount() == count + 3
    model.set_active(False)
    session.undo()
    assert model.rowCount() == count + 3
    model.set_active(True)
    assert model.rowCount() == count
    del tester


def test_parts_lead_to_where_an_amount_comes_from_and_uses_back(session: Session) -> None:
    books, volume = session.books, session.volume
    parts = parts_of(books, volume, Place(table="t10", line="vehicles", field="total"))
    assert [part.place.line for part in parts] == ["running"]
    assert "公务用车运行维护费" in parts[0].text
    running = next(row for row in volume.table("three_public").rows if row.cells.text("line") == "running")
    place = Place(table="three_public", row=running.key, field="general")
    assert Place(table="t10", line="running", field="general") in [use.place for use in uses_of(books, volume, place)]
    assert place_title(books, volume, place) == "“三公”经费 公务用车运行维护费 · 一般公共预算"
    assert books.printed(volume, place) == Place(table="t10", line="running", field="general")
    assert books.kept(volume, Place(table="t10", line="running", field="general")) == place


def test_a_list_of_subjects_is_taken_in_once(session: Session) -> None:
    form = session.form.budget
    assert form is not None
    model = LedgerModel(session, "functions")
    session.apply("导入", taking(form, "functions", [("2200599", "其他气象支出（本局）"), ("2101101", "行政单位医疗")]))
    assert cells(session, "subjects") == [{"list": "functions", "code": "2200599", "name": "其他气象支出（本局）"}]
    session.apply("导入", taking(form, "functions", [("2200599", "其他气象事务支出")]))
    assert [row["name"] for row in cells(session, "subjects")] == ["其他气象事务支出"]
    assert model.setData(at(model, 0, "code"), "2200599")
    assert at(model, 0, "name").data() == "其他气象事务支出"


def pasted(model: LedgerModel | PrintedModel, rows: grid_edits.Rows, at: Area) -> grid_edits.Pasted:
    columns = dict(zip(model.form.keys, model.form.columns, strict=True))
    plan = grid_edits.paste(model.table(), [at], rows, columns)
    assert model.apply("粘贴", grid_edits.write(model.table(), model.table().open(plan.cells)))
    return plan


def test_a_merged_head_says_the_columns_and_sums_are_left_out(session: Session) -> None:
    model = LedgerModel(session, "functions")
    session.apply("清空", lambda volume: budget_edits.set_budget_table(volume, "functions", []))
    rows = (
        ("科目编码", "科目名称", "合计", "一般公共预算", "一般公共预算", "政府性基金", "政府性基金"),
        ("科目编码", "科目名称", "合计", "基本支出", "项目支出", "基本支出", "项目支出"),
        ("合计", "", "44.06", "14.06", "30.00", "", ""),
        ("210", "卫生健康支出", "14.06", "14.06", "", "", ""),
        ("21011", "行政事业单位医疗", "14.06", "14.06", "", "", ""),
        ("2101101", "行政单位医疗", "14.06", "14.06", "", "", ""),
        ("220", "自然资源海洋气象等支出", "30.00", "", "30.00", "", ""),
        ("22005", "气象事务", "30.00", "", "30.00", "", ""),
        ("2200509", "气象服务", "30.00", "", "30.00", "", ""),
    )
    plan = pasted(model, rows, Area(0, 0, 0, 0))
    assert (plan.header, plan.summed, plan.left_out) == (True, 5, 1)
    assert cells(session, "functions") == [
        {"code": "2101101", "general_basic": "14.06"},
        {"code": "2200509", "general_project": "30.00"},
    ]


def test_a_subject_alone_is_no_sum(session: Session) -> None:
    model = LedgerModel(session, "functions")
    plan = pasted(model, (("208", "", "1.00"), ("2101102", "", "2.00")), Area(FUNCTIONS, 0, FUNCTIONS, 0))
    assert (plan.summed, plan.added) == (0, 2)


def test_a_printed_table_with_its_head_goes_to_its_columns(session: Session) -> None:
    model = PrintedModel(session, "t10")
    rows = (
        ("项目", "2026年预算数", "2026年预算数", "2026年预算数", "2026年预算数"),
        ("项目", "一般公共预算", "合计", "政府性基金预算", "国有资本经营预算"),
        ("因公出国（境）费", "1.00", "1.00", "", ""),
        ("公务接待费", "2.00", "2.00", "", ""),
    )
    assert pasted(model, rows, Area(0, 0, 0, 0)).header
    lines = {row["line"]: row.get("general") for row in cells(session, "three_public")}
    assert (lines["abroad"], lines["reception"], lines["running"]) == ("1.00", "2.00", "20.00")
