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


class Origins:
    """Where the figures of one state of a printed table come from."""

    def __init__(self, plan: TablePlan, sources: Sources, words: Words) -> None:
        both = [(*body, *foot) for body, foot in zip(plan.body, plan.foot, strict=True)]
        specs = SpecMaker(sources.budget).specs(both, sources.ledgers, words)
        self._specs = {spec.id: spec for side in specs for spec in side}
        self._table = sources.tables[plan.key]
        self._sources = sources

    def parts(self, place: Place, noughts: bool = False) -> tuple[Part, ...]:
        """The parts of a printed cell: lines it adds up, else what its formula refers to; with `noughts` blank ones too.

        Where the lines are not all of it (another table's sum was typed over), it is what the formula refers to.
        """
        spec = self._specs.get(place.line or "")
        column = place.field or ""
        if spec is None or column not in spec.plan.formulas:
            return ()
        terms = spec.plan.formulas[column]
        lines = [_printed(self._table, line, column, 1) for line in (*spec.below, *spec.adds)]
        lines += _own_rows(self._sources, spec, terms)
        said = [part for term in terms for part in _of_term(self._table, self._sources, spec, term)]
        found = lines if spec.below or spec.adds else said
        if said and _sum(lines) != self._worked_out(spec, column) == _sum(said):
            found = said
        return tuple(part for part in found if part.amount or noughts)

    def _worked_out(self, spec: Spec, column: str) -> Decimal | None:
        line = self._table.line(spec.id)
        value = line.values[column] if line else None
        return (value.amount if value.derived is None else value.derived) if value else None


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
