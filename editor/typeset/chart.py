"""Charts set: outlines, leaders and labels that never overlap, as vectors in a width and a height found from the labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
from math import cos, pi, sin
from typing import NamedTuple

from editor.compose.blocks import Chart, Paragraph, Run, Slice
from editor.domain.places import Place
from editor.typeset.boxes import Area, Rule, Shape
from editor.typeset.draft import Draft
from editor.typeset.hatching import Point, filling, hatching
from editor.typeset.paragraph import Setter, SetText
from editor.typeset.units import MM

_RADIUS = 0.21
"""Of a circle, in widths of the text; at most half the drawing's height."""
_LEADER = 12.0
"""From a circle's edge to the column of labels (pt)."""
_APART = 3.0
"""Between two labels."""
_ROOM = 6.0
"""Above and below the drawing."""
_THIN = 0.35
_STEP = 2 * pi / 360
_BAR, _BAR_ROOM = 14.0, 6.0
_LABELS, _VALUES = 0.28, 0.24
"""Widths of a bar chart's two columns of text."""


class _Label(NamedTuple):
    """A label at its place, from the drawing's upper left corner; `leader`: the points of the line that leads to it."""

    text: SetText
    left: float
    top: float
    width: float
    place: Place | None
    leader: tuple[Point, ...] = ()

    @property
    def height(self) -> float:
        return _height(self.text)


class _Part(NamedTuple):
    """A filled part of the drawing."""

    points: tuple[Point, ...]
    number: int
    place: Place | None


@dataclass(frozen=True, slots=True)
class SetChart:
    """A chart with its title, ready to be put on a page; `height` is all it needs (pt)."""

    block: Chart
    title: SetText
    width: float
    height: float
    parts: tuple[_Part, ...]
    labels: tuple[_Label, ...]
    missing: frozenset[str]

    def draw(self, draft: Draft, x: float, y: float) -> None:
        """Put its boxes on a page, its upper left corner at (x, y)."""
        if self.block.place is not None:
            draft.areas.append(Area(x, y, self.width, self.height, self.block.place))
        for line in self.title.lines:
            draft.texts.extend(line.boxes(x, y))
            y += line.height
        y += _ROOM
        for part in self.parts:
            points = tuple((x + px, y + py) for px, py in part.points)
            fill = filling(part.number, len(self.parts))
            draft.shapes.append(Shape(points, fill.grey, hatching(points, fill), _THIN))
        for label in self.labels:
            draft.rules.extend(_leader(label, x, y))
            at = y + label.top
            for line in label.text.lines:
                draft.texts.extend(line.boxes(x + label.left, at))
                at += line.height
            if label.place is not None:
                draft.areas.append(Area(x + label.left, y + label.top, label.width, label.height, label.place))


def set_chart(chart: Chart, width: float, setter: Setter) -> SetChart:
    """Set a chart to a width (pt)."""
    title = setter.paragraph(Paragraph((Run(chart.title),), chart.title_style), width)
    if chart.kind == "pie":
        drawn = [part for part in chart.slices if part.amount > 0]
        parts, labels, height = _pie(chart, drawn, width, setter)
    else:
        parts, labels, height = _bars(chart, width, setter)
    missing = title.missing.union(*(label.text.missing for label in labels))
    whole = _height(title) + height + 2 * _ROOM
    return SetChart(chart, title, width, whole, tuple(parts), tuple(labels), missing)


def _pie(chart: Chart, drawn: Sequence[Slice], width: float, setter: Setter) -> tuple[list[_Part], list[_Label], float]:
    """Sectors clockwise, the largest one on the left: the small ones fan out at the right, where their leaders do not cross
    the circle. The labels stand in two columns beside it, in the order of their sectors' heights.
    """
    height = chart.height * MM
    radius = min(width * _RADIUS, height / 2)
    column = width / 2 - radius - _LEADER
    turns = _turns(drawn)
    middles = [(first + last) / 2 for first, last in turns]
    texts = [_text(setter, chart.style, f"{part.label}\n{part.text}", column - _APART) for part in drawn]
    sides = {side: [i for i, middle in enumerate(middles) if (sin(middle) < 0) == side] for side in (False, True)}
    needed = [sum(_height(texts[i]) + _APART for i in side) for side in sides.values()]
    height = max(height, 2 * radius, *needed)
    centre = (width / 2, height / 2)
    parts = [
        _Part(_sector(centre, radius, first, last), i, part.place)
        for i, (part, (first, last)) in enumerate(zip(drawn, turns, strict=True))
    ]
    labels: list[_Label] = []
    for left_side, members in sides.items():
        members.sort(key=lambda i: -cos(middles[i]))
        wanted = [(centre[1] - radius * cos(middles[i]), _height(texts[i])) for i in members]
        for i, top in zip(members, _spread(wanted, height), strict=True):
            edge = _on(centre, radius, middles[i])
            level = top + texts[i].lines[0].height / 2
            bend = (centre[0] - radius - _LEADER / 2, level) if left_side else (centre[0] + radius + _LEADER / 2, level)
            left = 0.0 if left_side else width - column + _APART
            end = (column, level) if left_side else (width - column, level)
            text = _to_the_right(texts[i], column - _APART) if left_side else texts[i]
            labels.append(_Label(text, left, top, column - _APART, drawn[i].place, (edge, bend, end)))
    return parts, labels, height


