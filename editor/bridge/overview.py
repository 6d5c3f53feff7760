"""The figures behind the pictures of a volume (概览), worked out again only where something changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import nlargest
from typing import TYPE_CHECKING, TypeVar

from editor.bridge.arrangement import standing
from editor.bridge.families import family_name, family_of, family_rank
from editor.bridge.overview_figures import (
    Bar,
    BudgetFigures,
    Deviation,
    Figures,
    Gap,
    KindFigures,
    PlanFigures,
    PlanRow,
    Share,
)
from editor.bridge.tree_words import NO_NAME, NO_UNIT
from editor.checks.adding_up import total_field
from editor.checks.finding import Finding, Severity
from editor.domain.money import read_money, write_amount
from editor.domain.percent import DisbursementPlan
from editor.domain.places import Place
from editor.domain.volume import Project, Volume
from editor.forms.form import Form

if TYPE_CHECKING:
    from editor.forms.budget_form import BudgetForm

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_STATES = (("error", "有错误"), ("warning", "有警告"), ("complete", "没有问题"), ("classified", "涉密"))
_NOTHING, _HUNDRED = Decimal(0), Decimal(100)
MOST_BARS = 120
"""More are never drawn one by one."""
FAR = Decimal(20)
"""Percentage points from which a project's plan is far from that of all together."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is read from one project, as long as it is the same value."""

    project: Project
    name: str
    amount: Decimal | None
    plans: tuple[tuple[Decimal | None, ...], ...]
    blank: tuple[str, ...]
    """Required fields without an entry."""


@dataclass(slots=True)
class _Changes:
    """Which pictures have other figures, by what was read before and now."""

    budget: bool
    plans: bool = False

    def note(self, was: dict[int, _Facts], now: dict[int, _Facts]) -> None:
        """Other projects or another order change numbers and so all pictures; else what became of each project decides."""
        if list(was) != list(now):
            self.budget = self.plans = True
            return
        for old, new in zip(was.values(), now.values(), strict=True):
            if old is not new:
                same = (old.amount, old.name) == (new.amount, new.name)
                same = same and old.project.classified == new.project.classified
                self.budget = self.budget or not same or old.project.unit != new.project.unit
                self.plans = self.plans or not same or old.plans != new.plans


def field_label(form: Form, key: str) -> str:
    """A field's name without what the sheet puts before it (其中：)."""
    field = form.fields[key]
    return field.label.rpartition("：")[2] or next(iter(field.aliases), key)


