"""Which indicators a sheet has, under which names, in which order: IND-01 to IND-08, IND-24, IND-31."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from editor.checks.alike import Alike, parallel
from editor.checks.check import Check, Report
from editor.checks.chinese import bare
from editor.checks.finding import Finding, Fix, Severity
from editor.checks.guides import ENTRY, GOALS, GUIDE
from editor.checks.views import RowView, SheetView
from editor.domain.places import Place

_ALIKE = 0.35
_FEW = 8
"""Rows a row is held against, when many are alike."""


def _both_kinds(sheet: SheetView, report: Report) -> Iterator[Finding]:
    yield from _missing(sheet, report, "output")
    yield from _missing(sheet, report, "benefit")


def _satisfaction(sheet: SheetView, report: Report) -> Iterator[Finding]:
    yield from _missing(sheet, report, "satisfaction")


def _quantity(sheet: SheetView, report: Report) -> Iterator[Finding]:
    yield from _missing(sheet, report, "quantity")


def _quality(sheet: SheetView, report: Report) -> Iterator[Finding]:
    yield from _missing(sheet, report, "quality")


def _timeliness(sheet: SheetView, report: Report) -> Iterator[Finding]:
    yield from _missing(sheet, report, "timeliness")


def _cost(sheet: SheetView, report: Report) -> Iterator[Finding]:
    strict = report.value("strict") == "true" and sheet.words.any_of("construction").search(sheet.project.name)
    yield from _missing(sheet, report, "cost", "error" if strict else None)


def _missing(sheet: SheetView, report: Report, role: str, severity: Severity | None = None) -> Iterator[Finding]:
    """No row of a role; of those below 产出, only where there is any row at all."""
    name = sheet.form.indicators.roles.get(role)
    below = role in ("quantity", "quality", "timeliness", "cost")
    if name and not any(row.is_a(role) for row in sheet.rows) and (sheet.rows or not below):
        yield report(sheet.place(), f"没有{name}，请至少写一条{name}。", severity=severity)


def _levels(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """Level names are the form's, and the second belongs under the first."""
    indicators = sheet.form.indicators
    first, second = (key for key, column in indicators.columns.items() if column.level in (1, 2))
    for row in sheet.rows:
        one, two = row.row.cells.text(first).strip(), row.row.cells.text(second).strip()
        if one not in indicators.taxonomy:
            yield _wrong_name(sheet, row.at(first), one, tuple(indicators.taxonomy), report)
        elif two not in indicators.taxonomy[one]:
            owner = next((name for name, twos in indicators.taxonomy.items() if two in twos), None)
            if owner is None:
                yield _wrong_name(sheet, row.at(second), two, indicators.taxonomy[one], report)
            else:
                message = f"“{two}”属于“{owner}”，不属于“{one}”，请核对一级指标和二级指标。"
                yield report(row.at(second), message)


def _wrong_name(sheet: SheetView, place: Place, text: str, names: tuple[str, ...], report: Report) -> Finding:
    label = sheet.form.indicators.columns[place.field or ""].label
    if not text:
        return report(place, f"{label}没有填，请选 {'、'.join(names)} 之一。")
    known = sheet.form.indicators.aliases.get(text)
    full = next((name for name in names if bare(text) in (bare(name), bare(name).removesuffix("指标"))), known)
    fix = Fix(f"改为{full}", ((place, full),)) if full else None
    return report(place, f"“{text}”不是本表样的{label}，可用的有 {'、'.join(names)}。", fix=fix)


