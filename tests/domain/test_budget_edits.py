"""Budget rows, typed values over worked-out ones, and the keys these are kept under."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.domain import budget_edits, edits
from editor.domain.entries import entry_at, put_entry
from editor.domain.fields import Fields
from editor.domain.overrides import override_key, override_place
from editor.domain.places import NEW_ROW, Place
from editor.domain.volume import Indicator, Project, Unit, Volume, Waiver

PLAIN = st.text(st.sampled_from("abz019_项"), min_size=1, max_size=6)
ROWS = [Fields({"code": "2040201", "general": "1.00"}), Fields({"code": "2040202"}), Fields({"name": "差旅费"})]


def volume() -> Volume:
    start = Volume("x", 2026, "山县气象局", projects=(Project(4, indicators=(Indicator(9),)),))
    return budget_edits.insert_budget_rows(start, "functions", 0, ROWS)


def keys(changed: Volume) -> list[int]:
    return [row.key for row in changed.table("functions").rows]


def test_rows_get_keys_nothing_else_has() -> None:
    before = volume()
    assert keys(before) == [10, 11, 12]
    more = budget_edits.insert_budget_rows(before, "projects", 0, [Fields({"name": "观测站"})])
    assert more.table("projects").rows[0].key == 13
    assert more.table("functions") is before.table("functions")


def test_cells_are_written_and_all_else_is_shared() -> None:
    before = volume()
    after = budget_edits.set_budget_cells(before, "functions", [(11, "general", "2.00"), (11, "name", "办案")])
    assert after.table("functions").rows[1].cells == Fields({"code": "2040202", "general": "2.00", "name": "办案"})
    assert after.table("functions").rows[0] is before.table("functions").rows[0]
    assert budget_edits.set_budget_cells(after, "functions", [(11, "general", "2.00")]) is after
    with pytest.raises(KeyError):
        budget_edits.set_budget_cells(before, "functions", [(99, "general", "1")])


def test_rows_move_and_go_with_what_was_waived_in_them() -> None:
    place = Place(table="functions", row=11, field="general")
    before = replace(
        volume(), waivers=(Waiver("BGT-15", place, "", "尾差"), Waiver("BGT-02", Place(table="t1"), "", "尾差"))
    )
    assert keys(budget_edits.move_budget_rows(before, "functions", [10, 11], 3)) == [12, 10, 11]
    after = budget_edits.delete_budget_rows(before, "functions", [11])
    assert keys(after) == [10, 12]
    assert [waiver.check for waiver in after.waivers] == ["BGT-02"]
    assert budget_edits.delete_budget_rows(before, "functions", [77]) is before


def test_a_table_that_comes_in_anew_has_fresh_keys() -> None:
    before = volume()
    after = budget_edits.set_budget_table(before, "functions", ROWS[:1])
    assert [row.cells for row in after.table("functions").rows] == ROWS[:1]
    assert len(budget_edits.set_budget_table(after, "functions", ()).table("functions").rows) == 0


def test_a_fixed_row_is_made_when_something_is_written_there() -> None:
    place = Place(table="three_public", row=NEW_ROW, line="running", field="general")
    before = volume()
    assert entry_at(before, place) == ""
    after = put_entry(before, place, "56.00")
    (row,) = after.table("three_public").rows
    assert row.cells == Fields({"line": "running", "general": "56.00"})
    assert entry_at(after, place) == "56.00"
    assert entry_at(after, Place(table="three_public", row=row.key, field="general")) == "56.00"
    again = put_entry(after, place, "57.00")
    assert [r.key for r in again.table("three_public").rows] == [row.key]
    assert put_entry(before, place, "") is before


def test_a_typed_value_over_a_worked_out_one_comes_and_goes() -> None:
    cell, paragraph = Place(table="t3", line="21011", field="basic"), Place(section="income", line="sources")
    typed = put_entry(put_entry(volume(), cell, "83.33"), paragraph, "收入如下。")
    assert typed.overrides == Fields({"t3/21011/basic": "83.33", "income/sources": "收入如下。"})
    assert (entry_at(typed, cell), entry_at(typed, paragraph)) == ("83.33", "收入如下。")
    assert put_entry(put_entry(typed, cell, ""), paragraph, "") == volume()


def test_a_cell_no_row_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        entry_at(volume(), Place(table="functions", row=99, field="general"))
    with pytest.raises(ValueError, match="no entry"):
        entry_at(volume(), Place(table="functions", row=10))


@given(PLAIN, st.text(st.sampled_from("20/项"), max_size=6), PLAIN)
def test_a_key_leads_back_to_its_place(table: str, line: str, column: str) -> None:
    for place in (Place(table=table, line=line, field=column), Place(section=table, line=column)):
        assert override_place(override_key(place)) == place


@pytest.mark.parametrize(
    "place", [Place(), Place(field="year"), Place(table="t1"), Place(table="f", row=3, field="x"), Place(section="a")]
)
def test_other_places_have_no_key(place: Place) -> None:
    with pytest.raises(ValueError, match="worked out"):
        override_key(place)
    with pytest.raises(ValueError, match=r"^x$"):
        override_place("x")


def test_a_units_new_code_goes_through_its_rows() -> None:
    rows = [Fields({"unit": "101", "name": "甲"}), Fields({"name": "101"})]
    before = budget_edits.insert_budget_rows(replace(volume(), units=(Unit("101", "本级"),)), "projects", 0, rows)
    after = edits.rename_unit_code(before, "101", "102")
    assert [row.cells.text("unit") for row in after.table("projects").rows] == ["102", ""]
    assert after.table("projects").rows[1] is before.table("projects").rows[1]
    assert after.table("functions") is before.table("functions")
