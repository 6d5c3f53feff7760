"""A form (表样) as values: everything that differs between provinces and years.

Each class is one kind of mapping in a pack file; its attributes are the keys allowed there, those with a default may be
left out. `decode` reads files into these classes, `validate` checks what a type cannot say.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from editor.domain.money import MoneyUnit
from editor.forms.later import later
from editor.values import value

if TYPE_CHECKING:
    from editor.forms.budget_form import BudgetForm, Template

FieldKind = Literal["text", "code", "money", "percents", "list", "date"]
Align = Literal["left", "center", "right", "justify"]
FontRole = Literal["title", "song", "hei", "kai", "fangsong"]


@value
class Years:
    """Budget years a pack is meant for, both ends included; an open end has none."""

    first: int
    last: int | None = None


@value
class MoneyFormat:
    """How amounts are kept, shown and printed."""

    unit: MoneyUnit
    decimals: int = 2
    separator: bool = False


@value
class Field:
    """A field of a project's goal sheet."""

    kind: FieldKind
    label: str
    """As the sheet prints it; "" where the sheet gives the field no label of its own."""
    aliases: tuple[str, ...] = ()
    """Other labels sources print for it."""
    required: bool = False
    pattern: str | None = None
    """Regular expression a code matches whole."""
    blank: str = ""
    """What is printed where the field is blank (一些年份的其他资金印 0)."""
    points: tuple[str, ...] = ()
    """percents: the labels of its parts (3月底 …)."""
    decimals: int = 0
    """percents: decimals printed at least."""
    trim: bool = False
    """percents: no decimals but those needed."""
    suffix: str = ""
    """percents: printed behind each."""
    marker: str = ""
    """list: printed before each item, {n} its number."""


@value
class Column:
    """A column of the indicator table."""

    label: str
    aliases: tuple[str, ...] = ()
    merge: bool = False
    """Equal neighbours are printed as one merged cell (一级指标)."""
    level: int | None = None
    """Its level in the taxonomy, from 1."""
    required: bool = False
    group: str = ""
    """On the screen, words over neighbouring columns that belong together (实施期, 年度); columns of two groups with the same label
    mean the same of each."""


@value
class Indicators:
    """The indicator table: its columns in order and the names its levels may have."""

    columns: Mapping[str, Column]
    taxonomy: Mapping[str, tuple[str, ...]]
    """一级 → its 二级, both in the official order."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Names other years use → this form's name (效果指标 → 效益指标), applied only where the user asks."""
    fixed: bool = False
    """Every 二级 of the taxonomy is printed, one without indicators as an empty row."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """What rules speak of → this form's name for it: output, benefit, satisfaction (一级); quantity, quality, timeliness,
    cost (二级)."""


@value
class Cell:
    """A cell of a table's grid; exactly one of `text`, `label`, `point`, `field`, `column`, `volume` says what stands in it."""

    text: str | None = None
    label: str | None = None
    """Field or column key: its printed label."""
    point: tuple[str, int] | None = None
    """percents field and part: the label of the part."""
    field: str | None = None
    """Field key: its entry."""
    item: int | None = None
    """With `field`: only this part of a percents field."""
    column: str | None = None
    """Column key: the indicator's cell; only in the row that repeats."""
    volume: str | None = None
    """Something of the whole volume: department, year, a field of the cover or a fact of the budget."""
    columns: int = 1
    rows: int = 1
    down: bool = False
    """In the last of the fixed rows: reaches down beside all rows that repeat (绩效指标)."""
    style: str | None = None


@value
class Table:
    """A table of the sheet: a grid of cells, on paper and on the screen, and what recognises it in a source.

    `rows` are fixed; `heads` of them (from the top) are printed again on a following page; `repeat`, where there is one,
    is a row printed for each indicator.
    """

    widths: tuple[float, ...]
    """Column widths in mm."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    heads: int = 0
    repeat: tuple[Cell, ...] | None = None
    join: bool = False
    """Stands on the table above without a gap."""
    style: str = "cell"


@value
class Line:
    """A line of text with fields in braces: {department}, {year}, {unit_code}, {unit_name}, {n}, {name} …"""

    text: str
    style: str
    field: str | None = None
    """The field a click on the line goes to."""


@value
class Sheet:
    """The goal sheet (绩效目标表) of one project."""

    title: str
    """Line above the table: {n} number, {title}, {year}."""
    title_suffix: str
    """项目名称 + this is the title."""
    contents_title: str
    """The sheet's line in the contents; {n}, {title}; "" where sheets are not listed there."""
    unit_line: tuple[str, str]
    """Left and right text of the line over the table; never wraps, not repeated; none where both are blank."""
    unit_label: tuple[str, ...]
    """Words a source may have before the amounts' unit."""
    tables: tuple[Table, ...]
    classified_text: str
    classified_names: tuple[str, ...]
    """Neutral names a classified project may have; the first is the one it gets."""
    continued: str = ""
    """Line at the top of each page a sheet goes on to; as `title`."""
    outline: str = ""
    """What it is called in the outline, where not by its title: {n}, {title}, {name}."""
    title_style: str = "sheet_title"
    continued_style: str = "sheet_title"
    unit_style: str = "unit_line"
    label_style: str = "label"
    classified_style: str = "classified"


