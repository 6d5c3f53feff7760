"""Hatching of an outline: parallel lines cut to it, so that parts of a chart differ on paper without colour."""

from collections.abc import Iterator, Sequence
from math import ceil, cos, floor, radians, sin
from typing import NamedTuple

Point = tuple[float, float]
Line = tuple[float, float, float, float]


class Filling(NamedTuple):
    """How a part of a chart is filled: a grey (1 is white), and lines at these angles (degrees), this far apart (pt)."""

    grey: float
    angles: tuple[float, ...] = ()
    spacing: float = 4.0


FILLINGS = (
    Filling(0.55),
    Filling(1.0, (45,)),
    Filling(0.82),
    Filling(1.0, (135,), 3.0),
    Filling(0.70),
    Filling(1.0, (0,), 3.0),
    Filling(0.92, (90,), 3.5),
    Filling(1.0, (45, 135), 5.0),
)
"""In this order no two neighbours look alike in black and white; after the last they begin again."""


def filling(index: int, count: int) -> Filling:
    """Of one part among `count` in a circle: the last one never looks like the first beside it."""
    at = index % len(FILLINGS)
    return FILLINGS[1] if index and index == count - 1 and at == 0 else FILLINGS[at]


def hatching(points: Sequence[Point], fill: Filling) -> tuple[Line, ...]:
    """The lines of a filling within an outline."""
    return tuple(line for angle in fill.angles for line in _lines(points, radians(angle), fill.spacing))


def _lines(points: Sequence[Point], angle: float, spacing: float) -> Iterator[Line]:
    """Lines at one angle: the outline is turned until they are level, and each is cut where it crosses an edge."""
    across, up = cos(angle), sin(angle)
    turned = [(x * across + y * up, y * across - x * up) for x, y in points]
    edges = list(zip(turned, [*turned[1:], turned[0]], strict=True))
    low, high = min(y for _, y in turned), max(y for _, y in turned)
    for k in range(ceil(low / spacing), floor(high / spacing) + 1):
        level = k * spacing
        cuts = sorted(
            x0 + (level - y0) / (y1 - y0) * (x1 - x0) for (x0, y0), (x1, y1) in edges if (y0 <= level) != (y1 <= level)
        )
        for left, right in zip(cuts[::2], cuts[1::2], strict=False):
            yield (
                left * across - level * up,
                left * up + level * across,
                right * across - level * up,
                right * up + level * across,
            )
