"""Formulas outside the tables: what charts and sentences show, with the places it comes from."""

from decimal import Decimal

from editor.budget.book import NOUGHT, Book, BookTable, Line
from editor.budget.ledgers import read_amount
from editor.budget.working import FACT
from editor.domain.money import read_money
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.budget_form import BudgetForm
from editor.forms.form import Form
from editor.forms.formula import Term
from editor.forms.sentence import SHEET

Sum = tuple[Decimal, tuple[Place, ...]]


class Values:
    """Reads formulas over one book."""

    def __init__(self, form: Form, volume: Volume, book: Book) -> None:
        assert form.budget is not None
        self.budget: BudgetForm = form.budget
        self.form = form
        self.volume = volume
        self.book = book

    def sum(self, terms: tuple[Term, ...], table: BookTable | None = None, line: Line | None = None) -> Sum:
        """The amount of a formula, seen from a line of a table where there is one, and the places of its terms."""
        total, places = NOUGHT, []
        for term in terms:
            amount, place = self._term(term, table, line)
            total += term.sign * amount
            places.append(place)
        return total, tuple(places)

    def _term(self, term: Term, table: BookTable | None, line: Line | None) -> tuple[Decimal, Place]:
        if not term.source and table is not None and line is not None:
            value = line.values.get(term.column)
            return value.amount or NOUGHT if value else NOUGHT, table.place(line.id, term.column)
        if not term.source or term.source == FACT:
            text = self.volume.fields.text(term.column)
            return read_amount(text, self.budget.unit) or NOUGHT, Place(field=term.column)
        if term.source == SHEET:
            return self._sheets(term.column), Place()
        if not term.line:
            return self.book.ledgers[term.source].total("", term.column), Place(table=term.source, field=term.column)
        key = term.at(line.id if line else "", _code(line))
        return self.book.amount(term.source, key, term.column), Place(table=term.source, line=key, field=term.column)

    def _sheets(self, field: str) -> Decimal:
        """A field of the goal sheets added up, in the budget's unit."""
        total = NOUGHT
        for project in self.volume.projects:
            money = read_money(project.fields.text(field), self.form.money.unit)
            total += money.to(self.budget.unit).amount if money else NOUGHT
        return total


def lines_of(book: Book, of: str, deep: bool = False) -> tuple[BookTable, tuple[Line, ...]]:
    """The outermost lines of a tree or list of rows by `table.key`; with `deep` those that have nothing below them."""
    table = book.table(of.partition(".")[0])
    key = of.partition(".")[2]
    found = [line for line in table.lines() if line.of == key]
    if not deep:
        return table, tuple(line for line in found if line.level == 0)
    ends = [
        line
        for line, after in zip(found, [*found[1:], None], strict=False)
        if after is None or after.level <= line.level
    ]
    return table, tuple(ends)


def _code(line: Line | None) -> str:
    return line.code if line else ""
