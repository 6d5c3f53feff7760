"""Arithmetic in running text: TXT-10; the total a purpose names: BUD-03."""

from collections.abc import Iterator
from decimal import Decimal

from editor.checks.check import Check, Mark, Report
from editor.checks.finding import Finding
from editor.checks.sums import written_total, wrong_sums
from editor.checks.views import CellView, SheetView
from editor.domain.money import read_money, write_amount


def _adds_up(view: CellView, report: Report) -> Iterator[Mark]:
    if not view.prose:
        return
    for wrong in wrong_sums(view.text):
        computed, written = _shown(wrong.computed), _shown(wrong.written)
        message = f"按文中数字算，{wrong.shown}＝{computed}万元，与写的{written}万元不一致，请核对哪个数不对。"
        yield Mark(message, wrong.chars)


def _agrees(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """The last total in the purpose is the project's budget."""
    key, field = report.value("total"), report.value("text")
    text = sheet.project.fields.text(field)
    budget = read_money(sheet.text(key), sheet.form.money.unit)
    total = written_total(text) if text else None
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
)
