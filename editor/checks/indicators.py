"""Checks of the indicator table (绩效指标): IND."""

import re
from collections.abc import Iterator

from editor.checks.check import Check, Report, SheetView
from editor.checks.finding import Finding
from editor.domain.places import Place

_GUIDE = "财预〔2021〕101号《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》"
_NARROW = str.maketrans("０１２３４５６７８９．％℅﹪＝＞", "0123456789.%%%=>")
_OVER_FULL = re.compile(r"^(?:≥|>=|>|大于|不低于|超过|达到)\s*100(?:\.0+)?\s*%")
_JUST_FULL = re.compile(r"^=?100(?:\.0+)?%$")


def _both_kinds(sheet: SheetView, report: Report) -> Iterator[Finding]:
    yield from _missing(sheet, report, ("output", "benefit"))


def _satisfaction(sheet: SheetView, report: Report) -> Iterator[Finding]:
    yield from _missing(sheet, report, ("satisfaction",))


def _missing(sheet: SheetView, report: Report, roles: tuple[str, ...]) -> Iterator[Finding]:
    present = frozenset(role for row in sheet.project.indicators for role in sheet.role(row))
    for role in roles:
        name = sheet.form.indicators.roles.get(role)
        if name and role not in present:
            yield report(Place(project=sheet.project.key), f"没有{name}，请至少写一条{name}。")


def _described(sheet: SheetView, report: Report) -> Iterator[Finding]:
    empty = report.value("empty").split()
    for row in sheet.project.indicators:
        text = row.cells.text("description").strip()
        if not text:
            yield report(sheet.cell(row, "description"), "绩效指标描述没有填，请写明这个指标指什么、怎么算。")
        elif text in empty:
            message = f"绩效指标描述填的是“{text}”，等于没有填，请写明这个指标指什么、怎么算。"
            yield report(sheet.cell(row, "description"), message)


def _upper_bound(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in sheet.project.indicators:
        target = row.cells.text("target").strip().translate(_NARROW)
        place = sheet.cell(row, "target")
        if _OVER_FULL.match(target):
            yield report(place, f"“{target}”超过了 100% 的上限，比率最多是 100%，请写成 100% 或降低要求（如 ≥95%）。")
        elif "satisfaction" in sheet.role(row) and _JUST_FULL.match(target):
            message = "满意度定为 100% 一般达不到，请写成 ≥95% 这样的数。"
            yield report(place, message, severity="warning")


CHECKS = (
    Check(
        id="IND-01",
        title="产出和效益指标齐全",
        severity="error",
        rule=_GUIDE,
        example="只有产出指标；还要有效益指标。",
        sheet=_both_kinds,
    ),
    Check(
        id="IND-02",
        title="有满意度指标",
        severity="warning",
        rule=_GUIDE,
        example="没有满意度指标；应写一条，如 服务对象满意度 ≥95%。",
        sheet=_satisfaction,
    ),
    Check(
        id="IND-09",
        title="指标描述不空",
        severity="error",
        rule="部门预算绩效文本填报要求：绩效指标描述逐条填写",
        example="描述为“0”；应写 全年实际维修路灯的盏数。",
        sheet=_described,
        defaults={"empty": "0 无 / — - 同上 略"},
    ),
    Check(
        id="IND-14",
        title="比率不超过100%",
        severity="error",
        rule=_GUIDE,
        example="≥100%；应写 100%，或 ≥95%。",
        sheet=_upper_bound,
    ),
)
