"""A small volume and files of it, for the tests of the file."""

import hashlib
from dataclasses import replace
from pathlib import Path

from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import BudgetRow, BudgetTable, Indicator, Project, Section, Unit, Volume, Waiver

SECRET = "雷霆专案侦查㛃"


def sample() -> Volume:
    """Two units, three projects (one of them 涉密), with everything a file can hold."""
    cells = Fields(
        {"level1": "产出指标", "level2": "数量指标", "level3": "破案数", "target": "≥3起\n含积案", "basis": "年度计划"}
    )
    fields = Fields(
        {
            "name": SECRET,
            "code": "31200127P00013010101A",
            "budget": "12.50",
            "purpose": f"用于{SECRET}的办案支出",
            "disbursement": ("25", "", "75", "100"),
            "goals": (f"完成{SECRET}", "目标二"),
        }
    )
    other = Fields(
        {"name": "业务装备购置费", "code": "31200127P00013010102B", "budget": "5.00", "goals": ("配齐装备",)}
    )
    return Volume(
        "hebei-2023",
        2027,
        "清河县公安局",
        (Unit("312001", "清河县公安局本级"), Unit("312002", "清河县公安局交警大队")),
        (Section("overall_goal", ("一段", "二段")), Section("itemised_goals"), Section("safeguards", ("保障",))),
        (
            Project(1, "312001", False, fields, (Indicator(2, cells), Indicator(3, cells.put("level3", "追赃数")))),
            Project(4, "312002", False, other, (Indicator(5, cells), Indicator(6))),
            Project(7, classified=True, fields=Fields({"name": "专项业务经费"})),
        ),
        Fields({"stage": "（草案）"}),
        (Waiver("PLN-01", Place(4, field="disbursement"), "25", "按合同支付"),),
    )


def budget_sample() -> Volume:
    """The same with budget rows, typed values and a waiver at a printed cell."""
    rows = (
        BudgetRow(9, Fields({"code": "2040201", "general_basic": "12.00"})),
        BudgetRow(10, Fields({"code": "2040202", "name": "一般\n事务"})),
    )
    tables = (
        BudgetTable("functions", rows),
        BudgetTable("three_public", (BudgetRow(11, Fields({"line": "running"})),)),
    )
    waiver = Waiver("BGT-02", Place(table="t5", line="total", field="basic"), "12.00", "四舍五入")
    typed = Fields({"t5/total/basic": "12.01", "income/sources": "收入另行说明。"})
    volume = sample()
    return replace(volume, tables=tables, overrides=typed, waivers=(*volume.waivers, waiver))


def fingerprint(path: Path) -> tuple[object, ...]:
    """The bytes and the time of a file, and the names beside it."""
    listing = tuple(sorted(p.name for p in path.parent.iterdir()))
    if not path.is_file():
        return (listing,)
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, listing
