"""Takes leaf lines of which only sums are printed (上年结转, 财政专户管理资金) and gives each entered column its share.

A share is the most that every printed sum it is part of leaves room for; what no column takes is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from editor.domain.money import read_money, write_amount
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.publication.reading import Printed
from editor.forms.budget_form import BudgetForm, PrintedTable
from editor.forms.formula import LINE, parse

_CENTS = Decimal("0.02")


@dataclass(slots=True)
class _Sum:
    """A printed sum: what is left of it, and the columns without a printed cell of their own that are in it."""

    left: Decimal
    columns: tuple[str, ...]
    row: Printed | None = None


class Splitter:
    """Splits the sums of one entry table's leaf lines, in place."""

    def __init__(
        self,
        budget: BudgetForm,
        tables: Mapping[str, Sequence[Printed]],
        ledger: str,
        leaves: Mapping[str, dict[str, str]],
        journal: Journal,
    ) -> None:
        self._budget = budget
        self._tables = tables
        self._ledger = ledger
        self._leaves = leaves
        self._journal = journal
        self._shown = frozenset(
            columns[0] for table in tables for columns in self._expanded(table).values() if len(columns) == 1
        )

    def split(self) -> None:
        """Every column that stands in no cell of its own gets what the sums leave for it."""
        whole = self._wholes()
        for code, cells in self._leaves.items():
            sums = list(self._sums(code, cells))
            for column in self._budget.ledgers[self._ledger].money:
                if column not in self._shown:
                    self._give(column, cells, sums, whole)
            for one in sums:
                if abs(one.left) > _CENTS and one.row is not None and one.columns:
                    self._journal.doubtful(
                        "表里的数与分项合不上，差额没有归入任何一栏", one.row.where, one.row.label, str(one.left)
                    )
                    break

    def _give(self, column: str, cells: dict[str, str], sums: Sequence[_Sum], whole: Mapping[str, _Sum]) -> None:
        within = [one for one in sums if column in one.columns]
        limits = [*within, *([whole[column]] if column in whole else [])]
        if not within:
            return
        least = min(one.left for one in limits)
        if least <= _CENTS and least != min(one.left for one in within):
            return
        exact = min(within, key=lambda one: len(one.columns)).left
        amount = exact if abs(exact - least) <= _CENTS else least
        if amount <= 0:
            return
        cells[column] = write_amount(amount, self._budget.decimals)
        for one in limits:
            one.left -= amount

    def _sums(self, code: str, cells: Mapping[str, str]) -> Iterator[_Sum]:
        for table, rows in self._tables.items():
            columns = self._expanded(table)
            for row in rows:
                if row.code != code or row.line.tree is None or row.line.tree.ledger != self._ledger:
                    continue
                for column, parts in columns.items():
                    unknown = tuple(part for part in parts if part not in self._shown)
                    if unknown and column in row.cells:
                        known = sum((self._amount(cells.get(part, "")) for part in parts), Decimal(0))
                        yield _Sum(self._amount(row.cells[column]) - known, unknown, row)

    def _wholes(self) -> Mapping[str, _Sum]:
        """Columns whose total a line of the form prints (一、一般公共预算 under 上年结转)."""
        found: dict[str, _Sum] = {}
        for rows in self._tables.values():
            for row in rows:
                for column, formula in row.line.cells.items():
                    terms = parse(formula)
                    if len(terms) == 1 and terms[0].source == self._ledger and not terms[0].line:
                        found[terms[0].column] = _Sum(self._amount(row.cells.get(column, "")), (terms[0].column,))
        return found

    def _expanded(self, table: str) -> Mapping[str, tuple[str, ...]]:
        """Money columns of a table's tree → the entered columns they add up, where they add up nothing else."""
        form = self._budget.tables[table]
        side = next(
            (side for side in form.sides for line in side.lines if line.tree and line.tree.ledger == self._ledger), None
        )
        if side is None:
            return {}
        found = {key: self._parts(form, key) for key, column in side.columns.items() if column.kind == "money"}
        return {key: parts for key, parts in found.items() if parts}

    def _parts(self, form: PrintedTable, column: str) -> tuple[str, ...]:
        parts: list[str] = []
        for term in parse(form.columns[column].formula):
            inner: tuple[str, ...] = ()
            if term.source == self._ledger and not term.line:
                inner = (term.column,)
            elif not term.source and term.column in form.columns:
                inner = self._parts(form, term.column)
            elif term.source in self._budget.tables and term.line == LINE:
                inner = self._parts(self._budget.tables[term.source], term.column)
            if not inner or term.sign < 0:
                return ()
            parts += inner
        return tuple(parts)

    def _amount(self, text: str) -> Decimal:
        money = read_money(text, self._budget.unit)
        return Decimal(0) if money is None else money.amount
