"""Builds values from rows: a whole volume, or only the parts a delta touched."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from editor.domain.fields import BLANK, Entry, Fields
from editor.domain.places import Place
from editor.domain.volume import Indicator, Project, Section, Unit, Volume, Waiver, check_classified
from editor.store.budget_rows import read_tables, read_typed
from editor.store.damage import DamagedRows
from editor.store.delta import Delta
from editor.store.diff import ONE_TEXT
from editor.store.rows import VOLUME_META, WAIVER_VALUES

K = TypeVar("K")
_CHUNK = 500
"""Keys named in one statement; more are read as a whole table."""


def read_volume(connection: sqlite3.Connection) -> Volume:
    """The whole volume; DamagedRows where the rows are none."""
    projects = _projects(connection, None)
    order = _order(connection, "project", "id", int)
    return Volume(
        *_meta(connection),
        units=_units(connection),
        sections=_sections(connection),
        projects=tuple(projects[key] for key in order),
        fields=_volume_fields(connection),
        waivers=_waivers(connection),
        tables=read_tables(connection, ()),
        overrides=read_typed(connection),
    )


def reread(connection: sqlite3.Connection, volume: Volume, delta: Delta) -> Volume:
    """The volume after `delta` was written: parts it touched come from their rows, the others are those of `volume`."""
    touched = {change.table for change in delta.rows} | {splice.table for splice in delta.splices}
    if touched & {"meta"}:
        form, year, department = _meta(connection)
        volume = replace(volume, form=form, year=year, department=department)
    if touched & {"volume_field"}:
        volume = replace(volume, fields=_volume_fields(connection))
    if touched & {"unit"}:
        volume = replace(volume, units=_units(connection))
    if touched & {"section", "paragraph"}:
        same = {section: section for section in volume.sections}
        volume = replace(volume, sections=tuple(same.get(s, s) for s in _sections(connection)))
    if touched & {"waiver"}:
        volume = replace(volume, waivers=_waivers(connection))
    if touched & {"budget_row", "budget_cell"}:
        volume = replace(volume, tables=read_tables(connection, volume.tables))
    if touched & {"typed_value"}:
        volume = replace(volume, overrides=read_typed(connection))
    if touched & {"project", "project_field", "indicator", "indicator_cell"}:
        volume = _with_projects(connection, volume, delta)
    return volume


def _with_projects(connection: sqlite3.Connection, volume: Volume, delta: Delta) -> Volume:
    keys = _touched_projects(connection, delta)
    fresh = _projects(connection, keys)
    if any(splice.table == "project" for splice in delta.splices):
        known = {project.key: project for project in volume.projects if project.key not in keys} | fresh
        return replace(volume, projects=tuple(known[key] for key in _order(connection, "project", "id", int)))
    projects = list(volume.projects)
    for key, project in fresh.items():
        at = volume.position(key)
        if at is not None:
            projects[at] = project
    return replace(volume, projects=tuple(projects))


def _touched_projects(connection: sqlite3.Connection, delta: Delta) -> set[int]:
    keys: set[int] = set()
    rows: set[int] = set()
    for change in delta.rows:
        if change.table in ("project", "project_field"):
            keys.add(_int(change.key[0]))
        elif change.table == "indicator":
            keys.update(_int(values[0]) for values in (change.before, change.after) if values is not None)
        elif change.table == "indicator_cell":
            rows.add(_int(change.key[0]))
    keys.update(_int(splice.scope[0]) for splice in delta.splices if splice.table == "indicator")
    for part in _chunks(rows):
        marks = ", ".join("?" * len(part))
        keys.update(row[0] for row in connection.execute(f"SELECT project FROM indicator WHERE id IN ({marks})", part))
    return keys


def _meta(connection: sqlite3.Connection) -> tuple[str, int, str]:
    held = dict(connection.execute("SELECT key, value FROM meta"))
    if not held.keys() >= set(VOLUME_META):
        raise DamagedRows("no form, year or department")
    year = int(held["year"])
    if str(year) != held["year"]:
        raise DamagedRows("a year that is no number")
    return held["form"], year, held["department"]


def _volume_fields(connection: sqlite3.Connection) -> Fields:
    return _entries(connection.execute("SELECT field, item, text FROM volume_field ORDER BY field, item"))


def _units(connection: sqlite3.Connection) -> tuple[Unit, ...]:
    names = dict(connection.execute("SELECT code, name FROM unit"))
    return tuple(Unit(code, names[code]) for code in _order(connection, "unit", "code", str))


def _sections(connection: sqlite3.Connection) -> tuple[Section, ...]:
    texts: dict[str, list[str]] = defaultdict(list)
    for key, position, text in connection.execute(
        "SELECT section, position, text FROM paragraph ORDER BY section, position"
    ):
        if position != len(texts[key]):
            raise DamagedRows("a gap between paragraphs")
        texts[key].append(text)
    return tuple(Section(key, tuple(texts.get(key, ()))) for key in _order(connection, "section", "key", str))


def _waivers(connection: sqlite3.Connection) -> tuple[Waiver, ...]:
    waivers: list[Waiver] = []
    for position, finding, *place, text, reason in connection.execute(
        f"SELECT position, {', '.join(WAIVER_VALUES)} FROM waiver ORDER BY position"
    ):
        if position != len(waivers):
            raise DamagedRows("a gap between waivers")
        waivers.append(Waiver(finding, Place(*place), text, reason))
    return tuple(waivers)


def _projects(connection: sqlite3.Connection, keys: Collection[int] | None) -> dict[int, Project]:
    """Projects by key: those named, or all."""
    if keys is not None and len(keys) > _CHUNK:
        return {key: project for key, project in _projects(connection, None).items() if key in keys}
    some = "" if keys is None else f" WHERE project IN ({', '.join(map(str, keys))})"
    fields = _grouped_entries(
        connection.execute(f"SELECT project, field, item, text FROM project_field{some} ORDER BY project, field, item")
    )
    rows = _indicators(connection, some)
    some = some.replace("project IN", "id IN")
    projects = {}
    for key, unit, classified in connection.execute(f"SELECT id, unit, classified FROM project{some}"):
        project = Project(key, unit, bool(classified), fields.get(key, BLANK), tuple(rows.get(key, ())))
        check_classified(project)
        projects[key] = project
    return projects


def _indicators(connection: sqlite3.Connection, some: str) -> dict[int, list[Indicator]]:
    of_some = f" WHERE indicator IN (SELECT id FROM indicator{some})" if some else ""
    cells: dict[int, dict[str, Entry]] = defaultdict(dict)
    for key, column, text in connection.execute(f"SELECT indicator, column, text FROM indicator_cell{of_some}"):
        cells[key][column] = text
    rows: dict[int, list[Indicator]] = defaultdict(list)
    for project, position, key in connection.execute(
        f"SELECT project, position, id FROM indicator{some} ORDER BY project, position"
    ):
        held = rows[project]
        if position != len(held):
            raise DamagedRows("a gap between indicators")
        held.append(Indicator(key, Fields(cells.pop(key)) if key in cells else BLANK))
    return rows


def _grouped_entries(rows: Iterable[tuple[int, str, int, str]]) -> dict[int, Fields]:
    """Project → its entries, from rows in the order of project, field and item."""
    grouped: dict[int, dict[str, Entry]] = defaultdict(dict)
    lists: dict[tuple[int, str], list[str]] = {}
    for project, field, item, text in rows:
        entries = grouped[project]
        if item == ONE_TEXT:
            entries[field] = text
            continue
        held = lists.setdefault((project, field), [])
        if field in entries or item != len(held):
            raise DamagedRows("an entry that is neither text nor list")
        held.append(text)
    for (project, field), held in lists.items():
        if not any(held):
            raise DamagedRows("a blank entry")
        grouped[project][field] = tuple(held)
    return {project: Fields(entries) for project, entries in grouped.items()}


def _entries(rows: Iterable[tuple[str, int, str]]) -> Fields:
    return _grouped_entries((0, *row) for row in rows).get(0, BLANK)


def _order(connection: sqlite3.Connection, table: str, key: str, kind: type[K]) -> Iterator[K]:
    rows = connection.execute(f"SELECT {key}, position FROM {table} ORDER BY position")
    for expected, (found, position) in enumerate(rows):
        if position != expected or not isinstance(found, kind):
            raise DamagedRows(f"a gap in the order of {table}")
        yield found


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    held = list(keys)
    for start in range(0, len(held), _CHUNK):
        yield held[start : start + _CHUNK]


def _int(value: object) -> int:
    if type(value) is not int:
        raise DamagedRows("a key that is no number")
    return value
