"""Works the lines of one table out: every amount once, with what was typed over it, and what that does to the sums above.

A sum follows what was typed over its parts, as in a worksheet: what a line differs from what its formula says is added to the
lines above it. So a column may refer to another table at every level of a tree and still be the sum of its own lines.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from editor.budget.book import NOUGHT, BookTable, Line, Value
from editor.budget.ledgers import LedgerIndex, read_amount
from editor.budget.lines import Spec
from editor.budget.plan import TablePlan
from editor.domain.fields import Fields
from editor.domain.money import write_amount
from editor.domain.places import NEW_ROW, Place
from editor.forms.budget_form import BudgetForm, PrintedColumn
from editor.forms.formula import Term

FACT = "fact"
Typed = Mapping[str, Mapping[str, str]]
"""Line → column → the text typed over what is worked out."""
_NOTHING: Mapping[str, str] = {}


class Sources:
    """What a table is worked out from: ledgers, the tables before it, facts."""

    def __init__(
        self, budget: BudgetForm, ledgers: Mapping[str, LedgerIndex], tables: Mapping[str, BookTable], facts: Fields
    ) -> None:
        self.budget = budget
        self.ledgers = ledgers
        self.tables = tables
        self.facts = facts

    def fact(self, key: str) -> Decimal:
        """A fact's amount; 0 where it is blank or unreadable."""
        return read_amount(self.facts.text(key), self.budget.unit) or NOUGHT


