"""The rows of an indicator table as they are printed: forms with fixed rows show every 二级, also one without indicators."""

from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project
from editor.forms.form import Form, Indicators

NO_ROW = -1
"""Key of a printed row that is none of the project's."""


def printed_rows(form: Form, project: Project) -> tuple[Indicator, ...]:
    """The project's rows in their order; in a form with fixed rows, empty ones for the levels it has none of.

    An empty row stands before the first row that comes after it in the official order.
    """
    rows = project.indicators
    if not form.indicators.fixed:
        return rows
    first, second = _levels(form.indicators)
    order = {pair: n for n, pair in enumerate(_pairs(form.indicators))}
    places = [order.get((row.cells.text(first), row.cells.text(second))) for row in rows]
    printed = list(zip(places, rows, strict=True))
    for pair, n in order.items():
        if n in places:
            continue
        at = next((i for i, (place, _) in enumerate(printed) if place is not None and place > n), len(printed))
        printed.insert(at, (n, Indicator(NO_ROW, Fields({first: pair[0], second: pair[1]}))))
    return tuple(row for _, row in printed)


def _levels(indicators: Indicators) -> tuple[str, str]:
    """The columns of 一级 and 二级."""
    found = {column.level: key for key, column in indicators.columns.items() if column.level is not None}
    return found[1], found[2]


def _pairs(indicators: Indicators) -> list[tuple[str, str]]:
    return [(upper, lower) for upper, lowers in indicators.taxonomy.items() for lower in lowers]
