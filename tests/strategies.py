"""Hypothesis strategies for the values: volumes of a form, as an import would keep them.

Texts have no white space at their ends, no control characters but "\\n" between the lines of a cell, and spaces only between
Latin letters and digits (a space between Han characters is what a line wrap leaves behind). Amounts and percentages are
in their kept form or blank, a level1 stands in every row, codes match the form's pattern and do not repeat, every unit
is used by a project and units stand in the order of their first use.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from editor.domain.fields import BLANK, Entry, Fields
from editor.domain.money import write_amount
from editor.domain.percent import write_percent
from editor.domain.places import VOLUME, Place
from editor.domain.volume import CODE, NAME, TITLE, Indicator, Project, Section, Unit, Volume, Waiver
from editor.forms.entries import keep
from editor.forms.form import Field, Form
from tests.budget_strategies import facts, overrides, tables

RARE_HAN = "㛃䶮𬱖𫖯𠮷"
"""Characters of people's and places' names that are in no GB2312 font."""
_HAN = "公安道路交通安全管理维修信号灯指标值服务满意度年度计划完成保障经费次率预算绩效"
_MARKS = "，。；：（）、“”‘’《》【】—…·％％≥≤℃\"'"
_ASCII = "ABCxyz0123456789%.,-+=/()<>&#"
_CHARS = st.sampled_from(_HAN * 3 + RARE_HAN + _MARKS + _ASCII + "  ")
_NAME_CHARS = st.sampled_from(_HAN * 3 + RARE_HAN + "（）“”《》·ABC0123456789- ")
_LOOSE_SPACE = re.compile(r"(?<![0-9A-Za-z]) +| +(?![0-9A-Za-z])|(?<= ) +")
_TAG = re.compile(r"<(?=[^<>]*>)")
_NUMBERING = re.compile(r"(?<=[0-9０-９一二三四五六七八九十])[、.．)）]")
_LEADING = re.compile(r"^[^\u3400-\u9fff\U00020000-\U0003ffff]+")


def texts(max_size: int = 12) -> st.SearchStrategy[str]:
    """One line of an entry, not blank."""
    return st.text(_CHARS, min_size=1, max_size=max_size).map(_tidy)


def cell_texts(max_lines: int = 3) -> st.SearchStrategy[str]:
    """A cell: blank, one line or several."""
    return st.one_of(
        st.just(""), texts(), st.lists(texts(), min_size=1, max_size=max_lines).map("\n".join), texts(max_size=60)
    )


def names() -> st.SearchStrategy[str]:
    """A name of a project: one line that begins with a Han character or a year."""
    plain = st.text(_NAME_CHARS, min_size=1, max_size=12).map(_tidy).map(_from_han)
    return st.one_of(plain, plain, plain.map(lambda text: f"2027年{text}"))


def goals() -> st.SearchStrategy[tuple[str, ...]]:
    """The items of a list field; nothing in them looks like numbering."""
    return st.lists(texts(30).map(_without_numbering), max_size=4).map(tuple)


def paragraphs() -> st.SearchStrategy[tuple[str, ...]]:
    """Paragraphs of a section; some begin with the narrative's numbering."""
    marks = st.sampled_from(("", "", "（一）", "1.", "（2）"))
    paragraph = st.builds(lambda mark, text: mark + _without_numbering(text), marks, texts(60))
    return st.lists(paragraph, max_size=4).map(tuple)


def amounts(form: Form, key: str) -> st.SearchStrategy[str]:
    """An amount as the form keeps it, or what it prints for a blank: that is what an import finds there."""
    kept = st.decimals(min_value=0, max_value=10**7, places=form.money.decimals).map(
        lambda amount: str(keep(form, key, write_amount(amount)))
    )
    return st.one_of(st.just(form.fields[key].blank), kept, kept)


def percents(field: Field) -> st.SearchStrategy[tuple[str, ...]]:
    """Shares as the field keeps them; some are missing."""
    kept = st.one_of(st.sampled_from((0, 25, 50, 100)), st.integers(0, 10000)).map(
        lambda n: write_percent(Decimal(n) if n <= 100 else Decimal(n) / 100, field.decimals, field.trim)
    )
    size = len(field.points)
    whole = st.lists(kept, min_size=size, max_size=size)
    gaps = st.lists(st.one_of(st.just(""), kept), min_size=size, max_size=size)
    return st.one_of(whole, whole, gaps).map(tuple)


def matching(pattern: str) -> st.SearchStrategy[str]:
    """A text a code's pattern matches whole, in ASCII."""
    return st.from_regex(pattern, fullmatch=True, alphabet=st.characters(min_codepoint=32, max_codepoint=126))


def entries(form: Form, key: str) -> st.SearchStrategy[Entry]:
    """An entry for a project's field, blank ones too."""
    field = form.fields[key]
    match field.kind:
        case "money":
            return amounts(form, key)
        case "percents":
            return percents(field)
        case "list":
            return goals()
        case "code":
            return matching(field.pattern or r"[0-9A-Z]{8}")
        case "date":
            days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
            return st.one_of(st.just(""), days.map(lambda day: f"{day.year}年{day.month}月{day.day}日"))
        case "text":
            return names() if key == NAME else cell_texts()


