"""What may be written into an indicator's cell: the form's names, and what was written before in such a place."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from editor.domain.target import read_target
from editor.domain.volume import Indicator, Project, Volume
from editor.forms.form import Form

MOST = 40
"""Suggestions shown at once; who wants another writes it."""
_BARE_NUMBER = re.compile(r"^\D{0,4}[\d.,，．０-９]+$")

Past = Callable[[], Iterable[Volume]]
"""Gives earlier volumes; asked each time, so it answers at once with those it has."""


@dataclass(slots=True)
class _Index:
    """Counts of texts by column, by (column, 一级), (column, 二级) and (column, 三级指标)."""

    counts: dict[tuple[str, str, str], Counter[str]] = field(default_factory=dict)

    def count(self, rows: Iterable["_Row"], sign: int) -> None:
        for row in rows:
            for column, text in row.texts:
                for by, context in (("", ""), *row.contexts):
                    if by != column:
                        counter = self.counts.setdefault((column, by, context), Counter())
                        counter[text] += sign
                        if counter[text] <= 0:
                            del counter[text]

    def texts(self, column: str, by: str = "", context: str = "") -> Iterator[str]:
        """The most frequent first."""
        counter = self.counts.get((column, by, context))
        return (text for text, _ in counter.most_common()) if counter else iter(())


@dataclass(frozen=True, slots=True)
class _Row:
    texts: tuple[tuple[str, str], ...]
    contexts: tuple[tuple[str, str], ...]


class Suggestions:
    """Suggestions (建议) for the cells of indicator tables, from a volume and from past ones.

    The index follows the volume: only projects that are other objects than at the last question are counted again.
    """

    def __init__(self, form: Form, past: Past = tuple) -> None:
        self._form = form
        self._past = past
        columns = form.indicators.columns
        self._levels = sorted((key for key in columns if columns[key].level), key=lambda key: columns[key].level or 0)
        after = list(columns)[len(self._levels) :]
        self._contexts = (*self._levels, *after[:1])
        self._name = after[0] if after else ""
        self._index = _Index()
        self._counted: dict[int, tuple[Project, tuple[_Row, ...]]] = {}
        self._old = _Index()
        self._old_volumes: dict[int, Volume] = {}

    def of_cell(self, volume: Volume, row: Indicator, column: str, typed: str = "") -> tuple[str, ...]:
        """Texts for a cell, the likeliest first: those that begin with what is typed, then those that hold it.

        The text that stands in the cell is not offered, but for the names of levels: those are a list one looks over.
        """
        self._follow(volume)
        seen: dict[str, None] = {}
        for text in self._offers(row, column, typed):
            seen.setdefault(text)
        seen.pop("", None)
        wanted = typed.strip().casefold()
        written = typed or ("" if column in self._levels else row.cells.text(column))
        texts = [text for text in seen if wanted in text.casefold() and text != written]
        texts.sort(key=lambda text: not text.casefold().startswith(wanted))
        return tuple(texts[:MOST])

    def _offers(self, row: Indicator, column: str, typed: str) -> Iterator[str]:
        if column in self._levels:
            yield from self._names(row, column)
            above = self._levels[: self._levels.index(column)]
            written = [(by, row.cells.text(by)) for by in reversed(above) if row.cells.text(by)]
            yield from self._written(column, written or [("", "")])
            return
        if _BARE_NUMBER.match(typed):
            yield from (typed + unit for unit in self._units(row, column))
        contexts = [(by, row.cells.text(by)) for by in reversed(self._contexts) if row.cells.text(by) and by != column]
        yield from self._written(column, [*contexts, ("", "")])

    def _written(self, column: str, contexts: Iterable[tuple[str, str]]) -> Iterator[str]:
        """What stands in a column in such rows, here and in the past."""
        for by, context in contexts:
            yield from self._index.texts(column, by, context)
            yield from self._old.texts(column, by, context)

    def _names(self, row: Indicator, column: str) -> Iterator[str]:
        """The form's names for a level: 二级 of the row's 一级 first, then the others'."""
        taxonomy = self._form.indicators.taxonomy
        if column == self._levels[0]:
            yield from taxonomy
        elif len(self._levels) > 1 and column == self._levels[1]:
            yield from taxonomy.get(row.cells.text(self._levels[0]).strip(), ())
            if not row.cells.text(self._levels[0]).strip():
                for names in taxonomy.values():
                    yield from names

    def _units(self, row: Indicator, column: str) -> Iterator[str]:
        """Units behind the numbers written in such a cell, for a number that has none yet."""
        for by in (self._name, *reversed(self._levels), ""):
            for index in (self._index, self._old):
                for text in index.texts(column, by, row.cells.text(by) if by else ""):
                    yield from (unit for unit in (read_target(text).unit,) if unit)

    def _follow(self, volume: Volume) -> None:
        there = {project.key: project for project in volume.projects}
        for key in [k for k, (project, _) in self._counted.items() if there.get(k) is not project]:
            self._index.count(self._counted.pop(key)[1], -1)
        for key, project in there.items():
            if key not in self._counted:
                rows = tuple(map(self._row, project.indicators))
                self._counted[key] = project, rows
                self._index.count(rows, +1)
        for old in self._past():
            if id(old) not in self._old_volumes:
                self._old_volumes[id(old)] = old
                self._old.count((self._row(row) for project in old.projects for row in project.indicators), +1)

    def _row(self, row: Indicator) -> _Row:
        texts = tuple((key, row.cells.text(key)) for key in self._form.indicators.columns if row.cells.text(key))
        return _Row(texts, tuple((by, row.cells.text(by)) for by in self._contexts if row.cells.text(by)))
