"""What the gestures of a grid do to a volume, by positions: paste, tile, fill, clear, insert, delete, move."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from editor.bridge.pasted_head import AGAIN, adding_rows, find_head
from editor.bridge.series import go_on
from editor.domain import edits
from editor.domain.edits import Edit
from editor.domain.fields import Fields
from editor.domain.volume import Volume
from editor.forms.form import Column, Indicators
from editor.values import value

Rows = tuple[tuple[str, ...], ...]
"""A rectangle of texts; every row has the same length."""
Cells = Mapping[tuple[int, int], str]
"""(row, column) → text, both from 0."""


@value
class Area:
    """A rectangle of cells, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Its rows."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """Its columns."""
        return self.right - self.left + 1

    def cells(self) -> Iterable[tuple[int, int]]:
        """All its cells, row by row."""
        return ((r, c) for r in range(self.top, self.bottom + 1) for c in range(self.left, self.right + 1))


@value
class Pasted:
    """What a paste will write: `cells` (rows past the end included), the area they cover, and what the clerk is told of."""

    cells: Cells
    area: Area
    added: int = 0
    """Rows the table grows by."""
    left_out: int = 0
    """Columns with something in them that found no column to stand in."""
    header: bool = False
    """The first row was the form's own header and is not pasted."""
    cut: int = 0
    """Rows past the end of a table that cannot grow."""
    summed: int = 0
    """Rows left out because they add up others, which the tables do by themselves."""


class TableRow(Protocol):
    """A row of a grid: `key` is its identity while it is shown, `cells` by column key."""

    @property
    def key(self) -> int: ...
    @property
    def cells(self) -> Fields: ...


class Keeper(Protocol):
    """How a volume keeps the rows of one table; each gives the changed volume, positions from 0."""

    def set_cells(self, volume: Volume, cells: Sequence[tuple[int, str, str]]) -> Volume:
        """Cells as (row key, column key, text)."""

    def insert(self, volume: Volume, at: int, rows: Sequence[Fields]) -> Volume:
        """New rows before a position."""

    def delete(self, volume: Volume, keys: Sequence[int]) -> Volume:
        """Rows away."""

    def move(self, volume: Volume, keys: Sequence[int], before: int) -> Volume:
        """Rows to before a position of the table as it stands."""


@value
class ProjectRows:
    """Keeps the indicators of a project."""

    project: int

    def set_cells(self, volume: Volume, cells: Sequence[tuple[int, str, str]]) -> Volume:
        """See Keeper."""
        return edits.set_cells(volume, self.project, cells)

    def insert(self, volume: Volume, at: int, rows: Sequence[Fields]) -> Volume:
        """See Keeper."""
        return edits.insert_rows(volume, self.project, at, rows)

    def delete(self, volume: Volume, keys: Sequence[int]) -> Volume:
        """See Keeper."""
        return edits.delete_rows(volume, self.project, keys)

    def move(self, volume: Volume, keys: Sequence[int], before: int) -> Volume:
        """See Keeper."""
        return edits.move_rows(volume, self.project, keys, before)


@value
class Table:
    """A table as far as a gesture needs it: who keeps it, its rows, the keys of its columns in order."""

    keeper: Keeper
    rows: Sequence[TableRow]
    columns: tuple[str, ...]
    merged: frozenset[str] = frozenset()
    """Columns whose equal neighbours are one cell on paper: a new row joins the group it stands in."""
    fixed: bool = False
    """It has the rows of the form and no others."""
    code: str = ""
    """The column of the codes by which what is entered is added up."""
    closed: AbstractSet[tuple[int, int]] = frozenset()
    """(row, column) of cells no gesture over many cells writes: what stands there is worked out."""

    @classmethod
    def of(cls, volume: Volume, project: int, form: Indicators) -> "Table":
        """The indicator table of a project in a volume."""
        merged = frozenset(key for key, column in form.columns.items() if column.merge)
        return cls(ProjectRows(project), volume.project(project).indicators, tuple(form.columns), merged)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell; "" past the end."""
        return self.rows[row].cells.text(self.columns[column]) if row < len(self.rows) else ""

    def group(self, row: int) -> Fields:
        """What a new row takes over from this one."""
        if not 0 <= row < len(self.rows):
            return Fields()
        return Fields({key: self.rows[row].cells.text(key) for key in self.merged})

    def open(self, cells: Cells) -> Cells:
        """Those of the cells that may be written."""
        return {cell: text for cell, text in cells.items() if cell not in self.closed} if self.closed else cells


def write(table: Table, cells: Cells) -> Edit:
    """Texts into cells; rows past the end are added, and join the last row's group where nothing else is written there."""
    count = len(table.rows)
    kept = [(table.rows[r].key, table.columns[c], text) for (r, c), text in cells.items() if r < count]
    last = max((r for r, _ in cells), default=-1)
    added = [table.group(count - 1) for _ in range(count, last + 1)]
    for (r, c), text in cells.items():
        if r >= count:
            added[r - count] = added[r - count].put(table.columns[c], text)

    def edit(volume: Volume) -> Volume:
        volume = table.keeper.set_cells(volume, kept)
        return table.keeper.insert(volume, count, added) if added else volume

    return edit


