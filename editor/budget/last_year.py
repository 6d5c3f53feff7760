"""Last year's figures out of last year's volume: what this year's sentences compare with."""

from editor.budget.book import Book
from editor.budget.values import Values
from editor.domain.money import write_amount
from editor.domain.volume import Volume
from editor.forms.form import Form
from editor.forms.formula import parse


def last_years_facts(form: Form, before: Volume, book: Book) -> dict[str, str]:
    """Fact key → its text, for every fact that is last year's figure of a printed cell; `book` is that of `before`."""
    values = Values(form, before, book)
    found = {key: fact.last_year for key, fact in values.budget.facts.items() if fact.last_year}
    return {key: write_amount(values.sum(parse(cell))[0], values.budget.decimals) for key, cell in found.items()}
