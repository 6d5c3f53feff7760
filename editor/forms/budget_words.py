"""A place in the budget tables in the form's words: 预算公开表5 合计 基本支出, 项目支出录入表 雷达维护 一般公共预算."""

from collections.abc import Iterator

from editor.domain.places import NEW_ROW, Place
from editor.domain.volume import LINE, BudgetRow, Volume
from editor.forms.budget_form import BudgetForm, Ledger, LineForm, PrintedTable


def budget_words(budget: BudgetForm, volume: Volume, place: Place) -> Iterator[str]:
    """Table, line and column; a table or line that is not there is left out."""
    column = place.field or ""
    ledger = budget.ledgers.get(place.table or "")
    form = budget.tables.get(place.table or "")
    if ledger is not None:
        yield ledger.title
        if place.row is not None:
            yield _row(ledger, volume, place)
        if column in ledger.columns:
            yield ledger.columns[column].label
    elif form is not None:
        yield form.number or form.title.format(
            year=volume.year, last_year=volume.year - 1, department=volume.department
        )
        if place.line is not None:
            yield _line(budget, volume, form, place.line)
        if column in form.columns:
            yield form.columns[column].label


def _row(ledger: Ledger, volume: Volume, place: Place) -> str:
    if place.row == NEW_ROW:
        return ledger.rows.get(place.line or "", "")
    rows = volume.table(place.table or "").rows
    for n, row in enumerate(rows, 1):
        if row.key == place.row:
            return _called(ledger, row) or f"第{n}行"
    return ""


def _called(ledger: Ledger, row: BudgetRow) -> str:
    fixed = ledger.rows.get(row.cells.text(LINE), "")
    code = row.cells.text(ledger.code) if ledger.code else ""
    return fixed or (row.cells.text(ledger.name) if ledger.name else "") or code


def _line(budget: BudgetForm, volume: Volume, form: PrintedTable, line: str) -> str:
    lines = [one for side in form.sides for one in (*side.lines, *side.foot)]
    named = next((one for one in lines if one.key == line and not one.tree and not one.rows), None)
    if named is not None:
        return named.label if "{" not in named.label else volume.department
    for one in lines:
        found = _one_of(budget, volume, one, line.removeprefix(one.prefix))
        if found:
            return found
    return line


def _one_of(budget: BudgetForm, volume: Volume, form: LineForm, line: str) -> str:
    """A line of a tree or list by its id without the prefix; "" where it is none of it."""
    source = form.tree or form.rows
    if source is None:
        return ""
    ledger = budget.ledgers[source.ledger]
    if line.startswith("unit_"):
        unit = volume.unit(line.removeprefix("unit_"))
        return unit.name if unit else volume.department
    if form.tree is None or line.startswith("row_"):
        key = line.removeprefix("row_")
        row = next((row for row in volume.table(source.ledger).rows if str(row.key) == key), None)
        return _called(ledger, row) if row is not None else ""
    own = next((r for r in volume.table(source.ledger).rows if r.cells.text(ledger.code).strip() == line), None)
    name = own.cells.text(ledger.name) if own is not None and ledger.name else ""
    return f"{line}{name or budget.subjects[form.tree.subjects].names.get(line, '')}"