def rows(form: Form) -> st.SearchStrategy[Fields]:
    """The cells of an indicator row; its levels are mostly the form's."""
    levels = [key for key, column in form.indicators.columns.items() if column.level in (1, 2)]
    rest = [key for key in form.indicators.columns if key not in levels]
    official = st.sampled_from([(one, two) for one, twos in form.indicators.taxonomy.items() for two in twos])
    named = st.one_of(official, official, official, st.tuples(names(), st.one_of(st.just(""), names())))
    return st.builds(
        lambda level, cells: Fields({**dict(zip(levels, level, strict=True)), **dict(zip(rest, cells, strict=True))}),
        named,
        st.tuples(*(cell_texts() for _ in rest)),
    )


def projects(form: Form, unit: str = "", code: str | None = None) -> st.SearchStrategy[Project]:
    """A project with its rows; all keys are 0, a volume (or `edits.insert_project`) gives them theirs."""
    keys = [key for key in form.fields if key not in (NAME, CODE)]
    whole = st.fixed_dictionaries(
        {NAME: names()}
        | ({CODE: st.just(code) if code is not None else entries(form, CODE)} if CODE in form.fields else {})
        | {key: entries(form, key) for key in keys},
        optional={TITLE: names().map(lambda name: "关于" + name + form.sheet.title_suffix)}
        if "{title}" in form.sheet.title
        else {},
    )
    return st.builds(
        lambda fields, cells: Project(0, unit, False, Fields(fields), tuple(Indicator(0, row) for row in cells)),
        whole,
        st.lists(rows(form), max_size=4),
    )


def classified_projects(form: Form) -> st.SearchStrategy[Project]:
    """A 涉密 project, with one of the form's neutral names."""
    return st.sampled_from(form.sheet.classified_names).map(
        lambda name: Project(0, classified=True, fields=Fields({NAME: name}))
    )


def departments() -> st.SearchStrategy[str]:
    """A department of a county: …县…局."""
    return st.builds(
        lambda a, b: f"{a}县{b}局", *(st.text(st.sampled_from("卢山清河平泉公安教育财政"), min_size=2, max_size=4),) * 2
    )


@st.composite
def volumes(draw: st.DrawFn, form: Form, max_projects: int = 6, waivers: bool = False) -> Volume:
    """A volume of the form; `waivers` adds what no import brings: findings set aside, and units without a project."""
    code = entries(form, CODE) if CODE in form.fields else st.uuids().map(str)
    codes = draw(st.lists(code, unique=True, max_size=max_projects))
    units = draw(st.lists(matching(form.unit_code), unique=True, min_size=1, max_size=3)) if codes else []
    parts: list[Project] = []
    for code in codes:
        if draw(st.integers(0, 4)) == 0:
            parts.append(draw(classified_projects(form)))
        else:
            parts.append(draw(projects(form, draw(st.sampled_from(units)), str(code))))
    used = list(dict.fromkeys(p.unit for p in parts if p.unit)) if not waivers else units
    numbered = _with_keys(parts)
    return Volume(
        form.id,
        draw(st.integers(form.years.first, form.years.last or form.years.first + 10)),
        draw(departments()),
        tuple(Unit(code, draw(names().map(_from_han))) for code in used),
        tuple(Section(key, draw(paragraphs())) for key in form.sections()),
        numbered,
        Fields({**_cover(draw, form), **draw(facts(form))}),
        draw(_waivers(numbered)) if waivers else (),
        draw(tables(form, 1 + sum(1 + len(project.indicators) for project in numbered))),
        draw(overrides(form)),
    )


def _cover(draw: st.DrawFn, form: Form) -> Fields:
    """Cover entries that differ from their defaults (what equals a default need not be kept)."""
    return (
        Fields({key: draw(st.one_of(st.just(""), names())) for key in form.cover.fields})
        if form.cover.fields
        else BLANK
    )


def _waivers(parts: Sequence[Project]) -> st.SearchStrategy[tuple[Waiver, ...]]:
    places: list[Place] = [VOLUME, Place(field="year"), Place(section="safeguards", item=0)]
    for project in parts:
        if not project.classified:
            places.append(Place(project.key, field="disbursement", item=3))
            places += [Place(project.key, row=row.key, field="target") for row in project.indicators]
    waiver = st.builds(Waiver, st.sampled_from(("PLN-01", "IND-09")), st.sampled_from(places), cell_texts(), texts())
    return st.lists(waiver, max_size=3, unique_by=lambda w: (w.check, w.place)).map(tuple)


def _with_keys(parts: Sequence[Project]) -> tuple[Project, ...]:
    key = 0
    numbered = []
    for project in parts:
        rows = tuple(replace(row, key=key + 2 + i) for i, row in enumerate(project.indicators))
        numbered.append(replace(project, key=key + 1, indicators=rows))
        key += 1 + len(rows)
    return tuple(numbered)


def _tidy(text: str) -> str:
    return _LOOSE_SPACE.sub("", _TAG.sub("", text)) or "文"


def _from_han(text: str) -> str:
    return _tidy(_LEADING.sub("", text))


def _without_numbering(text: str) -> str:
    return _from_han(_NUMBERING.sub("", text))
