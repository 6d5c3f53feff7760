"""What the budget tables are made of, as JSON and back: entry tables, typed values over worked-out ones, facts."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from editor.domain.budget_edits import in_order
from editor.domain.fields import Entry, Fields
from editor.domain.overrides import override_place
from editor.domain.volume import BudgetRow, BudgetTable, Volume
from editor.exchange.json_node import Keys, Node
from editor.forms.form import Form

TABLES, OVERRIDES, FACTS = "tables", "overrides", "facts"


def facts_of(form: Form) -> Collection[str]:
    """The keys of the form's facts, which lie among the volume's fields."""
    return form.budget.facts if form.budget else ()


def budget_out(volume: Volume, facts: Collection[str]) -> dict[str, object]:
    """The keys of a volume's JSON that only a form with budget tables fills; none where there is nothing."""
    data: dict[str, object] = {}
    if volume.tables:
        data[TABLES] = {table.key: [_plain(row.cells) for row in table.rows] for table in volume.tables}
    if volume.overrides:
        data[OVERRIDES] = _plain(volume.overrides)
    known = Fields({key: entry for key, entry in volume.fields.items() if key in facts})
    if known:
        data[FACTS] = _plain(known)
    return data


def facts_in(root: Mapping[str, Node], facts: Collection[str]) -> dict[str, Entry]:
    """The facts of a JSON; UserError for one the form does not know."""
    if FACTS not in root:
        return {}
    nodes = root[FACTS].mapping(required=(), optional=facts)
    return {key: node.entry() for key, node in nodes.items()}


def budget_in(volume: Volume, root: Mapping[str, Node], keys: Keys) -> Volume:
    """The volume with its entry tables and typed values; tables and columns the form does not know are kept as they are."""
    tables = root[TABLES].anything() if TABLES in root else {}
    overrides = root[OVERRIDES].anything() if OVERRIDES in root else {}
    for key, node in overrides.items():
        try:
            override_place(key)
        except ValueError as error:
            raise node.error("不是报表的单元格，也不是自动生成的段落") from error
    return replace(
        volume,
        tables=in_order(_table(key, tables[key], keys) for key in sorted(tables)),
        overrides=Fields({key: node.text() for key, node in overrides.items()}),
    )


def _table(key: str, node: Node, keys: Keys) -> BudgetTable:
    rows = (row.anything() for row in node.items())
    return BudgetTable(
        key,
        tuple(
            BudgetRow(keys.next(), Fields({column: cell.text_or_blank() for column, cell in row.items()}))
            for row in rows
        ),
    )


def _plain(fields: Fields) -> dict[str, object]:
    return {key: entry if isinstance(entry, str) else list(entry) for key, entry in fields.items()}
