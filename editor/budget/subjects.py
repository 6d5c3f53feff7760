"""Names of subject codes (科目): the form's lists, and what the clerk has taken in over them."""

from collections.abc import Mapping

from editor.domain.volume import BudgetTable, Volume
from editor.forms.budget_form import BudgetForm

LIST, CODE, NAME = "list", "code", "name"
"""Columns of the ledger that holds the clerk's own subjects."""


class Subjects:
    """The subjects of the volumes of one form; the same objects while the clerk's own list is."""

    def __init__(self, budget: BudgetForm) -> None:
        self._budget = budget
        self._table: BudgetTable | None = None
        self._names: Mapping[str, Mapping[str, str]] = {key: one.names for key, one in budget.subjects.items()}

    def names(self, volume: Volume) -> Mapping[str, Mapping[str, str]]:
        """List → code → name."""
        table = volume.table(self._budget.own_subjects)
        if table.rows and table is not self._table:
            self._table = table
            self._names = {key: {**one.names, **_own(table, key)} for key, one in self._budget.subjects.items()}
        elif not table.rows and self._table is not None:
            self._table = None
            self._names = {key: one.names for key, one in self._budget.subjects.items()}
        return self._names


def _own(table: BudgetTable, subjects: str) -> dict[str, str]:
    rows = [row.cells for row in table.rows if row.cells.text(LIST) == subjects]
    return {cells.text(CODE).strip(): cells.text(NAME).strip() for cells in rows if cells.text(CODE).strip()}
