"""A set table dealt out over pages: rows kept whole, heads repeated, merged cells shown again in each page's part."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from editor.typeset.boxes import Area
from editor.typeset.draft import Draft
from editor.typeset.rules import grid_rules
from editor.typeset.table import SetCell, SetTable

_EASE = 1e-6
_LEAST_LINES = 3
"""A row longer than a page begins where it is only if so many of its lines fit there."""


@dataclass(slots=True)
class _Slot:
    """A row, or a part of one, on a page."""

    row: int
    height: float
    cut: bool = False
    """Only some of the row's lines: what is left comes on the next page."""


class _Shown(NamedTuple):
    """A cell as one page shows it: lines `first` to `last`, in the slots `top` to `bottom` (not included)."""

    cell: SetCell
    first: int
    last: int
    top: int
    bottom: int
    cut: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one page shows of a table."""

    table: SetTable
    heights: tuple[float, ...]
    shown: tuple[_Shown, ...]

    @property
    def height(self) -> float:
        """Of all its rows."""
        return sum(self.heights)

    def draw(self, draft: Draft, x: float, y: float, top: bool) -> None:
        """Put its boxes on a page, its upper left corner at (x, y); without `top` its upper rule is there already."""
        style = self.table.block.style
        ys = list(accumulate(self.heights, initial=y))
        middle, inset = style.cell_align == "middle", style.padding_x
        shape = []
        for cell, first, last, upper, lower, cut in self.shown:
            grid, left = cell.cell, x + cell.left
            shape.append((upper, lower, grid.column, grid.columns))
            height = ys[lower] - ys[upper]
            if grid.place is not None:
                draft.areas.append(Area(left, ys[upper], cell.width, height, grid.place))
            content = cell.tops[last] - cell.tops[first]
            at = ys[upper] + ((height - content) / 2 if middle and not cut else style.padding_y) - cell.tops[first]
            for i in range(first, last):
                draft.texts.extend(cell.lines[i].boxes(left + inset, at + cell.tops[i]))
            if len(grid.paragraphs) > 1 or (grid.paragraphs and grid.paragraphs[0].place not in (None, grid.place)):
                draft.areas.extend(_paragraph_areas(cell, (first, last), left + inset, at, cell.width - 2 * inset))
        draft.rules.extend(grid_rules(tuple(shape), [x + edge for edge in self.table.edges], ys, style.rule, top))


def _paragraph_areas(cell: SetCell, lines: tuple[int, int], x: float, origin: float, width: float) -> Iterator[Area]:
    """The rectangles of the shown parts of a cell's paragraphs; `origin` is where its first line would be."""
    first, last = lines
    while first < last:
        owner = cell.owners[first]
        end = first
        while end < last and cell.owners[end] == owner:
            end += 1
        place = cell.cell.paragraphs[owner].place
        if place is not None:
            yield Area(x, origin + cell.tops[first], width, cell.tops[end] - cell.tops[first], place)
        first = end


