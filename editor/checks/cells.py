"""Cell checks over one text after another; what was found in a text is remembered, for the same text comes often."""

from collections.abc import Iterator, Sequence, Set

from editor.checks.check import CellRun, Check, Mark, Report
from editor.checks.finding import Finding, Fix
from editor.checks.views import CellView
from editor.checks.words import Words
from editor.domain.places import Place
from editor.forms.form import Form

Marks = tuple[tuple[Report, Mark], ...]
_Run = tuple[CellRun, frozenset[str] | None, Report]
_MOST = 200_000
"""Texts remembered; more than any volume has different ones."""


class _Runs:
    """The checks of one kind of text. Which of them look at a text follows from its signs, and few sets of signs are many texts'."""

    def __init__(self, runs: Sequence[_Run]) -> None:
        self._runs = runs
        self._signs = frozenset[str]().union(*(signs for _, signs, _ in runs if signs is not None))
        self._known: dict[frozenset[str], tuple[tuple[CellRun, Report], ...]] = {}

    def looking(self, there: Set[str]) -> tuple[tuple[CellRun, Report], ...]:
        """Those that may have something to say of a text with these signs."""
        causes = self._signs & there
        runs = self._known.get(causes)
        if runs is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            runs = self._known[causes] = tuple(
                (run, report) for run, signs, report in self._runs if signs is None or not signs.isdisjoint(causes)
            )
        return runs


def found_at(place: Place, marks: Marks, names: str) -> Iterator[Finding]:
    """The findings of a text that stands at this place; `names` are those of the department, unit and project there."""
    for report, mark in marks:
        if any(word in names for word in mark.home):
            continue
        fix = None if mark.text is None else Fix(mark.title or "改正", ((place, mark.text),))
        yield report(place, mark.message, severity=mark.severity, chars=mark.chars, fix=fix)


class CellChecks:
    """The cell checks that apply, with a memory."""

    def __init__(self, form: Form, words: Words, checks: Sequence[tuple[Check, Report]]) -> None:
        self._form = form
        self._words = words
        self._checks = checks
        self._by_kind: dict[str, _Runs] = {}
        self._known: dict[tuple[int, str, str], Marks] = {}

    def marks(self, year: int, kind: str, text: str) -> Marks:
        """What is found in a text."""
        key = year, kind, text
        marks = self._known.get(key)
        if marks is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            marks = self._known[key] = self._marks(year, kind, text) if text else ()
        return marks

    def _marks(self, year: int, kind: str, text: str) -> Marks:
        view = CellView.of(self._form, self._words, year, kind, text)
        runs = self._by_kind.get(kind) or self._of(kind)
        found: list[tuple[Report, Mark]] = []
        for run, report in runs.looking(view.signs):
            found += [(report, mark) for mark in run(view, report)]
        return tuple(found)

    def _of(self, kind: str) -> _Runs:
        """The checks that read this kind."""
        fitting = ((check, report) for check, report in self._checks if not check.kinds or kind in check.kinds)
        runs = [(check.cell, check.signs, report) for check, report in fitting if check.cell]
        self._by_kind[kind] = _Runs(runs)
        return self._by_kind[kind]
