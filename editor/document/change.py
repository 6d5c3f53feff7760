"""What differs between two states of a volume, in places: what the views go by when they redraw."""

from collections.abc import Iterator

from editor.domain.fields import Fields
from editor.domain.overrides import override_place
from editor.domain.places import Place
from editor.domain.volume import Project, Volume
from editor.store.diff import pair_up
from editor.values import value


@value
class Change:
    """What one step changed; everything not named here is the same object as before.

    `places`: entries that are others now (fields of the volume, of a project, cells, sections; never of added or removed
    parts; cells of budget rows and typed values among them). `projects`: keys of projects that changed in any way or were
    added; `removed`: keys of those that are gone. `rows`: keys of projects whose table has other rows or another order of
    rows. `order`: projects were added, removed or moved, so numbers changed. `tables`: keys of entry tables that changed in
    any way. `units`, `waivers`: these lists changed. `whole`: form, year or department changed.
    """

    name: str = ""
    places: frozenset[Place] = frozenset()
    projects: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    rows: frozenset[int] = frozenset()
    order: bool = False
    tables: frozenset[str] = frozenset()
    units: bool = False
    waivers: bool = False
    whole: bool = False

    def __bool__(self) -> bool:
        lists = self.order or self.units or self.waivers or self.whole
        return lists or bool(self.places or self.projects or self.removed or self.tables)


def change_between(old: Volume, new: Volume, name: str) -> Change:
    """The change from one volume to the next; what they share is skipped."""
    projects = pair_up(old.projects, new.projects, lambda project: project.key)
    places = {place for a, b in projects.changed for place in _in_project(a, b)}
    places.update(Place(field=key) for key in ("form", "year", "department") if getattr(old, key) != getattr(new, key))
    places.update(Place(field=key) for key in _differing(old.fields, new.fields))
    places.update(_sections(old, new))
    places.update(_in_tables(old, new))
    places.update(override_place(key) for key in _differing(old.overrides, new.overrides))
    return Change(
        name,
        frozenset(places),
        frozenset((*(b.key for _, b in projects.changed), *(p.key for p in projects.added))),
        frozenset(p.key for p in projects.removed),
        frozenset(b.key for a, b in projects.changed if [r.key for r in a.indicators] != [r.key for r in b.indicators]),
        projects.moved,
        frozenset(_changed_tables(old, new)),
        old.units is not new.units and old.units != new.units,
        old.waivers is not new.waivers and old.waivers != new.waivers,
        (old.form, old.year, old.department) != (new.form, new.year, new.department),
    )


def _in_project(old: Project, new: Project) -> Iterator[Place]:
    for key in ("unit", "classified"):
        if getattr(old, key) != getattr(new, key):
            yield Place(new.key, field=key)
    for key in _differing(old.fields, new.fields):
        yield Place(new.key, field=key)
    for a, b in pair_up(old.indicators, new.indicators, lambda row: row.key).changed:
        for column in _differing(a.cells, b.cells):
            yield Place(new.key, row=b.key, field=column)


def _changed_tables(old: Volume, new: Volume) -> Iterator[str]:
    if old.tables is not new.tables:
        paired = pair_up(old.tables, new.tables, lambda table: table.key)
        yield from (table.key for table in (*paired.removed, *paired.added))
        yield from (table.key for _, table in paired.changed)


def _in_tables(old: Volume, new: Volume) -> Iterator[Place]:
    for a, b in pair_up(old.tables, new.tables, lambda table: table.key).changed:
        for before, after in pair_up(a.rows, b.rows, lambda row: row.key).changed:
            for column in _differing(before.cells, after.cells):
                yield Place(table=b.key, row=after.key, field=column)


def _sections(old: Volume, new: Volume) -> Iterator[Place]:
    if old.sections is not new.sections:
        for key in {section.key for section in (*old.sections, *new.sections)}:
            if old.section(key) != new.section(key):
                yield Place(section=key)


def _differing(old: Fields, new: Fields) -> Iterator[str]:
    if old is not new:
        yield from (key for key in {*old, *new} if old.get(key) != new.get(key))
