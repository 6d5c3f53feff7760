"""Takes printed tables as they were read and gives the entry tables they were worked out from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from editor.domain.fields import Fields
from editor.domain.money import read_money
from editor.domain.volume import LINE, UNIT
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.publication.pieces import key_of
from editor.exchange.recognise.publication.reading import Printed
from editor.exchange.recognise.publication.splitting import Splitter
from editor.forms.budget_form import BudgetForm, Ledger, PrintedTable
from editor.forms.formula import parse

NOUGHT = Decimal(0)
Tables = Mapping[str, Sequence[Printed]]
Rows = dict[str, dict[str, str]]


@dataclass(slots=True)
class Entered:
    """What the entry tables hold, and what else the printed tables say."""

    ledgers: dict[str, list[Fields]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    lines: dict[int, str] = field(default_factory=dict)
    """id() of a printed row → the code it stands for where it prints none (分经济科目表)."""


def amount_of(text: str, budget: BudgetForm) -> Decimal | None:
    """The amount in a printed cell, in the budget's unit; a blank is zero, None where it is no amount."""
    if text.strip(" -—－") == "":
        return NOUGHT
    money = read_money(text, budget.unit)
    return None if money is None else money.amount


def enter(budget: BudgetForm, tables: Tables, department: str, units: Mapping[str, str], journal: Journal) -> Entered:
    """Every entry table from the printed table that shows most of it; `units`: squeezed name → code."""
    return _Clerk(budget, tables, department, units, journal).entered()


