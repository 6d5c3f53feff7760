"""A form's printed tables as they are worked out: formulas read, tables in an order in which each finds what it refers to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from editor.forms.budget_form import BudgetForm, LineForm, PrintedColumn, PrintedTable, SideForm
from editor.forms.formula import Term, parse


@dataclass(frozen=True, slots=True)
class LinePlan:
    """A line of the form (or the many of a ledger) and the formulas of its cells; `adds` are line forms of the same side."""

    form: LineForm
    formulas: Mapping[str, tuple[Term, ...]]
    side: int


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A printed table: its lines, side by side, and what it is worked out from."""

    key: str
    form: PrintedTable
    columns: tuple[Mapping[str, PrintedColumn], ...]
    body: tuple[tuple[LinePlan, ...], ...]
    foot: tuple[tuple[LinePlan, ...], ...]
    ledgers: frozenset[str]
    tables: frozenset[str]

    def lines(self) -> Iterator[LinePlan]:
        """All line forms, side by side."""
        for body, foot in zip(self.body, self.foot, strict=True):
            yield from body
            yield from foot


def plan_table(budget: BudgetForm, key: str) -> TablePlan:
    """One table; ValueError where a formula is none."""
    form = budget.tables[key]
    body = tuple(tuple(_line(side, n, line) for line in side.lines) for n, side in enumerate(form.sides))
    foot = tuple(tuple(_line(side, n, line) for line in side.foot) for n, side in enumerate(form.sides))
    lines = [line for part in (*body, *foot) for line in part]
    terms = [term for line in lines for terms in line.formulas.values() for term in terms if term.source]
    sources = {term.source for term in terms} - {key}
    own = {of.ledger for line in lines for of in (line.form.tree, line.form.rows) if of is not None}
    ledgers = frozenset((sources & set(budget.ledgers)) | own)
    return TablePlan(
        key, form, tuple(s.columns for s in form.sides), body, foot, ledgers, frozenset(sources & set(budget.tables))
    )


def in_order(plans: Sequence[TablePlan]) -> tuple[TablePlan, ...]:
    """The tables so that each stands behind those it refers to; ValueError with a table's key where they go round."""
    by_key = {plan.key: plan for plan in plans}
    done: dict[str, TablePlan] = {}
    for plan in plans:
        _visit(plan, by_key, done, ())
    return tuple(done.values())


def plan_tables(budget: BudgetForm) -> tuple[TablePlan, ...]:
    """All tables of a form, in the order in which they are worked out."""
    return in_order([plan_table(budget, key) for key in budget.tables])


def _visit(
    plan: TablePlan, by_key: Mapping[str, TablePlan], done: dict[str, TablePlan], open_: tuple[str, ...]
) -> None:
    if plan.key in open_:
        raise ValueError(plan.key)
    if plan.key in done:
        return
    for key in sorted(plan.tables):
        if key in by_key:
            _visit(by_key[key], by_key, done, (*open_, plan.key))
    done[plan.key] = plan


def _line(side: SideForm, number: int, line: LineForm) -> LinePlan:
    return LinePlan(line, {k: _formula(line, k, c) for k, c in side.columns.items() if c.kind == "money"}, number)


def _formula(line: LineForm, key: str, column: PrintedColumn) -> tuple[Term, ...]:
    """A line that adds up others takes of the columns' formulas only those over the line itself."""
    if key in line.cells:
        return parse(line.cells[key])
    terms = parse(column.formula)
    return () if line.adds and any(term.source for term in terms) else terms
