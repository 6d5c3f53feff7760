"""Column widths that save lines: where a form allows it, a column takes width from another as long as the table gets shorter."""

from editor.compose.blocks import GridCell, TableBlock
from editor.typeset.paragraph import Setter

_STEP = 5.25
"""Half a character of 五号 (pt): the smallest change of a width that may save a line."""
_LEAST = 42.0
"""A column keeps at least room for three characters and its padding (pt)."""
_STEPS = (1, 2, 3, 4)
_ROUNDS = 24


def widened(block: TableBlock, widths: list[float], setter: Setter) -> list[float]:
    """Widths (pt) with the same sum under which the table's rows need the least height; the given ones where none is better."""
    heights = _Heights(block, setter)
    best = heights.of(widths)
    for _ in range(_ROUNDS):
        candidate, height = _best_move(widths, heights, best)
        if candidate is None:
            return widths
        widths, best = candidate, height
    return widths


def _best_move(widths: list[float], heights: "_Heights", best: float) -> tuple[list[float] | None, float]:
    """The shift of a few steps between two columns that saves most."""
    found: list[float] | None = None
    for giver in range(len(widths)):
        for taker in range(len(widths)):
            for steps in _STEPS:
                given = widths[giver] - steps * _STEP
                if giver == taker or given < _LEAST:
                    continue
                moved = list(widths)
                moved[giver], moved[taker] = given, widths[taker] + steps * _STEP
                height = heights.of(moved)
                if height < best - 1e-6:
                    found, best = moved, height
    return found, best


class _Heights:
    """The height of a table in given widths; remembers what each cell needs in each width."""

    def __init__(self, block: TableBlock, setter: Setter) -> None:
        self._block = block
        self._setter = setter
        self._known: dict[tuple[int, float], float] = {}

    def of(self, widths: list[float]) -> float:
        """Sum of the rows' heights without padding."""
        rows = [0.0] * self._block.row_count
        for cell in self._block.cells:
            if cell.rows == 1:
                width = sum(widths[cell.column : cell.column + cell.columns])
                rows[cell.row] = max(rows[cell.row], self._cell(cell, round(width, 3)))
        return sum(rows)

    def _cell(self, cell: GridCell, width: float) -> float:
        key = (id(cell), width)
        if key not in self._known:
            room = max(width - 2 * self._block.style.padding_x, 1.0)
            texts = [self._setter.paragraph(paragraph, room) for paragraph in cell.paragraphs]
            self._known[key] = sum(line.height for text in texts for line in text.lines)
        return self._known[key]
