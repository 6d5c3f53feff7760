"""Which lines a printed table has just now: those of the form, one for each code or row of its ledgers, and who adds up whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from editor.budget.book import LineKind
from editor.budget.ledgers import LedgerIndex
from editor.budget.plan import LinePlan
from editor.domain.volume import BudgetRow
from editor.forms.budget_form import BudgetForm


@dataclass(frozen=True, slots=True)
class Spec:
    """One line before it is worked out.

    `rows`: those of its ledger that are this very line; `row`: the only one, where nothing is below it, so that typing edits that
    row. `below`: ids of the lines it is the parent of in a tree; `adds`: of those it adds up.
    """

    id: str
    kind: LineKind
    plan: LinePlan
    level: int = 0
    label: str = ""
    code: str = ""
    ledger: str = ""
    rows: tuple[BudgetRow, ...] = ()
    row: BudgetRow | None = None
    below: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What lines are called: subjects by list and code, units by code ("" is the publishing unit), and {words} of labels."""

    subjects: Mapping[str, Mapping[str, str]]
    units: Mapping[str, str]
    braces: Mapping[str, str] = field(default_factory=dict)


class SpecMaker:
    """The lines of one table. A row that is the same object gives the identical Spec, while nothing is called otherwise."""

    def __init__(self, budget: BudgetForm) -> None:
        self._budget = budget
        self._words = Words({}, {})
        self._known: dict[str, tuple[BudgetRow, Spec]] = {}
        self._now: dict[str, tuple[BudgetRow, Spec]] = {}

    def specs(
        self, sides: Sequence[Sequence[LinePlan]], ledgers: Mapping[str, LedgerIndex], words: Words
    ) -> list[list[Spec]]:
        """The lines of each side from the top; lines of a tree without any amount are still among them."""
        if words is not self._words:
            self._words, self._known = words, {}
        self._now = {}
        made = [self._side(plans, ledgers) for plans in sides]
        self._known = self._now
        return made

    def _side(self, plans: Sequence[LinePlan], ledgers: Mapping[str, LedgerIndex]) -> list[Spec]:
        found = [(plan, list(self._lines(plan, ledgers))) for plan in plans]
        outermost = {
            plan.form.key: tuple(s.id for s in specs if s.level == 0 or s.kind in ("line", "total"))
            for plan, specs in found
        }
        return [_with_adds(spec, outermost) for _, specs in found for spec in specs]

    def _lines(self, plan: LinePlan, ledgers: Mapping[str, LedgerIndex]) -> Iterable[Spec]:
        form = plan.form
        if form.tree is not None:
            return self._tree(plan, ledgers[form.tree.ledger])
        if form.rows is not None:
            return self._rows(plan, ledgers[form.rows.ledger])
        kind: LineKind = "blank" if form.blank else "total" if form.total else "line"
        label = form.label.format_map(self._words.braces) if "{" in form.label else form.label
        return [Spec(form.key, kind, plan, form.level, label, form.code)]

    def _tree(self, plan: LinePlan, index: LedgerIndex) -> Iterator[Spec]:
        tree = plan.form.tree
        assert tree is not None
        levels, names = self._budget.subjects[tree.subjects].levels, self._words.subjects[tree.subjects]
        held = {code for code in index.by_code if code}
        codes = held | {code[:level] for code in held for level in levels if level < len(code)}
        parents = {code: _parent(code, codes) for code in codes}
        below: dict[str, list[str]] = {code: [] for code in codes}
        depths: dict[str, int] = {}
        for code in sorted(codes):
            parent = parents[code]
            depths[code] = depths[parent] + 1 if parent else 0
            if parent:
                below[parent].append(plan.form.prefix + code)
        for code in sorted(codes):
            rows = index.by_code.get(code, [])
            own = next((row.cells.text(index.ledger.name) for row in rows), "") if index.ledger.name else ""
            yield Spec(
                plan.form.prefix + code, "code", plan, depths[code], own or names.get(code, ""), code, tree.ledger,
                tuple(rows), rows[0] if len(rows) == 1 and not below[code] else None, tuple(below[code]),
            )  # fmt: skip
        yield from (self._row(plan, tree.ledger, index, row, 0) for row in index.by_code.get("", ()))

    def _rows(self, plan: LinePlan, index: LedgerIndex) -> Iterator[Spec]:
        of = plan.form.rows
        assert of is not None
        if not of.group:
            yield from (self._row(plan, of.ledger, index, row, 0) for row in index.table.rows)
            return
        groups: dict[str, list[BudgetRow]] = {}
        for row in index.table.rows:
            groups.setdefault(row.cells.text(of.group), []).append(row)
        for unit, rows in (groups or {"": []}).items():
            lines = [self._row(plan, of.ledger, index, row, 1) for row in rows]
            key, label = f"{plan.form.prefix}unit_{unit}", self._words.units.get(unit, unit)
            yield Spec(key, "group", plan, 0, label, ledger=of.ledger, adds=tuple(line.id for line in lines))
            yield from lines

    def _row(self, plan: LinePlan, ledger: str, index: LedgerIndex, row: BudgetRow, level: int) -> Spec:
        key = f"{plan.form.prefix}{'row_' if plan.form.tree else ''}{row.key}"
        held = self._known.get(key)
        if held is None or held[0] is not row:
            form, cells = index.ledger, row.cells
            unit = next((column for column, c in form.columns.items() if c.kind == "unit"), "")
            label = cells.text(form.name) if form.name else self._words.units.get(cells.text(unit), cells.text(unit))
            code = cells.text(form.code) if form.code else ""
            held = (row, Spec(key, "row", plan, level, label, code, ledger, (row,), row))
        self._now[key] = held
        return held[1]


def _with_adds(spec: Spec, outermost: Mapping[str, tuple[str, ...]]) -> Spec:
    form = spec.plan.form
    if not form.adds or form.tree or form.rows:
        return spec
    return replace(spec, adds=tuple(line for key in form.adds for line in outermost.get(key, ())))


def _parent(code: str, codes: Set[str]) -> str:
    """The longest code it begins with; "" where there is none."""
    return next((code[:end] for end in range(len(code) - 1, 0, -1) if code[:end] in codes), "")