def _templates() -> object:
    from editor.forms.budget_form import Template

    return Mapping[str, Template]


@value
class SectionForm:
    """A section of part one."""

    title: str
    heading: str
    """As printed over it, with its number."""
    contents: str
    """Its line in the contents."""
    aliases: tuple[str, ...] = ()
    required: bool = True
    templates: "Mapping[str, Template]" = field(default_factory=dict, metadata=later(_templates))
    """Paragraphs written from the budget tables, by key, in order; the clerk's own stand behind them."""
    sheets: bool = False
    """The goal sheets stand behind it (附件)."""


@value
class Part:
    """A part (第一部分): its title lines, and sections, the budget tables or the goal sheets."""

    title: tuple[str, ...]
    contents: str
    sections: Mapping[str, SectionForm] = field(default_factory=dict)
    sheets: bool = False
    tables: bool = False
    """The printed budget tables stand in it."""
    title_page: bool = False
    """The title stands on a page of its own."""


@value
class CoverField:
    """A field of the cover that the clerk may write."""

    label: str
    default: str = ""
    """May hold {department}, {year} and, from `county`, {county}."""


@value
class Cover:
    """The cover page; lines from the top, {field} of `fields` or of the volume."""

    lines: tuple[Line, ...]
    fields: Mapping[str, CoverField]
    county: str
    """Regular expression over the department's name; group 1 is its county (…县, …市)."""
    printed: bool = True


@value
class Contents:
    """The contents page."""

    title: str
    printed: bool = True
    title_style: str = "contents_title"
    part_style: str = "contents_part"
    entry_style: str = "contents_entry"
    leader: str = "…"
    part_numbers: bool = False
    """The parts' lines have page numbers too."""


@value
class PageNumbers:
    """Page numbers: how they look, where they stand, which page is the first to count."""

    format: str
    """{n} is the number."""
    place: Literal["outer", "center"]
    """outer: right on odd, left on even pages."""
    counts_from: Literal["cover", "body"]
    """cover: the cover is page 1 (unprinted); body: the first page after the contents is page 1."""
    style: str = "page_number"
    on_contents: bool = False


@value
class Page:
    """Paper and text area, in mm (GB/T 9704: 37, 35, 28, 26)."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    footer: float
    """From the text area's lower edge to the page number's baseline."""


@value
class Style:
    """A text style; sizes in pt, indents in characters of its own size."""

    font: FontRole
    size: float
    leading: float
    """Line height in pt."""
    align: Align = "left"
    bold: bool = False
    first_indent: float = 0
    space_before: float = 0
    space_after: float = 0
    keep_with_next: bool = False
    shrink_to: float | None = None
    """One line only: the text shrinks to this size before it may wrap."""


@value
class TableStyle:
    """Rules and padding of tables, in pt."""

    rule: float
    padding_x: float
    padding_y: float
    widen: bool = False
    """Columns may take width from others where that saves lines."""
    cell_align: Literal["top", "middle"] = "middle"


@value
class NumberingLevel:
    """One level of the narrative's numbering: {n} stands for an Arabic, {c} for a Chinese number."""

    marker: str
    style: str
    """Of a paragraph that is a heading: begins with the marker, is short and ends without a full stop."""


@value
class Numbering:
    """Numbering of the narrative, outermost level first."""

    levels: tuple[NumberingLevel, ...]
    heading_length: int = 36
    """A numbered paragraph of more characters is running text."""


@value
class CheckSetting:
    """How a form applies a check."""

    severity: Literal["error", "warning", "info"] | None = None
    """In place of the check's own."""
    apply: bool = True
    values: Mapping[str, str] = field(default_factory=dict)
    """Parameters by the names the check gives them."""


def _budget() -> object:
    from editor.forms.budget_form import BudgetForm

    return BudgetForm | None


@value
class Form:
    """A whole form (表样)."""

    id: str
    title: str
    family: str
    years: Years
    money: MoneyFormat
    unit_code: str
    """Regular expression a unit's code matches whole."""
    cover: Cover
    contents: Contents
    parts: tuple[Part, ...]
    fields: Mapping[str, Field]
    indicators: Indicators
    sheet: Sheet
    numbering: Numbering
    page: Page
    page_numbers: PageNumbers
    styles: Mapping[str, Style]
    table_style: TableStyle
    extends: str | None = None
    version: int = 1
    """Higher with each correction of the same form; of two files of one form the higher is in force."""
    checks: Mapping[str, CheckSetting] = field(default_factory=dict)
    """How this form differs from a check's defaults, by check id."""
    budget: "BudgetForm | None" = field(default=None, metadata=later(_budget))
    """Its budget tables (预算公开报表), where it has any."""
    budget_table_style: TableStyle | None = None
    """Of the budget tables, where not `table_style`."""

    def sections(self) -> Mapping[str, SectionForm]:
        """All sections of all parts, in order."""
        return {key: section for part in self.parts for key, section in part.sections.items()}
