"""Takes two tables that follow each other over a page and gives them with the row the page cut in two made whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.exchange.raw import RawCell, RawTable, Where
from editor.exchange.readers.pdf_grid import Box
from editor.exchange.readers.pdf_lines import Line, Measure, joint

_SAME_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell with what its geometry still tells: its lines, and the width they are set to."""

    box: Box
    text: str
    lines: tuple[Line, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class LaidTable:
    """One table of one page."""

    cells: tuple[LaidCell, ...]
    row_count: int
    column_count: int
    page: int

    def raw(self, source: str) -> RawTable:
        """Without the geometry; a cell without lines round it and without words is none."""
        cells = tuple(
            RawCell(c.box.row, c.box.column, c.text, c.box.rows, c.box.columns)
            for c in self.cells
            if c.text or c.box.is_outlined
        )
        return RawTable(cells, self.row_count, self.column_count, Where(source, page=self.page))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A cell of the last row above the page's end and what lies below it on the next page."""

    above: LaidCell
    below: LaidCell

    @property
    def is_open(self) -> bool:
        """Whether the words below may go on from those above: the first of them would not have fitted there."""
        return not self.above.measure.is_end(self.above.lines[-1], self.below.lines)


@dataclass(frozen=True, slots=True)
class Joined:
    """The two tables afterwards; `lower` is None where the cut row was all it had."""

    upper: LaidTable
    lower: LaidTable | None
    before: str
    """What stood at the end of the first page, of the cells that go on."""
    after: str
    """The same cells made whole."""


def join_row(upper: LaidTable, lower: LaidTable) -> Joined | None:
    """The tables with the cut row joined, None where the page cut none.

    A repeated header above the second half of the row stays. What speaks for a cut: cells left blank below filled
    ones, at the left first of all, and lines that are full where the page ends.
    """
    row = (
        1
        if lower.row_count > 1 and _row_texts(lower, 0) in [_row_texts(upper, r) for r in range(upper.row_count)]
        else 0
    )
    pairs = _pairs(upper, lower, row)
    if pairs is None or not _is_cut(pairs, upper, lower):
        return None
    whole = {id(p.above): replace(p.above, text=_whole(p), lines=p.below.lines) for p in pairs if p.below.text}
    cells = tuple(whole.get(id(c), c) for c in upper.cells)
    return Joined(
        replace(upper, cells=cells),
        _without_row(lower, row),
        " ".join(p.above.text for p in pairs if p.below.text),
        " ".join(c.text for c in whole.values()),
    )


def _row_texts(table: LaidTable, row: int) -> list[str]:
    return [c.text for c in table.cells if c.box.row == row]


def _pairs(upper: LaidTable, lower: LaidTable, row: int) -> list[_Pair] | None:
    """The cells of a row below with those above them, from the left; None where the columns differ."""
    ending = [c for c in upper.cells if c.box.row + c.box.rows == upper.row_count]
    pairs = []
    for below in (c for c in lower.cells if c.box.row == row):
        above = next((c for c in ending if _same_width(c.box, below.box)), None)
        if above is None:
            return None
        pairs.append(_Pair(above, below))
    return pairs


def _same_width(one: Box, other: Box) -> bool:
    return abs(one.x0 - other.x0) < _SAME_EDGE and abs(one.x1 - other.x1) < _SAME_EDGE


def _is_cut(pairs: Sequence[_Pair], upper: LaidTable, lower: LaidTable) -> bool:
    filled = [p for p in pairs if p.below.text]
    singles = [p for p in pairs if p.below.box.rows == 1 and p.above.text]
    if not singles or not any(p.below.box.rows == 1 for p in filled) or any(not p.above.text for p in filled):
        return False
    if any(p.below.box.rows > 1 and not p.is_open for p in filled):
        return False
    blank = sum(1 for p in singles if not p.below.text)
    all_open = all(p.is_open for p in filled)
    if not singles[0].below.text:
        return all_open or 2 * blank >= len(singles)
    return all_open and blank > 0 and not _is_label(singles[0].below.text, upper, lower)


def _is_label(text: str, upper: LaidTable, lower: LaidTable) -> bool:
    """Whether a text stands elsewhere as a whole cell: then it is no second half."""
    elsewhere = [c.text for c in lower.cells].count(text) - 1 + [c.text for c in upper.cells].count(text)
    return elsewhere > 0


def _whole(pair: _Pair) -> str:
    above, below = pair.above, pair.below
    between = joint(above.lines[-1], below.lines[0], above.measure) if pair.is_open else "\n"
    return above.text + between + below.text


def _without_row(table: LaidTable, row: int) -> LaidTable | None:
    if table.row_count == 1:
        return None
    kept = []
    for cell in table.cells:
        box = cell.box
        if box.row == row:
            if box.rows > 1:  # the rest of a cell merged over more rows, its words now stand above
                kept.append(replace(cell, box=replace(box, rows=box.rows - 1), text="", lines=()))
        elif box.row > row:
            kept.append(replace(cell, box=replace(box, row=box.row - 1)))
        else:
            kept.append(cell)
    kept.sort(key=lambda cell: (cell.box.row, cell.box.column))
    return replace(table, cells=tuple(kept), row_count=table.row_count - 1)
