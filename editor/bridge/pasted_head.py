"""What a copied table begins with: a head of one or several rows that says which column is which, and rows that only add others up."""

import re
from collections.abc import Iterable, Mapping, Sequence

from editor.forms.form import Column
from editor.values import value

Rows = tuple[tuple[str, ...], ...]
AGAIN = "="
"""In place of a column's key: it was named before, and what stands under it here is not taken."""
_MOST_HEADS = 4
_LENIENT = 4
"""With so many columns known a few unknown ones are left out; with fewer it is no head."""
_TOTALS = ("合计", "总计", "部门合计", "本年收入合计", "本年支出合计")


@value
class Head:
    """`keys`: the column under each cell ("" unknown, AGAIN named before); `rows`: how many rows the head takes, 0 for none."""

    keys: tuple[str, ...] = ()
    rows: int = 0


def find_head(rows: Rows, form: Mapping[str, Column]) -> Head:
    """The head of a copied table, the highest that is one; a merged cell stands in every place it covers."""
    for height in range(1, min(_MOST_HEADS, len(rows) - 1) + 1):
        for names in (_joined(rows[:height]), rows[height - 1]):
            keys = columns_of(names, form)
            if keys:
                return Head(keys, height)
    return Head()


def columns_of(names: Sequence[str], form: Mapping[str, Column]) -> tuple[str, ...]:
    """The columns these cells name, each the label or an alias of another one; () where they are no head."""
    known: dict[str, list[str]] = {}
    for key, column in form.items():
        for name in (column.label, *column.aliases):
            known.setdefault(plain(name), []).append(key)
    taken: set[str] = set()
    keys = tuple(_next_of(known.get(plain(name), ()), taken, form) for name in names)
    once = [key for key in keys if key not in ("", AGAIN)]
    unknown = sum(not key for key in keys)
    if len(once) < 2 or len(set(once)) < len(once):
        return ()
    return keys if not unknown or (len(once) >= _LENIENT and unknown * 3 <= len(keys)) else ()


def adding_rows(rows: Sequence[Sequence[str]], code_at: int) -> frozenset[int]:
    """Rows that add others up, by position: totals, and codes under which longer ones stand in the same table."""
    codes = [plain(row[code_at]) for row in rows]
    numbers = {code for code in codes if code.isdigit()}
    above = numbers & {code[:end] for code in numbers for end in range(1, len(code))}
    return frozenset(
        i
        for i, row in enumerate(rows)
        if codes[i] in above or any(plain(cell) in _TOTALS for cell in row[: max(code_at, 1) + 1])
    )


def plain(text: str) -> str:
    """Without any blanks."""
    return re.sub(r"\s+", "", text)


def _joined(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The words over each column from the top, a merged cell's once."""
    return tuple("".join(dict.fromkeys(map(plain, column))) for column in zip(*rows, strict=True))


def _next_of(keys: Sequence[str], taken: set[str], form: Mapping[str, Column]) -> str:
    """The first of these columns that no cell before named; AGAIN for a level that was, as paper shows 二级指标 on both sides."""
    grouped = any(column.group for column in form.values())
    again = AGAIN if grouped and keys and form[keys[0]].level else keys[0] if keys else ""
    key = next((key for key in keys if key not in taken), again)
    taken.add(key)
    return key
