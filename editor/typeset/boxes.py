"""Pages as they are to be painted: nothing is decided after this.

Coordinates in pt from the page's upper left corner, y downwards; `y` of a text box is its baseline.
"""

from dataclasses import dataclass

from editor.domain.places import Place


@dataclass(frozen=True, slots=True)
class TextBox:
    """Characters on one baseline in one font and size.

    `advances` has one width for each character, `place` and `start` say which entry's characters they are (a box never mixes
    entries; the form's own text has no place). `bold` asks for a synthetic bold, `angle` turns it (watermark), in degrees.
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
    grey: float = 0.0
    angle: float = 0.0

    @property
    def width(self) -> float:
        """From the first character's left to the last one's right."""
        return sum(self.advances)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of this thickness, horizontal or vertical, between two points."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle that belongs to a place (a cell, a paragraph): a click anywhere in it goes there, an edit outlines it."""

    x: float
    y: float
    width: float
    height: float
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """A contents line: a click on the page goes to another page (from 0)."""

    x: float
    y: float
    width: float
    height: float
    page: int


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


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the PDF outline: level from 1, page from 0, y of its top."""

    level: int
    text: str
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class Pages:
    """A typeset volume: pages of one size in pt."""

    width: float
    height: float
    pages: tuple[PageBoxes, ...]
    outline: tuple[OutlineEntry, ...]
    title: str
    language: str
    missing: tuple[str, ...] = ()
    """Characters no font has."""
