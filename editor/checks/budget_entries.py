"""What is entered in the budget tables: subjects at their level, amounts as amounts, titles of the year: BGT-14 to BGT-16."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from editor.checks.check import Check, Report
from editor.checks.finding import Finding, Fix
from editor.domain.fields import Fields
from editor.domain.money import MoneyUnit, read_money, write_amount
from editor.domain.places import Place
from editor.domain.volume import BudgetRow
from editor.forms.budget_form import BudgetForm, Ledger

if TYPE_CHECKING:
    from editor.checks.budget_view import BookView

_PUBLIC = "财预〔2016〕143号《地方预决算公开操作规程》："
_SEPARATED = re.compile(r"[,，]")


def _subjects(view: "BookView", report: Report) -> Iterator[Finding]:
    """A code is of the innermost level of its list and known, and its amounts stand in one row."""
    names = _known(view)
    for key, ledger in view.budget.ledgers.items():
        column = ledger.columns.get(ledger.code)
        if column is None or not column.subjects:
            continue
        length = view.budget.subjects[column.subjects].levels[-1]
        seen: dict[str, int] = {}
        for row in view.volume.table(key).rows:
            code, place = row.cells.text(ledger.code).strip(), Place(table=key, row=row.key, field=ledger.code)
            if not code:
                if _amounts(ledger, row.cells):
                    yield report(place, f"{ledger.title}有一行写了金额，没有科目编码，请选科目。")
            elif not code.isdigit() or len(code) != length:
                message = f"科目编码“{code}”不是{length}位，{ledger.title}要填到最末一级科目，请核对。"
                yield report(place, message)
            elif code in seen:
                message = f"科目“{code}”在{ledger.title}里有两行，请合并成一行。"
                other = Place(table=key, row=seen[code], field=ledger.code)
                yield report(place, message, severity="warning", other=other)
            elif code not in names[column.subjects] and not (ledger.name and row.cells.text(ledger.name).strip()):
                message = f"科目表里没有“{code}”，也没有写科目名称，印出来没有名称，请核对编码或补写名称。"
                yield report(place, message, severity="warning")
            seen.setdefault(code, row.key)


def _known(view: "BookView") -> Mapping[str, Mapping[str, str]]:
    from editor.budget.subjects import Subjects

    return Subjects(view.budget).names(view.volume)


def _amounts(ledger: Ledger, cells: Fields) -> bool:
    return any(cells.text(column).strip() for column in ledger.money)


def _readable(view: "BookView", report: Report) -> Iterator[Finding]:
    """Every amount entered, typed over, or kept as a fact."""
    for key, ledger in view.budget.ledgers.items():
        for row, faulty in view.seen("amounts", key, partial(_faulty, view.budget, ledger.money)):
            for column in faulty:
                place = Place(table=key, row=row.key, field=column)
                yield from _amount(view, place, row.cells.text(column), report)
    for place, _ in view.typed_cells():
        yield from _amount(view, place, view.volume.overrides.text(_key(place)), report)
    for key, fact in view.budget.facts.items():
        text = view.volume.fields.text(key).strip()
        if not text and fact.required:
            yield report(Place(field=key), f"{fact.label}没有填，请补填。")
        elif fact.kind == "money" and text:
            yield from _amount(view, Place(field=key), text, report)


def _faulty(budget: BudgetForm, columns: tuple[str, ...], row: BudgetRow) -> tuple[str, ...]:
    """The columns of a row with whose amounts something is wrong."""
    texts = ((column, row.cells.text(column)) for column in columns)
    return tuple(column for column, text in texts if text and any(_fault(text, budget.unit, budget.decimals)))


def _key(place: Place) -> str:
    return f"{place.table}/{place.line}/{place.field}"


def _amount(view: "BookView", place: Place, text: str, report: Report) -> Iterator[Finding]:
    fault, plain = _fault(text, view.budget.unit, view.budget.decimals)
    if fault:
        yield report(place, fault)
    elif plain and place.table is not None:
        fix = Fix(f"改为{plain}", ((place, plain),))
        yield report(place, f"报表里的金额不写千分位，应写成{plain}。", severity="info", fix=fix)


@lru_cache(maxsize=50_000)
def _fault(text: str, unit: MoneyUnit, decimals: int) -> tuple[str, str]:
    """What is wrong with a text as an amount, "" for nothing; how it is written without separators, where it has some."""
    money = read_money(text, unit) if text.strip() else None
    if money is None:
        return (f"“{text}”不是金额，请只填数字（{unit}），如 5.00。" if text.strip() else ""), ""
    if money.amount < 0:
        return f"金额是{text}，小于零，请核对。", ""
    if money.amount != round(money.amount, decimals):
        return f"金额{text}的小数多于{decimals}位，请按{unit}保留{decimals}位小数。", ""
    return "", write_amount(money.amount, decimals) if _SEPARATED.search(text) else ""


def _titles(view: "BookView", report: Report) -> Iterator[Finding]:
    year = str(view.volume.year)
    for key, table in view.book.tables.items():
        if year not in table.title:
            yield report(Place(table=key), f"“{table.title}”的表题没有写{year}年，请核对表样。")
        if not table.number:
            yield report(Place(table=key), f"“{table.title}”没有表号，请核对表样。", severity="info")


CHECKS = (
    Check(
        id="BGT-14",
        title="科目填到最末一级",
        severity="error",
        rule=_PUBLIC + "支出功能分类公开到项级，基本支出公开到经济分类款级",
        example="科目编码填 20502；应填到项级 2050201。",
        book=_subjects,
    ),
    Check(
        id="BGT-15",
        title="报表金额和资料填齐、写法正确",
        severity="error",
        rule=_PUBLIC + "内容准确",
        example="金额填“约5万”或 -5.00；应填 5.00。",
        book=_readable,
    ),
    Check(
        id="BGT-16",
        title="报表有年度和表号",
        severity="warning",
        rule=_PUBLIC + "形式规范",
        example="表题只写“预算收支总表”；应写明年度，并有表号。",
        book=_titles,
    ),
)
