"""What a printed amount is made of: the way from a total to its parts, and from any figure to where it was entered."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from editor.budget.book import NOUGHT, BookTable
from editor.budget.ledgers import LedgerIndex, read_amount
from editor.budget.lines import Spec, SpecMaker, Words
from editor.budget.plan import TablePlan
from editor.budget.working import FACT, Sources
from editor.domain.places import Place
from editor.domain.volume import BudgetRow
from editor.forms.formula import Term


@dataclass(frozen=True, slots=True)
class Part:
    """One addend: a printed cell, a cell of an entry table, or a fact; it counts with its sign."""

    place: Place
    amount: Decimal
    sign: int = 1


def parts_of(plan: TablePlan, sources: Sources, words: Words, place: Place) -> tuple[Part, ...]:
    """The parts of a printed cell that are not zero: lines it adds up, else what its formula refers to.

    Where the lines are not all of it (another table's sum was typed over), it is what the formula refers to.
    """
    both = [(*body, *foot) for body, foot in zip(plan.body, plan.foot, strict=True)]
    specs = [spec for side in SpecMaker(sources.budget).specs(both, sources.ledgers, words) for spec in side]
    spec = next((spec for spec in specs if spec.id == place.line), None)
    table = sources.tables.get(plan.key)
    column = place.field or ""
    if spec is None or table is None or column not in spec.plan.formulas:
        return ()
    terms = spec.plan.formulas[column]
    lines = [_printed(table, line, column, 1) for line in (*spec.below, *spec.adds)]
    lines += _own_rows(sources, spec, terms)
    said = [part for term in terms for part in _of_term(table, sources, spec, term)]
    found = lines if spec.below or spec.adds else said
    value = table.by_id[spec.id].values[column] if spec.id in table.by_id else None
    if value is not None and said and _sum(lines) != value.amount == _sum(said):
        found = said
    return tuple(part for part in found if part.amount)


def _sum(parts: list[Part]) -> Decimal:
    return sum((part.sign * part.amount for part in parts), NOUGHT)


def _own_rows(sources: Sources, spec: Spec, terms: tuple[Term, ...]) -> Iterator[Part]:
    """What stands in the ledger under the very code of a line that has lines below it."""
    for term in terms:
        if spec.below and term.source == spec.ledger:
            yield from (_entered(sources, term, row) for row in spec.rows)


def _of_term(table: BookTable, sources: Sources, spec: Spec, term: Term) -> Iterator[Part]:
    if not term.source:
        yield _printed(table, spec.id, term.column, term.sign)
    elif term.source == FACT:
        yield Part(Place(field=term.column), sources.fact(term.column), term.sign)
    elif term.line:
        yield _printed(sources.tables[term.source], term.at(spec.id, spec.code), term.column, term.sign)
    else:
        for row in _ledger_rows(sources.ledgers[term.source], spec, term):
            yield _entered(sources, term, row)


def _ledger_rows(index: LedgerIndex, spec: Spec, term: Term) -> tuple[BudgetRow, ...]:
    if spec.kind == "row" and spec.ledger == term.source:
        return spec.rows
    if index.ledger.rows:
        row = index.fixed.get(spec.code or spec.id)
        return (row,) if row else ()
    return index.under(spec.code)


def _printed(table: BookTable, line: str, column: str, sign: int) -> Part:
    found = table.line(line)
    value = found.values.get(column) if found else None
    amount = value.amount or NOUGHT if value is not None else NOUGHT
    return Part(table.place(line, column), amount, sign)


def _entered(sources: Sources, term: Term, row: BudgetRow) -> Part:
    amount = read_amount(row.cells.text(term.column), sources.budget.unit) or NOUGHT
    return Part(Place(table=term.source, row=row.key, field=term.column), amount, term.sign)
