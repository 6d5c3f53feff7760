"""What a check may look at: one text, one project, one unit, or the front part of a volume."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import NamedTuple

from editor.checks.lexicon import Hit
from editor.checks.words import Words
from editor.domain.fields import Fields
from editor.domain.overrides import override_place
from editor.domain.places import Place
from editor.domain.target import TargetValue, read_target
from editor.domain.volume import NAME, Indicator, Project, Section, Unit, Volume
from editor.forms.form import Form, Indicators

PARAGRAPH = "paragraph"
"""Kind of a text: a paragraph of a section. The other kinds are keys of fields and columns: purpose, goals, target …"""
NARRATIVE = "narrative"
"""Kind of a text: a paragraph typed over one that is written from the tables."""
LISTED = "listed"
"""Among a text's signs: words of the lists stand in it."""
PROSE = "prose"
"""Among a text's signs: it is running text."""
LAST = "last "
"""Among a text's signs, before the last character."""
TWICE = "twice"
"""Among a text's signs: two neighbouring characters stand in it again."""


class CellView(NamedTuple):
    """One text, whoever wrote it wherever: its findings hold for the same text elsewhere too."""

    form: Form
    words: Words
    year: int
    kind: str
    text: str
    hits: tuple[Hit, ...]
    """The words of the lists that stand in it."""
    again: int
    """How many times two neighbouring characters stand there that stood before."""
    signs: Set[str]
    """What tells at a glance whether a check may have something to say: its characters, LISTED, TWICE, PROSE, LAST."""

    @classmethod
    def of(cls, form: Form, words: Words, year: int, kind: str, text: str) -> "CellView":
        """The view of a text, its words found."""
        twos = set(map(add, text, text[1:]))
        hits = words.lexicon.find(text, twos)
        signs = set(text)
        if hits:
            signs.add(LISTED)
        again = max(len(text) - 1 - len(twos), 0)
        if again:
            signs.add(TWICE)
        signs.add(LAST + text.rstrip(_ENDS)[-1:])
        if kind != NAME and kind not in form.indicators.columns:
            signs.add(PROSE)
        return cls(form, words, year, kind, text, hits, again, signs)

    @property
    def prose(self) -> bool:
        """Running text: a paragraph or a field of the sheet, no cell of the indicator table and no name."""
        return PROSE in self.signs


