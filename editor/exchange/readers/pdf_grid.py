"""Takes the lines drawn on a page and gives the grids they make: cells with their spans and places."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editor.exchange.readers.pdf_rulings import Ruling

_TOUCH = 3.0
_SAME_LINE = 3.0
_COVER = 0.6
_LEAST = 4.0
_MAX_PLACES = 40_000


@dataclass(frozen=True, slots=True)
class Box:
    """One cell on the page, and where it stands in its grid."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    y0: float
    x1: float
    y1: float
    is_outlined: bool
    """Whether lines stand at three of its sides: without, and without words, it is the empty corner beside a narrower part."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One table's cells, in row order, and where its columns and rows begin and end on the page."""

    boxes: tuple[Box, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    index: Mapping[tuple[int, int], int]
    """Which box covers a place (row, column)."""

    @property
    def row_count(self) -> int:
        """Rows, from 1."""
        return len(self.ys) - 1

    @property
    def column_count(self) -> int:
        """Columns, from 1."""
        return len(self.xs) - 1

    def box_at(self, x: float, y: float) -> int | None:
        """The number of the box a point of the page lies in."""
        return self.index.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))


def find_grids(rulings: Iterable[Ruling]) -> tuple[Grid, ...]:
    """The grids of a page from its top down; lines that enclose no more than one cell (a frame, an underline) make none."""
    found = []
    for lying, standing in _connected(list(rulings)):
        if len(lying) >= 2 and len(standing) >= 2:
            grid = _Mesh(lying, standing).grid()
            if grid is not None:
                found.append(grid)
    return tuple(sorted(found, key=lambda g: (g.ys[0], g.xs[0])))


def _connected(rulings: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of lines that cross or touch: (lying, standing)."""
    lying = [r for r in rulings if r.lying]
    standing = [r for r in rulings if not r.lying]
    parent = list(range(len(rulings)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(lying):
        for j, v in enumerate(standing, start=len(lying)):
            if (
                h.start - _TOUCH <= v.at <= h.end + _TOUCH
                and v.start - _TOUCH <= h.at <= v.end + _TOUCH
                and root(i) != root(j)
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for i, ruling in enumerate([*lying, *standing]):
        groups[root(i)][0 if ruling.lying else 1].append(ruling)
    return list(groups.values())


def _levels(places: Iterable[float]) -> list[float]:
    """Places closer than a double line, as one."""
    levels: list[list[float]] = []
    for place in sorted(places):
        if levels and place - levels[-1][-1] <= _SAME_LINE:
            levels[-1].append(place)
        else:
            levels.append([place])
    return [sum(group) / len(group) for group in levels]


def _with_ends(levels: list[float], low: float, high: float) -> list[float]:
    """A table open at a side still ends where its lines end."""
    if low < levels[0] - _LEAST:
        levels = [low, *levels]
    if high > levels[-1] + _LEAST:
        levels = [*levels, high]
    return levels


class _Mesh:
    """All places between the lines of one table; places with no line between them are one cell."""

    def __init__(self, lying: list[Ruling], standing: list[Ruling]) -> None:
        self._lying = lying
        self._standing = standing
        self._xs = _with_ends(_levels(r.at for r in standing), min(r.start for r in lying), max(r.end for r in lying))
        self._ys = _with_ends(
            _levels(r.at for r in lying), min(r.start for r in standing), max(r.end for r in standing)
        )
        self._columns, self._rows = len(self._xs) - 1, len(self._ys) - 1

    def grid(self) -> Grid | None:
        if self._rows * self._columns > _MAX_PLACES:
            return None
        boxes = []
        for places in self._groups():
            for top, left, bottom, right in _rectangles(places):
                boxes.append(self._box(top, left, bottom, right))
        if len(boxes) < 2:
            return None
        boxes.sort(key=lambda b: (b.row, b.column))
        index = {
            (row, column): number
            for number, box in enumerate(boxes)
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        }
        return Grid(tuple(boxes), tuple(self._xs), tuple(self._ys), index)

    def _box(self, top: int, left: int, bottom: int, right: int) -> Box:
        xs, ys = self._xs, self._ys
        x0, y0, x1, y1 = xs[left], ys[top], xs[right + 1], ys[bottom + 1]
        sides = (
            _covered(self._lying, y0, x0, x1),
            _covered(self._lying, y1, x0, x1),
            _covered(self._standing, x0, y0, y1),
            _covered(self._standing, x1, y0, y1),
        )
        return Box(top, left, bottom - top + 1, right - left + 1, x0, y0, x1, y1, sum(sides) > 2)

    def _groups(self) -> list[set[tuple[int, int]]]:
        parent: dict[tuple[int, int], tuple[int, int]] = {}
        walls, floors = self._walls(), self._floors()

        def root(place: tuple[int, int]) -> tuple[int, int]:
            while parent.get(place, place) != place:
                place = parent[place]
            return place

        for row in range(self._rows):
            for column in range(self._columns):
                here = (row, column)
                if column + 1 < self._columns and (row, column + 1) not in walls:
                    parent[root((row, column + 1))] = root(here)
                if row + 1 < self._rows and (row + 1, column) not in floors:
                    parent[root((row + 1, column))] = root(here)
        groups: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
        for row in range(self._rows):
            for column in range(self._columns):
                groups[root((row, column))].add((row, column))
        return list(groups.values())

    def _walls(self) -> set[tuple[int, int]]:
        """Places with a line at their left side."""
        return {
            (row, column)
            for column in range(self._columns + 1)
            for row in range(self._rows)
            if _covered(self._standing, self._xs[column], self._ys[row], self._ys[row + 1])
        }

    def _floors(self) -> set[tuple[int, int]]:
        """Places with a line at their upper side."""
        return {
            (row, column)
            for row in range(self._rows + 1)
            for column in range(self._columns)
            if _covered(self._lying, self._ys[row], self._xs[column], self._xs[column + 1])
        }


def _covered(rulings: list[Ruling], at: float, start: float, end: float) -> bool:
    """Whether most of the stretch from `start` to `end` has a line at `at`."""
    total = 0.0
    for ruling in rulings:
        if abs(ruling.at - at) <= _SAME_LINE:
            total += max(0.0, min(ruling.end, end) - max(ruling.start, start))
    return total >= _COVER * (end - start)


def _rectangles(places: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """(top, left, bottom, right) of a group of places; a group that is no rectangle (a line is missing) is cut row by row."""
    rows, columns = [r for r, _ in places], [c for _, c in places]
    top, left, bottom, right = min(rows), min(columns), max(rows), max(columns)
    if len(places) == (bottom - top + 1) * (right - left + 1):
        return [(top, left, bottom, right)]
    out: list[tuple[int, int, int, int]] = []
    for row in range(top, bottom + 1):
        start: int | None = None
        for column in range(left, right + 2):
            inside = (row, column) in places
            if inside and start is None:
                start = column
            elif not inside and start is not None:
                out.append((row, start, row, column - 1))
                start = None
    return out