class _Clerk:
    """Fills the entry tables once."""

    def __init__(
        self, budget: BudgetForm, tables: Tables, department: str, units: Mapping[str, str], journal: Journal
    ) -> None:
        self._budget = budget
        self._tables = tables
        self._department = department
        self._units = units
        self._journal = journal
        self._done = Entered()
        self._coded: dict[str, Rows] = {}
        self._own: dict[str, tuple[str, str]] = {}
        self._ends: set[tuple[str, str]] = set()

    def entered(self) -> Entered:
        for key, rows in self._tables.items():
            form = self._budget.tables[key]
            self._free_rows(form, rows)
            trees = [row for row in rows if row.line.tree is not None]
            for row in trees:
                self._tree_row(row)
            self._tree_amounts(form, trees)
            for row in rows:
                if row.line.tree is not None:
                    continue
                if row.line.rows is None:
                    self._fixed_row(form, row)
        for ledger, coded in self._coded.items():
            leaves = {code: cells for code, cells in coded.items() if (ledger, code) in self._ends}
            Splitter(self._budget, self._tables, ledger, leaves, self._journal).split()
            self._done.ledgers[ledger] = [Fields(cells) for cells in leaves.values() if len(cells) > 1]
        self._subjects()
        return self._done

    def _tree_amounts(self, form: PrintedTable, rows: Sequence[Printed]) -> None:
        """What is entered here: the cells of lines that have none below them in this table."""
        codes = {(row.line.key, self._done.lines[id(row)]): row for row in rows}
        for (line, code), row in codes.items():
            tree = row.line.tree
            assert tree is not None
            if not any(other != code and other.startswith(code) for key, other in codes if key == line):
                self._ends.add((tree.ledger, code))
                self._take(form, row, tree.ledger, self._coded[tree.ledger][code])

    def _tree_row(self, row: Printed) -> None:
        """A line of a tree: its code and name."""
        tree = row.line.tree
        assert tree is not None
        ledger = self._budget.ledgers[tree.ledger]
        names = self._budget.subjects[tree.subjects].names
        code = row.code or self._code_of(row, names, self._done.lines)
        if not code:
            self._journal.doubtful("科目表里没有这个科目，没有编码，请核对", row.where, row.label)
            code = row.label
        self._done.lines[id(row)] = code
        known = self._coded.setdefault(tree.ledger, {})
        cells = known.setdefault(code, {ledger.code: code if code != row.label else ""})
        if row.label and key_of(names.get(code, "")) != key_of(row.label):
            cells[ledger.name] = row.label
            self._own[code] = (tree.subjects, row.label)

    def _code_of(self, row: Printed, names: Mapping[str, str], lines: Mapping[int, str]) -> str:
        """By its name; of several, the one under the class printed last."""
        found = [code for code, name in names.items() if key_of(name) == key_of(row.label)]
        last = next(iter(reversed(list(lines.values()))), "")
        near = [code for code in found if code[:3] == last[:3]]
        return (near or found or [""])[0]

    def _fixed_row(self, form: PrintedTable, row: Printed) -> None:
        for column, text in row.cells.items():
            own = row.line.cells.get(column)
            if own and (fact := own.removeprefix("fact.")) in self._budget.facts and own != fact and text:
                self._done.facts[fact] = text
        if row.line.label.startswith("{") and row.label and key_of(row.label) != key_of(self._department):
            self._done.facts[row.line.label.strip("{}")] = row.label
        sources = {term.source for key in row.cells for term in parse(form.columns[key].formula)}
        for ledger in sources & set(self._budget.ledgers):
            if row.line.key in self._budget.ledgers[ledger].rows:
                cells: dict[str, str] = {LINE: row.line.key}
                self._take(form, row, ledger, cells)
                if len(cells) > 1:
                    self._done.ledgers.setdefault(ledger, []).append(Fields(cells))

    def _free_rows(self, form: PrintedTable, rows: Sequence[Printed]) -> None:
        """The rows of a list, each under the unit printed over it."""
        unit = ""
        for row in (row for row in rows if row.line.rows is not None):
            of = row.line.rows
            assert of is not None
            ledger = self._budget.ledgers[of.ledger]
            called = self._unit(row.label)
            if of.group and called is not None:
                unit = called
                continue
            cells: dict[str, str] = {}
            if ledger.name:
                cells[ledger.name] = row.label
            elif called is None:
                self._journal.doubtful("单位没有编码，请在“单位”里补上", row.where, row.label)
            if unit if of.group else called:
                cells[UNIT] = unit if of.group else called or ""
            self._take(form, row, of.ledger, cells)
            if cells:
                self._done.ledgers.setdefault(of.ledger, []).append(Fields(cells))

    def _unit(self, label: str) -> str | None:
        """The unit's code, "" for the publishing unit; None where it is none."""
        key = key_of(label)
        return "" if key == key_of(self._department) else self._units.get(key)

    def _take(self, form: PrintedTable, row: Printed, ledger: str, cells: dict[str, str]) -> None:
        for column, text in row.cells.items():
            target = entered_column(form, column, self._budget.ledgers[ledger], ledger)
            if target and text and amount_of(text, self._budget) != NOUGHT:
                if form.columns[column].kind == "money" and amount_of(text, self._budget) is None:
                    self._journal.doubtful("不是金额，照原样读入", row.where, text)
                cells[target] = text

    def _subjects(self) -> None:
        """Names of classes the form's lists do not have, or have otherwise."""
        table = self._budget.own_subjects
        used = {cells.text(k) for rows in self._done.ledgers.values() for cells in rows for k in cells}
        rows = [
            Fields({"list": subjects, "code": code, "name": name})
            for code, (subjects, name) in self._own.items()
            if code not in used and code.isdigit()
        ]
        if table and rows:
            self._done.ledgers[table] = rows


def entered_column(form: PrintedTable, column: str, ledger: Ledger, key: str) -> str:
    """The entry table's column a printed column shows as it is; "" where it is worked out."""
    of = form.columns[column]
    if of.source:
        return of.source if of.source in ledger.columns else ""
    terms = parse(of.formula)
    return terms[0].column if len(terms) == 1 and terms[0].source == key and not terms[0].line else ""


def ids(tables: Tables, entered: Entered) -> Iterator[tuple[str, Printed, str]]:
    """(table, row, id of the line in the Book) for rows that have one by what is printed."""
    for key, rows in tables.items():
        for row in rows:
            if row.line.tree is not None:
                yield key, row, row.line.prefix + entered.lines.get(id(row), row.code)
            elif row.line.rows is None:
                yield key, row, row.line.key
