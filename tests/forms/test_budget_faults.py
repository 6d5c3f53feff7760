"""A form pack whose budget is at fault is refused with file, line, key and what to write."""

from pathlib import Path

import pytest

from editor.errors import UserError
from editor.forms.packs import FormPacks
from editor.resources import resources_dir

SOURCE = (resources_dir() / "forms" / "shanxi-2026.yaml").read_text("utf-8")


def refused(folder: Path, old: str, new: str) -> str:
    assert SOURCE.count(old) >= 1, old
    (folder / "shanxi-2026.yaml").write_text(SOURCE.replace(old, new, 1), "utf-8")
    with pytest.raises(UserError) as caught:
        FormPacks(folder).form("shanxi-2026")
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("formula: functions.general_basic}", "formula: functions.general_basics}", "没有录入表 functions 的金额列 general_basics"),
        ("formula: functions.general_basic}", "formula: functions.name}", "没有录入表 functions 的金额列 name"),
        ("formula: functions.general_basic}", "formula: functions.}", "算式写法有误"),
        ("formula: basic + project}", "formula: basic project}", "算式写法有误"),
        ("formula: basic + project}", "formula: basic + total}", "引用到自己"),
        ("cells: {now: t2.total.general}", "cells: {now: t2.sum.general}", "报表 t2 没有名为 sum 的行"),
        ("cells: {now: t2.total.general}", "cells: {now: t2.total.generals}", "没有报表 t2 的金额列 generals"),
        ("cells: {now: t2.total.general}", "cells: {nowadays: t2.total.general}", "没有名为 nowadays 的金额列"),
        ("cells: {total: fact.year_end", "cells: {total: fact.reason_income", "没有名为 reason_income 的金额或数量资料"),
        ("formula: functions.general_basic}", "formula: 't3.{line}.basic'}", "互相引用"),
        ("cells: {now: t2.total.general}", "cells: {now: now}", "行 general 里，这一列的算式引用到自己"),
        ("{key: general, label: 一", "{key: unit_general, label: 一", "不能以 unit_、row_ 开头"),
        ("adds: [purchase, running]", "adds: [purchase, total]", "行 vehicles 的算式引用到自己"),
        ("adds: [purchase, running]", "adds: [purchase, walking]", "没有名为 walking 的其他行"),
        ("tree: {ledger: economy, subjects: economy}", "tree: {ledger: projects, subjects: economy}", "有编码列的录入表"),
        ("tree: {ledger: economy, subjects: economy}", "tree: {ledger: economy, subjects: economics}", "没有名为 economics 的科目表"),
        ("rows: {ledger: projects, group: unit}", "rows: {ledger: projects, group: name}", "kind 为 unit 的列"),
        ("rows: {ledger: running_costs}", "rows: {ledger: three_public}", "没有固定行的录入表"),
        ("file: economy}", "file: ../economy}", "没有名为 ../economy 的科目表文件"),
        ("{text: 项目名称, rows: 2}", "{text: 项目名称}", "没有正好铺满各列"),
        ("kind: name, width: 58}", "kind: name, width: 158}", "超出版心"),
        ("{money t3.total.basic}", "{money t3.total.basics}", "没有报表 t3 的金额列 basics"),
        ("{money t3.total.basic}", "{money }", "写法有误"),
        ("{money t3.total.basic}", "{sum t3.total.basic}", "不认识花括号里的"),
        ("{share t3.total.basic of t3.total.total}", "{share t3.total.basic t3.total.total}", "share 要写成"),
        ("{compare full t5", "{compare fuller t5", "没有名为 fuller 的增减说法"),
        ("to last_general}", "to reason_income}", "没有名为 reason_income 的金额或数量资料"),
        ("{list personnel}", "{list people}", "没有名为 people 的清单"),
        ("{rows projects category 其他运转类}", "{rows projects kind 其他运转类}", "没有名为 projects kind 的录入表和列"),
        ("[[，主要原因是{reason_income}]]", "[[，主要原因是{reason_income}", "没有成对"),
        ("[[，主要原因是{reason_income}]]", "，主要原因是{reason}", "既不是资料，也不是算法"),
        ("{money sheet.year_total}", "{money sheet.overview}", "没有名为 overview 的金额字段"),
        ("chart: general", "chart: generals", "没有名为 generals 的图"),
        ("lists:\n    fiscal_functions: {lines: t3.codes", "lists:\n    fiscal_functions: {lines: t3.total", "要是 tree 或 rows"),
        ("占{share}', joint: ；, whole: t5.total.total}", "占{share}', joint: ；}", "就要写 whole"),
        ("last_year: t10.abroad.total", "last_year: t10.abroads.total", "没有名为 abroads 的行"),
        ("own_subjects: subjects", "own_subjects: economy", "列为 list、code、name"),
        ("    tables: true\n", "", "要正好有一个部分写 tables: true"),
        ("label: '{ministry}'", "label: '{minister}'", "花括号里只能写"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    message = refused(tmp_path, old, new)
    assert said in message
    assert "shanxi-2026.yaml 第 " in message


def test_the_fault_is_at_its_line(tmp_path: Path) -> None:
    old = "formula: functions.general_project}"
    line = SOURCE[: SOURCE.index(old)].count("\n") + 1
    assert f"第 {line} 行" in refused(tmp_path, old, "formula: functions.x}")


def test_a_form_without_budget_has_no_tables(tmp_path: Path) -> None:
    """Its sheets may show no facts either."""
    cut = SOURCE[SOURCE.index("\nbudget:") : SOURCE.index("\npage:")]
    plain = SOURCE.replace(cut, "\n").replace("volume: ministry_coded", "text: 主管部门")
    (tmp_path / "shanxi-2026.yaml").write_text(plain, "utf-8")
    with pytest.raises(UserError, match="没有 budget 的表样不能写"):
        FormPacks(tmp_path).form("shanxi-2026")
