"""A table set: its columns in pt, the lines of its cells, the heights its rows need."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from editor.compose.blocks import GridCell, TableBlock
from editor.typeset.paragraph import SetLine, Setter, SetText
from editor.typeset.units import MM
from editor.typeset.widening import widened


class SetCell(NamedTuple):
    """A cell with its lines. `tops` has the top of each line within the content and, last, the content's height."""

    cell: GridCell
    left: float
    """From the table's left edge."""
    width: float
    lines: tuple[SetLine, ...]
    tops: tuple[float, ...]
    owners: tuple[int, ...]
    """For each line the paragraph it belongs to."""

    def height(self, first: int = 0) -> float:
        """Of its lines from one on."""
        return self.tops[-1] - self.tops[first]


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table whose cells are set; `edges` are the x of its column boundaries."""

    block: TableBlock
    edges: tuple[float, ...]
    rows: tuple[tuple[SetCell, ...], ...]
    """Cells of one row, by row."""
    spans: tuple[SetCell, ...]
    """Cells over several rows."""
    heights: tuple[float, ...]
    """What each row's own cells need, padding included."""
    missing: frozenset[str]


def set_table(block: TableBlock, setter: Setter) -> SetTable:
    """Set every cell of a table."""
    widths = [width * MM for width in block.widths]
    if block.style.widen:
        widths = widened(block, widths, setter)
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    rows: list[list[SetCell]] = [[] for _ in range(block.row_count)]
    spans: list[SetCell] = []
    missing: frozenset[str] = frozenset()
    for cell in block.cells:
        left = edges[cell.column]
        set_cell, lacking = _set_cell(
            cell, left, edges[cell.column + cell.columns] - left, block.style.padding_x, setter
        )
        (rows[cell.row] if cell.rows == 1 else spans).append(set_cell)
        if lacking:
            missing |= lacking
    padding = 2 * block.style.padding_y
    heights = tuple(max([cell.tops[-1] for cell in row], default=0.0) + padding for row in rows)
    return SetTable(block, tuple(edges), tuple(map(tuple, rows)), tuple(spans), heights, missing)


def _set_cell(
    cell: GridCell, left: float, width: float, padding: float, setter: Setter
) -> tuple[SetCell, frozenset[str]]:
    room = max(width - 2 * padding, 1.0)
    if len(cell.paragraphs) == 1:
        text = setter.paragraph(cell.paragraphs[0], room)
        return _one_paragraph(cell, left, width, text), text.missing
    lines: list[SetLine] = []
    tops, owners = [0.0], []
    missing: frozenset[str] = frozenset()
    for number, paragraph in enumerate(cell.paragraphs):
        text = setter.paragraph(paragraph, room)
        if lines:
            tops[-1] += text.space_before
        for line in text.lines:
            lines.append(line)
            owners.append(number)
            tops.append(tops[-1] + line.height)
        tops[-1] += text.space_after if number < len(cell.paragraphs) - 1 else 0.0
        missing |= text.missing
    return SetCell(cell, left, width, tuple(lines), tuple(tops), tuple(owners)), missing


def _one_paragraph(cell: GridCell, left: float, width: float, text: SetText) -> SetCell:
    lines = text.lines
    return SetCell(cell, left, width, lines, _even(lines[0].height, len(lines)), (0,) * len(lines))


@lru_cache(maxsize=4096)
def _even(height: float, count: int) -> tuple[float, ...]:
    """The tops of so many lines of one height, and their end."""
    return tuple(height * i for i in range(count + 1))