def _turns(drawn: Sequence[Slice]) -> list[tuple[float, float]]:
    """The angles, clockwise from twelve o'clock, between which each part lies: the largest one's middle at nine o'clock."""
    if not drawn:
        return []
    ends = list(accumulate((part.amount for part in drawn), initial=Decimal(0)))
    largest = max(range(len(drawn)), key=lambda i: drawn[i].amount)
    scale = 2 * pi / float(ends[-1])
    start = 1.5 * pi - float(ends[largest] + ends[largest + 1]) / 2 * scale
    return [(start + float(first) * scale, start + float(last) * scale) for first, last in pairwise(ends)]


def _sector(centre: Point, radius: float, first: float, last: float) -> tuple[Point, ...]:
    """Its outline; the whole circle has no line to the centre."""
    steps = max(int((last - first) / _STEP), 1)
    arc = [_on(centre, radius, first + (last - first) * k / steps) for k in range(steps + 1)]
    return tuple(arc[:-1]) if last - first > 2 * pi - 1e-9 else (centre, *arc)


def _on(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)


def _spread(wanted: Sequence[tuple[float, float]], room: float) -> list[float]:
    """Tops for labels of (middle wished for, height), from above down, none over another and all within the room."""
    tops: list[float] = []
    end = 0.0
    for middle, height in wanted:
        tops.append(max(middle - height / 2, end))
        end = tops[-1] + height + _APART
    limit = room
    for k in range(len(tops) - 1, -1, -1):
        tops[k] = max(min(tops[k], limit - wanted[k][1]), 0.0)
        limit = tops[k] - _APART
    return tops


def _bars(chart: Chart, width: float, setter: Setter) -> tuple[list[_Part], list[_Label], float]:
    """A bar for each part, its name left of it and its amount right of all."""
    names = [_text(setter, chart.style, part.label, width * _LABELS) for part in chart.slices]
    values = [_text(setter, chart.style, part.text, width * _VALUES) for part in chart.slices]
    low = float(min([Decimal(0), *(part.amount for part in chart.slices)]))
    high = float(max([Decimal(0), *(part.amount for part in chart.slices)]))
    left, room = width * _LABELS + _APART, width * (1 - _LABELS - _VALUES) - 2 * _APART
    scale = room / (high - low) if high > low else 0.0
    parts: list[_Part] = []
    labels: list[_Label] = []
    y = 0.0
    for i, part in enumerate(chart.slices):
        row = max(_height(names[i]), _height(values[i]), _BAR)
        zero, end = left - low * scale, left + (float(part.amount) - low) * scale
        if part.amount:
            top, bottom = y + (row - _BAR) / 2, y + (row + _BAR) / 2
            parts.append(_Part(((zero, top), (end, top), (end, bottom), (zero, bottom)), i, part.place))
        labels.append(_Label(names[i], 0.0, y + (row - _height(names[i])) / 2, width * _LABELS, part.place))
        at = width * (1 - _VALUES)
        labels.append(_Label(values[i], at, y + (row - _height(values[i])) / 2, width * _VALUES, part.place))
        y += row + _BAR_ROOM
    return parts, labels, max(y - _BAR_ROOM, 0.0)


def _text(setter: Setter, style: str, text: str, width: float) -> SetText:
    return setter.paragraph(Paragraph((Run(text),), style), width)


def _to_the_right(text: SetText, width: float) -> SetText:
    """Left of a circle, lines end where the leader ends."""
    lines = []
    for line in text.lines:
        free = width - max((piece.x + sum(piece.advances) for piece in line.pieces), default=0.0)
        lines.append(line._replace(pieces=tuple(piece._replace(x=piece.x + free) for piece in line.pieces)))
    return text._replace(lines=tuple(lines))


def _height(text: SetText) -> float:
    return sum(line.height for line in text.lines)


def _leader(label: _Label, x: float, y: float) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(label.leader):
        yield Rule(x + x0, y + y0, x + x1, y + y1, _THIN)
