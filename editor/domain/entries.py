"""The entry at a place, and a volume with another entry there."""

from collections.abc import Iterable
from dataclasses import replace

from editor.domain import budget_edits, edits
from editor.domain.fields import Entry
from editor.domain.overrides import override_key
from editor.domain.places import NEW_ROW, Place
from editor.domain.volume import Project, Volume

YEAR = "year"
DEPARTMENT = "department"


def entry_at(volume: Volume, place: Place) -> Entry:
    """What stands at a place that names an entry; an item of a list is its text; "" where nothing is.

    KeyError where the project or row does not exist; ValueError where the place names no entry (a whole row, the volume).
    Where something is worked out (a printed cell, a generated paragraph) it is the text typed over it.
    """
    if place.table is not None and place.row is not None:
        return _budget_cell(volume, place)
    if place.line is not None:
        return volume.overrides.get(override_key(place), "")
    if place.section is not None:
        return _item(volume.section(place.section).paragraphs, place.item)
    if place.project is not None:
        return entry_in(volume.project(place.project), place)
    if place.field == YEAR:
        return str(volume.year)
    if place.field == DEPARTMENT:
        return volume.department
    if place.field is not None and place.unit is None:
        return _item(volume.fields.get(place.field, ""), place.item)
    raise ValueError(f"no entry at {place}")


def entry_in(project: Project, place: Place) -> Entry:
    """The same for a place inside a project that is at hand."""
    if place.field is None:
        raise ValueError(f"no entry at {place}")
    if place.row is None:
        return _item(project.fields.get(place.field, ""), place.item)
    for row in project.indicators:
        if row.key == place.row:
            return row.cells.text(place.field)
    raise KeyError(place.row)


def put_entry(volume: Volume, place: Place, entry: Entry) -> Volume:
    """The volume with this entry at a place that names one; an item of a list takes a text.

    At a printed cell or a generated paragraph it is typed over what is worked out ("" takes that back).
    """
    if place.table is not None or place.line is not None:
        return _put_budget(volume, place, entry if isinstance(entry, str) else "\n".join(entry))
    if place.item is not None:
        whole = entry_at(volume, place.whole())
        items = list((whole,) if isinstance(whole, str) else whole)
        items.extend([""] * (place.item + 1 - len(items)))
        items[place.item] = entry if isinstance(entry, str) else "\n".join(entry)
        return put_entry(volume, place.whole(), tuple(items))
    if place.section is not None:
        return edits.set_paragraphs(volume, place.section, (entry,) if isinstance(entry, str) else entry)
    text = entry if isinstance(entry, str) else "\n".join(entry)
    if place.project is not None and place.field is not None:
        if place.row is not None:
            return edits.set_cells(volume, place.project, [(place.row, place.field, text)])
        return edits.set_field(volume, place.project, place.field, entry)
    if place.field == YEAR:
        return edits.set_year(volume, int(text))
    if place.field == DEPARTMENT:
        return edits.set_department(volume, text)
    if place.field is not None and place.unit is None:
        return edits.set_volume_field(volume, place.field, entry)
    raise ValueError(f"no entry at {place}")


def put_entries(volume: Volume, entries: Iterable[tuple[Place, Entry]]) -> Volume:
    """The volume with several entries, each as by `put_entry`; each of thousands of projects takes its place only once."""
    own: dict[int, list[tuple[Place, Entry]]] = {}
    blank = Volume(volume.form, volume.year, volume.department)
    for place, entry in entries:
        if place.project is not None and place.table is None and place.line is None:
            own.setdefault(place.project, []).append((place, entry))
        else:
            volume = put_entry(volume, place, entry)
    projects = list(volume.projects)
    for key, listed in own.items():
        alone = replace(blank, projects=(volume.project(key),))
        for place, entry in listed:
            alone = put_entry(alone, place, entry)
        projects[volume.number(key) - 1] = alone.projects[0]
    return replace(volume, projects=tuple(projects)) if own else volume


def _budget_cell(volume: Volume, place: Place) -> str:
    if place.field is None:
        raise ValueError(f"no entry at {place}")
    table = volume.table(place.table or "")
    if place.row == NEW_ROW:
        fixed = budget_edits.fixed_row(table, place.line or "")
        return fixed.cells.text(place.field) if fixed else ""
    for row in table.rows:
        if row.key == place.row:
            return row.cells.text(place.field)
    raise KeyError(place.row)


def _put_budget(volume: Volume, place: Place, text: str) -> Volume:
    if place.row is None:
        return budget_edits.set_override(volume, place, text)
    if place.field is None:
        raise ValueError(f"no entry at {place}")
    return budget_edits.set_budget_cell(volume, place, text)


def _item(entry: Entry, item: int | None) -> Entry:
    if item is None:
        return entry
    items = (entry,) if isinstance(entry, str) else entry
    return items[item] if item < len(items) else ""
