"""Readings of target values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.domain.target import Deadline, Grade, read_target


@pytest.mark.parametrize(
    ("text", "operator", "number", "unit", "rest"),
    [
        ("≥95%", "≥", "95", "%", ""),
        ("≥ 95 ％", "≥", "95", "%", ""),
        ("１００℅", "", "100", "%", ""),
        ("≤400万元", "≤", "400", "万元", ""),
        ("≤40.44万元", "≤", "40.44", "万元", ""),
        ("6座", "", "6", "座", ""),
        ("1年", "", "1", "年", ""),
        ("0起", "", "0", "起", ""),
        ("＝3次", "=", "3", "次", ""),
        (">=730人次", "≥", "730", "人次", ""),
        ("不少于12次", "≥", "12", "次", ""),
        ("90%以上", "≥", "90", "%", ""),
        ("30天以内", "≤", "30", "天", ""),
        ("≤1,030,500元", "≤", "1030500", "元", ""),
        ("≥85", "≥", "85", "", ""),
        ("10元/人", "", "10", "元/人", ""),
        ("≥90案件结案率达到90%以上", "≥", "90", "", "案件结案率达到90%以上"),
        ("≥90%的群众表示满意", "≥", "90", "%", "的群众表示满意"),
    ],
)
def test_quantities(text: str, operator: str, number: str, unit: str, rest: str) -> None:
    value = read_target(text)
    assert (value.kind, value.operator, value.number, value.unit, value.rest) == (
        "quantity",
        operator,
        Decimal(number),
        unit,
        rest,
    )


@pytest.mark.parametrize(
    ("text", "deadline", "rest"),
    [
        ("2023年12月31日前完成", Deadline(2023, 12, 31), "完成"),
        ("2023 年 12 月 31 日前", Deadline(2023, 12, 31), ""),
        ("12月底前", Deadline(None, 12, None), ""),
        ("每月5日前", Deadline(None, None, 5, "每月"), ""),
        ("每年3月底前拨付", Deadline(None, 3, None, "每年"), "拨付"),
        ("2027年6月", Deadline(2027, 6, None), ""),
        ("2027年底前竣工", Deadline(2027), "竣工"),
    ],
)
def test_deadlines(text: str, deadline: Deadline, rest: str) -> None:
    value = read_target(text)
    assert (value.kind, value.deadline, value.rest) == ("deadline", deadline, rest)


def test_grades() -> None:
    value = read_target("100%优、90%良、80%中、70%差")
    assert value.kind == "grades"
    assert value.grades == tuple(
        Grade(Decimal(n), name) for n, name in ((100, "优"), (90, "良"), (80, "中"), (70, "差"))
    )


def test_several_values_in_one_cell() -> None:
    value = read_target("217个点位；217条光纤线路；机房1个。")
    assert value.kind == "composite"
    assert [(part.kind, part.number) for part in value.parts] == [
        ("quantity", Decimal(217)),
        ("quantity", Decimal(217)),
        ("words", None),
    ]


@pytest.mark.parametrize("text", ["进一步提高", "及时支付", "是否通过验收", "提高3个百分点", "在规定期限内完成"])
def test_words(text: str) -> None:
    assert read_target(text).kind == "words"


@pytest.mark.parametrize("text", ["", " ", "\n　"])
def test_blank(text: str) -> None:
    assert read_target(text).kind == "blank"


@given(
    st.sampled_from(["", "≥", "≤", ">", "<", "="]),
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["", "%", "人", "万元", "公里", "人次", "元/人"]),
)
def test_a_written_quantity_is_read_back(operator: str, number: Decimal, unit: str) -> None:
    value = read_target(f"{operator}{number}{unit}")
    assert (value.operator, value.number, value.unit) == (operator, number, unit)


@given(st.text())
def test_every_text_has_a_reading_and_is_kept(text: str) -> None:
    value = read_target(text)
    assert value.text == text
    assert (value.number is not None) == (value.kind == "quantity")
