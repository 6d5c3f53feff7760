"""Taking a bureau's list of subjects (科目表) into a volume."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from editor.budget.subjects import CODE, LIST, NAME
from editor.domain import budget_edits
from editor.domain.edits import Edit
from editor.domain.fields import Fields
from editor.domain.volume import Volume
from editor.forms.budget_form import BudgetForm


def taking(budget: BudgetForm, subjects: str, found: Sequence[tuple[str, str]]) -> Edit:
    """The edit that takes codes and names into a list: a code that is there gets the new name, others are put behind."""
    wanted = dict(found)
    form_names = budget.subjects[subjects].names

    def edit(volume: Volume) -> Volume:
        table = volume.table(budget.own_subjects)
        held = {row.cells.text(CODE): row for row in table.rows if row.cells.text(LIST) == subjects}
        cells = [(held[code].key, NAME, name) for code, name in wanted.items() if code in held]
        fresh = [
            Fields({LIST: subjects, CODE: code, NAME: name})
            for code, name in wanted.items()
            if code not in held and form_names.get(code) != name
        ]
        volume = budget_edits.set_budget_cells(volume, budget.own_subjects, cells)
        return budget_edits.insert_budget_rows(volume, budget.own_subjects, len(table.rows), fresh) if fresh else volume

    return edit


def subjects_of_file(path: Path) -> tuple[tuple[str, str], ...]:
    """Codes and names of a workbook; UserError where it holds none."""
    from editor.exchange.subject_lists import read_subjects

    return read_subjects(path)


def differing(known: Mapping[str, str], found: Sequence[tuple[str, str]]) -> int:
    """How many of them the list does not have with that very name."""
    return sum(1 for code, name in found if known.get(code) != name)
