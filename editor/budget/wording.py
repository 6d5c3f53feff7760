"""The words of the printed tables with a volume's year, department and facts put in."""

from collections.abc import Mapping
from dataclasses import dataclass

from editor.budget.lines import Words
from editor.domain.volume import Volume
from editor.forms.budget_form import BudgetForm, HeadCell, PrintedTable


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words of one table, filled in."""

    title: str
    contents: str
    number: str
    unit_line: tuple[str, str]
    head: tuple[tuple[HeadCell, ...], ...]
    note: str
    empty_note: str


def braces(budget: BudgetForm, volume: Volume) -> dict[str, str]:
    """What {year}, {last_year}, {department} and the keys of facts of words stand for."""
    words = {"year": str(volume.year), "last_year": str(volume.year - 1), "department": volume.department}
    said = {key: fact_text(budget, volume, key, words) for key, fact in budget.facts.items() if fact.kind == "text"}
    return {**said, **words}


def fact_text(budget: BudgetForm, volume: Volume, key: str, words: Mapping[str, str]) -> str:
    """What a fact says: as it was written, else its default."""
    default = budget.facts[key].default
    return volume.fields.text(key) or (default.format_map(words) if default else "")


def words_of(budget: BudgetForm, volume: Volume, subjects: Mapping[str, Mapping[str, str]]) -> Words:
    """What the lines of a volume are called."""
    units = {"": volume.department, **{unit.code: unit.name for unit in volume.units}}
    used = {key for table in budget.tables.values() for key in _used(table)}
    said = braces(budget, volume)
    return Words(subjects, units, {key: text for key, text in said.items() if key in used or key not in budget.facts})


def table_words(budget: BudgetForm, form: PrintedTable, words: Words) -> TableWords:
    """One table's words."""
    said = words.braces
    head = tuple(tuple(HeadCell(c.text.format_map(said), c.columns, c.rows) for c in row) for row in form.head)
    if form.numbers:
        head = (*head, tuple(HeadCell(str(n)) for n in range(1, len(form.columns) + 1)))
    left, right = budget.unit_line
    return TableWords(
        form.title.format_map(said),
        form.contents.format_map(said),
        form.number.format_map(said),
        (left.format_map(said), right.format_map(said)),
        head,
        form.note,
        form.empty_note,
    )


def _used(form: PrintedTable) -> list[str]:
    """Keys of facts in the labels of a table's lines."""
    labels = [line.label for side in form.sides for line in (*side.lines, *side.foot) if "{" in line.label]
    return [part for label in labels for part in label.replace("{", "}").split("}")[1::2]]
