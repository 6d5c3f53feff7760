"""What the fill handle goes on with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.bridge.series import go_on


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("第1季度", "第2季度"), ("第3季度", "第4季度", "第5季度")),
        (("1", "3", "5"), ("7", "9", "11")),
        (("标段09", "标段10"), ("标段11", "标段12", "标段13")),
        (("01", "2"), ("01", "2", "01")),
        (("标段01", "标段02"), ("标段03", "标段04", "标段05")),
        (("9月", "8月"), ("7月", "6月", "5月")),
        (("2月", "1月"), ("2月", "1月", "2月")),
        (("≥90%", "≥95%"), ("≥90%", "≥95%", "≥90%")),
        (("≥1处", "≥2处"), ("≥1处", "≥2处", "≥1处")),
        (("1月", "1月"), ("1月", "1月", "1月")),
        (("1月", "2季"), ("1月", "2季", "1月")),
        (("1月", "2月", "4月"), ("1月", "2月", "4月")),
        (("2月",), ("2月",) * 3),
        (("2027年1月", "2027年2月"), ("2027年1月", "2027年2月", "2027年1月")),
        (("甲", "", "1"), ("甲", "", "1")),
    ],
)
def test_counted_or_repeated(texts: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    assert go_on(texts, 3) == wanted


@settings(max_examples=60)
@given(st.lists(st.text(max_size=6), min_size=1, max_size=4), st.integers(0, 12))
def test_there_are_always_as_many_as_were_drawn(texts: list[str], count: int) -> None:
    assert len(go_on(texts, count)) == count
