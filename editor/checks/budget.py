"""Checks of amounts: BUD."""

from collections.abc import Iterator
from decimal import Decimal

from editor.checks.adding_up import DEFAULTS, ID
from editor.checks.check import Check, Report
from editor.checks.finding import Finding, Fix
from editor.checks.views import SheetView
from editor.domain.money import read_money
from editor.forms.entries import keep


def _adds_up(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """预算数 is the sum of its sources; which fields these are is the form's to say."""
    total_key, part_keys = report.value("total"), report.value("parts").split()
    unit = sheet.form.money.unit
    fields = sheet.project.fields
    total = read_money(fields.text(total_key), unit)
    written = [(key, fields.text(key)) for key in part_keys if fields.text(key)]
    parts = [read_money(text, unit) for _, text in written]
    if total is None or not parts or None in parts:
        return
    amount = sum((part.amount for part in parts if part is not None), Decimal(0))
    if amount == total.amount:
        return
    shown = "＋".join(f"{_label(sheet, key)}{text}" for key, text in written)
    sum_text = keep(sheet.form, total_key, str(amount))
    place = sheet.place(total_key)
    yield report(
        place,
        f"{_label(sheet, total_key)} {fields.text(total_key)} 与 {shown}＝{sum_text} 不相等，请核对哪个数填错。",
        fix=Fix(f"改为{sum_text}", ((place, sum_text),)),
    )


def _amounts(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """Every amount is one, above zero where it must be there, and no finer than the form keeps it."""
    money = sheet.form.money
    for key, field in sheet.form.fields.items():
        if field.kind != "money":
            continue
        text, label, place = sheet.text(key), _label(sheet, key), sheet.place(key)
        amount = read_money(text, money.unit)
        if not text:
            if field.required:
                yield report(place, f"{label}没有填，请填金额（{money.unit}）。")
        elif amount is None:
            yield report(place, f"{label}填的“{text}”不是金额，请只填数字，如 5.00。")
        elif amount.amount < 0 or (amount.amount == 0 and key == report.value("total")):
            yield report(place, f"{label}是{text}，应大于零，请核对。")
        elif amount.amount != round(amount.amount, money.decimals):
            yield report(
                place, f"{label} {text} 的小数多于{money.decimals}位，请按{money.unit}保留{money.decimals}位小数。"
            )
        elif keep(sheet.form, key, text) != text:
            kept = str(keep(sheet.form, key, text))
            fix = Fix(f"改为{kept}", ((place, kept),))
            yield report(place, f"{label}应写成 {kept}。", severity="info", fix=fix)


def _label(sheet: SheetView, key: str) -> str:
    return sheet.form.fields[key].label.rpartition("：")[2]


CHECKS = (
    Check(
        id=ID,
        title="预算数等于各项资金之和",
        severity="error",
        rule="部门预算绩效文本填报要求：预算数＝财政资金＋其他资金",
        example="预算数 5.00，财政资金 4.00，其他资金空；应一致。",
        sheet=_adds_up,
        hard=True,
        defaults=DEFAULTS,
    ),
    Check(
        id="BUD-02",
        title="金额填写正确",
        severity="error",
        rule="部门预算绩效文本填报要求：金额以万元为单位，保留两位小数",
        example="预算数填“五万”；应填 5.00。",
        sheet=_amounts,
        defaults={"total": "budget"},
    ),
)
