"""Finding and replacing words over a volume, one indicator table or one entry table."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from editor.domain.fields import Entry, Fields
from editor.domain.places import Place
from editor.domain.volume import NAME, BudgetTable, Indicator, Project, Section, Volume
from editor.forms.form import Form

_WORDS = ("text", "list")
"""Kinds of fields in which words may be replaced; codes, amounts and percentages are only found."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: the words as they are, letters in either case unless `case`."""

    words: str
    case: bool = False
    table: int | str | None = None
    """Only in the indicator table of this project (its key), or in this entry table (its key in the form)."""

    def pattern(self) -> re.Pattern[str]:
        """As a regular expression."""
        cased = self.words.lower() != self.words.upper()
        return re.compile(re.escape(self.words), re.IGNORECASE if cased and not self.case else re.NOFLAG)


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence: characters from `start` to before `end` of the entry at `place`."""

    place: Place
    start: int
    end: int
    replaceable: bool = True


def find(volume: Volume, form: Form, query: Query) -> tuple[Hit, ...]:
    """All occurrences in reading order: sections, then projects, each its fields and then its table."""
    if not query.words:
        return ()
    pattern = query.pattern()
    return tuple(
        Hit(place, match.start(), match.end(), replaceable)
        for place, text, replaceable in _texts(_holding(volume, pattern), form, query.table)
        for match in pattern.finditer(text)
    )


def replace_all(volume: Volume, form: Form, query: Query, words: str) -> Volume:
    """The volume with every replaceable occurrence replaced; what holds none is shared."""
    pattern = query.pattern()

    def change(text: str) -> str:
        return pattern.sub(lambda _: words, text)

    projects = tuple(
        _in_project(project, form, change, table_only=query.table is not None)
        if query.table in (None, project.key) and not project.classified
        else project
        for project in volume.projects
    )
    sections = volume.sections
    if query.table is None:
        sections = tuple(_in_section(section, change) for section in sections)
    tables = tuple(_in_ledger(t, form, change) if query.table in (None, t.key) else t for t in volume.tables)
    fields = volume.fields
    if query.table is None and form.budget is not None:
        facts = form.budget.facts
        fields = _in_fields(fields, lambda key: key in facts and facts[key].kind == "text", change)
    return replace(volume, projects=projects, sections=sections, tables=tables, fields=fields)


def replace_one(text: str, hit: Hit, words: str) -> str:
    """The entry's text with one occurrence replaced."""
    return text[: hit.start] + words + text[hit.end :]


def _holding(volume: Volume, pattern: re.Pattern[str]) -> Volume:
    """The volume with only those projects in which the words stand: few of thousands, and their places are looked for."""

    def holds(project: Project) -> bool:
        rows = project.indicators
        return bool(pattern.search(project.fields.words()) or any(pattern.search(row.cells.words()) for row in rows))

    return replace(volume, projects=tuple(filter(holds, volume.projects)))


def _texts(volume: Volume, form: Form, table: int | str | None) -> Iterator[tuple[Place, str, bool]]:
    if table is None:
        for section in volume.sections:
            for i, paragraph in enumerate(section.paragraphs):
                yield Place(section=section.key, item=i), paragraph, True
        yield from _facts(volume, form)
    yield from _ledgers(volume, form, table)
    if isinstance(table, str):
        return
    for project in volume.projects:
        if table is None:
            yield from _fields(project, form)
        if table in (None, project.key):
            for row in project.indicators:
                for column in form.indicators.columns:
                    yield Place(project=project.key, row=row.key, field=column), row.cells.text(column), True


def _columns(form: Form, ledger: str) -> tuple[str, ...]:
    """The columns of an entry table the form has."""
    known = form.budget.ledgers.get(ledger) if form.budget else None
    return tuple(known.columns) if known else ()


def _is_text(form: Form, ledger: str, column: str) -> bool:
    return form.budget is not None and form.budget.ledgers[ledger].columns[column].kind in ("name", "text")


def _ledgers(volume: Volume, form: Form, table: int | str | None) -> Iterator[tuple[Place, str, bool]]:
    for held in volume.tables:
        if table in (None, held.key):
            for row in held.rows:
                for column in _columns(form, held.key):
                    place = Place(table=held.key, row=row.key, field=column)
                    yield place, row.cells.text(column), _is_text(form, held.key, column)


def _facts(volume: Volume, form: Form) -> Iterator[tuple[Place, str, bool]]:
    for key, fact in (form.budget.facts if form.budget else {}).items():
        yield Place(field=key), volume.fields.text(key), fact.kind == "text"


def _in_ledger(table: BudgetTable, form: Form, change: Callable[[str], str]) -> BudgetTable:
    allowed = {key for key in _columns(form, table.key) if _is_text(form, table.key, key)}
    rows = []
    for row in table.rows:
        cells = _in_fields(row.cells, lambda key: key in allowed, change)
        rows.append(row if cells is row.cells else replace(row, cells=cells))
    same = all(new is old for new, old in zip(rows, table.rows, strict=True))
    return table if same else replace(table, rows=tuple(rows))


def _fields(project: Project, form: Form) -> Iterator[tuple[Place, str, bool]]:
    for key, field in form.fields.items():
        replaceable = _replaceable(form, project, key)
        if field.kind in ("list", "percents"):
            for i, text in enumerate(project.fields.items_of(key)):
                yield Place(project=project.key, field=key, item=i), text, replaceable
        else:
            yield Place(project=project.key, field=key), project.fields.text(key), replaceable


def _replaceable(form: Form, project: Project, key: str) -> bool:
    if project.classified:
        return False
    return key == NAME or (key in form.fields and form.fields[key].kind in _WORDS)


def _in_project(project: Project, form: Form, change: Callable[[str], str], *, table_only: bool) -> Project:
    fields = project.fields
    if not table_only:
        fields = _in_fields(fields, lambda key: _replaceable(form, project, key), change)
    rows = tuple(_in_row(row, form, change) for row in project.indicators)
    same = fields is project.fields and all(new is old for new, old in zip(rows, project.indicators, strict=True))
    return project if same else replace(project, fields=fields, indicators=rows)


def _in_row(row: Indicator, form: Form, change: Callable[[str], str]) -> Indicator:
    cells = _in_fields(row.cells, lambda key: key in form.indicators.columns, change)
    return row if cells is row.cells else replace(row, cells=cells)


def _in_fields(fields: Fields, allowed: Callable[[str], bool], change: Callable[[str], str]) -> Fields:
    for key, entry in tuple(fields.items()):
        if allowed(key):
            new: Entry = change(entry) if isinstance(entry, str) else tuple(map(change, entry))
            fields = fields.put(key, new)
    return fields


def _in_section(section: Section, change: Callable[[str], str]) -> Section:
    paragraphs = tuple(map(change, section.paragraphs))
    return section if paragraphs == section.paragraphs else replace(section, paragraphs=paragraphs)
