"""Takes a volume with its tables and the narrative's paragraphs and gives it with the facts they say and texts typed over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations
from math import comb

from editor.budget.book import Book
from editor.budget.bookkeeper import Bookkeeper
from editor.budget.narrative import paragraphs
from editor.budget.values import Values
from editor.budget.wording import braces
from editor.domain import budget_edits
from editor.domain.money import write_amount
from editor.domain.volume import BudgetRow, Section, Volume
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.publication.clauses import Said, read_clauses
from editor.exchange.recognise.publication.entering import amount_of
from editor.exchange.recognise.publication.matching import Matched, match_paragraphs
from editor.exchange.recognise.publication.outline import Laid
from editor.exchange.recognise.publication.pieces import Piece, key_of
from editor.forms.budget_form import BudgetForm
from editor.forms.form import Form
from editor.forms.formula import Term
from editor.forms.sentence import Call, parse_sentence

Texts = Mapping[str, Matched]
_MOST_CHOICES = 5_000


@dataclass(slots=True)
class _Heard:
    """Facts, and of (ledger, column, value) how many rows have it and what they come to."""

    facts: dict[str, str] = field(default_factory=dict)
    counts: dict[tuple[str, str, str], Decimal] = field(default_factory=dict)
    amounts: dict[tuple[str, str, str], Decimal] = field(default_factory=dict)


def narrate(form: Form, volume: Volume, laid: Laid, journal: Journal) -> Volume:
    """Every section with templates that stands in the source; what no template would write is kept over it."""
    keeper = Bookkeeper(form)
    book = keeper.book(volume)
    texts = dict(_matched(form, volume, book, laid))
    volume = _with_facts(form, volume, book, texts)
    written = paragraphs(form, volume, keeper.book(volume))
    sections = {section.key: section for section in volume.sections}
    for key, matched in texts.items():
        for whole in matched.split:
            journal.mended("一段文字按表样分成两段", None, whole, "")
        sections[key] = Section(key, matched.own)
        for paragraph in written[key]:
            text = matched.by_template.get(paragraph.key)
            if text is None:
                journal.doubtful("原文没有这一段，会由报表自动写出", None, "", paragraph.derived)
            elif text != paragraph.derived:
                volume = budget_edits.set_override(volume, paragraph.place, text)
                journal.tally("doubtful", "这一段与由报表写出的不同，照原样保留", None, text, paragraph.derived)
    return replace(volume, sections=tuple(sections[section.key] for section in volume.sections))


def _matched(form: Form, volume: Volume, book: Book, laid: Laid) -> Iterator[tuple[str, Matched]]:
    budget = form.budget
    assert budget is not None
    charts = {key_of(chart.title) for chart in budget.charts.values()}
    for key, written in paragraphs(form, volume, book).items():
        texts = list(_texts(laid.sections.get(key, ()), charts, budget))
        if texts:
            templates = form.sections()[key].templates
            free = frozenset(name for name, template in templates.items() if _is_free(template.text, budget))
            yield key, match_paragraphs(texts, {p.key: p.derived for p in written}, free)


def _texts(pieces: Sequence[Piece], charts: set[str], budget: BudgetForm) -> Iterator[str]:
    """Paragraphs without the titles of charts and without the figures a workbook has under them."""
    in_chart = False
    for piece in pieces:
        words = piece.filled()
        if key_of(piece.only) in charts:
            in_chart = True
        elif not (in_chart and len(words) == 2 and amount_of(words[1], budget) is not None):
            in_chart = False
            yield " ".join(words)


def _is_free(text: str, budget: BudgetForm) -> bool:
    pieces = parse_sentence(text)
    return len(pieces) == 1 and isinstance(pieces[0], Call) and pieces[0].verb in budget.facts


def _with_facts(form: Form, volume: Volume, book: Book, texts: Texts) -> Volume:
    budget = form.budget
    assert budget is not None
    heard = _Heard()
    values = Values(form, volume, book)
    for key, matched in texts.items():
        templates = form.sections()[key].templates
        for name, text in matched.by_template.items():
            for said in read_clauses(budget, templates[name].text, text):
                _hear(budget, values, said, heard)
    words = braces(budget, volume)
    fields = volume.fields
    for key, text in heard.facts.items():
        if text and text != words.get(key, "") and not fields.text(key):
            fields = fields.put(key, text)
    return _with_kinds(replace(volume, fields=fields), budget, heard)


def _hear(budget: BudgetForm, values: Values, said: Said, heard: _Heard) -> None:
    """One thing said: a fact as it stands, last year's figure from a change, how many rows are of a kind."""
    call = said.call
    if said.text and call.verb in budget.facts:
        heard.facts.setdefault(call.verb, said.text)
    elif said.amount is None:
        return
    elif call.verb in ("rows", "rows_money"):
        if len(call.words) == 3:
            into = heard.counts if call.verb == "rows" else heard.amounts
            into[(call.words[0], call.words[1], call.words[2])] = said.amount
    elif call.verb == "compare":
        fact = _single(call.whole, budget)
        if fact:
            _put(budget, heard, fact, values.sum(call.formula)[0] - said.amount)
    elif call.verb in ("money", "number"):
        fact = _single(call.formula, budget)
        if fact:
            _put(budget, heard, fact, said.amount)


def _put(budget: BudgetForm, heard: _Heard, fact: str, amount: Decimal) -> None:
    of = budget.facts[fact]
    if amount > 0 or (amount == 0 and of.required):
        heard.facts.setdefault(fact, write_amount(amount, budget.decimals if of.kind == "money" else 0))


def _single(terms: tuple[Term, ...], budget: BudgetForm) -> str:
    """The fact a formula is, where it is just one."""
    one = len(terms) == 1 and not terms[0].source and terms[0].column in budget.facts
    return terms[0].column if one else ""


def _with_kinds(volume: Volume, budget: BudgetForm, heard: _Heard) -> Volume:
    """Rows of a kind, where only one choice of them has the number and the amount the text says."""
    for (ledger, column, value), count in heard.counts.items():
        rows = volume.table(ledger).rows
        chosen = _chosen(rows, budget, ledger, count, heard.amounts.get((ledger, column, value)))
        cells = [(row.key, column, value) for row in chosen if not row.cells.text(column)]
        volume = budget_edits.set_budget_cells(volume, ledger, cells)
    return volume


def _chosen(
    rows: Sequence[BudgetRow], budget: BudgetForm, ledger: str, count: Decimal, amount: Decimal | None
) -> Sequence[BudgetRow]:
    """The rows meant; none where it may be others."""
    if count == len(rows):
        return rows
    if amount is None or not 0 < count < len(rows) or comb(len(rows), int(count)) > _MOST_CHOICES:
        return ()
    sums = [(row, _total(row, budget.ledgers[ledger].money, budget)) for row in rows]
    fitting = [some for some in combinations(sums, int(count)) if sum(total for _, total in some) == amount]
    return [row for row, _ in fitting[0]] if len(fitting) == 1 else ()


def _total(row: BudgetRow, columns: Sequence[str], budget: BudgetForm) -> Decimal:
    return sum((amount_of(row.cells.text(column), budget) or Decimal(0) for column in columns), Decimal(0))
