"""Differences of two forms in sentences: nothing that differs goes unsaid, and what is said is what a clerk can read."""

import re
from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from editor.forms.changes import CheckName, form_changes, same, years_text
from editor.forms.form import Form, Years
from editor.forms.packs import FormPacks, bundled_packs

CHECKS = {"PLN-01": CheckName("支出计划的合计", "error"), "IND-05": CheckName("时效指标", "warning")}
HEAD = "id: mine\ntitle: 河北省部门预算绩效文本（2023年度起）\nyears: {first: 2023}\nextends: hebei-2023\n"
BASE = bundled_packs().form("hebei-2023")
Changes = Callable[[str], tuple[str, ...]]


@pytest.fixture
def changes(packs_with: Callable[..., FormPacks]) -> Changes:
    return lambda text: form_changes(BASE, packs_with(mine=HEAD + text).form("mine"), CHECKS)


TOLD = {
    "nothing": ("", ()),
    "a field becomes required": ("fields:\n  other_funds: {required: true}\n", ("字段“其他资金”改为必填。",)),
    "a field need not be filled": ("fields:\n  purpose: {required: false}\n", ("字段“资金用途”改为可以不填。",)),
    "a field is renamed": (
        "fields:\n  budget: {label: 预算金额}\n",
        ("字段“预算数”：名称由“预算数”改为“预算金额”。",),
    ),
    "a field's pattern": ("fields:\n  code: {pattern: '\\d+'}\n", ("字段“项目编码”：写法有调整。",)),
    "a new field": ("fields:\n  leader: {kind: text, label: 负责人}\n", ("新增字段“负责人”。",)),
    "decimals": ("fields:\n  disbursement: {decimals: 1}\n", ("字段“资金支出计划（%）”：小数位数由 0 改为 1 。",)),
    "a column": (
        "indicators:\n  columns:\n    weight: {label: 分值}\n",
        ("新增指标表的列“分值”。",),
    ),
    "a level": (
        "indicators:\n  taxonomy:\n    产出指标: [数量指标, 质量指标, 时效指标]\n  roles: !replace {}\n",
        ("一级指标“产出指标”下删去二级指标“成本指标”。", "指标分类的对应有调整。"),
    ),
    "the order of levels": (
        (
            "indicators:\n  taxonomy: !replace\n    效益指标: [经济效益指标, 社会效益指标, 生态效益指标, 可持续影响指标]\n"
            "    产出指标: [数量指标, 质量指标, 时效指标, 成本指标]\n    满意度指标: [服务对象满意度指标]\n"
        ),
        ("一级指标的先后次序有调整。",),
    ),
    "a check's weight": (
        "checks:\n  IND-05: {severity: error}\n",
        ("核对 IND-05“时效指标”由警告改为错误。",),
    ),
    "a check is left out": ("checks:\n  PLN-01: {apply: false}\n", ("核对 PLN-01“支出计划的合计”不再核对。",)),
    "a check's measure": ("checks:\n  IND-06: {values: {strict: 'false'}}\n", ("核对 IND-06的尺度有调整。",)),
    "the money": ("money: {unit: 元}\n", ("金额：单位由“万元”改为“元”。",)),
    "the cover": (
        "cover:\n  fields:\n    stage: {default: （送审稿）}\n",
        ("封面项目“文本阶段”：一开始的内容由“(草案)”改为“（送审稿）”。",),
    ),
    "a section": (
        (
            "parts:\n  - title: [第一部分, 部门整体绩效目标]\n    contents: 第一部分 部门整体绩效目标\n    sections:\n"
            "      overall_goal: {title: 总体绩效目标, heading: 一、总体绩效目标, contents: 一、总体绩效目标,"
            " aliases: [部门总体绩效目标, 总体目标]}\n"
            "  - {title: [第二部分, 预算项目绩效目标], contents: 第二部分 预算项目绩效目标, sheets: true}\n"
        ),
        ("删去分部“分项绩效目标”。", "删去分部“工作保障措施”。"),
    ),
    "the sheet's words": (
        "sheet: {classified_names: [内部事项]}\n",
        ("绩效目标表：涉密项目的名称由“专项业务经费”改为“内部事项”。",),
    ),
    "the paper": ("page: {top: 30}\n", ("纸张或页边距有调整。",)),
    "the type": ("styles:\n  body: {size: 15}\n  cell: {size: 10}\n", ("印出来的字体、字号或行距有 2 处调整。",)),
    "the contents": ("contents: {printed: false}\n", ("目录不再印。",)),
    "the page numbers": ("page_numbers: {on_contents: true}\n", ("页码有调整。",)),
}


@pytest.mark.parametrize("what", TOLD)
def test_what_is_told(changes: Changes, what: str) -> None:
    text, told = TOLD[what]
    assert changes(text) == told


def test_the_years_are_told() -> None:
    assert form_changes(BASE, replace(BASE, years=Years(2024, 2026)), {}) == ("适用年度改为 2024—2026 年度。",)


def test_the_bundled_forms_differ_in_readable_words() -> None:
    packs = bundled_packs()
    for old in packs.all():
        for new in packs.all():
            told = form_changes(old, new, {})
            assert bool(told) == (not same(old, new))
            for sentence in told:
                assert sentence.endswith("。")
                bare = re.sub(r"“[^”]*”|[A-Z]{2,3}-\d\d", "", sentence)
                assert not re.search(r"[A-Za-z_{}]", bare), sentence


def test_whatever_differs_something_is_said(changes: Changes) -> None:
    """Each attribute of a form in turn, taken from a form that differs in it."""
    other = bundled_packs().form("hebei-2020")
    tried = 0
    for part in fields(Form):
        if part.name not in ("id", "version", "extends", "checks"):
            mixed = replace(BASE, **{part.name: getattr(other, part.name)})
            assert bool(form_changes(BASE, mixed, {})) == (not same(BASE, mixed)), part.name
            tried += not same(BASE, mixed)
    assert tried >= 6


@pytest.mark.parametrize(
    ("form_id", "years"),
    [("hebei-2020", "2018—2020 年度"), ("hebei-2021", "2021—2022 年度"), ("hebei-2023", "2023 年度起")],
)
def test_the_years_of_a_form(form_id: str, years: str) -> None:
    assert years_text(bundled_packs().form(form_id)) == years


def test_a_check_whose_own_weight_is_written_out(changes: Changes) -> None:
    assert changes("checks:\n  PLN-01: {severity: error}\n") == ("核对 PLN-01“支出计划的合计”的轻重有调整。",)
