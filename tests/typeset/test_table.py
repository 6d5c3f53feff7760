"""Goal sheets on positioned boxes. 五号 is 10.5 pt in lines of 13.6; cells are padded 5.3 and 2.5; a column of 22.3 mm is 63.21 pt."""

from collections import defaultdict
from dataclasses import replace

import pytest

from editor.compose.blocks import GridCell, Group, TableBlock
from editor.domain.places import Place
from editor.typeset.boxes import PageBoxes, TextBox
from editor.typeset.fonts import FontSet
from editor.typeset.typesetter import typeset
from tests.typeset.sheets import (
    LOWER,
    PURPOSE,
    ROWS,
    RULED,
    composition,
    entry,
    label,
    lower_table,
    sheet,
    text,
    upper_table,
)

MM = 72 / 25.4
LEFT, TOP, WIDTH, HEIGHT = 28 * MM, 37 * MM, 156 * MM, 225 * MM


def lines(page: PageBoxes) -> list[str]:
    """The page's text line by line within each cell, in the order painted."""
    return [box.text for box in page.texts]


def test_labels_wrap_as_on_the_official_form(fonts: FontSet) -> None:
    page = typeset(composition(sheet(1)), fonts).pages[0]
    shown = lines(page)
    for wrapped in ("预算规模及", "资金用途", "其中：财政", "资金支出计", "划（%）", "指标值确定"):
        assert wrapped in shown


def test_column_and_row_boundaries(fonts: FontSet) -> None:
    table = lower_table(1, ROWS[:1])
    page = typeset(composition(Group((table,))), fonts).pages[0]
    xs = sorted({rule.x0 for rule in page.rules if rule.x0 == rule.x1})
    assert xs == pytest.approx([LEFT + sum(LOWER[:i]) * MM for i in range(7)])
    ys = sorted({rule.y0 for rule in page.rules if rule.y0 == rule.y1})
    # the head has two lines (指标值确定|依据): 2 × 13.6 + 5; the row's longest cell (11 characters a line) two as well
    assert ys == pytest.approx([TOP, TOP + 32.2, TOP + 64.4])


def test_text_stands_in_the_middle_of_its_cell(fonts: FontSet) -> None:
    page = typeset(composition(Group((lower_table(1, ROWS[:1]),))), fonts).pages[0]
    box = next(box for box in page.texts if box.text == "一级指标")
    # four of 10.5 in 63.21: (63.21 − 42) / 2; one line in two: 32.2 / 2 − 6.8 + (13.6 − 10.5) / 2 + 0.88 × 10.5
    assert box.x == pytest.approx(LEFT + (22.3 * MM - 42) / 2)
    assert box.y == pytest.approx(TOP + 16.1 - 6.8 + 1.55 + 9.24)


def test_every_rule_is_drawn_once(fonts: FontSet) -> None:
    page = typeset(composition(sheet(1)), fonts).pages[0]
    covered: dict[tuple[str, float], list[tuple[float, float]]] = defaultdict(list)
    for rule in page.rules:
        level = rule.y0 == rule.y1
        covered[("y", round(rule.y0, 3)) if level else ("x", round(rule.x0, 3))].append(
            (rule.x0, rule.x1) if level else (rule.y0, rule.y1)
        )
    for spans in covered.values():
        spans.sort()
        assert all(first[1] <= second[0] + 1e-6 for first, second in zip(spans, spans[1:], strict=False))


def test_a_joined_table_shares_the_rule_above(fonts: FontSet) -> None:
    page = typeset(composition(sheet(1)), fonts).pages[0]
    full = [rule for rule in page.rules if rule.y0 == rule.y1 and rule.x1 - rule.x0 == pytest.approx(WIDTH, abs=0.1)]
    heights = [round(rule.y0, 2) for rule in full]
    assert len(heights) == len(set(heights))
    alone = typeset(composition(Group((replace(lower_table(1, ROWS), joined=False),))), fonts).pages[0]
    joined = typeset(composition(Group((upper_table(1, PURPOSE, ()), lower_table(1, ROWS)))), fonts).pages[0]
    upper = typeset(composition(Group((upper_table(1, PURPOSE, ()),))), fonts).pages[0]
    assert len(joined.rules) == len(alone.rules) + len(upper.rules) - 1


