"""The rules of a part of a table: each drawn once, what lies in one line joined into one stroke."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from editor.typeset.boxes import Rule

Shape = tuple[tuple[int, int, int, int], ...]
"""The cells of a grid: first row, row after the last, first column, number of columns."""


class Strokes(NamedTuple):
    """Rules in numbers of boundaries: across (row, first column, last column), down (column, first row, last row)."""

    across: tuple[tuple[int, int, int], ...]
    down: tuple[tuple[int, int, int], ...]


def grid_rules(shape: Shape, xs: Sequence[float], ys: Sequence[float], width: float, top: bool) -> list[Rule]:
    """The rules around the cells of a grid with these boundaries; without `top` the uppermost is another table's."""
    across, down = strokes(shape, len(ys) - 1, len(xs) - 1)
    rules = [Rule(xs[first], ys[k], xs[last], ys[k], width) for k, first, last in across if top or k]
    rules += [Rule(xs[c], ys[first], xs[c], ys[last], width) for c, first, last in down]
    return rules


@lru_cache(maxsize=512)
def strokes(shape: Shape, rows: int, columns: int) -> Strokes:
    """Where a grid of cells is ruled; places without a cell count as cells. Remembered: sheets of a form have few shapes."""
    owners = [[-1 - k * columns - c for c in range(columns)] for k in range(rows)]
    for number, (first, last, column, count) in enumerate(shape):
        for k in range(first, last):
            owners[k][column : column + count] = [number] * count
    across = [(0, 0, columns), (rows, 0, columns)]
    for k in range(1, rows):
        across += [(k, *run) for run in _runs([owners[k - 1][c] != owners[k][c] for c in range(columns)])]
    down = [(0, 0, rows), (columns, 0, rows)]
    for c in range(1, columns):
        down += [(c, *run) for run in _runs([owners[k][c - 1] != owners[k][c] for k in range(rows)])]
    return Strokes(tuple(across), tuple(down))


def _runs(drawn: list[bool]) -> list[tuple[int, int]]:
    """Stretches of neighbours that are drawn: first and the one after the last."""
    runs: list[tuple[int, int]] = []
    begin: int | None = None
    for i, draw in enumerate([*drawn, False]):
        if draw and begin is None:
            begin = i
        elif not draw and begin is not None:
            runs.append((begin, i))
            begin = None
    return runs
