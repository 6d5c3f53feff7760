"""What differs between two editions of a form, in sentences for the clerk."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from editor.forms.budget_changes import budget_changes
from editor.forms.changes_words import WHOLE
from editor.forms.form import CheckSetting, Form, Part, SectionForm, Table, Years
from editor.forms.telling import attribute, attributes, items, label, same

_NOT_TOLD = ("id", "version", "extends")
"""Said elsewhere, or nothing the clerk meets."""
_SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}


@dataclass(frozen=True, slots=True)
class CheckName:
    """What a check is called, and how grave it is where a form says nothing."""

    title: str
    severity: str


def form_changes(old: Form, new: Form, checks: Mapping[str, CheckName]) -> tuple[str, ...]:
    """Sentences for every difference; `checks`: what is known of checks by their ids. Whatever differs, something is said of it."""
    told: list[str] = []
    for part in fields(Form):
        before, after = getattr(old, part.name), getattr(new, part.name)
        if part.name in _NOT_TOLD or same(before, after):
            continue
        if part.name == "checks":
            told += _checks(before, after, checks)
            continue
        teller = _TELLERS.get(part.name)
        told += tuple(teller(before, after)) if teller else attribute(WHOLE, part.name, before, after)
    return tuple(dict.fromkeys(told))


def years_text(form: Form) -> str:
    """The budget years a form is meant for, as one says it."""
    return _years_words(form.years)


def _years_words(years: Years) -> str:
    if years.last is None:
        return f"{years.first} 年度起"
    return f"{years.first} 年度" if years.first == years.last else f"{years.first}—{years.last} 年度"


def _title(key: str, item: SectionForm) -> str:
    return item.title or key


def _itself(key: str, item: object) -> str:
    del item
    return key


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    yield from items("字段", old, new, label, attributes)


def _years(old: Years, new: Years) -> Iterator[str]:
    del old
    yield f"适用年度改为 {_years_words(new)}。"


def _plain(where: str) -> Callable[[Any, Any], Iterator[str]]:
    return lambda old, new: attributes(where, old, new)


def _one(sentence: str) -> Callable[[Any, Any], Iterator[str]]:
    return lambda old, new: iter((sentence,))


def _cover(old: Any, new: Any) -> Iterator[str]:
    yield from items("封面项目", old.fields, new.fields, label, attributes)
    yield from _texts("封面", tuple(line.text for line in old.lines), tuple(line.text for line in new.lines), old, new)
    yield from attributes("封面", old, new, ("fields", "lines"))


def _texts(where: str, old: tuple[str, ...], new: tuple[str, ...], before: Any, after: Any) -> Iterator[str]:
    yield from (f"{where}新增一行“{text}”。" for text in new if text not in old)
    yield from (f"{where}不再印“{text}”。" for text in old if text not in new)
    if before.lines != after.lines and set(old) == set(new):
        yield f"{where}文字的排列或字体有调整。"


def _parts(old: tuple[Part, ...], new: tuple[Part, ...]) -> Iterator[str]:
    def sections(parts: tuple[Part, ...]) -> dict[str, SectionForm]:
        return {key: item for part in parts for key, item in part.sections.items()}

    def bare(parts: tuple[Part, ...]) -> list[tuple[Any, ...]]:
        return [(part.title, part.contents, part.sheets, part.title_page, tuple(part.sections)) for part in parts]

    yield from items("分部", sections(old), sections(new), _title, attributes)
    if bare(old) != bare(new) and list(sections(old)) == list(sections(new)):
        yield "各部分的标题或次序有调整。"


def _indicators(old: Any, new: Any) -> Iterator[str]:
    yield from items("指标表的列", old.columns, new.columns, label, attributes)
    yield from items("一级指标", old.taxonomy, new.taxonomy, _itself, _level2)
    yield from attributes("", old, new, ("columns", "taxonomy"))


def _level2(where: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
    come, gone = [name for name in new if name not in old], [name for name in old if name not in new]
    if come:
        yield f"{where}下新增二级指标“{'”“'.join(come)}”。"
    if gone:
        yield f"{where}下删去二级指标“{'”“'.join(gone)}”。"
    if not come and not gone:
        yield f"{where}下二级指标的先后次序有调整。"


def _sheet(old: Any, new: Any) -> Iterator[str]:
    yield from _tables(old.tables, new.tables)
    yield from attributes("绩效目标表", old, new, ("tables",))


def _tables(old: tuple[Table, ...], new: tuple[Table, ...]) -> Iterator[str]:
    if old == new:
        return
    if [table.widths for table in old] != [table.widths for table in new]:
        yield "绩效目标表的列宽有调整。"
    if [(table.rows, table.repeat) for table in old] != [(table.rows, table.repeat) for table in new]:
        yield "绩效目标表的格子和排法有调整。"
    elif [table.widths for table in old] == [table.widths for table in new]:
        yield "绩效目标表的线框或表头有调整。"


def _styles(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    changed = sum(old.get(key) != new.get(key) for key in {*old, *new})
    if changed:
        yield f"印出来的字体、字号或行距有 {changed} 处调整。"


def _checks(
    old: Mapping[str, CheckSetting], new: Mapping[str, CheckSetting], names: Mapping[str, CheckName]
) -> list[str]:
    told = []
    for key in sorted({*old, *new}):
        before, after = old.get(key, CheckSetting()), new.get(key, CheckSetting())
        name = names.get(key)
        where = f"核对 {key}“{name.title}”" if name is not None else f"核对 {key}"
        if before.apply != after.apply:
            told.append(f"{where}{'改为要核对' if after.apply else '不再核对'}。")
        if before.severity != after.severity:
            was, now = (_severity(one, name) for one in (before, after))
            told.append(f"{where}由{was}改为{now}。" if was != now else f"{where}的轻重有调整。")
        if before.values != after.values:
            told.append(f"{where}的尺度有调整。")
    return told


def _severity(setting: CheckSetting, name: CheckName | None) -> str:
    """The form's own word, else the check's."""
    usual = name.severity if name is not None else ""
    return _SEVERITIES.get(setting.severity or usual, "通常的轻重")


_TELLERS: Mapping[str, Callable[[Any, Any], Iterator[str]]] = {
    "years": _years,
    "money": _plain("金额"),
    "cover": _cover,
    "contents": _plain("目录"),
    "parts": _parts,
    "fields": _fields,
    "indicators": _indicators,
    "sheet": _sheet,
    "numbering": _one("文字部分的编号有调整。"),
    "page": _one("纸张或页边距有调整。"),
    "page_numbers": _one("页码有调整。"),
    "styles": _styles,
    "budget": budget_changes,
    "budget_table_style": _one("预算公开报表的线和留白有调整。"),
    "table_style": _one("表格的线和留白有调整。"),
}
"""How differences of a part are told; the others by their names."""
