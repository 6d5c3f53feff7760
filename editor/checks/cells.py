"""Cell checks over one text after another; what was found in a text is remembered, for the same text comes often."""

from collections.abc import Iterator, Sequence

from editor.checks.check import CellRun, Check, Mark, Report
from editor.checks.finding import Finding, Fix
from editor.checks.views import CellView
from editor.checks.words import Words
from editor.domain.places import Place
from editor.forms.form import Form

Marks = tuple[tuple[Report, Mark], ...]
_Run = tuple[CellRun, frozenset[str] | None, Report]
_Runs = tuple[frozenset[str] | None, list[_Run]]
_MOST = 200_000
"""Texts remembered; more than any volume has different ones."""


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
        any_signs, runs = self._by_kind.get(kind) or self._of(kind)
        there, found = view.signs, []
        if any_signs is not None and any_signs.isdisjoint(there):
            return ()
        for run, signs, report in runs:
            if signs is None or not signs.isdisjoint(there):
                found += [(report, mark) for mark in run(view, report)]
        return tuple(found)

    def _of(self, kind: str) -> _Runs:
        """The checks that read this kind, and the signs of which a text has one where any of them may find something."""
        fitting = ((check, report) for check, report in self._checks if not check.kinds or kind in check.kinds)
        runs = [(check.cell, check.signs, report) for check, report in fitting if check.cell]
        any_signs: frozenset[str] | None = frozenset()
        for _, signs, _ in runs:
            any_signs = None if any_signs is None or signs is None else any_signs | signs
        self._by_kind[kind] = any_signs, runs
        return self._by_kind[kind]
