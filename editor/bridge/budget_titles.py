"""What the budget's tables are called in the tree and elsewhere on the screen."""

from editor.budget.wording import braces
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
