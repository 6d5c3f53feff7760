"""A volume and a form as lines for people."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from editor.cli.budget_listing import budget_lines
from editor.domain.money import read_money, write_amount
from editor.domain.volume import NAME, Project, Volume
from editor.forms.entries import marker, show
from editor.forms.form import Field, Form
from editor.forms.wording import numbered_title, unit_words


def form_json(form: Form) -> dict[str, Any]:
    """A form in the list of `forms --json`."""
    years = {"first": form.years.first, "last": form.years.last}
    return {
        "id": form.id,
        "title": form.title,
        "family": form.family,
        "years": years,
        "extends": form.extends,
        "version": form.version,
    }


def form_line(form: Form) -> str:
    """The same as a line."""
    last = f"{form.years.last}" if form.years.last else "以后"
    return f"{form.id}\t{form.title}\t{form.years.first}—{last}"


def volume_lines(volume: Volume, form: Form) -> Iterator[str]:
    """The whole volume, in the order of print."""
    yield f"{volume.department} {volume.year}年（{form.title}）"
    written, tables = budget_lines(volume, form)
    for part in form.parts:
        yield from tables if part.tables else ()
        for key, section in part.sections.items():
            yield ""
            yield section.heading or section.title
            yield from (f"　　{text}" for text in (*written.get(key, ()), *volume.section(key).paragraphs))
    for number, project in enumerate(volume.projects, 1):
        yield ""
        yield from _project_lines(volume, form, number, project)
    yield ""
    yield f"共 {len(volume.projects)} 个项目，{_total(volume, form)}。"


def _project_lines(volume: Volume, form: Form, number: int, project: Project) -> Iterator[str]:
    yield numbered_title(form, number, project)
    if project.classified:
        yield f"　{form.sheet.classified_text}"
        return
    if form.sheet.unit_line[0]:
        yield f"　{form.sheet.unit_line[0].format_map(unit_words(volume, project))}"
    for key, field in form.fields.items():
        if key != NAME:
            yield from _field_lines(form, key, field, project)
    for at, row in enumerate(project.indicators, 1):
        cells = "｜".join(row.cells.text(key).replace("\n", " ") for key in form.indicators.columns)
        yield f"　指标{at}：{cells}"


def _field_lines(form: Form, key: str, field: Field, project: Project) -> Iterator[str]:
    label = field.label.rstrip(":") or next(iter(field.aliases), "")
    items = project.fields.items_of(key)
    if field.kind == "percents":
        shown = [f"{point} {show(form, key, text)}" for point, text in zip(field.points, items, strict=False)]
        yield f"　{label}：{'，'.join(shown)}"
    elif field.kind == "list":
        yield f"　{label}："
        yield from (f"　　{marker(form, key, n)}{text}" for n, text in enumerate(items, 1))
    else:
        yield f"　{label}：{show(form, key, project.fields.text(key))}"


def _total(volume: Volume, form: Form) -> str:
    """Sums of every money field, over the projects whose entry can be read."""
    sums = []
    for key, field in form.fields.items():
        if field.kind == "money" and (field.required or form.budget is None):
            read = (read_money(project.fields.text(key), form.money.unit) for project in volume.projects)
            total = sum((money.amount for money in read if money is not None), Decimal(0))
            label = field.label.rstrip(":").rpartition("：")[2]
            amount = write_amount(total, form.money.decimals, form.money.separator)
            sums.append(f"{label}合计 {amount} {form.money.unit}")
    return "，".join(sums)
