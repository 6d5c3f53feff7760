"""Blocks: what a volume looks like before anyone knows where the lines break.

Typesetting draws them, docx and xlsx are written from them. Every piece of text that comes from a field says which one
and from which character, so that a place on the page leads back to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from editor.domain.places import Place
from editor.forms.form import Page, PageNumbers, Style, TableStyle


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; with `place`, its characters are those of that entry from `start` on; else it is the form's."""

    text: str
    place: Place | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph in one style.

    An empty paragraph with `place` still takes a line: a click there goes to the field. `outline` 1… makes it an entry of the
    PDF outline and a heading in docx, in the words of `outline_text` where they are not its own; `anchor` a target for
    contents lines.
    """

    runs: tuple[Run, ...]
    style: str
    place: Place | None = None
    outline: int | None = None
    anchor: str | None = None
    outline_text: str = ""

    @property
    def text(self) -> str:
        """All its characters."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class SplitLine:
    """A line with a left and a right text (单位 ‖ 单位：万元) that never wraps: it shrinks as its style says."""

    left: tuple[Run, ...]
    right: tuple[Run, ...]
    style: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: text, leader and the page number of `anchor` (blank for None)."""

    runs: tuple[Run, ...]
    style: str
    anchor: str | None
    leader: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space of this height in pt; none at the top of a page."""

    height: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table: its upper left place, its spans and its paragraphs.

    `merged` marks a cell that stands for a run of equal ones: where a page ends inside it, it is drawn again on the next.
    """

    row: int
    column: int
    paragraphs: tuple[Paragraph, ...]
    rows: int = 1
    columns: int = 1
    place: Place | None = None
    merged: bool = False
    label: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A ruled table. `widths` in mm; the first `heads` rows are repeated on each page the table goes on to.

    With `joined` it stands on the table above, sharing its rule. With `goes_on` it is a further part of the table above: its heads
    are printed only where it begins or goes on to a page.
    """

    widths: tuple[float, ...]
    row_count: int
    cells: tuple[GridCell, ...]
    style: TableStyle
    heads: int = 0
    joined: bool = False
    key: str = ""
    """Its name in the form's sheet ("0", "1" …)."""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a chart: what it is called, its amount, and the amount as it is to be read (with its unit)."""

    label: str
    amount: Decimal
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of amounts that make up a whole (pie) or stand beside each other (bars).

    Amounts of nothing are not drawn, negative ones only in bars. It is drawn in greys and hatchings: offices print in black.
    A click goes to `place`, on a part to that part's.
    """

    kind: Literal["pie", "bars"]
    title: str
    slices: tuple[Slice, ...]
    style: str
    """Of its labels."""
    title_style: str
    height: float
    """Of the drawing without the title, in mm; more where its labels need it."""
    place: Place | None = None


Block = Paragraph | SplitLine | ContentsLine | Gap | TableBlock | Chart


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together.

    `project` is its project's key where it is a goal sheet; `new_page` begins it on a new page; `whole` keeps it on one page where
    it fits. `continued` stands at the top of each page the group goes on to. Typesetting of a group depends on nothing before it
    but the height that is left, so it may be remembered.
    """

    blocks: tuple[Block, ...]
    new_page: bool = True
    whole: bool = False
    project: int | None = None
    continued: tuple[Paragraph | SplitLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Division:
    """A run of groups that share page rules: cover, contents, body.

    `name` is its own in the composition; `numbered` prints page numbers; `restart` makes its first page page 1. `turned` lays the
    paper on its side (wide tables): its text area is the upright one's, turned.
    """

    name: str
    groups: Sequence[Group]
    numbered: bool = True
    restart: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole volume, or a part of it, in blocks."""

    title: str
    language: str
    divisions: tuple[Division, ...]
    page: Page
    page_numbers: PageNumbers
    styles: Mapping[str, Style]
    watermark: str = ""
    subject: str = field(default="")
