"""What a group of blocks puts on a page: boxes, and what waits for page numbers."""

from dataclasses import dataclass, field
from typing import NamedTuple

from editor.typeset.boxes import Area, Rule, Shape, TextBox


class Reference(NamedTuple):
    """A contents line that wants the page number of its anchor: where its text ends, its baseline and its extent."""

    anchor: str
    style: str
    leader: str
    text_end: float
    baseline: float
    top: float
    height: float


class Mark(NamedTuple):
    """A paragraph that is an outline entry (level from 1), an anchor, or both; `y` its top."""

    y: float
    text: str
    level: int | None
    anchor: str | None


class GroupPage(NamedTuple):
    """What a group puts on one page; coordinates on the page."""

    texts: tuple[TextBox, ...]
    rules: tuple[Rule, ...]
    areas: tuple[Area, ...]
    references: tuple[Reference, ...]
    marks: tuple[Mark, ...]
    shapes: tuple[Shape, ...] = ()


@dataclass(slots=True)
class Draft:
    """A page in the making."""

    texts: list[TextBox] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    empty: bool = True
    """Nothing stands on it yet, not even an empty line."""

    def page(self) -> GroupPage:
        return GroupPage(
            tuple(self.texts),
            tuple(self.rules),
            tuple(self.areas),
            tuple(self.references),
            tuple(self.marks),
            tuple(self.shapes),
        )
