"""Where the cells of the forms' tables stand, with the strips the screen puts between their rows."""

import pytest

from editor.forms.form import Cell, Table
from editor.forms.packs import bundled_packs
from editor.ui.sheet.plan import Spot, Strip, spots_of, with_strips

PACKS = bundled_packs()


def covered(spots: tuple[Spot, ...], width: int) -> list[tuple[int, int]]:
    return sorted(
        (r, c)
        for s in spots
        for r in range(s.row, s.row + s.rows)
        for c in range(s.column, s.column + s.columns)
        if c < width
    )


@pytest.mark.parametrize("pack", sorted(PACKS.ids))
def test_every_square_is_covered_once(pack: str) -> None:
    """With and without strips: nothing overlaps, nothing is left out, whatever the form's spans."""
    form = PACKS.form(pack)
    strips = [Strip("=", frozenset({"budget", "fiscal_funds", "other_funds"})), Strip("%", frozenset({"disbursement"}))]
    for table in (t for t in form.sheet.tables if t.repeat is None):
        width = len(table.widths)
        for spots in (spots_of(table), with_strips(spots_of(table), strips, width)):
            rows = max(s.row + s.rows for s in spots)
            assert covered(spots, width) == [(r, c) for r in range(rows) for c in range(width)]


def test_a_strip_stands_below_its_fields() -> None:
    """A label hanging over both rows at the left grows by the strip; what is below moves down."""
    table = Table(
        (1, 1, 1),
        (
            (Cell(text="甲", rows=2), Cell(field="a"), Cell(field="b")),
            (Cell(field="c", columns=2),),
            (Cell(text="乙"), Cell(field="d", columns=2)),
        ),
    )
    spots = with_strips(spots_of(table), [Strip("s", frozenset({"a", "b"}))], 3)
    at = {(s.cell.field or s.cell.text) if s.cell else s.strip: (s.row, s.column, s.rows, s.columns) for s in spots}
    assert at == {
        "甲": (0, 0, 3, 1), "a": (0, 1, 1, 1), "b": (0, 2, 1, 1), "s": (1, 1, 1, 2), "c": (2, 1, 1, 2),
        "乙": (3, 0, 1, 1), "d": (3, 1, 1, 2),
    }  # fmt: skip
