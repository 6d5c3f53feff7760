"""What the charts show: slices with their amounts and shares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from editor.budget.book import NOUGHT, Book
from editor.budget.narrative import percent
from editor.budget.values import Values, lines_of
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.budget_form import ChartForm, ChartItem
from editor.forms.form import Form
from editor.forms.formula import parse


@dataclass(frozen=True, slots=True)
class Slice:
    """One slice or bar; `amount` in the budget's unit, `share` in percent, two decimals."""

    label: str
    amount: Decimal
    share: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one volume; slices of nothing are left out, so there may be none at all."""

    key: str
    title: str
    kind: Literal["pie", "bar"]
    slices: tuple[Slice, ...]


def charts(form: Form, volume: Volume, book: Book) -> Mapping[str, Chart]:
    """Every chart of the form, by key."""
    values = Values(form, volume, book)
    return {key: _chart(key, chart, values) for key, chart in values.budget.charts.items()}


def _chart(key: str, form: ChartForm, values: Values) -> Chart:
    found = [item for one in form.items for item in _items(one, values) if item[1] > 0]
    added = sum((amount for _, amount, _ in found), NOUGHT)
    whole = values.sum(parse(form.whole))[0] if form.whole else added
    slices = tuple(Slice(label, amount, percent(amount, whole), place) for label, amount, place in found)
    return Chart(key, form.title, form.kind, slices)


def _items(item: ChartItem, values: Values) -> Iterator[tuple[str, Decimal, Place]]:
    terms = parse(item.value)
    if not item.lines:
        amount, places = values.sum(terms)
        yield item.label, amount, places[0]
        return
    table, lines = lines_of(values.book, item.lines)
    for line in lines:
        amount, places = values.sum(terms, table, line)
        yield line.label, amount, places[0]
