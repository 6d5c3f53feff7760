"""Costs against the budget: IND-17."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from editor.checks.check import Check, Report
from editor.checks.chinese import narrow
from editor.checks.finding import Finding, Severity
from editor.checks.guides import GUIDE
from editor.checks.views import RowView, SheetView
from editor.domain.money import read_money, write_amount
from editor.domain.target import read_target

_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)")
_FACTORS = {"亿元": Decimal(10000), "万元": Decimal(1), "元": Decimal("0.0001")}


def _within_budget(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for pair in report.value("sides").split() or (f"level3=target={report.value('total')}",):
        name, target, total = pair.split("=")
        for finding in _side(sheet, _rows(sheet, name, target), total, report):
            yield replace(finding, place=replace(finding.place, field=target))


def _rows(sheet: SheetView, name: str, target: str) -> list[RowView]:
    """The costs of one side of a sheet, by its columns of names and targets."""
    rows = [row for row in sheet.rows if row.is_a("cost")]
    if target != "target":
        cells = [(row, row.row.cells.text(name).strip(), row.row.cells.text(target).strip()) for row in rows]
        rows = [row._replace(name=named, target=text, value=read_target(text)) for row, named, text in cells]
    return [row for row in rows if row.target]


def _side(sheet: SheetView, rows: list[RowView], total: str, report: Report) -> Iterator[Finding]:
    money = read_money(sheet.text(total), sheet.form.money.unit)
    budget = money.to("万元").amount if money is not None and money.amount > 0 else None
    amounts = {row.row.key: _amount(row) for row in rows}
    for row in rows:
        amount = amounts[row.row.key]
        if amount is None:
            yield from _no_amount(sheet, row, any(other is not None for other in amounts.values()), report)
        elif budget is not None:
            alone = len(rows) == 1
            yield from _compared(sheet, row, (amount, budget), alone, report)


def _amount(row: RowView) -> Decimal | None:
    """What the target says in 万元; the sentence behind a bare number may name the unit."""
    match = _AMOUNT.search(narrow(row.target))
    return Decimal(match[1].replace(",", "")) * _FACTORS[match[2]] if match else None


def _no_amount(sheet: SheetView, row: RowView, others: bool, report: Report) -> Iterator[Finding]:
    said = row.name + row.description
    if row.value.kind == "quantity" and (row.value.unit == "%" or row.value.rest):
        if not sheet.words.any_of("saving").search(said):
            message = f"成本指标的值“{row.target}”不是金额，请填金额，如 ≤5万元。"
            yield report(row.at("target"), message, severity="warning")
    elif not re.search(r"\d", narrow(row.target)):
        level: Severity = "warning" if others else "error"
        message = f"成本指标的值“{row.target}”没有金额，请填金额，如 ≤预算数的金额。"
        yield report(row.at("target"), message, severity=level)
    elif row.value.kind == "quantity" and not row.value.unit:
        yield report(row.at("target"), f"成本指标的值“{row.target}”没有单位，请写明元或万元。", severity="warning")


def _compared(
    sheet: SheetView, row: RowView, amounts: tuple[Decimal, Decimal], alone: bool, report: Report
) -> Iterator[Finding]:
    amount, budget = amounts
    said = row.name + row.description
    total = sheet.words.any_of("total_cost").search(said) or alone
    each = sheet.words.any_of("unit_cost").search(said + row.target)
    slack = Decimal("0.01")
    if amount > budget + slack:
        yield report(row.at("target"), f"成本“{row.target}”超过了预算数{_plain(budget)}万元，请核对。")
    elif not total or each or amount >= budget - slack:
        return
    elif row.value.operator in ("", "="):
        level: Severity = "error" if sheet.words.any_of("total_cost").search(row.name) else "warning"
        yield report(
            row.at("target"), f"成本“{row.target}”与预算数{_plain(budget)}万元不一致，请核对。", severity=level
        )
    elif amount < budget * Decimal(report.value("least")):
        message = f"成本上限“{row.target}”比预算数{_plain(budget)}万元低得多，请核对是否只写了一部分。"
        yield report(row.at("target"), message, severity="warning")


def _plain(amount: Decimal) -> str:
    """Without the noughts behind what was converted."""
    return write_amount(amount.normalize() + 0, 2)


CHECKS = (
    Check(
        id="IND-17",
        title="成本与预算一致",
        severity="error",
        rule=GUIDE,
        example="预算数40.00，项目总成本写 ≤45万元；应写 ≤40万元。",
        sheet=_within_budget,
        defaults={"total": "budget", "least": "0.9", "sides": ""},
    ),
)