class TableRows:
    """Deals a table out: `take` gives what fits, until `done`.

    A cell over several rows and a label, once shown whole, are shown again in each following part.
    """

    def __init__(self, table: SetTable, page_height: float) -> None:
        self._table = table
        self._page = page_height
        self._padding = 2 * table.block.style.padding_y
        self._row = table.block.heads if table.block.goes_on else 0
        self._begun: dict[int, int] = {}
        """Cells (by id) of which some lines are printed: the first that is not."""
        self._heads = self._heads_that_repeat()

    @property
    def done(self) -> bool:
        """Whether every row is taken."""
        return self._row >= len(self._table.rows)

    @property
    def beginning(self) -> float:
        """The height below which the table does not begin: heads and first row, or some lines of a row longer than a page."""
        first = min(self._table.block.heads, len(self._table.rows) - 1)
        height = sum(self._table.heights[:first])
        if not self._too_long(first):
            return height + self._row_height(first, [])
        lines = [cell.lines[0].height for cell in self._cells_of(first) if cell.lines]
        return height + self._padding + _LEAST_LINES * max(lines, default=0.0)

    def take(self, room: float, fresh: bool) -> Chunk | None:
        """The next rows that fit in `room` (pt); None where they belong on the next page.

        On a `fresh` page there is always something: a row longer than the page is cut between lines.
        """
        heads = [_Slot(row, height) for row, height in enumerate(self._heads)] if self._begun_at_all and fresh else []
        free = room - sum(slot.height for slot in heads)
        slots = self._whole_rows(free)
        following = slots[-1].row + 1 if slots else self._row
        if following < len(self._table.rows) and (self._too_long(following) or (fresh and not slots)):
            cut = self._cut_row(following, free - sum(slot.height for slot in slots), fresh and not slots)
            slots += [cut] if cut else []
        alone = bool(slots) and slots[-1].row < self._table.block.heads and not self._finishes(slots)
        if not slots or (alone and not fresh):
            return None
        return self._chunk(heads, slots)

    @property
    def _begun_at_all(self) -> bool:
        return self._row > 0 or bool(self._begun)

    def _heads_that_repeat(self) -> tuple[float, ...]:
        """Heights of the head rows; none where they would take half of each page."""
        count = self._table.block.heads
        heights = list(self._table.heights[:count])
        for span in self._table.spans:
            last = span.cell.row + span.cell.rows
            if last <= count:
                lacking = span.height() + self._padding - sum(heights[span.cell.row : last])
                heights[last - 1] += max(0.0, lacking)
        return tuple(heights) if count < len(self._table.rows) and sum(heights) < self._page / 2 else ()

    def _whole_rows(self, free: float) -> list[_Slot]:
        """As many whole rows as fit."""
        slots: list[_Slot] = []
        used = 0.0
        for row in range(self._row, len(self._table.rows)):
            height = self._row_height(row, slots)
            if used + height > free + _EASE:
                break
            slots.append(_Slot(row, height))
            used += height
        self._leave_room_for_spans(slots, free)
        return slots

    def _finishes(self, slots: list[_Slot]) -> bool:
        return slots[-1].row == len(self._table.rows) - 1

    def _row_height(self, row: int, before: list[_Slot]) -> float:
        """What a row needs after the slots before it: its own cells, and the rest of the spanning cells that end in it."""
        height = self._table.heights[row]
        if self._begun and row == self._row:
            height = max((self._left(cell) for cell in self._table.rows[row]), default=0.0) + self._padding
        for span in self._table.spans:
            if span.cell.row + span.cell.rows - 1 == row:
                height = max(height, self._lacking(span, before))
        return height

    def _lacking(self, span: SetCell, slots: list[_Slot]) -> float:
        """What a spanning cell needs beyond the slots it covers."""
        last = span.cell.row + span.cell.rows
        covered = sum(slot.height for slot in slots if span.cell.row <= slot.row < last)
        return self._left(span) + self._padding - covered

    def _left(self, cell: SetCell) -> float:
        return cell.height(self._begun.get(id(cell), 0))

    def _leave_room_for_spans(self, slots: list[_Slot], free: float) -> None:
        """Where the page ends inside a spanning cell its text must fit in this part: the last row grows, or waits."""
        while slots and not self._finishes(slots):
            lacking = max((self._lacking(span, slots) for span in self._cut_spans(slots[-1].row)), default=0.0)
            if lacking <= _EASE:
                return
            if sum(slot.height for slot in slots) + lacking <= free + _EASE:
                slots[-1].height += lacking
                return
            if len(slots) == 1 and self._page - sum(self._heads) < slots[0].height + lacking:
                return
            slots.pop()

    def _cut_spans(self, last_row: int) -> list[SetCell]:
        return [s for s in self._table.spans if s.cell.row <= last_row < s.cell.row + s.cell.rows - 1]

    def _too_long(self, row: int) -> bool:
        return self._row_height(row, []) > self._page - sum(self._heads) + _EASE

    def _cut_row(self, row: int, free: float, fresh: bool) -> _Slot | None:
        """The part of a row longer than a page that fits; None where the rest of this page is too little to begin."""
        cells = self._cells_of(row)
        least = max((cell.lines[0].height for cell in cells if cell.lines), default=0.0)
        if not fresh and free < self._padding + _LEAST_LINES * least:
            return None
        room = max(free - self._padding, least)
        height = 0.0
        for cell in cells:
            first = self._begun.get(id(cell), 0)
            height = max(height, cell.tops[_fitting(cell, first, room)] - cell.tops[first])
        return _Slot(row, height + self._padding, True)

    def _cells_of(self, row: int) -> list[SetCell]:
        """A row's own cells, and those that end in it."""
        ending = [span for span in self._table.spans if span.cell.row + span.cell.rows - 1 == row]
        return [*self._table.rows[row], *ending]

    def _chunk(self, heads: list[_Slot], slots: list[_Slot]) -> Chunk:
        everything = heads + slots
        shown: list[_Shown] = []
        begun: dict[int, int] = {}
        for number, slot in enumerate(everything):
            shown += [self._show(cell, number, number + 1, slot, begun) for cell in self._table.rows[slot.row]]
        for span in self._table.spans:
            covered = [i for i, s in enumerate(everything) if span.cell.row <= s.row < span.cell.row + span.cell.rows]
            if covered:
                height = sum(everything[i].height for i in covered)
                last = everything[covered[-1]]
                part = _Slot(last.row, height, last.cut or last.row < span.cell.row + span.cell.rows - 1)
                shown.append(self._show(span, covered[0], covered[-1] + 1, part, begun))
        if slots[-1].cut and self._unfinished(slots[-1].row, begun):
            self._row = slots[-1].row
        else:
            self._row = slots[-1].row + 1
        self._begun = begun
        shown.sort(key=lambda s: (s.top, s.cell.left))
        return Chunk(self._table, tuple(slot.height for slot in everything), tuple(shown))

    def _show(self, cell: SetCell, top: int, bottom: int, slot: _Slot, begun: dict[int, int]) -> _Shown:
        """The cell's lines in a slot; notes in `begun` where the next page goes on."""
        first = self._begun.get(id(cell), 0) if self._begun else 0
        last = len(cell.lines)
        if slot.cut:
            last = _fitting(cell, first, slot.height - self._padding)
            again = last == len(cell.lines) and (cell.cell.rows > 1 or cell.cell.label)
            if not again:
                begun[id(cell)] = last
        return _Shown(cell, first, last, top, bottom, first > 0 or last < len(cell.lines))

    def _unfinished(self, row: int, begun: dict[int, int]) -> bool:
        return any(begun.get(id(cell), len(cell.lines)) < len(cell.lines) for cell in self._cells_of(row))


def _fitting(cell: SetCell, first: int, room: float) -> int:
    """The line up to which a cell's lines from `first` on fit in `room`; at least one where there is one."""
    last = first
    while last < len(cell.lines) and cell.tops[last + 1] - cell.tops[first] <= room + _EASE:
        last += 1
    return min(max(last, first + 1), len(cell.lines)) if first < len(cell.lines) else first