class RowView(NamedTuple):
    """A row of the indicator table, its texts stripped and its target read."""

    project: int
    row: Indicator
    roles: frozenset[str]
    """output, benefit, satisfaction; quantity, quality, timeliness, cost: what its level names are in this form."""
    name: str
    description: str
    target: str
    basis: str
    value: TargetValue

    def at(self, column: str | None = None) -> Place:
        """The row, or one of its cells."""
        return Place(project=self.project, row=self.row.key, field=column)

    def is_a(self, *roles: str) -> bool:
        """The row has one of these roles."""
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class SheetView:
    """One project and what it is part of, but no other project."""

    form: Form
    words: Words
    year: int
    department: str
    unit: Unit | None
    project: Project
    rows: tuple[RowView, ...]
    texts: tuple["Text", ...]
    """Every text of the project."""

    @classmethod
    def of(cls, form: Form, words: Words, volume: Volume, unit: Unit | None, project: Project) -> "SheetView":
        """The view of one of the volume's projects; `unit` is its unit, where the volume has that."""
        reader = _RowReader(form)
        written = (row for row in project.indicators if not _only_levels(form.indicators, row))
        rows = tuple(reader.read(project.key, row) for row in written)
        texts = tuple(texts_of(form, project))
        return cls(form, words, volume.year, volume.department, unit, project, rows, texts)

    def place(self, field: str | None = None, item: int | None = None) -> Place:
        """The project, or one of its fields."""
        return Place(project=self.project.key, field=field, item=item)

    def text(self, key: str) -> str:
        """A field's text, stripped."""
        return self.project.fields.text(key).strip()

    def lists(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The list fields (绩效目标) and their items."""
        for key, field in self.form.fields.items():
            if field.kind == "list":
                yield key, self.project.fields.items_of(key)

    def prose(self) -> Iterator[tuple[str, Place, str]]:
        """Every text of the project's own fields with its kind, no indicators."""
        for key, field in self.form.fields.items():
            if field.kind == "text" and key in self.project.fields:
                yield key, self.place(key), self.project.fields.text(key)
        for key, items in self.lists():
            for i, item in enumerate(items):
                yield key, self.place(key, i), item


@dataclass(frozen=True, slots=True)
class UnitView:
    """One unit of the department."""

    form: Form
    words: Words
    department: str
    unit: Unit

    def place(self, field: str) -> Place:
        """A field of the unit."""
        return Place(unit=self.unit.code, field=field)


@dataclass(frozen=True, slots=True)
class FrontView:
    """All of a volume but its projects: cover, units, the sections of part one."""

    form: Form
    words: Words
    year: int
    department: str
    units: tuple[Unit, ...]
    sections: tuple[Section, ...]
    fields: Fields
    typed: tuple[tuple[Place, str], ...] = ()
    """Paragraphs typed over generated ones, and facts of words."""

    @classmethod
    def of(cls, form: Form, words: Words, volume: Volume) -> "FrontView":
        """The view of a volume's front part."""
        typed = tuple(_typed(form, volume)) if form.budget is not None else ()
        return cls(form, words, volume.year, volume.department, volume.units, volume.sections, volume.fields, typed)

    def paragraphs(self) -> Iterator[tuple[Place, str]]:
        """Every paragraph of every section with its place."""
        for section in self.sections:
            for i, text in enumerate(section.paragraphs):
                yield Place(section=section.key, item=i), text

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Everything written in words: the paragraphs, what is typed over generated ones, facts."""
        yield from self.paragraphs()
        yield from self.typed


def _typed(form: Form, volume: Volume) -> Iterator[tuple[Place, str]]:
    for key in sorted(volume.overrides):
        place = override_place(key)
        if place.section is not None:
            yield place, volume.overrides.text(key)
    for key, fact in form.budget.facts.items() if form.budget is not None else ():
        if fact.kind == "text" and volume.fields.text(key):
            yield Place(field=key), volume.fields.text(key)


class Text(NamedTuple):
    """A text of a project that cell checks read; its place is made only where something is found."""

    kind: str
    """Key of its field or column."""
    text: str
    project: int
    row: int | None = None
    item: int | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(project=self.project, row=self.row, field=self.kind, item=self.item)


def texts_of(form: Form, project: Project) -> Iterator[Text]:
    """Every text of a project that cell checks read: fields of words, and cells but the levels'."""
    fields, key = project.fields, project.key
    for name, field in form.fields.items():
        if field.kind == "text":
            text = fields.text(name)
            if text:
                yield Text(name, text, key)
        elif field.kind == "list":
            for i, item in enumerate(fields.items_of(name)):
                yield Text(name, item, key, None, i)
    columns = [name for name, column in form.indicators.columns.items() if column.level is None]
    for row in project.indicators:
        for name in columns:
            text = row.cells.text(name)
            if text:
                yield Text(name, text, key, row.key)


_ENDS = "。；，、：;,.: \n\t\u3000"
_target = lru_cache(maxsize=8192)(read_target)


class _RowReader:
    """Reads the rows of one form; what its level names are is worked out once."""

    def __init__(self, form: Form) -> None:
        self._levels = tuple(key for key, column in form.indicators.columns.items() if column.level)
        self._of_name: dict[str, frozenset[str]] = {}
        for role, name in form.indicators.roles.items():
            self._of_name[name] = self._of_name.get(name, frozenset()) | {role}

    def read(self, project: int, row: Indicator) -> RowView:
        """One row of a project."""
        cells = row.cells
        roles = frozenset().union(*(self._of_name.get(cells.text(key), ()) for key in self._levels))
        name, description = cells.text("level3").strip(), cells.text("description").strip()
        target = cells.text("target").strip()
        return RowView(project, row, roles, name, description, target, cells.text("basis").strip(), _target(target))


def _only_levels(form: Indicators, row: Indicator) -> bool:
    """A row of a form that prints every 二级: it stands there empty, and is no indicator yet."""
    if not form.fixed:
        return False
    return not any(row.cells.text(key).strip() for key, column in form.columns.items() if column.level is None)
