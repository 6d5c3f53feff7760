"""How projects stand under their units, and edits that place them: pure functions over a volume.

A classified project holds no unit: it stands under the unit of the project before it, at the beginning under the first
project's unit that is known.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from editor.domain import edits
from editor.domain.fields import Fields
from editor.domain.volume import CODE, CONTENTS_TITLE, NAME, TITLE, Indicator, Project, Unit, Volume
from editor.forms.form import Indicators
from editor.values import value

COPY_SUFFIX = "（副本）"


@value
class Group:
    """A unit (its code, "" where none is given) and the projects that stand under it, in order of print."""

    unit: str
    projects: tuple[Project, ...]


@value
class UnitRow:
    """A line of the list of units: its code before (None: a new unit), and its code and name now."""

    was: str | None
    code: str
    name: str


def standing(volume: Volume) -> Iterator[tuple[str, Project]]:
    """Each project with the unit it stands under."""
    code = next((p.unit for p in volume.projects if not p.classified), volume.units[0].code if volume.units else "")
    for project in volume.projects:
        if not project.classified:
            code = project.unit
        yield code, project


def groups(volume: Volume) -> tuple[Group, ...]:
    """All units in their order, also those without projects; then units that only projects name."""
    found: dict[str, list[Project]] = {unit.code: [] for unit in volume.units}
    for code, project in standing(volume):
        found.setdefault(code, []).append(project)
    return tuple(Group(code, tuple(projects)) for code, projects in found.items())


def place_projects(volume: Volume, keys: Collection[int], before: int, unit: str) -> Volume:
    """Projects to before position `before` (from 0, as it stands) and to a unit; classified ones only change their place."""
    for key in keys:
        if not volume.project(key).classified:
            volume = edits.set_unit(volume, key, unit)
    return edits.move_projects(volume, keys, before)


def into_unit(volume: Volume, keys: Collection[int], unit: str) -> Volume:
    """Projects to the end of a unit."""
    return place_projects(volume, keys, end_of(volume, unit, keys), unit)


def shift(volume: Volume, keys: Collection[int], down: bool) -> Volume:
    """Projects one place up or down as they stand on screen; over the edge of a unit they go into the next one."""
    listed = groups(volume)
    order = [(group.unit, p.key) for group in listed for p in group.projects]
    chosen = [i for i, (_, key) in enumerate(order) if key in keys]
    if not chosen:
        return volume
    edge = chosen[-1] if down else chosen[0]
    unit, _ = order[edge]
    near = edge + 1 if down else edge - 1
    if 0 <= near < len(order) and order[near][0] == unit:
        position = volume.number(order[near][1]) - (0 if down else 1)
        return place_projects(volume, keys, position, unit)
    codes = [group.unit for group in listed]
    next_unit = codes.index(unit) + (1 if down else -1)
    if not 0 <= next_unit < len(codes):
        return volume
    code = codes[next_unit]
    before = start_of(volume, code, keys) if down else end_of(volume, code, keys)
    return place_projects(volume, keys, before, code)


def start_of(volume: Volume, unit: str, leaving: Collection[int] = ()) -> int:
    """The position of a unit's first project; of an empty unit, where it would begin."""
    for group in groups(volume):
        if group.unit == unit and group.projects:
            return volume.number(group.projects[0].key) - 1
    return end_of(volume, unit, leaving)


def end_of(volume: Volume, unit: str, leaving: Collection[int] = ()) -> int:
    """The position behind a unit's last project; for an empty unit, behind the last of the nearest unit before it."""
    last = 0
    for group in groups(volume):
        staying = [p for p in group.projects if p.key not in leaving]
        if staying:
            last = volume.number(staying[-1].key)
        if group.unit == unit:
            break
    return last


def new_project(volume: Volume, unit: str, after: int | None = None, rows: tuple[Indicator, ...] = ()) -> Volume:
    """A blank project with these indicators behind the one with the key `after`, else at the end of the unit."""
    at = volume.number(after) if after is not None else end_of(volume, unit)
    return edits.insert_project(volume, at, Project(0, unit, indicators=rows))


def first_rows(form: Indicators) -> tuple[Indicator, ...]:
    """The rows a new project begins with: one for each 二级 where the form prints every one of them, else none."""
    levels = {column.level: key for key, column in form.columns.items() if column.level is not None}
    if not form.fixed or not {1, 2} <= levels.keys():
        return ()
    pairs = [(upper, lower) for upper, lowers in form.taxonomy.items() for lower in lowers]
    return tuple(Indicator(0, Fields({levels[1]: upper, levels[2]: lower})) for upper, lower in pairs)


def duplicate(volume: Volume, keys: Collection[int]) -> Volume:
    """A copy behind each project, named as one and without its code, which no two projects may share.

    Classified projects have nothing to copy.
    """
    for project in volume.projects:
        if project.key in keys and not project.classified:
            entries = {k: e for k, e in project.fields.items() if k not in (CODE, TITLE, CONTENTS_TITLE)}
            entries[NAME] = project.name + COPY_SUFFIX
            copy = replace(project, fields=Fields(entries))
            volume = edits.insert_project(volume, volume.number(project.key), copy)
    return volume


def revise_units(volume: Volume, rows: Sequence[UnitRow]) -> Volume:
    """The list of units as revised; projects and waivers follow a changed code, all at once so that codes may be swapped."""
    renamed = {row.was: row.code for row in rows if row.was is not None and row.was != row.code}
    volume = edits.set_units(volume, [Unit(row.code, row.name) for row in rows])
    if not renamed:
        return volume
    projects = tuple(replace(p, unit=renamed[p.unit]) if p.unit in renamed else p for p in volume.projects)
    waivers = tuple(
        replace(w, place=replace(w.place, unit=renamed[w.place.unit])) if w.place.unit in renamed else w
        for w in volume.waivers
    )
    return replace(volume, projects=projects, waivers=waivers)


def new_keys(before: Iterable[Project], after: Iterable[Project]) -> tuple[int, ...]:
    """Keys of the projects that are only in the later list, in its order."""
    known = {project.key for project in before}
    return tuple(project.key for project in after if project.key not in known)
