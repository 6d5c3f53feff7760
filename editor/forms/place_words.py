"""A place in the form's words: where a finding stands, as the clerk reads it."""

from collections.abc import Iterator

from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.budget_words import budget_words
from editor.forms.form import Form

_PARTS = {"year": "预算年度", "department": "部门名称", "unit": "所属单位", "title": "表的标题"}


def place_words(form: Form, volume: Volume, place: Place) -> str:
    """A place inside its project or volume: 指标3 指标值; "" for a whole sheet or the volume."""
    return " ".join(_words(form, volume, place))


def _words(form: Form, volume: Volume, place: Place) -> Iterator[str]:
    if place.table is not None and form.budget is not None:
        yield from (word for word in budget_words(form.budget, volume, place) if word)
        return
    if place.section is not None:
        section = form.sections().get(place.section)
        yield section.title if section else place.section
        if place.line is not None:
            keys = list(section.templates) if section else []
            yield f"第{keys.index(place.line) + 1}段（自动生成）" if place.line in keys else "自动生成的段落"
        if place.item is not None:
            yield f"第{place.item + 1}段"
    if place.unit is not None:
        unit = volume.unit(place.unit)
        yield f"单位 {place.unit} {unit.name if unit else ''}".rstrip()
    if place.project is not None and place.row is not None:
        rows = [row.key for row in volume.project(place.project).indicators]
        yield f"指标{rows.index(place.row) + 1}" if place.row in rows else "指标"
    if place.field is not None:
        yield from _field_words(form, place)


def _field_words(form: Form, place: Place) -> Iterator[str]:
    key = place.field or ""
    column = form.indicators.columns.get(key) if place.row is not None else None
    field = form.fields.get(key) if place.project is not None and place.row is None else None
    if column is not None:
        yield column.label
    elif field is not None:
        yield field.label or next(iter(field.aliases), _PARTS.get(key, key))
        if place.item is not None:
            yield field.points[place.item] if place.item < len(field.points) else f"第{place.item + 1}条"
    elif key in form.cover.fields:
        yield form.cover.fields[key].label
    elif form.budget is not None and key in form.budget.facts:
        yield form.budget.facts[key].label
    else:
        yield _PARTS.get(key, key)