def _unique(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """No name twice; no two counts of the same kind that say the same number of the same thing."""
    seen: set[str] = set()
    counted: dict[tuple[object, str], _Counted] = {}
    for row in sheet.rows:
        name = bare(row.name)
        if name and name in seen:
            yield report(row.at("level3"), f"三级指标“{row.name}”写了两次，请写出区别，如各自数的是什么。")
            continue
        seen.add(name)
        if row.value.kind == "quantity" and row.is_a("quantity"):
            same = counted.setdefault((row.value.number, row.value.unit), _Counted())
            other = same.first_like(row)
            if other is not None:
                message = f"与“{other.name}”数的是同一件事（{other.target}、{row.target}），请合并成一条。"
                yield report(row.at(), message)


@dataclass(slots=True)
class _Counted:
    """Counts of one number and unit, to be found by what they are called or how they are described."""

    rows: list[RowView] = field(default_factory=list)
    by_text: tuple[Alike, Alike] = field(default_factory=lambda: (Alike(_ALIKE), Alike(_ALIKE)))

    def first_like(self, row: RowView) -> RowView | None:
        """The first that counts the same thing; the row is taken in."""
        texts = row.name, row.description
        found = {n for alike, text in zip(self.by_text, texts, strict=True) for n in islice(alike.all(text), _FEW)}
        same = (self.rows[n] for n in sorted(found) if not parallel(self.rows[n].name, row.name))
        first = next(same, None)
        self.rows.append(row)
        for alike, text in zip(self.by_text, texts, strict=True):
            alike.put(text)
        return first


def _ordered(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """Rows stand grouped in the order of the form's levels; a row of an unknown level stays behind the one before it."""
    order: list[tuple[int, int]] = []
    taxonomy = sheet.form.indicators.taxonomy
    first, second = (key for key, column in sheet.form.indicators.columns.items() if column.level in (1, 2))
    ones = list(taxonomy)
    for row in sheet.rows:
        one, two = row.row.cells.text(first).strip(), row.row.cells.text(second).strip()
        if one in taxonomy and two in taxonomy[one]:
            order.append((ones.index(one), taxonomy[one].index(two)))
        else:
            order.append(order[-1] if order else (0, 0))
    if order == sorted(order):
        return
    wanted = sorted(range(len(order)), key=order.__getitem__)
    at = next(i for i in range(1, len(order)) if order[i] < order[i - 1])
    row = sheet.rows[at]
    message = f"“{row.name}”应与同类指标排在一起，顺序为 {'、'.join(t for ts in taxonomy.values() for t in ts)}。"
    columns = sheet.form.indicators.columns
    entries = tuple(
        (sheet.rows[i].at(key), sheet.rows[w].row.cells.text(key))
        for i, w in enumerate(wanted)
        if i != w
        for key in columns
    )
    yield report(row.at(), message, fix=Fix("按表样的顺序排好", entries))


def _number_of_rows(sheet: SheetView, report: Report) -> Iterator[Finding]:
    least, most, count = report.number("least"), report.number("most"), len(sheet.rows)
    if 0 < count < least:
        yield report(sheet.place(), f"只有{count}条指标，看不全项目要做到什么，请补充。")
    elif count > most:
        yield report(sheet.place(), f"有{count}条指标，太多，请只留最要紧的。")
    for row in sheet.rows:
        value = row.value
        if row.is_a("satisfaction") and value.kind == "quantity" and value.operator not in ("≤", "<"):
            low = value.number if value.unit in ("%", "") and value.number is not None else None
            if low is not None and low < int(report.value("low")):
                yield report(row.at("target"), f"满意度“{row.target}”偏低，一般不低于 90%，请核对。")


CHECKS = (
    Check("IND-01", "产出和效益指标齐全", "error", GUIDE, "只有产出指标；还要有效益指标。", sheet=_both_kinds),
    Check(
        "IND-02",
        "有满意度指标",
        "warning",
        GUIDE,
        "没有满意度指标；应写一条，如 服务对象满意度 ≥95%。",
        sheet=_satisfaction,
    ),
    Check("IND-03", "有数量指标", "warning", GUIDE, "没有数量指标；应写一条，如 养护里程 ≥120公里。", sheet=_quantity),
    Check("IND-04", "有质量指标", "warning", GUIDE, "没有质量指标；应写一条，如 验收合格率 ≥98%。", sheet=_quality),
    Check("IND-05", "有时效指标", "warning", GUIDE, "没有时效指标；应写一条，如 11月底前完工。", sheet=_timeliness),
    Check(
        "IND-06",
        "有成本指标",
        "warning",
        GUIDE,
        "没有成本指标；应写一条，如 项目总成本 ≤40万元。",
        sheet=_cost,
        defaults={"strict": "false"},
    ),
    Check(
        "IND-07",
        "一级、二级指标名称正确",
        "error",
        ENTRY + "：一级、二级指标按表样填写",
        "数量指标写在效益指标下；应写在产出指标下。",
        sheet=_levels,
    ),
    Check("IND-08", "指标不重复", "warning", GOALS, "两条都叫“项目数量”；应写明各数什么。", sheet=_unique),
    Check(
        "IND-24",
        "指标按类排列",
        "info",
        ENTRY + "：指标按表样的顺序排列",
        "数量、质量、数量；应为 数量、数量、质量。",
        sheet=_ordered,
    ),
    Check(
        "IND-31",
        "指标条数和满意度适中",
        "info",
        GUIDE,
        "满意度 ≥80%；一般不低于 90%。",
        sheet=_number_of_rows,
        defaults={"least": "4", "most": "15", "low": "85"},
    ),
)
