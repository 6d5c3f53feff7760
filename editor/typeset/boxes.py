"""Pages as they are to be painted: nothing is decided after this.

Coordinates in pt from the page's upper left corner, y downwards; `y` of a text box is its baseline. What there are a
hundred of on a page is a named tuple: making one costs a fifth of a frozen dataclass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from editor.domain.places import Place


class TextBox(NamedTuple):
    """Characters on one baseline in one font and size.

    `advances` has one width for each character, `place` and `start` say which entry's characters they are (a box never mixes
    entries; the form's own text has no place). `bold` asks for a synthetic bold, `angle` turns it around its start, in degrees
    counter-clockwise (watermark).
    """

    x: float
    y: float
    text: str
    font: str
    """Key of a face in the font set."""
    size: float
    advances: tuple[float, ...]
    place: Place | None = None
    start: int = 0
    bold: bool = False
    stretched: bool = False
    """Its advances differ from the face's own (justified or squeezed)."""
    grey: float = 0.0
    angle: float = 0.0

    @property
    def width(self) -> float:
        """From the first character's left to the last one's right."""
        return sum(self.advances)


class Rule(NamedTuple):
    """A straight line of this thickness between two points, horizontal or vertical but for those of a chart."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float


class Shape(NamedTuple):
    """A filled outline with hatching over it (part of a chart), drawn under rules and text.

    `points` go around it; `grey` fills it (1 is white); `hatching` are lines (x0, y0, x1, y1) within it; both are stroked in
    black of this `width`.
    """

    points: tuple[tuple[float, float], ...]
    grey: float
    hatching: tuple[tuple[float, float, float, float], ...]
    width: float


class Area(NamedTuple):
    """A rectangle that belongs to a place (a cell, a paragraph): a click anywhere in it goes there, an edit outlines it.

    An area inside another comes after it.
    """

    x: float
    y: float
    width: float
    height: float
    place: Place


class Link(NamedTuple):
    """A contents line: a click on the page goes to another page (from 0)."""

    x: float
    y: float
    width: float
    height: float
    page: int


class OutlineEntry(NamedTuple):
    """An entry of the PDF outline: level from 1, page from 0, y of its top."""

    level: int
    text: str
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """One page; `number` as printed on it ("" for none)."""

    texts: tuple[TextBox, ...]
    rules: tuple[Rule, ...]
    areas: tuple[Area, ...]
    links: tuple[Link, ...] = ()
    number: str = ""
    project: int | None = None
    """The project whose sheet the page shows first."""
    shapes: tuple[Shape, ...] = ()
    turned: bool = False
    """The paper lies on its side: its width is the volume's page height."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A typeset volume: pages of one size in pt, upright but for some.

    Its sequences make an item when it is asked for: of 4,000 sheets a window shows three.
    """

    width: float
    height: float
    pages: Sequence[PageBoxes]
    outline: Sequence[OutlineEntry]
    title: str
    language: str
    subject: str = ""
    missing: Sequence[str] = ()
    """Characters no font has."""
    anchors: Sequence[tuple[str, str]] = ()
    """Each anchor of the composition and the number of its page, as the contents print it."""
    turned: tuple[range, ...] = ()
    """The pages that lie on their side, in order."""

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page's paper."""
        lying = any(page in part for part in self.turned)
        return (self.height, self.width) if lying else (self.width, self.height)
