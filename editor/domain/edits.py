"""Edits: pure functions from a volume to the next one, sharing all they do not touch.

They check what would break the volume (an unknown key, content in a classified project) with KeyError or ValueError, and
nothing else: whether an entry is *right* is for the checks to say.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from editor.domain.budget_edits import delete_named_rows
from editor.domain.fields import Entry, Fields
from editor.domain.volume import (
    NAME,
    UNIT,
    BudgetTable,
    Indicator,
    Project,
    Section,
    Unit,
    Volume,
    Waiver,
    check_classified,
)

Edit = Callable[[Volume], Volume]
_T = TypeVar("_T")


def set_year(volume: Volume, year: int) -> Volume:
    """The budget year; texts that name another year are not touched."""
    return replace(volume, year=year)


def set_department(volume: Volume, department: str) -> Volume:
    """部门名称."""
    return replace(volume, department=department)


def set_volume_field(volume: Volume, key: str, entry: Entry) -> Volume:
    """A field of the cover."""
    return replace(volume, fields=volume.fields.put(key, entry))


def set_units(volume: Volume, units: Sequence[Unit]) -> Volume:
    """All units in their order; projects of a unit that is gone keep its code (a check says so)."""
    codes = [unit.code for unit in units]
    if len(set(codes)) != len(codes):
        raise ValueError("unit codes repeat")
    return replace(volume, units=tuple(units))


def rename_unit_code(volume: Volume, old: str, new: str) -> Volume:
    """A unit's code, in the unit, in its projects and budget rows, and in what was waived there."""
    units = tuple(replace(u, code=new) if u.code == old else u for u in volume.units)
    projects = tuple(replace(p, unit=new) if p.unit == old else p for p in volume.projects)
    waivers = tuple(replace(w, place=replace(w.place, unit=new)) if w.place.unit == old else w for w in volume.waivers)
    tables = tuple(_with_unit(table, old, new) for table in volume.tables)
    return set_units(replace(volume, projects=projects, waivers=waivers, tables=tables), units)


def set_paragraphs(volume: Volume, key: str, paragraphs: Iterable[str]) -> Volume:
    """All paragraphs of one section."""
    section = Section(key, tuple(paragraphs))
    if any(s.key == key for s in volume.sections):
        return replace(volume, sections=tuple(section if s.key == key else s for s in volume.sections))
    return replace(volume, sections=(*volume.sections, section))


def set_field(volume: Volume, project: int, key: str, entry: Entry) -> Volume:
    """One field of a project."""
    return change_project(volume, project, lambda p: replace(p, fields=p.fields.put(key, entry)))


def set_unit(volume: Volume, project: int, unit: str) -> Volume:
    """The unit a project belongs to."""
    return change_project(volume, project, lambda p: replace(p, unit=unit))


def set_cells(volume: Volume, project: int, cells: Iterable[tuple[int, str, str]]) -> Volume:
    """Cells of the indicator table as (row key, column key, text)."""
    by_row: dict[int, list[tuple[str, str]]] = {}
    for row, column, text in cells:
        by_row.setdefault(row, []).append((column, text))

    def change(p: Project) -> Project:
        missing = set(by_row) - {row.key for row in p.indicators}
        if missing:
            raise KeyError(missing.pop())
        return replace(p, indicators=tuple(_put_cells(row, by_row.get(row.key, ())) for row in p.indicators))

    return change_project(volume, project, change)


def insert_rows(volume: Volume, project: int, at: int, rows: Sequence[Fields]) -> Volume:
    """New rows of the indicator table before position `at` (from 0); they get fresh keys, in order."""
    key = volume.next_key()
    fresh = tuple(Indicator(key + i, cells) for i, cells in enumerate(rows))
    return change_project(
        volume, project, lambda p: replace(p, indicators=(*p.indicators[:at], *fresh, *p.indicators[at:]))
    )


def delete_rows(volume: Volume, project: int, rows: Iterable[int]) -> Volume:
    """Rows of the indicator table, by their keys, with what was waived in them."""
    gone = frozenset(rows)
    changed = change_project(
        volume, project, lambda p: replace(p, indicators=tuple(r for r in p.indicators if r.key not in gone))
    )
    if changed is volume:
        return volume
    return replace(changed, waivers=tuple(w for w in volume.waivers if w.place.row not in gone))


