"""Takes a volume and its printed tables as a source has them and gives it with the source's amounts typed over others."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from editor.budget.book import Book
from editor.budget.bookkeeper import Bookkeeper
from editor.budget.plan import plan_tables
from editor.domain import budget_edits
from editor.domain.money import write_amount
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.exchange.raw import Where
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.publication.entering import Entered, amount_of, ids
from editor.exchange.recognise.publication.reading import Printed, amounts
from editor.forms.budget_form import BudgetForm
from editor.forms.form import Form
from editor.forms.formula import parse

_ROUNDS = 60
Said = tuple[Place, str, Decimal, Where, str]


def type_over(
    form: Form, volume: Volume, tables: Mapping[str, Sequence[Printed]], entered: Entered, journal: Journal
) -> Volume:
    """What differs is typed over where it comes up first, so that sums that follow from it are not typed too."""
    budget = form.budget
    assert budget is not None
    keeper = Bookkeeper(form)
    ranked = _ranked(budget, list(_said(budget, tables, entered)))
    for _ in range(_ROUNDS):
        book = keeper.book(volume)
        group = next((g for g in ranked if any(_differs(book, said) for said in g)), None)
        if group is None:
            break
        for place, text, amount, where, label in group:
            if not _differs(book, (place, text, amount, where, label)):
                continue
            derived = book.amount(place.table or "", place.line or "", place.field or "")
            typed = text if amount else write_amount(amount, budget.decimals)
            volume = budget_edits.set_override(volume, place, typed)
            journal.doubtful(
                f"“{label}”的数与由其他数算出的不同，照原样保留，请核对",
                where,
                typed,
                write_amount(derived, budget.decimals),
            )
    _tell_missing(keeper.book(volume), tables, entered, journal)
    return volume


def _differs(book: Book, said: Said) -> bool:
    value = book.value(said[0])
    return value is not None and value.kind != "label" and value.amount is not None and value.amount != said[2]


def _said(budget: BudgetForm, tables: Mapping[str, Sequence[Printed]], entered: Entered) -> Iterator[Said]:
    for table, row, line in ids(tables, entered):
        form = budget.tables[table]
        for column, text in row.cells.items():
            amount = amount_of(text, budget)
            if form.columns[column].kind == "money" and amount is not None:
                label = row.label or row.code
                yield Place(table=table, line=line, field=column), text, amount, row.where, label


def _ranked(budget: BudgetForm, said: Sequence[Said]) -> list[list[Said]]:
    """In the order of reckoning: tables, then columns before their sums, inner lines before outer ones."""
    order = {plan.key: n for n, plan in enumerate(plan_tables(budget))}
    groups: dict[tuple[int, int, int], list[Said]] = {}
    for one in said:
        place = one[0]
        table = budget.tables[place.table or ""]
        sums = any(not term.source for term in parse(table.columns[place.field or ""].formula))
        digits = "".join(filter(str.isdigit, place.line or "")) if (place.line or "")[:1].isdigit() else ""
        fixed = {line.key: n for side in table.sides for n, line in enumerate((*side.lines, *side.foot), 1)}
        depth = -len(digits) if digits else fixed.get(place.line or "", 0)
        groups.setdefault((order[place.table or ""], depth, int(sums)), []).append(one)
    return [groups[key] for key in sorted(groups)]


def _tell_missing(book: Book, tables: Mapping[str, Sequence[Printed]], entered: Entered, journal: Journal) -> None:
    """Amounts of lines the printed tables will not have, and lines they will have that the source has not."""
    stand: dict[str, set[str]] = {}
    for table, row, line in ids(tables, entered):
        stand.setdefault(table, set()).add(line)
        found = book.table(table).line(line)
        if found is None and any(True for _ in amounts((row,), book.table(table).form)):
            journal.unknown(
                "表里没有这一行，没有读入", row.where, "\t".join([row.code, row.label, *row.cells.values()])
            )
    for table, lines in stand.items():
        for one in book.table(table).lines():
            if one.kind == "code" and one.id not in lines:
                journal.doubtful(
                    f"{book.table(table).title}里原来没有这一行，由其他表得出", None, f"{one.code} {one.label}"
                )
