"""Takes what was recognised and gives the budget year and the form it follows, each with its reason.

A form is judged by asking how much of a source it would have printed just so: codes, level names, percentages, titles,
blanks. Only the packs' data says what a year's form looks like.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.domain.fields import Entry
from editor.exchange.recognise.drafts import SheetDraft, SourceDraft
from editor.exchange.recognise.words import squeeze
from editor.exchange.report import Found
from editor.forms.entries import show
from editor.forms.form import Form

_CENTURY = 2000
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=\s*年)")
_BUDGET_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年(?:度)?\s*(?:部门|单位)?(?:预算|总体|分项|绩效文本|绩效目标)")
_NAME_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class YearFound:
    """A budget year; `sure` is False where it is hardly more than a guess."""

    year: int
    reason: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    weight: float
    share: float
    words: str


def find_year(sources: Sequence[SourceDraft], forms: Sequence[Form]) -> YearFound | None:
    """The budget year a source names, the plainest evidence first; None where there is none."""
    for source in sources:
        if source.cover.year:
            return YearFound(source.cover.year, "封面写明", True)
    paragraphs = [text for source in sources for section in source.sections for text in section.paragraphs]
    named = _most(int(year) for text in paragraphs for year in _BUDGET_YEAR.findall(text))
    years = code_years(sources, forms)
    if named and years and named != max(years):
        # A project keeps the year it was first budgeted in, and a text may look back on last year: the later one holds.
        return YearFound(
            max(named, *years), f"正文写有 {named} 年，项目编码里最晚的是 {max(years)} 年，取较晚的", False
        )
    if named:
        return YearFound(named, "正文写明", True)
    if years:
        return YearFound(max(years), "由项目编码里的年份得出", True)
    for source in sources:
        match = _NAME_YEAR.search(source.source)
        if match:
            return YearFound(int(match.group(1)), "由文件名得出", True)
    often = _most(int(year) for text in paragraphs for year in _YEAR.findall(text))
    return YearFound(often, "正文里出现最多", False) if often else None


def code_years(sources: Sequence[SourceDraft], forms: Sequence[Form]) -> list[int]:
    """The years in the projects' codes, where a form's pattern says which digits they are."""
    patterns = [
        re.compile(field.pattern)
        for form in forms
        for field in form.fields.values()
        if field.kind == "code" and field.pattern and "(?P<year>" in field.pattern
    ]
    found = []
    for sheet in (sheet for source in sources for sheet in source.sheets):
        for code in _codes(sheet, forms[0]):
            match = next((m for pattern in patterns if (m := pattern.fullmatch(code))), None)
            if match:
                digits = int(match["year"])
                found.append(digits + _CENTURY if digits < 100 else digits)
    return found


def find_form(sources: Sequence[SourceDraft], forms: Sequence[Form], year: int | None) -> tuple[Form, Found]:
    """The form that fits best; equal ones go by the newer."""
    sheets = [sheet for source in sources for sheet in source.sheets if not sheet.classified]
    best: tuple[float, int, Form, list[_Mark]] | None = None
    for form in forms:
        marks = _marks(form, sheets, year)
        score = sum(mark.weight * mark.share for mark in marks)
        if best is None or (score, form.years.first) > best[:2]:
            best = (score, form.years.first, form, marks)
    assert best is not None
    fitting = [mark.words for mark in best[3] if mark.share > 0.5 and mark.words]
    reason = "、".join(fitting[:4]) + "相符" if fitting else "没有明显的特征，采用最新的表样"
    return best[2], Found(best[2].id, reason)


def _marks(form: Form, sheets: Sequence[SheetDraft], year: int | None) -> list[_Mark]:
    within = year is not None and form.years.first <= year and (form.years.last is None or year <= form.years.last)
    level = next((key for key, column in form.indicators.columns.items() if column.level == 1), "")
    levels = [row[level] for sheet in sheets for row in sheet.rows if row.get(level)]
    own = frozenset(map(squeeze, form.indicators.taxonomy))
    codes = [
        re.fullmatch(field.pattern or "", code) is not None
        for sheet in sheets
        for code in _codes(sheet, form)
        for field in form.fields.values()
        if field.kind == "code"
    ]
    titled = [_has_own_number(form, sheet) for sheet in sheets if sheet.number is not None]
    return [
        _Mark(3.0, float(within), f"{year} 年度"),
        _Mark(3.0, _share(codes), "项目编码的样式"),
        _Mark(3.0, _share(squeeze(name) in own for name in levels), "一级指标的名称"),
        _Mark(1.5, _share(_printed_so(form, sheets, "percents")), "支出计划的写法"),
        _Mark(0.7, _share(_printed_so(form, sheets, "money")), ""),
        _Mark(0.7, _share(titled), "标题编号的写法"),
        _Mark(0.3, _share(_unit_lines(form, sheets)), ""),
    ]


def _printed_so(form: Form, sheets: Sequence[SheetDraft], kind: str) -> Iterable[bool]:
    """For each entry of a kind, whether the form would print just what the source has; blanks count for amounts only."""
    for key, field in form.fields.items():
        if field.kind != kind:
            continue
        for sheet in sheets:
            for text in _texts(sheet.fields.get(key, "")):
                if text or (kind == "money" and sheet.fields):
                    yield squeeze(text) == squeeze(show(form, key, text))


def _unit_lines(form: Form, sheets: Sequence[SheetDraft]) -> Iterable[bool]:
    parts = form.sheet.unit_line[0].split("{unit_name}")[0].split("{unit_code}")
    gap = parts[-1] if len(parts) > 1 else ""
    for sheet in sheets:
        if sheet.unit and sheet.unit_line.startswith(sheet.unit):
            rest = sheet.unit_line[len(sheet.unit) :]
            yield rest.startswith(gap) if gap else not rest[:1].isspace()


def _has_own_number(form: Form, sheet: SheetDraft) -> bool:
    return squeeze(sheet.raw_title).startswith(squeeze(form.sheet.title.format(n=sheet.number, title="")))


def _codes(sheet: SheetDraft, form: Form) -> Iterable[str]:
    for key, field in form.fields.items():
        if field.kind == "code":
            yield from (text for text in _texts(sheet.fields.get(key, "")) if text)


def _texts(entry: Entry) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else entry


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return sum(found) / len(found) if found else 0.0


def _most(years: Iterable[int]) -> int | None:
    counted = Counter(years).most_common(1)
    return counted[0][0] if counted else None
