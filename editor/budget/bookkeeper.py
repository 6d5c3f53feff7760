"""Keeps the printed tables of one volume up to date: what did not change is not worked out again."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from editor.budget.book import Book, BookTable, Line
from editor.budget.ledgers import LedgerIndex, RowAmounts
from editor.budget.lines import Spec, SpecMaker, Words
from editor.budget.parts import Origins, Part
from editor.budget.plan import TablePlan, plan_tables
from editor.budget.subjects import Subjects
from editor.budget.wording import table_words, words_of
from editor.budget.working import Sources, Typed, Working
from editor.domain.fields import BLANK, Fields
from editor.domain.overrides import override_place
from editor.domain.places import Place
from editor.domain.volume import BudgetTable, Volume
from editor.forms.budget_form import BudgetForm
from editor.forms.form import Form


class Bookkeeper:
    """The books of the volumes of one form. Not for two threads at once: each keeps its own."""

    def __init__(self, form: Form) -> None:
        assert form.budget is not None
        self._budget = form.budget
        self._subjects = Subjects(form.budget)
        self._plans = plan_tables(form.budget)
        self._ledgers = _Ledgers(form.budget)
        self._makers = {plan.key: _TableMaker(form.budget, plan) for plan in self._plans}
        self._typed: tuple[Fields, Mapping[str, Typed]] = (BLANK, {})
        self._words = Words({}, {})
        self._origins: dict[str, tuple[BookTable, Origins]] = {}

    def book(self, volume: Volume) -> Book:
        """All printed tables of a volume."""
        tables: dict[str, BookTable] = {}
        typed = self._typed_over(volume.overrides)
        words = self._called(volume)
        indexes = self._ledgers.indexes(volume)
        for plan in self._plans:
            sources = Sources(self._budget, indexes, tables, volume.fields)
            tables[plan.key] = self._makers[plan.key].make(sources, words, typed.get(plan.key, {}))
        return Book({key: tables[key] for key in self._budget.tables}, indexes)

    def parts(self, volume: Volume, book: Book, place: Place, *, noughts: bool = False) -> tuple[Part, ...]:
        """What the amount in a printed cell is made of, with `noughts` blanks too; none for a place that is no such cell."""
        table = book.tables.get(place.table or "")
        if table is None:
            return ()
        known = self._origins.get(table.key)
        if known is None or known[0] is not table:
            plan = next(plan for plan in self._plans if plan.key == table.key)
            sources = Sources(self._budget, book.ledgers, book.tables, volume.fields)
            known = (table, Origins(plan, sources, self._called(volume)))
            self._origins[table.key] = known
        return known[1].parts(place, noughts)

    def _called(self, volume: Volume) -> Words:
        """The same object while nothing is called otherwise."""
        words = words_of(self._budget, volume, self._subjects.names(volume))
        if words != self._words:
            self._words = words
        return self._words

    def _typed_over(self, overrides: Fields) -> Mapping[str, Typed]:
        """Table → line → column → text; the same objects for the tables where nothing else is typed than before."""
        before, known = self._typed
        if overrides is before:
            return known
        found: dict[str, dict[str, dict[str, str]]] = {}
        for key in overrides:
            place = override_place(key)
            if place.table is not None:
                lines = found.setdefault(place.table, {})
                lines.setdefault(place.line or "", {})[place.field or ""] = overrides.text(key)
        self._typed = (overrides, found)
        return found


def compute(form: Form, volume: Volume) -> Book:
    """The printed tables of one volume, once."""
    return Bookkeeper(form).book(volume)


class _Ledgers:
    """An index of each entry table, for its present state."""

    def __init__(self, budget: BudgetForm) -> None:
        self._budget = budget
        self._amounts = {key: RowAmounts(ledger, budget.unit) for key, ledger in budget.ledgers.items()}
        self._indexes: dict[str, LedgerIndex] = {}

    def indexes(self, volume: Volume) -> Mapping[str, LedgerIndex]:
        """Ledger → its index; the same object while the table is."""
        held = {table.key: table for table in volume.tables}
        for key, ledger in self._budget.ledgers.items():
            known = self._indexes.get(key)
            table = held.get(key) or (known.table if known and not known.table.rows else BudgetTable(key))
            if known is None or known.table is not table:
                self._indexes[key] = LedgerIndex(ledger, table, self._amounts[key].of(table.rows))
        return dict(self._indexes)


class _TableMaker:
    """One printed table, remembered with all it was made from."""

    def __init__(self, budget: BudgetForm, plan: TablePlan) -> None:
        self._budget = budget
        self._plan = plan
        self._specs = SpecMaker(budget)
        self._made: tuple[tuple[object, ...], Words, Typed, BookTable] | None = None
        self._lines: dict[str, tuple[Spec, Line]] = {}
        self._facts = any(
            t.source == "fact" for line in plan.lines() for terms in line.formulas.values() for t in terms
        )

    def make(self, sources: Sources, words: Words, typed: Typed) -> BookTable:
        """The table; the one made before where nothing it is made from is another."""
        made_from: tuple[object, ...] = (
            *(sources.ledgers[key] for key in sorted(self._plan.ledgers)),
            *(sources.tables[key] for key in sorted(self._plan.tables)),
            *((sources.facts,) if self._facts else ()),
        )
        known = self._made
        if known and known[1] is words and known[2] == typed and _same(known[0], made_from):
            return known[3]
        table = self._work_out(sources, words, typed)
        self._made = (made_from, words, typed, table)
        return table

    def _work_out(self, sources: Sources, words: Words, typed: Typed) -> BookTable:
        plan = self._plan
        foot_forms = {id(line.form) for part in plan.foot for line in part}
        both = [(*body, *foot) for body, foot in zip(plan.body, plan.foot, strict=True)]
        specs = self._specs.specs(both, sources.ledgers, words)
        changed_by_hand = _typed_anew(self._made[2] if self._made else {}, typed)
        known = self._lines
        if changed_by_hand:
            known = {key: held for key, held in known.items() if key not in changed_by_hand}
        working = Working(plan, sources, [spec for side in specs for spec in side], typed, known)
        bodies: list[list[Line]] = []
        feet: list[list[Line]] = []
        for side in specs:
            lines = [(spec, working.line(spec.id)) for spec in side]
            shown = [(spec, line) for spec, line in lines if not _left_out(spec, line)]
            bodies.append([line for spec, line in shown if id(spec.plan.form) not in foot_forms])
            feet.append([line for spec, line in shown if id(spec.plan.form) in foot_forms])
        self._lines = working.lines
        return _table(self._budget, plan, words, bodies, feet)


def _typed_anew(before: Typed, now: Typed) -> frozenset[str]:
    """Lines over which something else is typed than before."""
    return frozenset(key for key in {*before, *now} if before.get(key) != now.get(key))


def _left_out(spec: Spec, line: Line) -> bool:
    """A code without any amount in this table."""
    if spec.plan.form.tree is None:
        return False
    return all(
        value.kind != "overridden" and value.amount == 0 for value in line.values.values() if value.kind != "label"
    )


def _table(
    budget: BudgetForm, plan: TablePlan, words: Words, bodies: Sequence[list[Line]], feet: Sequence[list[Line]]
) -> BookTable:
    sides = tuple((*body, *foot) for body, foot in zip(bodies, feet, strict=True))
    empty = not any(
        value.amount or value.kind == "overridden" for side in sides for line in side for value in line.values.values()
    )
    rows = (*zip_longest(*bodies), *zip_longest(*feet))
    by_id = {line.id: line for side in sides for line in side if line.id}
    said = table_words(budget, plan.form, words)
    notes = tuple(note for note in (said.note, said.empty_note if empty else "") if note)
    return BookTable(
        plan.key,
        plan.form,
        said.title,
        said.contents,
        said.number,
        said.unit_line,
        said.head,
        sides,
        rows,
        notes,
        empty,
        by_id,
    )


def _same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    return len(before) == len(now) and all(a is b for a, b in zip(before, now, strict=True))