class Working:
    """One table being worked out. `known`: lines of the state before, by the identity of their Spec."""

    def __init__(
        self,
        plan: TablePlan,
        sources: Sources,
        specs: Iterable[Spec],
        typed: Typed,
        known: Mapping[str, tuple[Spec, Line]],
    ) -> None:
        self._plan = plan
        self._sources = sources
        self._specs = {spec.id: spec for spec in specs}
        self._typed = typed
        self._known = known
        self._columns = {key: column for columns in plan.columns for key, column in columns.items()}
        self._amounts: dict[tuple[str, str], Decimal] = {}
        self._deltas: dict[tuple[str, str], Decimal] = {}
        self._lines_beneath: dict[str, list[Line]] = {}
        self.lines: dict[str, tuple[Spec, Line]] = {}

    def line(self, key: str) -> Line:
        """A line by its id."""
        done = self.lines.get(key)
        if done is None:
            spec = self._specs[key]
            held = self._known.get(key)
            same = held is not None and held[0] is spec and spec.kind == "row" and key not in self._typed
            done = held if same and held is not None else (spec, self._make(spec))
            self.lines[key] = done
        return done[1]

    def _make(self, spec: Spec) -> Line:
        values = {}
        for key, column in self._plan.columns[spec.plan.side].items():
            values[key] = self._money(spec, key) if column.kind == "money" else self._label(spec, key, column)
        row = spec.row.key if spec.row else None
        return Line(spec.id, spec.kind, spec.level, values, spec.label, row, spec.plan.form.key, spec.code)

    def _money(self, spec: Spec, column: str) -> Value:
        if spec.kind == "blank":
            return Value("", "label")
        derived, entered = self._derived(spec, column)
        typed = self._typed.get(spec.id, _NOTHING).get(column)
        if typed is not None:
            amount = read_amount(typed, self._sources.budget.unit)
            place = Place(table=self._plan.key, line=spec.id, field=column)
            return Value(self._text(amount, typed), "overridden", amount, place, derived)
        if entered is not None:
            text = entered[1]
            amount = read_amount(text, self._sources.budget.unit)
            return Value(self._text(amount, text), "entered", amount, entered[0])
        place = Place(table=self._plan.key, line=spec.id, field=column)
        return Value(self._text(derived, ""), "derived", derived, place)

    def _derived(self, spec: Spec, column: str) -> tuple[Decimal, tuple[Place, str] | None]:
        """What the formula says, and the one cell it shows, where it shows one."""
        terms = spec.plan.formulas[column]
        entered = self._entered(spec, terms)
        if spec.adds and (not terms or (spec.kind == "group" and any(term.source for term in terms))):
            direct = derived = self._added(spec, column)
        else:
            direct = sum((term.sign * self._term(spec, term) for term in terms), NOUGHT)
            derived = direct
            self._beneath(spec)
            if self._deltas:
                derived += sum((self._deltas.get((key, column), NOUGHT) for key in (*spec.below, *spec.adds)), NOUGHT)
        typed = self._typed.get(spec.id, _NOTHING).get(column)
        amount = derived if typed is None else read_amount(typed, self._sources.budget.unit) or NOUGHT
        if amount != direct:
            self._deltas[spec.id, column] = amount - direct
        self._amounts[spec.id, column] = amount
        return derived, entered if not spec.below else None

    def _beneath(self, spec: Spec) -> list[Line]:
        """The lines below a line, or that it adds up."""
        found = self._lines_beneath.get(spec.id)
        if found is None:
            found = self._lines_beneath[spec.id] = [self.line(key) for key in (*spec.below, *spec.adds)]
        return found

    def _added(self, spec: Spec, column: str) -> Decimal:
        total = NOUGHT
        for line in self._beneath(spec):
            value = line.values.get(column)
            if value is not None and value.amount:
                total += value.amount
        return total

    def amount(self, line: str, column: str) -> Decimal:
        """The amount of another line of this table; 0 where it has none."""
        if line not in self._specs:
            return NOUGHT
        value = self.line(line).values.get(column)
        return value.amount or NOUGHT if value is not None else NOUGHT

    def _term(self, spec: Spec, term: Term) -> Decimal:
        if not term.source:
            key = (spec.id, term.column)
            if key not in self._amounts:
                self._money(spec, term.column)
            return self._amounts[key]
        if term.source == FACT:
            return self._sources.fact(term.column)
        if term.source == self._plan.key:
            return self.amount(term.at(spec.id, spec.code), term.column)
        if term.line:
            table = self._sources.tables[term.source]
            line = table.line(term.at(spec.id, spec.code))
            value = line.values.get(term.column) if line else None
            return value.amount or NOUGHT if value is not None else NOUGHT
        return self._from_ledger(spec, self._sources.ledgers[term.source], term)

    def _from_ledger(self, spec: Spec, index: LedgerIndex, term: Term) -> Decimal:
        if spec.ledger == term.source and spec.kind == "row" and spec.row is not None:
            return index.amounts[spec.row.key].get(term.column, NOUGHT)
        if index.ledger.rows:
            row = index.fixed.get(spec.code or spec.id)
            return index.amounts[row.key].get(term.column, NOUGHT) if row else NOUGHT
        return index.total(spec.code, term.column)

    def _entered(self, spec: Spec, terms: tuple[Term, ...]) -> tuple[Place, str] | None:
        if len(terms) != 1 or terms[0].sign < 0 or not terms[0].source or terms[0].line:
            return None
        source, column = terms[0].source, terms[0].column
        if source == FACT:
            return Place(field=column), self._sources.facts.text(column)
        index = self._sources.ledgers[source]
        if spec.row is not None and spec.ledger == source:
            return Place(table=source, row=spec.row.key, field=column), spec.row.cells.text(column)
        key = spec.code or spec.id
        if key not in index.ledger.rows:
            return None
        row = index.fixed.get(key)
        if row is None:
            return Place(table=source, row=NEW_ROW, line=key, field=column), ""
        return Place(table=source, row=row.key, field=column), row.cells.text(column)

    def _label(self, spec: Spec, key: str, column: PrintedColumn) -> Value:
        first = next(k for k, c in self._plan.columns[spec.plan.side].items() if c.kind != "money")
        coded = spec.kind in ("code", "row")
        place = self._label_place(spec, column)
        if column.source:
            text = spec.rows[0].cells.text(column.source) if spec.rows and spec.row else ""
        elif column.kind == "code":
            text = spec.code if coded else ""
        else:
            text = spec.label
        if not coded:
            text = spec.label if key == first else ""
        return Value(text, "label", None, place)

    def _label_place(self, spec: Spec, column: PrintedColumn) -> Place | None:
        if spec.row is None:
            return None
        ledger = self._sources.ledgers[spec.ledger].ledger
        field = column.source or (ledger.code if column.kind == "code" else ledger.name)
        return Place(table=spec.ledger, row=spec.row.key, field=field) if field else None

    def _text(self, amount: Decimal | None, typed: str) -> str:
        if amount is None:
            return typed
        return write_amount(amount, self._sources.budget.decimals) if amount else ""
