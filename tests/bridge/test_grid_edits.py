"""Gestures as pure functions: nothing lost, nothing invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.bridge import grid_edits
from editor.bridge.arrangement import first_rows, new_project
from editor.bridge.grid_edits import Area, Rows, Table
from editor.bridge.pasted_head import Head, find_head
from editor.bridge.table_form import TableForm
from editor.bridge.table_steps import Insert, Move, Remove, rectangles, steps
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Volume
from editor.forms.packs import bundled_packs
from tests.ui.volumes import FORM, ROWS, volume_with

COLUMNS = FORM.indicators.columns


def table(volume: Volume) -> Table:
    return Table.of(volume, 1, FORM.indicators)


def cells(volume: Volume) -> list[tuple[str, ...]]:
    shown = table(volume)
    return [tuple(shown.text(r, c) for c in range(len(COLUMNS))) for r in range(len(shown.rows))]


def pasted(volume: Volume, rows: Rows, *areas: Area) -> tuple[list[tuple[str, ...]], grid_edits.Pasted]:
    plan = grid_edits.paste(table(volume), areas, rows, COLUMNS)
    return cells(grid_edits.write(table(volume), plan.cells)(volume)), plan


def test_one_text_fills_every_selected_cell() -> None:
    after, plan = pasted(volume_with(), (("同",),), Area(0, 4, 1, 5), Area(3, 2, 3, 2))
    changed = {(r, c) for r, row in enumerate(after) for c, text in enumerate(row) if text != ROWS[r][c]}
    assert changed == {(0, 4), (0, 5), (1, 4), (1, 5), (3, 2)}
    assert plan.added == plan.left_out == 0


@pytest.mark.parametrize(("height", "expected"), [(4, "abab"), (3, "ab--"), (1, "ab--"), (2, "ab--")])
def test_rows_tile_into_a_multiple_of_their_number_only(height: int, expected: str) -> None:
    after, _ = pasted(volume_with(), (("a",), ("b",)), Area(0, 5, height - 1, 5))
    shown = [row[5] for row in after]
    assert [text if text in "ab" else "-" for text in shown] == list(expected)


def test_rows_past_the_end_are_added_to_the_last_group() -> None:
    after, plan = pasted(volume_with(), (("a", "1"), ("b", "2"), ("c", "3")), Area(3, 2, 3, 2))
    assert plan.added == 2
    assert [row[2:4] for row in after[3:]] == [("a", "1"), ("b", "2"), ("c", "3")]
    assert [row[0] for row in after[4:]] == ["满意度指标", "满意度指标"]
    assert len({row.key for row in table(volume_with()).rows}) == 4


def test_columns_past_the_last_are_counted_unless_blank() -> None:
    after, plan = pasted(volume_with(), (("x", "y", "", "z"), ("1", "2", "", "")), Area(0, 4, 0, 4))
    assert (after[0][4:], after[1][4:]) == (("x", "y"), ("1", "2"))
    assert plan.left_out == 1
    assert plan.area == Area(0, 4, 1, 5)


def test_a_header_is_left_out_and_says_the_columns() -> None:
    rows = (("指标值", "三级 指标"), ("≥1次", "甲"), ("≥2次", "乙"))
    after, plan = pasted(volume_with(), rows, Area(1, 0, 1, 0))
    assert plan.header
    assert [(row[2], row[4]) for row in after[1:3]] == [("甲", "≥1次"), ("乙", "≥2次")]
    assert after[0] == ROWS[0]


@pytest.mark.parametrize(
    "row",
    [("指标值",), ("指标值", "指标值"), ("指标值", "别的"), ("指标值", "")],
    ids=["one", "twice", "other", "blank"],
)
def test_what_only_looks_like_a_header_is_pasted(row: tuple[str, ...]) -> None:
    assert find_head((row, row), COLUMNS) == Head()


def test_the_header_alone_is_no_header() -> None:
    _, plan = pasted(volume_with(), (("三级指标", "指标值"),), Area(0, 2, 0, 2))
    assert not plan.header


def test_a_rectangle_goes_into_one_area_only() -> None:
    with pytest.raises(ValueError, match="one area"):
        pasted(volume_with(), (("a", "b"),), Area(0, 0, 0, 0), Area(2, 0, 2, 0))


def test_fill_down_and_right() -> None:
    volume = volume_with()
    shown = table(volume)
    assert grid_edits.fill_down(shown, [Area(0, 4, 2, 4)]) == {(1, 4): "≥1200株", (2, 4): "≥1200株"}
    assert grid_edits.fill_down(shown, [Area(2, 4, 2, 5)]) == {(2, 4): "≥95%", (2, 5): "绿化养护标准"}
    assert grid_edits.fill_down(shown, [Area(0, 4, 0, 4)]) == {}
    assert grid_edits.fill_right(shown, [Area(0, 4, 0, 5)]) == {(0, 5): "≥1200株"}
    assert grid_edits.fill_right(shown, [Area(1, 3, 1, 3)]) == {(1, 3): "成活率"}
    assert grid_edits.fill_right(shown, [Area(1, 0, 1, 0)]) == {}


def test_the_handle_repeats_the_selection() -> None:
    found = grid_edits.extend(table(volume_with()), Area(0, 4, 1, 4), 4)
    assert found == {(2, 4): "≥1200株", (3, 4): "≥95%", (4, 4): "≥1200株"}


def test_new_rows_join_the_group_they_stand_in() -> None:
    volume = volume_with()
    after = cells(grid_edits.insert(table(volume), 2, 2, 1)(volume))
    assert [row[0] for row in after] == ["产出指标"] * 4 + ["效益指标", "满意度指标"]
    assert not any("".join(row[1:]) for row in after[2:4])


def test_delete_move_duplicate() -> None:
    volume = volume_with()
    assert cells(grid_edits.delete(table(volume), [0, 2])(volume)) == [ROWS[1], ROWS[3]]
    assert cells(grid_edits.move(table(volume), [0, 1], 4)(volume)) == [ROWS[2], ROWS[3], ROWS[0], ROWS[1]]
    assert cells(grid_edits.duplicate(table(volume), [0, 1])(volume)) == [*ROWS[:2], *ROWS[:2], *ROWS[2:]]


rectangle_rows = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.tuples(*[st.sampled_from(("", "甲", "≥1%", "a\nb", "三级指标"))] * width), min_size=1, max_size=6
    ).map(tuple)
)


@given(rectangle_rows, st.integers(0, 3), st.integers(0, 5), st.integers(0, 3), st.integers(0, 3))
def test_nothing_pasted_is_lost(rows: Rows, top: int, left: int, down: int, right: int) -> None:
    area = Area(top, left, min(3, top + down), min(5, left + right))
    after, plan = pasted(volume_with(), rows, area)
    if plan.header:
        return
    shown = [text for row in after for text in row]
    for c in range(len(rows[0])):
        if left + c < len(COLUMNS):
            assert all(row[c] == after[top + r][left + c] for r, row in enumerate(rows))
    lost = [c for c in range(len(rows[0])) if left + c >= len(COLUMNS) and any(row[c] for row in rows)]
    assert plan.left_out == len(lost)
    assert len(after) == max(4, top + len(rows))
    assert len(shown) == len(after) * len(COLUMNS)


orders = st.lists(st.integers(0, 9), unique=True, max_size=8)


@given(orders, orders)
def test_steps_lead_from_one_order_to_the_other(old: list[int], new: list[int]) -> None:
    shown = list(old)
    for step in steps(old, new):
        if isinstance(step, Remove):
            del shown[step.first : step.last + 1]
        elif isinstance(step, Insert):
            shown[step.at : step.at] = step.keys
        elif step.order:
            shown = [shown[i] for i in step.order]
        else:
            block = shown[step.first : step.last + 1]
            shown = [*shown[: step.first], *shown[step.last + 1 : step.before], *block, *shown[step.before :]]
    assert shown == new


def test_a_block_that_moves_is_one_move() -> None:
    assert steps([1, 2, 3, 4, 5], [1, 4, 2, 3, 5]) == [Move(1, 2, 4)]
    assert steps([1, 2, 3, 4, 5], [2, 3, 4, 5, 1]) == [Move(0, 0, 5)]
    assert steps([1, 2, 3, 4], [4, 3, 2, 1]) == [Move(order=(3, 2, 1, 0))]


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 5))))
def test_rectangles_hold_exactly_the_cells(changed: set[tuple[int, int]]) -> None:
    found = [
        (r, c) for top, left, bottom, right in rectangles(changed) for r, c in Area(top, left, bottom, right).cells()
    ]
    assert len(found) == len(set(found))
    assert set(found) == changed


def test_a_column_is_one_rectangle() -> None:
    assert rectangles((r, 2) for r in range(500)) == [(0, 2, 499, 2)]


SHEETS = bundled_packs().form("shanxi-2026")


def two_sided() -> tuple[Volume, Table]:
    blank = Volume(SHEETS.id, 2026, "云台山气象局")
    volume = new_project(blank, "", None, first_rows(SHEETS.indicators))
    return volume, Table.of(volume, volume.projects[0].key, SHEETS.indicators)


def test_a_sheet_with_fixed_levels_begins_with_a_row_for_each() -> None:
    volume, shown = two_sided()
    levels = [(row.cells.text("level1"), row.cells.text("level2")) for row in volume.projects[0].indicators]
    assert levels == [(upper, lower) for upper, lowers in SHEETS.indicators.taxonomy.items() for lower in lowers]
    assert len({row.key for row in volume.projects[0].indicators}) == len(levels) == 9
    form = TableForm.of(SHEETS)
    assert not any(form.missing(row, column) for row in shown.rows for column in range(len(form.keys)))
    written = Fields({**shown.rows[0].cells, "level3": "巡检次数"})
    assert form.missing(Indicator(1, written), form.keys.index("target"))
    assert first_rows(FORM.indicators) == ()


def test_the_year_is_as_the_whole_term_in_some_rows() -> None:
    volume, shown = two_sided()
    form = TableForm.of(SHEETS)
    assert form.twin_words == "年度与实施期相同"
    volume = grid_edits.write(shown, {(0, 2): "巡检次数", (0, 3): "≥12次", (1, 2): "完好率", (1, 3): "≥95%"})(volume)
    shown = Table.of(volume, volume.projects[0].key, SHEETS.indicators)
    cells = grid_edits.twin(shown, [1], form.twins)
    assert cells == {(1, 4): "完好率", (1, 5): "≥95%"}
    after = grid_edits.write(shown, grid_edits.twin(shown, range(9), form.twins))(volume)
    assert after.projects[0].indicators[0].cells.text("year_target") == "≥12次"


def test_a_head_with_both_sides_says_the_columns_and_repeats_a_level() -> None:
    volume, shown = two_sided()
    head = ("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")
    row = ("产出指标", "数量指标", "巡检次数", "≥36次", "数量指标", "年内巡检次数", "≥12次")
    plan = grid_edits.paste(shown, [Area(0, 0, 0, 0)], (head, row), SHEETS.indicators.columns)
    after = grid_edits.write(shown, plan.cells)(volume).projects[0].indicators[0].cells
    assert plan.header
    assert [after.text(key) for key in SHEETS.indicators.columns] == [*row[:4], *row[5:]]