class Overview:
    """The figures of one open volume, followed through its edits.

    A project that is the same value as before is not read again; a picture whose figures came out equal keeps its object, so
    that who draws it can see by identity that there is nothing to draw.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._total = total_field(form)
        self._plans = tuple(key for key, field in form.fields.items() if field.kind == "percents")
        self._required = tuple(key for key, field in form.fields.items() if field.required)
        self._facts: dict[int, _Facts] = {}
        self._volume: Volume | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._figures: Figures | None = None

    def figures(self, volume: Volume, findings: tuple[Finding, ...] | None) -> Figures:
        """`findings` are those of the volume, None where they are not known yet."""
        old = self._figures
        made = old
        if made is None or self._volume is not volume:
            made = self._of_volume(volume, old)
        if made is not old or findings is not self._findings:
            made = self._with_findings(made, volume, findings, old)
        self._volume, self._findings, self._figures = volume, findings, made
        return made

    def _of_volume(self, volume: Volume, old: Figures | None) -> Figures:
        before = self._volume
        if old is not None and before is not None and _same_ground(before, volume):
            return old
        was = self._facts
        self._read(volume)
        changes = _Changes(before is None or before.units is not volume.units)
        changes.note(was, self._facts)
        classified = sum(project.classified for project in volume.projects)
        budget = self._budget(volume) if old is None or changes.budget else old.budget
        plans = old.plans if old is not None else ()
        if old is None or changes.plans:
            plans = tuple(self._plan(volume, i) for i in range(len(self._plans)))
        gaps = tuple(self._gaps(volume))
        if old is not None:
            gaps = _kept(old.gaps, gaps)
        return Figures(len(volume.projects), classified, budget, plans, gaps)

    def _read(self, volume: Volume) -> None:
        known = self._facts
        self._facts = {}
        for project in volume.projects:
            held = known.get(project.key)
            self._facts[project.key] = held if held and held.project is project else self._facts_of(project)

    def _facts_of(self, project: Project) -> _Facts:
        if project.classified:
            return _Facts(project, "", None, (), ())
        fields = project.fields
        money = read_money(fields.text(self._total), self._form.money.unit)
        plans = tuple(self._shares(key, fields.items_of(key)) for key in self._plans)
        blank = tuple(key for key in self._required if not fields.text(key).strip())
        return _Facts(project, project.name or NO_NAME, money.amount if money else None, plans, blank)

    def _shares(self, key: str, texts: Sequence[str]) -> tuple[Decimal | None, ...]:
        points = len(self._form.fields[key].points)
        return DisbursementPlan.read((*texts, *("",) * (points - len(texts)))[:points]).shares

    def _budget(self, volume: Volume) -> BudgetFigures:
        names = {unit.code: f"{unit.code} {unit.name}".strip() for unit in volume.units}
        sums: dict[str, tuple[Decimal, int]] = {unit.code: (_NOTHING, 0) for unit in volume.units}
        amounts: list[tuple[Decimal, int, _Facts]] = []
        unread, total = [], _NOTHING
        for number, (unit, project) in enumerate(standing(volume), 1):
            if project.classified:
                continue
            facts = self._facts[project.key]
            if facts.amount is None:
                unread.append(Place(project.key, field=self._total))
            else:
                amounts.append((facts.amount, -number, facts))
            money = facts.amount or _NOTHING
            total += money
            under = sums.get(unit, (_NOTHING, 0))
            sums[unit] = under[0] + money, under[1] + 1
        units = [
            Bar(names.get(code, code) or NO_UNIT, money, "", Place(unit=code) if code in names else None, count)
            for code, (money, count) in sums.items()
            if code in names or count
        ]
        bars, rest = self._greatest(amounts)
        label, unit_word = field_label(self._form, self._total), self._form.money.unit
        written = self._write((total,))[0]
        return BudgetFigures(label, unit_word, written, self._texted(units), bars, rest, tuple(unread))

    def _greatest(self, amounts: list[tuple[Decimal, int, _Facts]]) -> tuple[tuple[Bar, ...], Bar | None]:
        """The bars of the greatest amounts, those that are equal in the order of print; the others as one."""
        greatest = nlargest(MOST_BARS, amounts, key=lambda one: one[:2])
        bars = [Bar(f"{-n}. {facts.name}", money, "", Place(facts.project.key)) for money, n, facts in greatest]
        count = len(amounts) - len(bars)
        if not count:
            return self._texted(bars), None
        left = sum((one[0] for one in amounts), _NOTHING) - sum((bar.amount for bar in bars), _NOTHING)
        *bars, rest = self._texted([*bars, Bar("", left, "", None, count)])
        return tuple(bars), rest

    def _texted(self, bars: Sequence[Bar]) -> tuple[Bar, ...]:
        texts = self._write([bar.amount for bar in bars])
        return tuple(Bar(b.name, b.amount, text, b.place, b.projects) for b, text in zip(bars, texts, strict=True))

    def _write(self, amounts: Sequence[Decimal]) -> list[str]:
        """Amounts that stand under each other, all with the decimals the finest of them needs."""
        money = self._form.money
        finest = max((len(f"{amount:f}".partition(".")[2].rstrip("0")) for amount in amounts), default=0)
        decimals = max(money.decimals, finest)
        return [write_amount(amount, decimals, money.separator) for amount in amounts]

    def _plan(self, volume: Volume, index: int) -> PlanFigures:
        key = self._plans[index]
        field = self._form.fields[key]
        rows, left_out = [], []
        for number, project in enumerate(volume.projects, 1):
            facts = self._facts[project.key]
            if project.classified:
                continue
            shares = tuple(share for share in facts.plans[index] if share is not None)
            if facts.amount is not None and facts.amount > 0 and len(shares) == len(field.points):
                rows.append(PlanRow(number, facts.name, Place(project.key, field=key), shares, facts.amount))
            else:
                left_out.append(Place(project.key, field=key))
        weight = sum((row.amount for row in rows), _NOTHING)
        spent = [sum((r.amount * r.shares[i] for r in rows), _NOTHING) / _HUNDRED for i in range(len(field.points))]
        shares = tuple(part / weight * _HUNDRED for part in spent) if weight else ()
        grain = Decimal(1).scaleb(-self._form.money.decimals)
        texts = tuple(self._write([part.quantize(grain) for part in spent])) if weight else ()
        label = field_label(self._form, key)
        return PlanFigures(label, field.points, shares, texts, self._form.money.unit, tuple(rows), tuple(left_out))

    def _gaps(self, volume: Volume) -> Iterable[Gap]:
        """In the order of print: the sections of part one, then what projects lack."""
        for key, section in self._form.sections().items():
            own = any(text.strip() for text in volume.section(key).paragraphs)
            if section.required and not section.templates and not own:
                yield Gap(f"{section.title}还没有写", 1, Place(section=key))
        if self._form.budget is not None:
            yield from _budget_gaps(self._form.budget, volume)
        busy = {code for code, _ in standing(volume)} if volume.projects else set()
        for unit in volume.units:
            if unit.code not in busy and self._form.budget is None:
                yield Gap(f"{unit.code} {unit.name}还没有项目", 1, Place(unit=unit.code))
        open_ones = [facts for facts in self._facts.values() if not facts.project.classified]
        for field in self._required:
            lacking = [facts.project.key for facts in open_ones if field in facts.blank]
            if lacking:
                yield Gap(f"{field_label(self._form, field)}没有填", len(lacking), Place(lacking[0], field=field))
        bare = [facts.project.key for facts in open_ones if not facts.project.indicators]
        if bare:
            yield Gap("没有绩效指标", len(bare), Place(bare[0]))

    def _with_findings(
        self, made: Figures, volume: Volume, findings: tuple[Finding, ...] | None, old: Figures | None
    ) -> Figures:
        if findings is None:
            return replace(made, kinds=None, states=None, waived=0, counts=())
        waived = sum(finding.waived is not None for finding in findings)
        open_ones = [finding for finding in findings if finding.waived is None]
        kinds = tuple(_kinds(open_ones))
        states = tuple(_states(volume, open_ones))
        if old is not None:
            kinds = old.kinds if old.kinds == kinds and old.kinds is not None else kinds
            states = old.states if old.states == states and old.states is not None else states
        return replace(made, kinds=kinds, states=states, waived=waived, counts=_counts(open_ones))


def shortened(bars: tuple[Bar, ...], rest: Bar | None, most: int) -> tuple[tuple[Bar, ...], Bar | None]:
    """The first bars, and all further ones with `rest` as one whose amount is written like theirs; never one bar alone."""
    if rest is None and len(bars) <= most + 1:
        return bars, None
    others = bars[most:] if rest is None else (*bars[most:], rest)
    amount = sum((bar.amount for bar in others), _NOTHING)
    decimals = max((len(bar.text.partition(".")[2]) for bar in bars), default=0)
    text = write_amount(amount, decimals, any("," in bar.text for bar in bars))
    return bars[:most], Bar("", amount, text, None, sum(bar.projects for bar in others))


def deviating(plan: PlanFigures, point: int, far: Decimal = FAR) -> tuple[Deviation, ...]:
    """The projects that are at least `far` percentage points from all together at a point; the greatest amounts at stake first."""
    mean = plan.shares[point]
    found = [(row, row.shares[point] - mean) for row in plan.rows if abs(row.shares[point] - mean) >= far]
    found.sort(key=lambda pair: -abs(pair[1]) * pair[0].amount)
    return tuple(Deviation(row.name, replace(row.place, item=point), row.shares[point], by) for row, by in found)


def _kinds(findings: Sequence[Finding]) -> Iterable[KindFigures]:
    found: dict[str, dict[Severity, list[Finding]]] = {}
    for finding in findings:
        by_severity = found.setdefault(family_of(finding.check), {})
        by_severity.setdefault(finding.severity, []).append(finding)
    for family in sorted(found, key=family_rank):
        there = [(severity, found[family][severity]) for severity in _SEVERITIES if severity in found[family]]
        counts = tuple((severity, len(group)) for severity, group in there)
        yield KindFigures(family, family_name(family), counts, tuple((s, group[0]) for s, group in there))


def _states(volume: Volume, findings: Sequence[Finding]) -> Iterable[Share]:
    """Every sheet in one state: the gravest finding's; without any that counts, complete or classified."""
    worst: dict[int, Severity] = {}
    for finding in findings:
        key = finding.place.project
        if key is not None and finding.severity != "info" and worst.get(key) != "error":
            worst[key] = finding.severity
    groups: dict[str, list[int]] = {state: [] for state, _ in _STATES}
    for project in volume.projects:
        groups[worst.get(project.key) or ("classified" if project.classified else "complete")].append(project.key)
    for state, name in _STATES:
        keys = groups[state]
        yield Share(state, name, len(keys), Place(keys[0]) if keys else None)


def _counts(findings: Sequence[Finding]) -> tuple[tuple[Severity, int], ...]:
    return tuple((severity, sum(f.severity == severity for f in findings)) for severity in _SEVERITIES)


def _same_ground(a: Volume, b: Volume) -> bool:
    same = a.projects is b.projects and a.units is b.units and a.sections is b.sections
    return same and a.fields is b.fields and a.tables is b.tables


def _budget_gaps(budget: "BudgetForm", volume: Volume) -> Iterable[Gap]:
    """What the tables and the sentences lack."""
    if not any(table.rows for table in volume.tables):
        yield Gap("录入表还没有填", 1, Place(table=next(iter(budget.ledgers))))
    for key, fact in budget.facts.items():
        if fact.required and not fact.default and not volume.fields.text(key).strip():
            yield Gap(f"{fact.label}没有填", 1, Place(field=key))


def _kept(old: _T, new: _T) -> _T:
    """The older of two equal values."""
    return old if old == new else new