def test_a_merged_cell_has_no_rules_inside(fonts: FontSet) -> None:
    page = typeset(composition(Group((lower_table(1, ROWS[:4]),))), fonts).pages[0]
    inner = [
        r for r in page.rules if r.y0 == r.y1 and r.y0 > TOP + 33 and r.y0 < max(a.y + a.height for a in page.areas) - 1
    ]
    assert len(inner) == 3
    assert all(rule.x0 == pytest.approx(LEFT + 22.3 * MM) for rule in inner)


def test_a_spanning_cell_taller_than_its_rows_enlarges_the_last(fonts: FontSet) -> None:
    tall = GridCell(0, 0, (text("一二三四五" * 4, "cell", Place(field="a")),), 2, 1, Place(field="a"))
    block = TableBlock((22.3, 22.3), 2, (tall, label(0, 1, "甲"), label(1, 1, "乙")), RULED)
    page = typeset(composition(Group((block,))), fonts).pages[0]
    ys = sorted({rule.y0 for rule in page.rules if rule.y0 == rule.y1})
    # four lines: 4 × 13.6 + 5 = 59.4, the first row has 18.6
    assert ys == pytest.approx([TOP, TOP + 18.6, TOP + 59.4])


def test_unit_line_never_wraps_however_long(fonts: FontSet) -> None:
    group = sheet(1)
    line = group.blocks[1]
    runs = (replace(line.left[0], text="309001 " + "清河县河道管理处直属巡护大队" * 8),)  # type: ignore[union-attr]
    page = typeset(
        composition(replace(group, blocks=(group.blocks[0], replace(line, left=runs), *group.blocks[2:]))), fonts
    ).pages[0]  # type: ignore[arg-type]
    left = next(box for box in page.texts if box.text.startswith("309001"))
    right = next(box for box in page.texts if box.text == "单位：万元")
    assert left.y == right.y
    assert left.x + left.width < right.x
    assert right.x + right.width == pytest.approx(LEFT + WIDTH)
    assert left.size < 6, "the style's wish is 6, one line is a must"


def test_a_code_shrinks_before_it_wraps(fonts: FontSet) -> None:
    def code(words: str) -> list[TextBox]:
        cell = entry(0, 0, words, Place(field="code"), style="code")
        page = typeset(composition(Group((TableBlock((39.0,), 1, (cell,), RULED),))), fonts).pages[0]
        return [box for box in page.texts if box.place]

    (fitting,) = code("13099923P00000000001X")
    # 39 mm − 2 × 5.3 are 99.95 pt
    assert 7.5 <= fitting.size < 10.5
    assert 97 < fitting.width <= 99.96
    assert {box.size for box in code("13099923P00000000001X" * 3)} == {7.5}
    assert len(code("13099923P00000000001X" * 3)) > 1


def test_columns_widen_only_where_the_form_says_so(fonts: FontSet) -> None:
    rows = tuple((*row[:3], "按期完成", "2031年12月31日前全部完成", row[5]) for row in ROWS)
    plain = lower_table(1, rows)
    widened = replace(plain, style=replace(RULED, widen=True))

    def height(block: TableBlock) -> float:
        page = typeset(composition(Group((block,))), fonts).pages[0]
        return max(rule.y1 for rule in page.rules)

    assert height(widened) < height(plain)
    page = typeset(composition(Group((widened,))), fonts).pages[0]
    assert max(rule.x1 for rule in page.rules) == pytest.approx(LEFT + WIDTH, abs=0.1)


def test_goals_are_paragraphs_with_places_of_their_own(fonts: FontSet) -> None:
    page = typeset(composition(sheet(1)), fonts).pages[0]
    cell = next(area for area in page.areas if area.place == Place(project=1, field="goals"))
    items = [area for area in page.areas if area.place.field == "goals" and area.place.item is not None]
    assert len(items) == 2
    for item in items:
        assert cell.x <= item.x and item.x + item.width <= cell.x + cell.width
        assert cell.y <= item.y and item.y + item.height <= cell.y + cell.height
        assert page.areas.index(item) > page.areas.index(cell)
    marker = next(box for box in page.texts if box.text == "1.")
    first = next(box for box in page.texts if box.place == Place(project=1, field="goals", item=0))
    assert marker.place is None
    assert first.start == 0
    assert first.x == pytest.approx(marker.x + marker.width)
