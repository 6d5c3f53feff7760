"""Finds what differs between two volumes, as row changes.

Parts that are the same object are skipped, so an edit in one project of thousands costs that project and one walk over a
tuple.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from operator import is_not
from typing import Generic, NamedTuple, TypeVar

from editor.domain.fields import Fields
from editor.domain.volume import BudgetRow, BudgetTable, Indicator, Project, Section, Unit, Volume, Waiver
from editor.store.delta import Delta, RowChange, Splice
from editor.store.rows import Row

T = TypeVar("T")
Rows = dict[Row, Row]
NOTHING = Volume("", 0, "")
"""What a new file is a difference to."""
ONE_TEXT = -1
"""`item` of an entry that is one text and no list."""


class Paired(NamedTuple, Generic[T]):
    """Two lists of the same kind of parts, matched by key."""

    changed: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]
    moved: bool
    """Another order, or other members."""


def pair_up(old: Sequence[T], new: Sequence[T], key: Callable[[T], str | int]) -> Paired[T]:
    """Matches parts by key, keys being unique; equal pairs are left out (and those of the same object not looked into)."""
    if old is new:
        return Paired((), (), (), False)
    if len(old) == len(new):
        others = compress(zip(old, new, strict=True), map(is_not, old, new))
        differing = [(a, b) for a, b in others if a != b]
        if all(key(a) == key(b) for a, b in differing):
            return Paired(tuple(differing), (), (), False)
    before, after = {key(part): part for part in old}, {key(part): part for part in new}
    if len(after) != len(new):
        raise ValueError("keys repeat")
    return Paired(
        tuple(
            (before[k], part)
            for k, part in after.items()
            if k in before and before[k] is not part and before[k] != part
        ),
        tuple(part for k, part in before.items() if k not in after),
        tuple(part for k, part in after.items() if k not in before),
        True,
    )


def diff(old: Volume, new: Volume) -> Delta:
    """What turns the rows of `old` into those of `new`; an empty delta where they are equal."""
    if old is new:
        return Delta()
    rows: list[RowChange] = []
    splices: list[Splice] = []
    rows += _rows("meta", _meta(old), _meta(new))
    rows += _rows("volume_field", entry_rows(old.fields), entry_rows(new.fields))
    _units(old.units, new.units, rows, splices)
    _sections(old.sections, new.sections, rows, splices)
    _projects(old.projects, new.projects, rows, splices)
    _tables(old.tables, new.tables, rows, splices)
    if old.overrides is not new.overrides:
        rows += _rows("typed_value", _typed(old.overrides), _typed(new.overrides))
    if old.waivers is not new.waivers:
        splices += _splice("waiver", (), _waivers(old.waivers), _waivers(new.waivers))
    return Delta(tuple(rows), tuple(splices))


def entry_rows(fields: Fields) -> Rows:
    """(field, item) → (text,) of every entry."""
    rows: Rows = {}
    for key, entry in fields.items():
        if isinstance(entry, str):
            rows[key, ONE_TEXT] = (entry,)
        else:
            rows.update(((key, item), (text,)) for item, text in enumerate(entry))
    return rows


def _meta(volume: Volume) -> Rows:
    return {("form",): (volume.form,), ("year",): (str(volume.year),), ("department",): (volume.department,)}


def _units(old: Sequence[Unit], new: Sequence[Unit], rows: list[RowChange], splices: list[Splice]) -> None:
    if old is not new:
        rows += _rows("unit", {(u.code,): (u.name,) for u in old}, {(u.code,): (u.name,) for u in new})
        splices += _splice("unit", (), [(u.code,) for u in old], [(u.code,) for u in new])


def _sections(old: Sequence[Section], new: Sequence[Section], rows: list[RowChange], splices: list[Splice]) -> None:
    paired = pair_up(old, new, lambda section: section.key)
    if paired.moved:
        rows += _rows("section", {(s.key,): () for s in old}, {(s.key,): () for s in new})
        splices += _splice("section", (), [(s.key,) for s in old], [(s.key,) for s in new])
    pairs = [
        *paired.changed,
        *((s, Section(s.key)) for s in paired.removed),
        *((Section(s.key), s) for s in paired.added),
    ]
    for a, b in pairs:
        splices += _splice("paragraph", (a.key,), [(t,) for t in a.paragraphs], [(t,) for t in b.paragraphs])


def _projects(old: Sequence[Project], new: Sequence[Project], rows: list[RowChange], splices: list[Splice]) -> None:
    paired = pair_up(old, new, lambda project: project.key)
    for project in paired.removed:
        _project(project, None, rows, splices)
    for a, b in paired.changed:
        _project(a, b, rows, splices)
    for project in paired.added:
        _project(None, project, rows, splices)
    if paired.moved:
        splices += _splice("project", (), [(p.key,) for p in old], [(p.key,) for p in new])


def _project(old: Project | None, new: Project | None, rows: list[RowChange], splices: list[Splice]) -> None:
    either = old or new
    assert either is not None
    key = either.key
    rows += _rows("project", _own(old), _own(new))
    if old is None or new is None or old.fields is not new.fields or old.classified != new.classified:
        rows += _rows("project_field", _field_rows(old), _field_rows(new))
    before, after = old.indicators if old else (), new.indicators if new else ()
    paired = pair_up(before, after, lambda row: row.key)
    if paired.moved:
        rows += _rows("indicator", _indicators(key, paired.removed), _indicators(key, paired.added))
        splices += _splice("indicator", (key,), [(r.key,) for r in before], [(r.key,) for r in after])
    for row in paired.removed:
        rows += _rows("indicator_cell", _cells(row), {})
    for a, b in paired.changed:
        rows += _rows("indicator_cell", _cells(a), _cells(b))
    for row in paired.added:
        rows += _rows("indicator_cell", {}, _cells(row))


def _tables(
    old: Sequence[BudgetTable], new: Sequence[BudgetTable], rows: list[RowChange], splices: list[Splice]
) -> None:
    paired = pair_up(old, new, lambda table: table.key)
    pairs = [
        *((table.key, table.rows, ()) for table in paired.removed),
        *((a.key, a.rows, b.rows) for a, b in paired.changed),
        *((table.key, (), table.rows) for table in paired.added),
    ]
    for key, before, after in pairs:
        _budget_rows(key, before, after, rows, splices)


def _budget_rows(
    key: str, before: Sequence[BudgetRow], after: Sequence[BudgetRow], rows: list[RowChange], splices: list[Splice]
) -> None:
    paired = pair_up(before, after, lambda row: row.key)
    if paired.moved:
        rows += _rows(
            "budget_row", {(r.key,): (key,) for r in paired.removed}, {(r.key,): (key,) for r in paired.added}
        )
        splices += _splice("budget_row", (key,), [(r.key,) for r in before], [(r.key,) for r in after])
    for row in paired.removed:
        rows += _rows("budget_cell", _cells(row), {})
    for a, b in paired.changed:
        rows += _rows("budget_cell", _cells(a), _cells(b))
    for row in paired.added:
        rows += _rows("budget_cell", {}, _cells(row))


def _typed(overrides: Fields) -> Rows:
    return {(key,): (overrides.text(key),) for key in overrides}


def _own(project: Project | None) -> Rows:
    return {(project.key,): (project.unit, int(project.classified))} if project else {}


def _field_rows(project: Project | None) -> Rows:
    if project is None:
        return {}
    mark = int(project.classified)
    return {(project.key, *key): (mark, *text) for key, text in entry_rows(project.fields).items()}


def _indicators(project: int, rows: Iterable[Indicator]) -> Rows:
    return {(row.key,): (project, 0) for row in rows}


def _cells(row: Indicator | BudgetRow) -> Rows:
    cells: Rows = {}
    for column, text in row.cells.items():
        if not isinstance(text, str):
            raise TypeError(f"cell {column} of row {row.key} is a list")
        cells[row.key, column] = (text,)
    return cells


def _waivers(waivers: Iterable[Waiver]) -> list[Row]:
    return [
        (
            w.check,
            w.place.project,
            w.place.row,
            w.place.field,
            w.place.item,
            w.place.section,
            w.place.unit,
            w.place.table,
            w.place.line,
            w.text,
            w.reason,
        )
        for w in waivers
    ]


def _rows(table: str, old: Rows, new: Rows) -> Iterator[RowChange]:
    for key, before in old.items():
        after = new.get(key)
        if before != after:
            yield RowChange(table, key, before, after)
    for key, after in new.items():
        if key not in old:
            yield RowChange(table, key, None, after)


def _splice(table: str, scope: Row, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Splice]:
    if len(set(new)) != len(new) and table not in ("paragraph", "waiver"):
        raise ValueError(f"keys repeat in {table}")
    start, end = 0, 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    before, after = tuple(old[start : len(old) - end]), tuple(new[start : len(new) - end])
    if before or after:
        yield Splice(table, scope, start, before, after)
