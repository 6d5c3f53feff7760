"""Arithmetic in running text: TXT-10; the total a purpose names: BUD-03."""

import re
from collections.abc import Iterator
from decimal import Decimal

from editor.checks.check import Check, Mark, Report
from editor.checks.chinese import narrow
from editor.checks.finding import Finding
from editor.checks.sums import AMOUNT, amount_of, written_total, wrong_sums
from editor.checks.sums_listed import items_total, wrong_items
from editor.checks.views import NARRATIVE, CellView, SheetView
from editor.domain.money import read_money, write_amount

_TWO_UNITS = re.compile(
    AMOUNT.format("one")
    + r"\s*(?:[（(]\s*(?:即|合|折合|约合|计|合计)?|，即|，合|，折合|,即|,合)\s*"
    + AMOUNT.format("two")
)


def _adds_up(view: CellView, report: Report) -> Iterator[Mark]:
    if not view.prose or view.kind == NARRATIVE:
        return
    for wrong in (*wrong_sums(view.text), *wrong_items(view.text)):
        computed, written = _shown(wrong.computed), _shown(wrong.written)
        message = f"按文中数字算，{wrong.shown}＝{computed}万元，与写的{written}万元不一致，请核对哪个数不对。"
        yield Mark(message, wrong.chars)


def _both_units(view: CellView, report: Report) -> Iterator[Mark]:
    """50000元（5万元）: one amount in two units."""
    for match in _TWO_UNITS.finditer(narrow(view.text)):
        one, two = amount_of(match, "one"), amount_of(match, "two")
        if match["one_unit"] != match["two_unit"] and abs(one - two) > min(Decimal("0.005"), one / 100):
            message = f"“{match[0]}”前后两个数不相等（{_shown(one)}万元、{_shown(two)}万元），请核对。"
            yield Mark(message, match.span())


def _agrees(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """The last total in the purpose is the project's budget."""
    key, field = report.value("total"), report.value("text")
    text = sheet.project.fields.text(field)
    budget = read_money(sheet.text(key), sheet.form.money.unit)
    total = (written_total(text) or items_total(text)) if text else None
    if budget is None or total is None:
        return
    amount = budget.to("万元").amount
    if abs(amount - total[0]) > min(Decimal("0.05"), amount / 50):
        message = f"文中合计{_shown(total[0])}万元，与预算数{_shown(amount)}万元不一致，请核对哪个数不对。"
        yield report(sheet.place(field), message, chars=total[1])


def _shown(amount: Decimal) -> str:
    return write_amount(amount.quantize(Decimal("0.0001")).normalize() + 0, 0)


CHECKS = (
    Check(
        id="TXT-10",
        title="文中的账算得对",
        severity="warning",
        rule="财预〔2015〕88号《中央部门预算绩效目标管理办法》：绩效目标与资金量相应匹配",
        example="50人，每人300元，年需2万元；应为 1.5万元。",
        cell=_adds_up,
        signs=frozenset("万元"),
    ),
    Check(
        id="BUD-03",
        title="文中的合计等于预算数",
        severity="warning",
        rule="财预〔2015〕88号《中央部门预算绩效目标管理办法》：绩效目标与资金量相应匹配",
        example="用途写“共需6万元”，预算数5.00；应一致。",
        sheet=_agrees,
        defaults={"total": "budget", "text": "purpose"},
    ),
    Check(
        id="BUD-05",
        title="元与万元换算正确",
        severity="error",
        rule="部门预算绩效文本填报要求：1万元＝10000元",
        example="购置费 50000元（0.5万元）；应写 50000元（5万元）。",
        cell=_both_units,
        signs=frozenset("万"),
    ),
)
