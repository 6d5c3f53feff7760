"""Charts: labels never over each other, parts as large as their amounts, hatching inside its outline."""

from decimal import Decimal
from itertools import combinations
from math import hypot, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.compose.blocks import Chart, Group, Slice
from editor.domain.places import Place
from editor.typeset.boxes import PageBoxes, Shape, TextBox
from editor.typeset.fonts import FontSet
from editor.typeset.hatching import FILLINGS, filling, hatching
from editor.typeset.typesetter import typeset
from tests.typeset.sheets import composition

FONTS = FontSet.bundled()
NAMES = ("一般公共预算拨款收入", "政府性基金预算拨款收入", "单位资金收入", "上年结转", "公务接待费")


def chart(*amounts: str, kind: str = "pie") -> Chart:
    parts = tuple(
        Slice(NAMES[i % len(NAMES)] + str(i), Decimal(amount), f"{amount}万元，占{i}%", Place(table="t2", line=str(i)))
        for i, amount in enumerate(amounts)
    )
    return Chart(kind, "收入预算图", parts, "cell", "sheet_title", 60, Place(table="t2"))  # type: ignore[arg-type]


def page(made: Chart) -> PageBoxes:
    (only,) = typeset(composition(Group((made,))), FONTS).pages
    return only


def labels(made: PageBoxes) -> list[TextBox]:
    return [box for box in made.texts if "收入预算图" not in box.text and "—" not in box.text]


def area(shape: Shape) -> float:
    points = shape.points
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, (*points[1:], points[0]), strict=True))) / 2


def overlap(one: TextBox, other: TextBox) -> bool:
    level = abs(one.y - other.y) < min(one.size, other.size) - 1e-6
    return level and one.x < other.x + other.width - 1e-6 and other.x < one.x + one.width - 1e-6


@settings(max_examples=40)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=24), st.sampled_from(["pie", "bars"]))
def test_labels_never_overlap_and_stay_on_the_text_area(amounts: list[int], kind: str) -> None:
    made = page(chart(*(f"{n / 100:.2f}" for n in amounts), kind=kind))
    texts = labels(made)
    assert not any(overlap(one, other) for one, other in combinations(texts, 2))
    assert all(box.x >= 28 * 72 / 25.4 - 0.01 and box.x + box.width <= 184 * 72 / 25.4 + 0.01 for box in texts)
    drawn = len(amounts) if kind == "bars" else sum(n > 0 for n in amounts)
    assert len({box.text for box in texts if "预算" in box.text or "收入" in box.text or "费" in box.text}) <= drawn * 2


def test_sectors_are_as_large_as_their_amounts() -> None:
    shapes = page(chart("50.00", "30.00", "0.00", "20.00")).shapes
    assert len(shapes) == 3
    whole = sum(map(area, shapes))
    assert [round(area(shape) / whole, 3) for shape in shapes] == [0.5, 0.3, 0.2]


def test_one_amount_alone_is_a_whole_circle() -> None:
    (shape,) = page(chart("56.00")).shapes
    middle = (min(x for x, _ in shape.points) + max(x for x, _ in shape.points)) / 2
    radius = max(x for x, _ in shape.points) - middle
    assert area(shape) == pytest.approx(pi * radius**2, rel=1e-3)


def test_nothing_to_draw_leaves_the_title() -> None:
    made = page(chart("0.00", "0.00"))
    assert not made.shapes
    assert any(box.text == "收入预算图" for box in made.texts)


def test_bars_left_of_the_line_are_less_than_nothing() -> None:
    less, more = page(chart("-10.00", "20.00", kind="bars")).shapes
    assert max(x for x, _ in less.points) == pytest.approx(min(x for x, _ in more.points))
    assert area(more) == pytest.approx(2 * area(less))


def test_a_click_on_a_label_goes_to_its_amount() -> None:
    made = page(chart("50.00", "30.00"))
    whole, *parts = (a.place for a in made.areas)
    assert whole == Place(table="t2")
    assert set(parts) == {Place(table="t2", line="0"), Place(table="t2", line="1")}


@given(st.lists(st.tuples(st.floats(-80, 80), st.floats(-80, 80)), min_size=3, max_size=3), st.sampled_from(FILLINGS))
def test_hatching_stays_inside_its_outline(triangle: list[tuple[float, float]], fill: object) -> None:
    for x0, y0, x1, y1 in hatching(triangle, fill):  # type: ignore[arg-type]
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        signs = [
            (bx - ax) * (y - ay) - (by - ay) * (x - ax)
            for (ax, ay), (bx, by) in zip(triangle, [*triangle[1:], triangle[0]], strict=True)
        ]
        assert all(s >= -1e-6 * 160**2 for s in signs) or all(s <= 1e-6 * 160**2 for s in signs)
        assert hypot(x1 - x0, y1 - y0) <= 240


def test_neighbours_in_a_circle_never_look_alike() -> None:
    for count in range(2, 40):
        fills = [filling(i, count) for i in range(count)]
        assert all(one != other for one, other in zip(fills, [*fills[1:], fills[0]], strict=True)), count
