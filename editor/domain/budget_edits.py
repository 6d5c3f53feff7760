"""Edits of what was entered for the budget tables, and of what was typed over figures that are worked out.

Pure functions like those of `edits`: KeyError for a row that does not exist, nothing else is judged.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from editor.domain.fields import Fields
from editor.domain.overrides import override_key, override_place
from editor.domain.places import NEW_ROW, Place
from editor.domain.volume import CODE, LINE, NAME, UNIT, BudgetRow, BudgetTable, Project, Volume

Rows = tuple[BudgetRow, ...]


def insert_budget_rows(volume: Volume, table: str, at: int, rows: Sequence[Fields]) -> Volume:
    """New rows before position `at` (from 0); they get fresh keys, in order."""
    key = volume.next_key()
    fresh = tuple(BudgetRow(key + i, cells) for i, cells in enumerate(rows))
    return _change(volume, table, lambda old: (*old[:at], *fresh, *old[at:]))


def delete_budget_rows(volume: Volume, table: str, rows: Iterable[int]) -> Volume:
    """Rows by their keys, with what was waived in them."""
    gone = frozenset(rows)
    changed = _change(volume, table, lambda old: tuple(row for row in old if row.key not in gone))
    if changed is volume:
        return volume
    return replace(changed, waivers=tuple(w for w in volume.waivers if w.place.row not in gone))


def delete_named_rows(volume: Volume, project: Project) -> Volume:
    """The rows that name a project (`named_rows`), with what was waived in them and typed over their figures."""
    for table, rows in named_rows(volume, project):
        volume = delete_budget_rows(volume, table, rows)
        lines = {str(row) for row in rows}
        kept = {key: text for key, text in volume.overrides.items() if override_place(key).line not in lines}
        volume = replace(volume, overrides=Fields(kept))
    return volume


def named_rows(volume: Volume, project: Project) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """For each entry table the keys of its rows that name a project.

    A row with a code is a subject, and one of another unit another project. Where a name stands twice, both are meant: this
    is asked of secrets.
    """
    found = ((table.key, tuple(row.key for row in table.rows if _names(row, project))) for table in volume.tables)
    return tuple((table, rows) for table, rows in found if rows)


def _names(row: BudgetRow, project: Project) -> bool:
    name, unit = row.cells.text(NAME).strip(), row.cells.text(UNIT)
    same_unit = not unit or not project.unit or unit == project.unit
    return bool(name) and name == project.name.strip() and not row.cells.text(CODE) and same_unit


def move_budget_rows(volume: Volume, table: str, rows: Iterable[int], before: int) -> Volume:
    """Rows, in their order, to before position `before` of the table as it stands (from 0, its length for the end)."""
    moved = frozenset(rows)

    def change(old: Rows) -> Rows:
        stay = tuple(row for row in old if row.key not in moved)
        at = sum(1 for row in old[:before] if row.key not in moved)
        return (*stay[:at], *(row for row in old if row.key in moved), *stay[at:])

    return _change(volume, table, change)


def set_budget_cells(volume: Volume, table: str, cells: Iterable[tuple[int, str, str]]) -> Volume:
    """Cells as (row key, column key, text)."""
    by_row: dict[int, list[tuple[str, str]]] = {}
    for row, column, text in cells:
        by_row.setdefault(row, []).append((column, text))

    def change(old: Rows) -> Rows:
        missing = set(by_row) - {row.key for row in old}
        if missing:
            raise KeyError(missing.pop())
        return tuple(_put(row, by_row[row.key]) if row.key in by_row else row for row in old)

    return _change(volume, table, change)


def set_budget_cell(volume: Volume, place: Place, text: str) -> Volume:
    """One cell of an entry table by its place; a fixed row that is not there yet (NEW_ROW) is added."""
    assert place.table is not None
    assert place.field is not None
    if place.row not in (None, NEW_ROW):
        return set_budget_cells(volume, place.table, [(place.row or 0, place.field, text)])
    row = fixed_row(volume.table(place.table), place.line or "")
    if row is not None:
        return set_budget_cells(volume, place.table, [(row.key, place.field, text)])
    if not text:
        return volume
    cells = Fields({LINE: place.line or "", place.field: text})
    return insert_budget_rows(volume, place.table, len(volume.table(place.table).rows), [cells])


def fixed_row(table: BudgetTable, line: str) -> BudgetRow | None:
    """The row that is this fixed line of the form, where something was written to it."""
    return next((row for row in table.rows if row.cells.text(LINE) == line), None)


def set_budget_table(volume: Volume, table: str, rows: Sequence[Fields]) -> Volume:
    """All rows of an entry table anew, with fresh keys (an import)."""
    cleared = delete_budget_rows(volume, table, (row.key for row in volume.table(table).rows))
    return insert_budget_rows(cleared, table, 0, rows)


def set_override(volume: Volume, place: Place, text: str) -> Volume:
    """A text in place of what is worked out at a printed cell or a generated paragraph; "" for what is worked out again."""
    fields = volume.overrides.put(override_key(place), text)
    return volume if fields is volume.overrides else replace(volume, overrides=fields)


def _change(volume: Volume, key: str, change: Callable[[Rows], Rows]) -> Volume:
    """One table changed; the volume itself when the change changes nothing. Tables without rows are not held."""
    old = volume.table(key)
    rows = change(old.rows)
    if rows == old.rows:
        return volume
    return replace(volume, tables=in_order((*(t for t in volume.tables if t.key != key), BudgetTable(key, rows))))


def in_order(tables: Iterable[BudgetTable]) -> tuple[BudgetTable, ...]:
    """Tables as a volume holds them: those with rows, by their keys."""
    return tuple(sorted((table for table in tables if table.rows), key=lambda table: table.key))


def _put(row: BudgetRow, cells: Iterable[tuple[str, str]]) -> BudgetRow:
    fields = row.cells
    for column, text in cells:
        fields = fields.put(column, text)
    return row if fields is row.cells else replace(row, cells=fields)
