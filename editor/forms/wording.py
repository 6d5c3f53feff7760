"""The form's own words with a volume's entries put in: titles, cover lines, the line over a sheet."""

import re

from editor.domain.volume import TITLE, Project, Volume
from editor.forms.form import Form


def sheet_title(form: Form, project: Project) -> str:
    """The sheet's title without its number: the project's own where it has one, else 项目名称 + the suffix."""
    return project.fields.text(TITLE) or project.name + form.sheet.title_suffix


def numbered_title(form: Form, number: int, project: Project) -> str:
    """What the sheet is called with its number: its title as printed, or the form's words where all titles are the same."""
    words = form.sheet.outline or form.sheet.title
    return words.format(n=number, title=sheet_title(form, project), name=project.name)


def contents_title(form: Form, number: int, project: Project) -> str:
    """The sheet's line in the contents; always the true title (the field `contents_title` is only what a source had)."""
    return form.sheet.contents_title.format(n=number, title=sheet_title(form, project))


def cover_entry(form: Form, volume: Volume, key: str) -> str:
    """A field of the cover: what the clerk wrote, else the form's default."""
    written = volume.fields.text(key)
    if written:
        return written
    match = re.match(form.cover.county, volume.department)
    default = form.cover.fields[key].default
    if "{county}" in default and match is None:
        return ""
    county = match.group(1) if match else ""
    return default.format(department=volume.department, year=volume.year, county=county)


YEAR, DEPARTMENT = "year", "department"


def volume_entry(form: Form, volume: Volume, key: str) -> str:
    """What a cell shows of its volume: the year, the department, a field of the cover or a fact (else its default)."""
    if key in (YEAR, DEPARTMENT):
        return str(volume.year) if key == YEAR else volume.department
    if key in form.cover.fields:
        return cover_entry(form, volume, key)
    fact = form.budget.facts[key] if form.budget else None
    default = fact.default if fact else ""
    return volume.fields.text(key) or default.format(department=volume.department, year=volume.year)


def cover_words(form: Form, volume: Volume) -> dict[str, str]:
    """What the braces of the cover's lines stand for."""
    entries = {key: cover_entry(form, volume, key) for key in form.cover.fields}
    return {"department": volume.department, "year": str(volume.year), **entries}


def unit_words(volume: Volume, project: Project) -> dict[str, str]:
    """What the braces of the line over a sheet stand for."""
    unit = volume.unit(project.unit)
    return {"unit_code": project.unit, "unit_name": unit.name if unit else ""}