def paste(table: Table, areas: Sequence[Area], rows: Rows, form: Mapping[str, Column]) -> Pasted:
    """Where a rectangle from the clipboard goes, pasted at selected areas.

    One text fills all areas. Into one area, rows tile where its height is a multiple of theirs, columns likewise; else the
    rectangle goes whole to its upper left cell. A first row that is the form's header is left out, and then says which
    column goes where. ValueError for a larger rectangle and more than one area.
    """
    first = areas[0]
    if len(rows) == 1 and len(rows[0]) == 1:
        cells = {cell: rows[0][0] for area in areas for cell in area.cells()}
        return Pasted(cells, first)
    if len(areas) > 1:
        raise ValueError("a rectangle is pasted into one area")
    head = find_head(rows, form)
    unknown = summed = 0
    if head.rows:
        rows, at = rows[head.rows :], first.top
        unknown = sum(1 for i, key in enumerate(head.keys) if not key and any(row[i] for row in rows))
        columns = [-1 if key in ("", AGAIN) else table.columns.index(key) for key in head.keys]
        rows, summed = _without_sums(table, rows, columns)
        if first.height % len(rows) == 0:
            rows *= first.height // len(rows)
        left, right = min(column for column in columns if column >= 0), max(columns)
    else:
        columns = list(range(first.left, first.left + len(rows[0])))
        rows, summed = _without_sums(table, rows, columns)
        rows, at = tile(rows, first.height, first.width), first.top
        columns = list(range(first.left, first.left + len(rows[0])))
        left, right = first.left, min(columns[-1], len(table.columns) - 1)
    cells = {
        (at + r, c): text for r, row in enumerate(rows) for c, text in zip(columns, row, strict=True) if 0 <= c <= right
    }
    lost = unknown + sum(1 for i, c in enumerate(columns) if c > right and any(row[i] for row in rows))
    bottom = at + len(rows) - 1
    added = max(0, bottom + 1 - len(table.rows))
    if table.fixed and added:
        cells = {(r, c): text for (r, c), text in cells.items() if r < len(table.rows)}
        return Pasted(cells, Area(at, left, len(table.rows) - 1, right), 0, lost, bool(head.rows), added)
    return Pasted(cells, Area(at, left, bottom, right), added, lost, bool(head.rows), 0, summed)


def _without_sums(table: Table, rows: Rows, columns: Sequence[int]) -> tuple[Rows, int]:
    """The rows that add nothing up, and how many do, where codes are pasted into a table that adds up by itself.

    Rows that all add up stay: who copies only the total wants it.
    """
    code = table.columns.index(table.code) if table.code else -1
    if code < 0 or code not in columns or len(rows) < 2:
        return rows, 0
    sums = adding_rows(rows, columns.index(code))
    kept = tuple(row for i, row in enumerate(rows) if i not in sums)
    return (kept, len(sums)) if kept else (rows, 0)


def tile(rows: Rows, height: int, width: int) -> Rows:
    """Rows repeated to a height and a width that are multiples of theirs; each way by itself, else as they are."""
    down = height // len(rows) if height % len(rows) == 0 else 1
    across = width // len(rows[0]) if width % len(rows[0]) == 0 else 1
    return tuple(row * across for row in rows) * down


def fill_down(table: Table, areas: Iterable[Area]) -> Cells:
    """Each area's first row into its others; an area of one row is filled from the row above it."""
    cells: dict[tuple[int, int], str] = {}
    for area in areas:
        source = area.top if area.height > 1 else area.top - 1
        if source >= 0:
            cells.update({(r, c): table.text(source, c) for r, c in area.cells() if r != source})
    return cells


def fill_right(table: Table, areas: Iterable[Area]) -> Cells:
    """Each area's first column into its others; an area of one column is filled from the column left of it."""
    cells: dict[tuple[int, int], str] = {}
    for area in areas:
        source = area.left if area.width > 1 else area.left - 1
        if source >= 0:
            cells.update({(r, c): table.text(r, source) for r, c in area.cells() if c != source})
    return cells


def twin(table: Table, rows: Iterable[int], twins: Iterable[tuple[int, int]]) -> Cells:
    """In each row what stands in a column into its twin, where that says something else."""
    pairs = tuple(twins)
    wanted = {(r, right): table.text(r, left) for r in rows for left, right in pairs}
    return {(r, c): text for (r, c), text in wanted.items() if table.text(r, c) != text}


def extend(table: Table, area: Area, bottom: int) -> Cells:
    """The area's rows gone on with down to row `bottom` (below it), as the fill handle draws them; each column by itself."""
    cells: dict[tuple[int, int], str] = {}
    for c in range(area.left, area.right + 1):
        texts = [table.text(r, c) for r in range(area.top, area.bottom + 1)]
        fresh = go_on(texts, bottom - area.bottom)
        cells.update({(area.bottom + n, c): text for n, text in enumerate(fresh, 1)})
    return cells


def insert(table: Table, at: int, count: int, group_of: int) -> Edit:
    """New rows before position `at`, in the group of row `group_of`."""
    fresh = [table.group(group_of)] * count
    return lambda volume: table.keeper.insert(volume, at, fresh)


def delete(table: Table, positions: Iterable[int]) -> Edit:
    """Rows away."""
    keys = [table.rows[r].key for r in positions]
    return lambda volume: table.keeper.delete(volume, keys)


def move(table: Table, positions: Iterable[int], before: int) -> Edit:
    """Rows, in their order, to before position `before` of the table as it stands."""
    keys = [table.rows[r].key for r in positions]
    return lambda volume: table.keeper.move(volume, keys, before)


def duplicate(table: Table, positions: Sequence[int]) -> Edit:
    """Copies of rows right behind the last of them."""
    fresh = [table.rows[r].cells for r in positions]
    return lambda volume: table.keeper.insert(volume, max(positions) + 1, fresh)
