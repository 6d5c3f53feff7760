"""The budget tables of a form (预算公开报表) as values: what is entered, what is printed, and how one follows from the other.

Like `form`: each class is one kind of mapping in a pack file. Formulas are texts here (see `formula`), so that a pack file
reads like what it means; `validate_budget` compiles every one of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from editor.domain.money import MoneyUnit

EntryKind = Literal["code", "name", "money", "text", "unit"]
PrintedKind = Literal["code", "name", "money"]
FactKind = Literal["money", "count", "area", "text"]
Orientation = Literal["portrait", "landscape"]


@dataclass(frozen=True, slots=True)
class SubjectList:
    """A list of subjects (科目): code → name, from a file under resources/subjects, from here, or both."""

    title: str
    levels: tuple[int, ...]
    """Lengths of the codes, outermost first: 类 3, 款 5, 项 7."""
    file: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column of an entry table; `unit` holds a unit's code, blank for the publishing unit itself."""

    label: str
    kind: EntryKind = "money"
    subjects: str = ""
    """code, name: the list its values come from."""
    required: bool = False
    width: int = 12
    """On the screen, in characters."""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """An entry table (录入表): what the clerk types once. With `rows` its lines are fixed, else they are free."""

    title: str
    columns: Mapping[str, LedgerColumn]
    rows: Mapping[str, str] = field(default_factory=dict)
    """Fixed lines: key (kept in the row's cell `line`) → label."""
    help: str = ""

    @property
    def code(self) -> str:
        """The column of the subject code; "" where there is none."""
        return next((key for key, column in self.columns.items() if column.kind == "code"), "")

    @property
    def name(self) -> str:
        """The column that names a row; "" where there is none."""
        return next((key for key, column in self.columns.items() if column.kind == "name"), "")

    @property
    def money(self) -> tuple[str, ...]:
        """The columns of amounts."""
        return tuple(key for key, column in self.columns.items() if column.kind == "money")


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column of a printed table.

    `formula` is what stands in it on lines that say nothing else. A code or name column has none: it shows the line's code and
    its label, or with `source` that cell of the ledger's row.
    """

    label: str
    """In words for people, unlike the printed head, which may have it in pieces: 一般公共预算."""
    width: float
    """In mm."""
    kind: PrintedKind = "money"
    formula: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of a printed head; {year}, {last_year} and {department} may stand in it."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class TreeLines:
    """One line for each code of a ledger that has an amount in this table, and for the codes above it (类, 款)."""

    ledger: str
    subjects: str


@dataclass(frozen=True, slots=True)
class RowLines:
    """One line for each row of a ledger, in its order; with `group` (a column of kind unit) under a line for each unit.

    A group's line adds its rows; where no row says a unit there is one group, the publishing unit.
    """

    ledger: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class LineForm:
    """A line of a printed table, or with `tree` or `rows` the many lines of a ledger.

    `cells`: column → formula where the column's own does not hold, "" for an empty cell. `code` stands for {code} in the formulas
    of its columns. `adds`: keys of lines, trees and rows of this side whose (outermost) lines are added up in each column, but
    those worked out from other columns of the line; `cells` there say what the sum follows instead, and what was typed over the
    lines is added to it.
    """

    key: str = ""
    """The line's id; unique in its table. Lines of a tree have their codes as ids (a row without a code row_ and its key), rows
    their keys, groups unit_ and the unit's code; all behind `prefix`."""
    label: str = ""
    """May hold {department}, {year} and the keys of facts."""
    level: int = 0
    """Indent."""
    code: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    adds: tuple[str, ...] = ()
    total: bool = False
    """A line of totals, as it looks."""
    blank: bool = False
    """An empty line that keeps its neighbours in step with those on the other side."""
    tree: TreeLines | None = None
    rows: RowLines | None = None
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class SideForm:
    """Columns that stand beside others (收入 ‖ 支出), and their lines; `foot` lines begin level with those of the other side."""

    columns: Mapping[str, PrintedColumn]
    lines: tuple[LineForm, ...]
    foot: tuple[LineForm, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A printed table; texts may hold {year}, {last_year} and {department}."""

    title: str
    contents: str
    """Its line in the contents."""
    head: tuple[tuple[HeadCell, ...], ...]
    sides: tuple[SideForm, ...]
    number: str = ""
    """表号, printed over the title."""
    orientation: Orientation = "portrait"
    numbers: bool = False
    """The head ends with a row that numbers the columns from 1."""
    note: str = ""
    empty_note: str = ""
    """Printed below where no amount stands in the table."""

    @property
    def columns(self) -> Mapping[str, PrintedColumn]:
        """All columns, from the left."""
        return {key: column for side in self.sides for key, column in side.columns.items()}


@dataclass(frozen=True, slots=True)
class Rounding:
    """How far sums may be off because every amount was rounded (尾差)."""

    per_addend: str = "0.005"
    minimum: str = "0.02"

    def tolerance(self, addends: int) -> Decimal:
        """For a sum of so many amounts, in the budget's unit."""
        return max(Decimal(self.per_addend) * addends, Decimal(self.minimum))


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the narrative needs and no table has: last year's figures, counts of cars, reasons; kept in Volume.fields."""

    label: str
    kind: FactKind = "money"
    group: str = ""
    """The heading it stands under on the screen."""
    unit: str = ""
    """What is printed behind a count or an area: 辆, 平方米."""
    default: str = ""
    """What holds where it is blank; for text {department} and {year} may stand in it."""
    required: bool = False
    help: str = ""
    last_year: str = ""
    """The printed cell (table.line.column) of which this is last year's figure: how an import of last year's file finds it."""


@dataclass(frozen=True, slots=True)
class ChartItem:
    """One slice: a formula, or with `lines` every outermost line of that tree or list (table.key) and what it has there."""

    value: str
    label: str = ""
    lines: str = ""


@dataclass(frozen=True, slots=True)
class ChartForm:
    """A chart (收入预算图), drawn after the paragraph that names it."""

    title: str
    items: tuple[ChartItem, ...]
    kind: Literal["pie", "bar"] = "pie"
    whole: str = ""
    """The formula of which the shares are; "" for what the slices add up to."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Words for a change against last year; {amount}, {percent}, {last_year} may stand in them."""

    more: str
    less: str
    same: str
    fresh: str = ""
    """Where there was nothing last year, so that there is no percentage; "" for `more`."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list inside a sentence: the outermost (`deep`: the innermost) lines of a tree or list where `value` is not zero.

    `value` is a formula as a column of the table has one. `each` may hold {name}, {amount} and {share}, the part of `whole`.
    """

    lines: str
    """table.key"""
    value: str
    each: str
    joint: str = "、"
    deep: bool = False
    whole: str = ""
    none: str = "无"
    """Where there is no such line."""


@dataclass(frozen=True, slots=True)
class Template:
    """A paragraph of the narrative that is written from the tables and facts; see `sentence` for its braces."""

    text: str
    chart: str = ""
    """The chart drawn after it."""


@dataclass(frozen=True, slots=True)
class BudgetForm:
    """All of a form's budget tables, and what its narrative is written from."""

    subjects: Mapping[str, SubjectList]
    ledgers: Mapping[str, Ledger]
    tables: Mapping[str, PrintedTable]
    unit_line: tuple[str, str]
    """Left and right text of the line over each table: {department}."""
    unit: MoneyUnit = "万元"
    decimals: int = 2
    rounding: Rounding = field(default_factory=Rounding)
    own_subjects: str = ""
    """The ledger (columns list, code, name) that holds subjects the clerk has taken in."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    charts: Mapping[str, ChartForm] = field(default_factory=dict)
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    lists: Mapping[str, ItemList] = field(default_factory=dict)
