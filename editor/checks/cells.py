"""Cell checks over one text after another; what was found in a text is remembered, for the same text comes often."""

from collections.abc import Iterator, Sequence

from editor.checks.check import Check, Mark, Report
from editor.checks.finding import Finding, Fix
from editor.checks.views import CellView
from editor.checks.words import Words
from editor.domain.places import Place
from editor.forms.form import Form

_MOST = 100_000
"""Texts remembered; more than any volume has different ones."""


class CellChecks:
    """The cell checks that apply, with a memory."""

    def __init__(self, form: Form, words: Words, checks: Sequence[tuple[Check, Report]]) -> None:
        self._form = form
        self._words = words
        self._checks = checks
        self._by_kind: dict[str, list[tuple[Check, Report]]] = {}
        self._known: dict[tuple[int, str, str], tuple[tuple[Report, Mark], ...]] = {}

    def check(self, year: int, kind: str, place: Place, text: str) -> Iterator[Finding]:
        """Findings at the place where the text stands."""
        key = year, kind, text
        marks = self._known.get(key)
        if marks is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            marks = self._known[key] = tuple(self._marks(year, kind, text))
        for report, mark in marks:
            fix = None if mark.text is None else Fix(mark.title or "改正", ((place, mark.text),))
            yield report(place, mark.message, severity=mark.severity, chars=mark.chars, fix=fix)

    def _marks(self, year: int, kind: str, text: str) -> Iterator[tuple[Report, Mark]]:
        if not text:
            return
        view = CellView(self._form, self._words, year, kind, text, self._words.lexicon.find(text))
        for check, report in self._of(kind):
            if check.cell is not None:
                yield from ((report, mark) for mark in check.cell(view, report))

    def _of(self, kind: str) -> list[tuple[Check, Report]]:
        if kind not in self._by_kind:
            self._by_kind[kind] = [pair for pair in self._checks if not pair[0].kinds or kind in pair[0].kinds]
        return self._by_kind[kind]
