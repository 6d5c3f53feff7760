"""Facts of the narrative against tables and goal sheets: purchases, kinds of projects, cars: NAR-07."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from editor.checks.budget_relations import broken, tell
from editor.checks.check import Check, Report
from editor.checks.finding import Finding
from editor.checks.narrative_names import row_of
from editor.domain.money import write_amount
from editor.domain.places import Place
from editor.domain.volume import BudgetRow
from editor.forms.budget_form import BudgetForm, Ledger
from editor.forms.formula import parse

if TYPE_CHECKING:
    from editor.checks.budget_view import BookView


def _plausible(view: "BookView", report: Report) -> Iterator[Finding]:
    for fault in broken(view, report.value("relations")):
        yield tell(view, fault, report)
    yield from _purchases(view, report)
    yield from _kinds(view, report)


def _purchases(view: "BookView", report: Report) -> Iterator[Finding]:
    """What is called a purchase in the tables is in the plan of purchases: each list of words with its fact."""
    ledgers = report.value("ledgers").split()
    for pair in report.value("purchases").split():
        words, _, fact = pair.partition("=")
        pattern = view.words.any_of(words)
        held: list[tuple[Place, str, Decimal]] = []
        for key in ledgers:
            form, amounts = view.budget.ledgers[key], view.book.ledgers[key].amounts
            for row, name in view.seen(words, key, partial(_named, view.budget, form, pattern)):
                amount = sum(amounts[row.key].values(), Decimal(0))
                held.append((Place(table=key, row=row.key, field=form.name), name, amount))
        total = sum((amount for _, _, amount in held), Decimal(0))
        planned = view.values.sum(parse(fact))[0]
        if held and total > planned:
            unit, decimals = view.budget.unit, view.budget.decimals
            named = "、".join(f"{name}{write_amount(amount, decimals)}{unit}" for _, name, amount in held[:3])
            message = (
                f"{view.budget.facts[fact].label}是{write_amount(planned, decimals)}{unit}，报表里有{named}，"
                "请核对政府采购预算是否漏编。"
            )
            yield report(Place(field=fact), message, severity="warning", other=held[0][0])


def _named(budget: BudgetForm, form: Ledger, pattern: re.Pattern[str], row: BudgetRow) -> str:
    """What a row is called, or its subject, where that is a name searched for."""
    name = row.cells.text(form.name)
    column = form.columns.get(form.code)
    if not name and column is not None and column.subjects:
        name = budget.subjects[column.subjects].names.get(row.cells.text(form.code).strip(), "")
    return name if pattern.search(name) else ""


def _kinds(view: "BookView", report: Report) -> Iterator[Finding]:
    """A project of one year is a 特定目标类 one: its sheet says the one, its row the other."""
    ledger, column, field = report.value("ledger"), report.value("column"), report.value("field")
    if ledger not in view.budget.ledgers:
        return
    once = view.words.any_of("one_off")
    wanted = report.value("kind")
    rows = view.volume.table(ledger).rows
    for project in view.projects():
        row = row_of(view, project, rows)
        kind = row.cells.text(column).strip() if row is not None else ""
        if row is None or not kind or kind == wanted:
            continue
        text = project.fields.text(field)
        if once.search(text):
            message = f"“{project.name}”的项目属性是“{text}”，项目类别却是“{kind}”，请核对是否应为“{wanted}”。"
            other = Place(project=project.key, field=field)
            yield report(Place(table=ledger, row=row.key, field=column), message, severity="info", other=other)


CHECKS = (
    Check(
        id="NAR-07",
        title="采购、车辆、项目类别合理",
        severity="error",
        rule="财预〔2016〕143号《地方预决算公开操作规程》：政府采购、国有资产占用情况内容准确",
        example="项目里有设备购置费60.00万元，政府采购货物预算只有2.00万元；应核对是否漏编。",
        book=_plausible,
        defaults={
            "relations": "",
            "ledgers": "",
            "purchases": "",
            "ledger": "",
            "column": "category",
            "field": "attribute",
            "kind": "",
        },
    ),
)
