"""The findings of the checks over the budget tables, kept until something they look at has changed."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING

from editor.checks.check import Check, Report
from editor.checks.clashes import FRONT
from editor.checks.finding import Finding
from editor.checks.words import Words
from editor.domain.volume import BudgetRow, Project, Volume
from editor.forms.form import Form

if TYPE_CHECKING:
    from editor.budget.bookkeeper import Bookkeeper

_KINDS = ("money", "text")
"""Of the fields of a goal sheet that are held against the tables."""


class BookIndex:
    """One for each open volume: its bookkeeper works out only what has changed, and where nothing has, no check runs."""

    def __init__(self, form: Form, words: Words, checks: Sequence[tuple[Check, Report]]) -> None:
        self._form = form
        self._words = words
        self._checks = checks if form.budget is not None else ()
        self._fields = tuple(key for key, field in form.fields.items() if field.kind in _KINDS)
        self._keeper: Bookkeeper | None = None
        self._seen: tuple[object, ...] | None = None
        self._memo: dict[tuple[str, str], dict[int, tuple[BudgetRow, object]]] = {}
        self._said: dict[int, tuple[Project, Hashable]] = {}
        self._findings: dict[int, tuple[Finding, ...]] = {}

    def follow(self, volume: Volume) -> set[int]:
        """The parts (projects, or FRONT) whose findings are others now."""
        if not self._checks:
            return set()
        seen = self._looked_at(volume)
        if seen == self._seen:
            return set()
        self._seen = seen
        before, found = self._findings, dict[int, list[Finding]]()
        for finding in self._check(volume):
            found.setdefault(finding.place.project or FRONT, []).append(finding)
        self._findings = {part: tuple(findings) for part, findings in found.items()}
        parts = before.keys() | self._findings.keys()
        return {part for part in parts if before.get(part, ()) != self._findings.get(part, ())}

    def of(self, part: int) -> tuple[Finding, ...]:
        """The findings at one part."""
        return self._findings.get(part, ())

    def _looked_at(self, volume: Volume) -> tuple[object, ...]:
        """What did not change is the same object, so that comparing takes no time."""
        said: dict[int, tuple[Project, Hashable]] = {}
        for project in volume.projects:
            held = self._said.get(project.key)
            same = held is not None and held[0] is project
            said[project.key] = held if same and held is not None else (project, self._words_of(project))
        self._said = said
        sheets = tuple(words for _, words in said.values())
        around = volume.year, volume.department, volume.units, volume.sections
        return (volume.tables, volume.overrides, volume.fields, *around, tuple(said), sheets)

    def _words_of(self, project: Project) -> Hashable:
        return project.classified, project.unit, tuple(project.fields.text(key) for key in self._fields)

    def _check(self, volume: Volume) -> Iterable[Finding]:
        from editor.budget.bookkeeper import Bookkeeper
        from editor.budget.narrative import paragraphs
        from editor.budget.values import Values
        from editor.checks.budget_view import BookView

        assert self._form.budget is not None
        self._keeper = self._keeper or Bookkeeper(self._form)
        book = self._keeper.book(volume)
        said = paragraphs(self._form, volume, book)
        values = Values(self._form, volume, book)
        view = BookView(
            self._form, self._form.budget, self._words, volume, book, self._keeper, said, values, self._memo
        )
        for check, report in self._checks:
            if check.book:
                yield from check.book(view, report)
