"""Sheets whose rows have two sides (实施期, 年度): what is looked for row by row on the one is looked for on the other too."""

from collections.abc import Mapping
from dataclasses import replace

from editor.checks.finding import Finding, Fix
from editor.checks.views import RowView, SheetView
from editor.domain.places import Place
from editor.domain.target import read_target
from editor.forms.form import Form


def columns_of_sides(form: Form) -> Mapping[str, str]:
    """Each column of the first group → the one with the same label in the second; none where the form has no groups."""
    columns = form.indicators.columns
    groups = list(dict.fromkeys(column.group for column in columns.values() if column.group))
    if len(groups) < 2:
        return {}
    second = {column.label: key for key, column in columns.items() if column.group == groups[1]}
    first = ((key, column.label) for key, column in columns.items() if column.group == groups[0])
    return {key: second[label] for key, label in first if label in second}


def other_side(sheet: SheetView, columns: Mapping[str, str]) -> SheetView | None:
    """The sheet with the rows as their other side has them, but for those that say the same on both; None where all do."""
    rows = tuple(_turned(row, columns) for row in sheet.rows if not _same(row, columns))
    return replace(sheet, rows=rows) if rows else None


def there(finding: Finding, columns: Mapping[str, str]) -> Finding:
    """A finding on such a sheet at the place where it belongs."""
    fix = finding.fix
    if fix is not None:
        fix = Fix(fix.title, tuple((_place(place, columns), entry) for place, entry in fix.entries))
    return replace(finding, place=_place(finding.place, columns), fix=fix)


def _place(place: Place, columns: Mapping[str, str]) -> Place:
    return replace(place, field=columns.get(place.field or "", place.field))


def _same(row: RowView, columns: Mapping[str, str]) -> bool:
    """The one says what the other does, or is being written and the other has not been begun."""
    cells = row.row.cells
    ones = [cells.text(one).strip() for one in columns]
    twos = [cells.text(two).strip() for two in columns.values()]
    return ones == twos or (not any(twos) and not all(ones))


def _turned(row: RowView, columns: Mapping[str, str]) -> RowView:
    cells = row.row.cells
    turned = row.row
    for one, two in columns.items():
        turned = replace(turned, cells=turned.cells.put(one, cells.text(two)))
    target = turned.cells.text("target").strip()
    return row._replace(row=turned, name=turned.cells.text("level3").strip(), target=target, value=read_target(target))
