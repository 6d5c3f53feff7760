"""What differs between two editions of a form's budget tables, in sentences for the clerk."""

from collections.abc import Iterator, Mapping
from typing import Any

from editor.forms.budget_form import BudgetForm, Ledger, PrintedTable, SubjectList
from editor.forms.telling import attributes, items, label, same

_SHOWN = 5
"""Subjects named of those that came, went or were renamed."""
_TOLD = ("subjects", "ledgers", "tables", "facts", "charts", "comparisons", "lists")


def budget_changes(old: BudgetForm | None, new: BudgetForm | None) -> Iterator[str]:
    """Sentences for every difference; None for a form without such tables."""
    if old is None or new is None:
        yield "不再有预算公开报表。" if new is None else f"新增 {len(new.tables)} 张预算公开报表。"
        return
    yield from items("科目表", old.subjects, new.subjects, _title, _subjects)
    yield from items("录入表", old.ledgers, new.ledgers, _title, _ledger)
    yield from items("报表", old.tables, new.tables, _title, _table)
    yield from items("填报项", old.facts, new.facts, label, attributes)
    yield from items("图", old.charts, new.charts, _title, _whole)
    if not same((old.comparisons, old.lists), (new.comparisons, new.lists)):
        yield "照数字写成的文字有调整。"
    yield from attributes("预算公开报表", old, new, _TOLD)


def _title(key: str, item: Any) -> str:
    return str(getattr(item, "title", "")) or key


def _whole(where: str, old: object, new: object) -> Iterator[str]:
    del old, new
    yield f"{where}有调整。"


def _subjects(where: str, old: SubjectList, new: SubjectList) -> Iterator[str]:
    for verb, codes, names in (
        ("新增", [code for code in new.names if code not in old.names], new.names),
        ("删去", [code for code in old.names if code not in new.names], old.names),
        ("改名", [code for code, name in new.names.items() if old.names.get(code, name) != name], new.names),
    ):
        if codes:
            yield f"{where}：{verb} {len(codes)} 个科目（{_named(codes, names)}）。"
    yield from attributes(where, old, new, ("names", "file"))


def _named(codes: list[str], names: Mapping[str, str]) -> str:
    shown = "、".join(f"{code} {names[code]}" for code in codes[:_SHOWN])
    return shown + ("等" if len(codes) > _SHOWN else "")


def _ledger(where: str, old: Ledger, new: Ledger) -> Iterator[str]:
    yield from items(f"{where}的列", old.columns, new.columns, label, attributes)
    yield from attributes(where, old, new, ("columns",))


def _table(where: str, old: PrintedTable, new: PrintedTable) -> Iterator[str]:
    yield from items(f"{where}的列", old.columns, new.columns, label, attributes)
    if not same([(side.lines, side.foot) for side in old.sides], [(side.lines, side.foot) for side in new.sides]):
        yield f"{where}的行或算法有调整。"
    yield from attributes(where, old, new, ("sides",))
