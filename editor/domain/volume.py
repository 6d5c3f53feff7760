"""The values of one volume (绩效文本), immutable and shared between versions.

Every entry is the text the clerk wrote (see `fields`); amounts, percentages and targets are *read* from it when they
are needed (`money`, `percent`, `target`), so nothing that was written can be lost by being unreadable.
"""

from dataclasses import field

from editor.domain.fields import BLANK, Fields
from editor.domain.places import Place
from editor.values import value

NAME = "name"
CODE = "code"
UNIT = "unit"
"""Budget cell: the code of the unit a row belongs to; absent for the publishing unit itself."""
LINE = "line"
"""Budget cell: the key of the fixed row of the form this row is."""
TITLE = "title"
"""Project field: a sheet title that is not the project's name + suffix, as a source had it, without its number."""
CONTENTS_TITLE = "contents_title"
"""Project field: the project's line in a source's contents, where it differs from the sheet's title."""


@value
class Unit:
    """A budget unit (单位) of the department; `code` is its 单位编码 and unique in the volume."""

    code: str
    name: str


@value
class Section:
    """A section (分部) of part one: `key` names it in the form; one text per paragraph, numbering included."""

    key: str
    paragraphs: tuple[str, ...] = ()


@value
class Indicator:
    """One row of the indicator table (绩效指标); `cells` by column key of the form, 一级指标 in every row.

    `key` is the row's identity inside its volume: unique over all projects and rows there are, without meaning.
    """

    key: int
    cells: Fields = BLANK


@value
class Project:
    """A project (项目) with its goal sheet (绩效目标表).

    `key` is its identity inside the volume (unique over all projects and rows there are, without meaning);
    `unit` a unit's code, or "" where none is known. `fields` by field key of the form; `name` and `code` are among them. A
    classified project (涉密) holds its neutral name and nothing else: `check_classified` says so.
    """

    key: int
    unit: str = ""
    classified: bool = False
    fields: Fields = BLANK
    indicators: tuple[Indicator, ...] = ()

    @property
    def name(self) -> str:
        """项目名称."""
        return self.fields.text(NAME)

    @property
    def code(self) -> str:
        """项目编码."""
        return self.fields.text(CODE)


@value
class BudgetRow:
    """One row the clerk entered in a budget table's ledger (录入表); `cells` by column key of the form.

    `key` is from the same numbers as those of projects and indicators. A fixed row names its line in the cell `line`.
    """

    key: int
    cells: Fields = BLANK


@value
class BudgetTable:
    """An entry table (录入表): `key` names its ledger in the form. What is printed from it is worked out, never kept."""

    key: str
    rows: tuple[BudgetRow, ...] = ()


@value
class Waiver:
    """A finding the clerk has set aside with a reason (忽略).

    It holds for one check at one place while that place still has the text it was given for.
    """

    check: str
    place: Place
    text: str
    reason: str


@value
class Volume:
    """The whole 绩效文本 of a department for one budget year.

    `form` is the id of its form pack; `fields` the cover's (the reviewing bureau, the stage) and the form's facts, by key of
    the form; the order of `projects` is the order of print, their numbers follow from it and run on over the units.
    `tables` are those that have rows, in the order of their keys (see `budget_edits.in_order`).
    `overrides` are texts typed over what is worked out, by `overrides.override_key` of their place.
    """

    form: str
    year: int
    department: str
    units: tuple[Unit, ...] = ()
    sections: tuple[Section, ...] = ()
    projects: tuple[Project, ...] = ()
    fields: Fields = BLANK
    waivers: tuple[Waiver, ...] = field(default=())
    tables: tuple[BudgetTable, ...] = ()
    overrides: Fields = BLANK
    _places: dict[int, int] = field(default_factory=dict, repr=False, compare=False)
    """Where projects stood when one was last looked for, by key. Versions share it; it is never believed without a look."""

    def unit(self, code: str) -> Unit | None:
        """The unit with this code."""
        return next((u for u in self.units if u.code == code), None)

    def section(self, key: str) -> Section:
        """The section with this key; an empty one where the volume has none."""
        return next((s for s in self.sections if s.key == key), Section(key))

    def table(self, key: str) -> BudgetTable:
        """The entry table with this key; an empty one where the volume has none."""
        return next((t for t in self.tables if t.key == key), BudgetTable(key))

    def project(self, key: int) -> Project:
        """The project with this key; KeyError where there is none."""
        at = self.position(key)
        if at is None:
            raise KeyError(key)
        return self.projects[at]

    def number(self, key: int) -> int:
        """The project's number in print, from 1; KeyError where there is none."""
        at = self.position(key)
        if at is None:
            raise KeyError(key)
        return at + 1

    def position(self, key: int) -> int | None:
        """Where the project with this key stands, from 0; None where there is none.

        Thousands are gone through only when they stand in another order than when one was last looked for.
        """
        at = self._places.get(key)
        if at is None or at >= len(self.projects) or self.projects[at].key != key:
            self._places.update({project.key: i for i, project in enumerate(self.projects)})
            at = self._places.get(key)
        known = at is not None and at < len(self.projects) and self.projects[at].key == key
        return at if known else None

    def next_key(self) -> int:
        """A key no project, indicator or budget row of this volume has."""
        highest = 0
        for project in self.projects:
            highest = max(highest, project.key, *(row.key for row in project.indicators))
        for table in self.tables:
            highest = max(highest, *(row.key for row in table.rows), 0)
        return highest + 1


def check_classified(project: Project) -> None:
    """A classified project holds nothing but its name (保守国家秘密法); ValueError where it does."""
    if project.classified and (project.unit or project.indicators or set(project.fields) - {NAME}):
        raise ValueError(f"classified project {project.key} holds content")