def move_rows(volume: Volume, project: int, rows: Iterable[int], before: int) -> Volume:
    """Rows, in their order, to before position `before` of the table as it stands (from 0, its length for the end)."""
    moved = frozenset(rows)

    def change(p: Project) -> Project:
        return replace(p, indicators=_moved(p.indicators, lambda row: row.key in moved, before))

    return change_project(volume, project, change)


def insert_project(volume: Volume, at: int, project: Project) -> Volume:
    """A project before position `at` (from 0); it and its rows get fresh keys."""
    check_classified(project)
    key = volume.next_key()
    rows = tuple(replace(row, key=key + 1 + i) for i, row in enumerate(project.indicators))
    fresh = replace(project, key=key, indicators=rows)
    return replace(volume, projects=(*volume.projects[:at], fresh, *volume.projects[at:]))


def delete_projects(volume: Volume, projects: Iterable[int]) -> Volume:
    """Projects by their keys, with what was waived in them."""
    gone = frozenset(projects)
    return replace(
        volume,
        projects=tuple(p for p in volume.projects if p.key not in gone),
        waivers=tuple(w for w in volume.waivers if w.place.project not in gone),
    )


def move_projects(volume: Volume, projects: Iterable[int], before: int) -> Volume:
    """Projects, in their order, to before position `before` as it stands (from 0, their number for the end)."""
    moved = frozenset(projects)
    return replace(volume, projects=_moved(volume.projects, lambda p: p.key in moved, before))


def classify(volume: Volume, project: int, neutral_name: str) -> Volume:
    """Marks a project 涉密: all it held but its place in the order is gone, its name becomes the neutral one.

    So are the rows of the budget tables that name it.
    """
    blank = Project(project, classified=True, fields=Fields({NAME: neutral_name}))
    marked = change_project(delete_named_rows(volume, volume.project(project)), project, lambda _: blank)
    return replace(marked, waivers=tuple(w for w in marked.waivers if w.place.project != project))


def declassify(volume: Volume, project: int) -> Volume:
    """Takes the mark away; the project is an empty one with the neutral name."""
    return change_project(volume, project, lambda p: replace(p, classified=False))


def set_waiver(volume: Volume, waiver: Waiver) -> Volume:
    """Sets a finding aside, in place of an earlier waiver of the same check at the same place."""
    return replace(volume, waivers=(*_without(volume, waiver.check, waiver), waiver))


def drop_waiver(volume: Volume, waiver: Waiver) -> Volume:
    """Takes a waiver back."""
    return replace(volume, waivers=_without(volume, waiver.check, waiver))


def change_project(volume: Volume, key: int, change: Callable[[Project], Project]) -> Volume:
    """One project changed; the volume itself when the change changes nothing."""
    old = volume.project(key)
    new = change(old)
    check_classified(new)
    if new == old:
        return volume
    at = volume.number(key) - 1
    return replace(volume, projects=(*volume.projects[:at], new, *volume.projects[at + 1 :]))


def _with_unit(table: BudgetTable, old: str, new: str) -> BudgetTable:
    if not any(row.cells.text(UNIT) == old for row in table.rows):
        return table
    rows = (replace(r, cells=r.cells.put(UNIT, new)) if r.cells.text(UNIT) == old else r for r in table.rows)
    return replace(table, rows=tuple(rows))


def _put_cells(row: Indicator, cells: Iterable[tuple[str, str]]) -> Indicator:
    fields = row.cells
    for column, text in cells:
        fields = fields.put(column, text)
    return row if fields is row.cells else replace(row, cells=fields)


def _moved(items: tuple[_T, ...], chosen: Callable[[_T], bool], before: int) -> tuple[_T, ...]:
    stay = tuple(item for item in items if not chosen(item))
    at = sum(1 for item in items[:before] if not chosen(item))
    return (*stay[:at], *(item for item in items if chosen(item)), *stay[at:])


def _without(volume: Volume, check: str, waiver: Waiver) -> tuple[Waiver, ...]:
    return tuple(w for w in volume.waivers if (w.check, w.place) != (check, waiver.place))
