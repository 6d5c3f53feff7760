"""Checks of the spending plan (资金支出计划): PLN."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from editor.checks.check import Check, Report
from editor.checks.finding import Finding, Fix
from editor.checks.views import SheetView
from editor.domain.percent import DisbursementPlan, read_percent
from editor.domain.places import Place
from editor.forms.entries import keep
from editor.forms.form import Field

_RULE = "部门预算绩效文本填报要求：资金支出计划按累计比例填列"
_FULL = Decimal(100)


def _plans(sheet: SheetView) -> Iterator[tuple[str, Field, tuple[str, ...]]]:
    for key, field in sheet.form.fields.items():
        if field.kind == "percents":
            texts = sheet.project.fields.items_of(key)
            yield key, field, texts + ("",) * (len(field.points) - len(texts))


@lru_cache(maxsize=1024)
def _shares(texts: tuple[str, ...]) -> tuple[Decimal | None, ...]:
    return DisbursementPlan.read(texts).shares


def _filled(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for key, field, texts in _plans(sheet):
        blank = [i for i, text in enumerate(texts) if not text.strip()]
        if len(blank) == len(texts):
            if report.value("all_blank") != "allowed":
                points = "、".join(field.points)
                yield report(sheet.place(key), f"资金支出计划没有填，请填 {points} 的累计支出比例。")
            continue
        for i in blank:
            yield report(sheet.place(key, i), f"{field.points[i]}的累计支出比例没有填，还没有支出就填 0。")
        for i, (text, share) in enumerate(zip(texts, _shares(texts), strict=True)):
            if share is None and text.strip():
                yield report(sheet.place(key, i), f"{field.points[i]}填的“{text}”不是百分比，请填 0 到 100 的数。")


def _rising(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for key, field, texts in _plans(sheet):
        before: tuple[int, Decimal] | None = None
        for i, share in enumerate(_shares(texts)):
            if share is None:
                continue
            if before is not None and share < before[1]:
                earlier = f"{field.points[before[0]]}的 {before[1]}%"
                yield report(
                    sheet.place(key, i),
                    f"支出计划是累计数，{field.points[i]}的 {share}% 不能小于{earlier}，请核对这两个数。",
                )
            before = i, share


def _ends_full(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for key, field, texts in _plans(sheet):
        last = len(texts) - 1
        share = read_percent(texts[last])
        if share is None or share == _FULL:
            continue
        place = sheet.place(key, last)
        fix = Fix("改为100%", ((place, keep(sheet.form, key, "100")),))
        yield report(place, f"{field.points[last]}应为 100%，现在是 {share}%。", fix=fix)


def _within(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for key, field, texts in _plans(sheet):
        for i, share in enumerate(_shares(texts)):
            if share is not None and not 0 <= share <= _FULL:
                place: Place = sheet.place(key, i)
                yield report(place, f"{field.points[i]}的 {share}% 不在 0 到 100 之间，请改正。")


def _uniform(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for key, field, texts in _plans(sheet):
        kept = keep(sheet.form, key, texts)
        shares = _shares(texts)
        if kept != texts and any(texts) and all(share is not None for share in shares):
            fix = Fix("按表样统一写法", ((sheet.place(key), kept),))
            yield report(sheet.place(key), f"比例写法不统一，应写成 {'、'.join(kept)}。", fix=fix)
        elif field.trim and any(share is not None and share != share.to_integral_value() for share in shares):
            shown = "、".join(f"{text}%" for text in texts if text)
            yield report(sheet.place(key), f"累计比例 {shown} 小数位不统一，宜取整数。")


def _pace(sheet: SheetView, report: Report) -> Iterator[Finding]:
    late, jump = Decimal(report.value("late")), Decimal(report.value("jump"))
    for key, field, texts in _plans(sheet):
        shares = _shares(texts)
        if len(shares) < 3 or None in shares:
            continue
        first, *middle, last = (share for share in shares if share is not None)
        if last != _FULL:
            continue
        before, points = middle[-1], field.points
        if first == _FULL:
            yield report(sheet.place(key, 0), f"{points[0]}就支出 100%，请核对能否做到。")
        elif before < late or last - before >= jump:
            message = f"{points[-2]}只到 {before}%，{last - before}% 集中在年末支付，支出偏慢，请核对能否提前。"
            yield report(sheet.place(key, len(shares) - 2), message)


CHECKS = (
    Check(
        id="PLN-01",
        title="支出计划填全",
        severity="error",
        rule=_RULE,
        example="3月底空着；没有支出应填 0%。",
        sheet=_filled,
        hard=True,
        defaults={"all_blank": "error"},
    ),
    Check(
        id="PLN-02",
        title="支出计划逐期不减",
        severity="error",
        rule=_RULE,
        example="50%、40%、75%、100%；应为 40%、50%、75%、100%。",
        sheet=_rising,
        hard=True,
    ),
    Check(
        id="PLN-03",
        title="支出计划止于100%",
        severity="error",
        rule=_RULE,
        example="12月底 95%；应为 100%。",
        sheet=_ends_full,
        hard=True,
    ),
    Check(
        id="PLN-04",
        title="支出计划在0到100之间",
        severity="error",
        rule=_RULE,
        example="6月底 500%；应为 50%。",
        sheet=_within,
        hard=True,
    ),
    Check(
        id="PLN-05",
        title="支出计划写法统一",
        severity="info",
        rule=_RULE,
        example="4.3%、17%、90%、100%；宜写 4%、17%、90%、100%。",
        sheet=_uniform,
    ),
    Check(
        id="PLN-06",
        title="支出进度合理",
        severity="info",
        rule="预算执行管理的通行要求：支出进度均衡，不集中在年末",
        example="10%、20%、30%、100%；年末集中支付，宜提前。",
        sheet=_pace,
        defaults={"late": "60", "jump": "40"},
    ),
)
