"""What the budget's tables are called in the tree and elsewhere on the screen."""

from editor.budget.lines import Words
from editor.budget.wording import braces, table_words
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.budget_form import BudgetForm

_LEFT_OUT = "{year}年"
"""Every table is of this year: the tree leaves that out, for its lines are short."""


def facts_title() -> str:
    """The page of the facts."""
    return "报表资料"


def ledger_titles(budget: BudgetForm) -> tuple[tuple[str, str], ...]:
    """The entry tables in order: key and title."""
    return tuple((key, ledger.title) for key, ledger in budget.ledgers.items())


def printed_titles(budget: BudgetForm, volume: Volume) -> tuple[tuple[str, str], ...]:
    """The printed tables in order: key and line of the contents."""
    said = braces(budget, volume)
    found = []
    for key, table in budget.tables.items():
        before, _, behind = table.contents.partition(_LEFT_OUT)
        title = f"{before} {behind}".strip() if behind else table.contents
        found.append((key, title.format_map(said)))
    return tuple(found)


def printed_title(budget: BudgetForm, volume: Volume, key: str) -> str:
    """A printed table's title in full."""
    return table_words(budget, budget.tables[key], Words({}, {}, braces(budget, volume))).title


def table_title(budget: BudgetForm, volume: Volume, key: str) -> str:
    """The short title of an entry table or a printed one."""
    return dict((*ledger_titles(budget), *printed_titles(budget, volume))).get(key, key)


def is_fact(budget: BudgetForm | None, place: Place) -> bool:
    """The place of something that stands on the facts' page."""
    if budget is None or place.project is not None or place.unit is not None or place.table is not None:
        return False
    return place.section is None and place.field in budget.facts
