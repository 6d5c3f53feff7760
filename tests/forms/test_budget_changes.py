"""Differences of budget tables in sentences."""

from dataclasses import fields, replace

import pytest

from editor.forms.budget_changes import budget_changes
from editor.forms.budget_form import (
    BudgetForm,
    ChartForm,
    ChartItem,
    Comparison,
    Fact,
    HeadCell,
    ItemList,
    Ledger,
    LedgerColumn,
    LineForm,
    PrintedColumn,
    PrintedTable,
    Rounding,
    SideForm,
    SubjectList,
)

TABLE = PrintedTable(
    "收支总表",
    "一、收支总表",
    ((HeadCell("项目"), HeadCell("金额")),),
    (SideForm({"item": PrintedColumn("项目", 60, "name"), "sum": PrintedColumn("金额", 30)}, (LineForm("a", "甲"),)),),
)
FORM = BudgetForm(
    subjects={"functions": SubjectList("功能科目", (3, 5, 7), names={"201": "一般公共服务", "205": "教育"})},
    ledgers={"income": Ledger("收入录入表", {"code": LedgerColumn("科目", "code"), "sum": LedgerColumn("金额")})},
    tables={"main": TABLE},
    unit_line=("{department}", "单位：万元"),
    facts={"cars": Fact("公务用车", "count", unit="辆")},
)


def told(**changes: object) -> tuple[str, ...]:
    return tuple(budget_changes(FORM, replace(FORM, **changes)))  # type: ignore[arg-type]


def test_nothing() -> None:
    assert tuple(budget_changes(FORM, replace(FORM))) == ()


def test_tables_come_and_go() -> None:
    assert tuple(budget_changes(None, FORM)) == ("新增 1 张预算公开报表。",)
    assert tuple(budget_changes(FORM, None)) == ("不再有预算公开报表。",)
    assert told(tables={"main": TABLE, "more": replace(TABLE, title="支出总表")}) == ("新增报表“支出总表”。",)


def test_subjects_are_named() -> None:
    names = {"201": "一般公共服务支出", "208": "社会保障"}
    subjects = {"functions": replace(FORM.subjects["functions"], names=names)}
    assert told(subjects=subjects) == (
        "科目表“功能科目”：新增 1 个科目（208 社会保障）。",
        "科目表“功能科目”：删去 1 个科目（205 教育）。",
        "科目表“功能科目”：改名 1 个科目（201 一般公共服务支出）。",
    )


def test_columns_of_ledgers_and_tables() -> None:
    ledger = FORM.ledgers["income"]
    wider = replace(ledger, columns={**ledger.columns, "note": LedgerColumn("备注", "text")})
    assert told(ledgers={"income": wider}) == ("新增录入表“收入录入表”的列“备注”。",)
    side = replace(TABLE.sides[0], lines=(LineForm("a", "乙"),))
    assert told(tables={"main": replace(TABLE, sides=(side,))}) == ("报表“收支总表”的行或算法有调整。",)
    assert told(tables={"main": replace(TABLE, orientation="landscape")}) == (
        "报表“收支总表”：纸张的方向由竖放改为横放。",
    )


OTHER = {
    "subjects": {},
    "ledgers": {},
    "tables": {},
    "unit_line": ("{department}", "单位：元"),
    "unit": "元",
    "decimals": 0,
    "rounding": Rounding(minimum="0.05"),
    "own_subjects": "income",
    "facts": {"cars": Fact("公务用车", "count", unit="台")},
    "charts": {"pie": ChartForm("收入图", (ChartItem("main.a.sum"),))},
    "comparisons": {"grown": Comparison("增加", "减少", "持平")},
    "lists": {"all": ItemList("main.a", "sum", "{name}")},
}


@pytest.mark.parametrize("part", [part.name for part in fields(BudgetForm)])
def test_whatever_differs_something_is_said(part: str) -> None:
    sentences = told(**{part: OTHER[part]})
    assert sentences and all(sentence.endswith("。") for sentence in sentences)
