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
        ("31台（套）", "", "31", "台(套)", ""),
        ("达到95％以上", "≥", "95", "%", ""),
        ("5个工作日内", "≤", "5", "个工作日", ""),
        ("控制在3%以内", "≤", "3", "%", ""),
        ("最多2次", "≤", "2", "次", ""),
        ("90分（含）以上", "≥", "90", "分", ""),
        ("20元/人/天", "", "20", "元/人/天", ""),
        ("约120人左右", "", "120", "人", ""),
        ("30mg/L", "", "30", "mg/L", ""),
        ("≥0.3‰", "≥", "0.3", "‰", ""),
        ("三次", "", "3", "次", ""),
        ("不少于十二期", "≥", "12", "期", ""),
        ("两个以上", "≥", "2", "个", ""),
        ("30日", "", "30", "日", ""),
        ("≥5个百分点", "≥", "5", "个百分点", ""),
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
        ("2027.11.30前完成", Deadline(2027, 11, 30), "完成"),
        ("2027-06-30", Deadline(2027, 6, 30), ""),
        ("2027年第三季度", Deadline(2027, 9), ""),
        ("二季度前", Deadline(None, 6), ""),
        ("上半年", Deadline(None, 6), ""),
        ("年底前", Deadline(), ""),
        ("每个季度末", Deadline(cycle="每个季度"), ""),
        ("11月30日前", Deadline(None, 11, 30), ""),
        ("25日前", Deadline(None, None, 25), ""),
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


@pytest.mark.parametrize(
    "text", ["优：≥90%、良：≥80%、中：≥60%", "优≥90%，良≥80%，中≥60%", "90%以上为优，80%以上为良，60%以上为中"]
)
def test_grades_in_other_words(text: str) -> None:
    assert [(int(g.number), g.name) for g in read_target(text).grades] == [(90, "优"), (80, "良"), (60, "中")]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("80%-90%", "80", "90", "%"),
        ("3～5次", "3", "5", "次"),
        ("10至20天", "10", "20", "天"),
        ("2—3人", "2", "3", "人"),
    ],
)
def test_ranges(text: str, low: str, high: str, unit: str) -> None:
    value = read_target(text)
    assert (value.kind, value.number, value.high, value.unit) == ("range", Decimal(low), Decimal(high), unit)


def test_several_values_in_one_cell() -> None:
    value = read_target("217个点位；217条光纤线路；机房1个。")
    assert value.kind == "composite"
    assert [(part.kind, part.number) for part in value.parts] == [
        ("quantity", Decimal(217)),
        ("quantity", Decimal(217)),
        ("quantity", Decimal(1)),
    ]


@pytest.mark.parametrize(
    "text", ["进一步提高", "及时支付", "是否通过验收", "提高3个百分点", "在规定期限内完成", "一流", "三级甲等"]
)
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
    assert (value.number is not None) == (value.kind in ("quantity", "range"))
    assert (value.high is not None) == (value.kind == "range")
