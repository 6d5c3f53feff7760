"""Hypothesis strategies for what budget tables are made of: entry tables, typed values, facts of any form that has them."""

from decimal import Decimal

from hypothesis import strategies as st

from editor.domain.budget_edits import in_order
from editor.domain.fields import BLANK, Fields
from editor.domain.money import write_amount
from editor.domain.volume import LINE, BudgetRow, BudgetTable
from editor.forms.budget_form import BudgetForm, Ledger, LedgerColumn
from editor.forms.form import Form

_NAMES = ("设备购置费", "楼宇维修（二期）", "警务“辅助”经费", "差旅\n补助", "𠮷庆街道 A1")


def money() -> st.SearchStrategy[str]:
    """An amount with two decimals, mostly not blank and small enough for totals to be looked at."""
    kept = st.integers(0, 10**7).map(lambda cents: write_amount(Decimal(cents) / 100))
    return st.one_of(st.just(""), kept, kept)


def cells(budget: BudgetForm, column: LedgerColumn) -> st.SearchStrategy[str]:
    """A cell of an entry table, as a clerk fills it."""
    match column.kind:
        case "money":
            return money()
        case "code":
            one = budget.subjects[column.subjects]
            whole = st.sampled_from([code for code in one.names if len(code) == one.levels[-1]])
            return st.one_of(whole, whole, st.sampled_from(sorted(one.names)))
        case "unit":
            return st.sampled_from(("", "", "205001", "205002"))
        case _:
            return st.one_of(st.just(""), st.sampled_from(_NAMES))


def rows(budget: BudgetForm, ledger: Ledger, most: int = 8) -> st.SearchStrategy[list[Fields]]:
    """Rows of an entry table; fixed ones at most once each."""
    row = st.fixed_dictionaries({key: cells(budget, column) for key, column in ledger.columns.items()})
    if not ledger.rows:
        return st.lists(row.map(Fields), max_size=most)
    lines = st.lists(st.sampled_from(list(ledger.rows)), unique=True)
    return lines.flatmap(
        lambda keys: st.tuples(*(row.map(lambda cells, key=key: Fields({**cells, LINE: key})) for key in keys)).map(
            list
        )
    )


@st.composite
def tables(draw: st.DrawFn, form: Form, first_key: int = 1) -> tuple[BudgetTable, ...]:
    """Entry tables of a form, their rows numbered from `first_key`."""
    if form.budget is None:
        return ()
    made = []
    for key, ledger in sorted(form.budget.ledgers.items()):
        if key == form.budget.own_subjects:
            continue
        held = draw(rows(form.budget, ledger))
        made.append(BudgetTable(key, tuple(BudgetRow(first_key + n, row) for n, row in enumerate(held))))
        first_key += len(held)
    return in_order(made)


@st.composite
def facts(draw: st.DrawFn, form: Form) -> Fields:
    """Some of the form's facts."""
    if form.budget is None:
        return BLANK
    kinds = {
        "money": money(),
        "count": st.integers(0, 40).map(str),
        "area": st.just("8656"),
        "text": st.sampled_from(_NAMES),
    }
    found = draw(st.fixed_dictionaries({}, optional={key: kinds[fact.kind] for key, fact in form.budget.facts.items()}))
    return Fields(found)


def overrides(form: Form) -> st.SearchStrategy[Fields]:
    """A few typed values over worked-out cells and paragraphs; some lines are not there."""
    if form.budget is None:
        return st.just(BLANK)
    lines = ("total", "204", "2040201", "301", "income_all", "unit_", "a/b")
    columns = [
        (key, column)
        for key, table in form.budget.tables.items()
        for column, c in table.columns.items()
        if c.kind == "money"
    ]
    cell = st.tuples(st.sampled_from(columns), st.sampled_from(lines)).map(lambda at: f"{at[0][0]}/{at[1]}/{at[0][1]}")
    templates = [f"{section}/{key}" for section, s in form.sections().items() for key in s.templates]
    typed = st.dictionaries(cell, money(), max_size=3)
    texts = st.dictionaries(st.sampled_from(templates), st.sampled_from(("另行说明。", "见附件。")), max_size=2)
    return st.builds(lambda a, b: Fields({**a, **b}), typed, texts)
