"""Takes an open PDF page and gives the straight lines drawn on it, whether stroked, filled thin, or drawn as an image."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from editor.exchange.readers.pdf_glyphs import Turn

_THIN = 3.0
_SKEW = 1.0
_SNAP = 1.5
_BRIDGE = 3.0
_SHORTEST = 6.0
_DEEPEST = 12
_MAX_OBJECTS = 100_000
MAX_RULINGS = 3_000
_WHITE = 250

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line of the upright page; `at` is its y where it lies, its x where it stands."""

    lying: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page besides text."""

    rulings: tuple[Ruling, ...]
    picture_share: float
    """How much of the page its largest image covers, 0–1."""


def read_rulings(page: Any, turn: Turn) -> Drawn:
    """The lines of a pypdfium2 page, also those inside form objects; dashes and double lines become one line."""
    from pypdfium2 import raw

    walk = _Walk(raw, turn)
    walk.container(page.raw, raw.FPDFPage_CountObjects(page.raw), raw.FPDFPage_GetObject, _SAME, 0)
    lying = _merged([r for r in walk.found if r.lying])
    standing = _merged([r for r in walk.found if not r.lying])
    return Drawn(tuple(lying + standing)[:MAX_RULINGS], walk.picture_share)


class _Walk:
    """Goes through the objects of a page."""

    def __init__(self, raw: Any, turn: Turn) -> None:
        self._raw = raw
        self._turn = turn
        self._left = _MAX_OBJECTS
        self.found: list[Ruling] = []
        self.picture_share = 0.0

    def container(self, holder: Any, count: int, get: Any, outer: _Matrix, depth: int) -> None:
        raw = self._raw
        for index in range(count):
            self._left -= 1
            if self._left < 0:
                return
            item = get(holder, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(item, outer)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._image(item, outer)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = _times(self._matrix(item), outer)
                self.container(item, raw.FPDFFormObj_CountObjects(item), raw.FPDFFormObj_GetObject, inner, depth + 1)

    def _matrix(self, item: Any) -> _Matrix:
        m = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(item, m):
            return _SAME
        return m.a, m.b, m.c, m.d, m.e, m.f

    def _path(self, item: Any, outer: _Matrix) -> None:
        raw = self._raw
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        stroked = bool(stroke.value) and not self._is_unseen(raw.FPDFPageObj_GetStrokeColor, item)
        filled = bool(fill.value) and not self._is_unseen(raw.FPDFPageObj_GetFillColor, item)
        if not stroked and not filled:
            return
        matrix = _times(self._matrix(item), outer)
        for points, curved, closed in self._subpaths(item, matrix):
            self._add_thin(points)
            if stroked and not curved:
                corners = [*points, points[0]] if closed else points
                for a, b in pairwise(corners):
                    self._add_line(a, b)

    def _is_unseen(self, ask: Any, item: Any) -> bool:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not ask(item, red, green, blue, alpha):
            return False
        return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE

    def _subpaths(self, item: Any, matrix: _Matrix) -> Iterator[tuple[list[_Point], bool, bool]]:
        """(points on the upright page, whether curved, whether closed)"""
        raw = self._raw
        points: list[_Point] = []
        curved = closed = False
        x, y = ctypes.c_float(), ctypes.c_float()
        for index in range(raw.FPDFPath_CountSegments(item)):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO and points:
                yield points, curved, closed
                points, curved, closed = [], False, False
            points.append(self._turn.point(*_apply(matrix, x.value, y.value)))
            curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
            closed = closed or bool(raw.FPDFPathSegment_GetClose(segment))
        if points:
            yield points, curved, closed

    def _image(self, item: Any, outer: _Matrix) -> None:
        matrix = _times(self._matrix(item), outer)
        points = [self._turn.point(*_apply(matrix, x, y)) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
        self._add_thin(points)
        wide = max(p[0] for p in points) - min(p[0] for p in points)
        high = max(p[1] for p in points) - min(p[1] for p in points)
        page = max(1.0, self._turn.width * self._turn.height)
        self.picture_share = max(self.picture_share, min(1.0, wide * high / page))

    def _add_thin(self, points: list[_Point]) -> None:
        """A shape no thicker than a line is one: Word fills its borders, some printers draw them as images."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if high <= _THIN < wide:
            self.found.append(Ruling(True, (min(ys) + max(ys)) / 2, min(xs), max(xs)))
        elif wide <= _THIN < high:
            self.found.append(Ruling(False, (min(xs) + max(xs)) / 2, min(ys), max(ys)))
        elif wide <= _THIN and high <= _THIN:
            # A dot of a dotted line may belong to one lying or standing; what stays short is dropped after merging.
            self.found.append(Ruling(True, (min(ys) + max(ys)) / 2, min(xs), max(xs)))
            self.found.append(Ruling(False, (min(xs) + max(xs)) / 2, min(ys), max(ys)))

    def _add_line(self, a: _Point, b: _Point) -> None:
        wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
        if high <= _SKEW and wide > high:
            self.found.append(Ruling(True, (a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0])))
        elif wide <= _SKEW and high > wide:
            self.found.append(Ruling(False, (a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1])))


def _times(first: _Matrix, second: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: _Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _merged(rulings: list[Ruling]) -> list[Ruling]:
    """Lines at nearly the same place that touch or overlap, as one; what is too short for a cell's edge goes."""
    out: list[Ruling] = []
    for group in _level_groups(sorted(rulings, key=lambda r: r.at)):
        group.sort(key=lambda r: r.start)
        current = group[0]
        for nxt in group[1:]:
            if nxt.start <= current.end + _BRIDGE:
                current = Ruling(current.lying, current.at, current.start, max(current.end, nxt.end))
            else:
                out.append(current)
                current = nxt
        out.append(current)
    return [r for r in out if r.end - r.start >= _SHORTEST]


def _level_groups(ordered: list[Ruling]) -> Iterator[list[Ruling]]:
    group: list[Ruling] = []
    for ruling in ordered:
        if group and ruling.at - group[0].at > _SNAP:
            yield group
            group = []
        group.append(ruling)
    if group:
        yield group
