"""Text as sources write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.exchange.recognise.words import (
    close_up,
    ends_sentence,
    is_numbered,
    is_page_number,
    join_lines,
    label_keys,
    split_title,
    squeeze,
    without_number,
)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("河岸 巡查", "河岸巡查"),
        ("河岸 巡查 12 次", "河岸巡查12次"),
        ("办字 (2006) 18号", "办字(2006) 18号"),
        ("经费 abc", "经费abc"),
        ("GB 18030", "GB 18030"),
        ("“ 河长” 制", "“河长”制"),
        (" 两头 ", "两头"),
    ],
)
def test_gaps_of_line_ends_are_closed(text: str, closed: str) -> None:
    assert close_up(text, han_gaps=True) == closed


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("水利局 办公室", "水利局 办公室"),
        ("12 次", "12次"),
        ("第 3 页", "第3页"),
        ("达到 ，为", "达到 ，为"),
        ("a b", "a b"),
    ],
)
def test_gaps_of_typesetting_only(text: str, closed: str) -> None:
    assert close_up(text, han_gaps=False) == closed


@given(st.text(st.sampled_from("河长制12ab（）， \n")), st.booleans())
def test_closing_takes_nothing_but_blanks(text: str, han_gaps: bool) -> None:
    closed = close_up(text, han_gaps)
    assert "".join(closed.split()) == "".join(text.split())
    assert close_up(closed, han_gaps) == closed


def test_labels_are_compared_without_width_spaces_and_brackets() -> None:
    assert squeeze("支 出\n计划（％）") == squeeze("支出计划(%)")
    assert "预算数" in label_keys("预 算 数（万元）：")


def test_lines_join_without_a_gap_but_between_latin_words() -> None:
    assert join_lines("河岸\n巡查") == "河岸巡查"
    assert join_lines("open\nsource") == "open source"
    assert join_lines("2024\n年") == "2024年"


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("3、甲", 3, "甲"),
        ("17. 甲", 17, "甲"),
        ("（4）甲", 4, "甲"),
        ("5.2024甲", 5, "2024甲"),
        ("2024甲", None, "2024甲"),
    ],
)
def test_numbers_of_titles(text: str, number: int | None, rest: str) -> None:
    assert split_title(text) == (number, rest)


@pytest.mark.parametrize("text", ["一、甲", "（一）甲", "1.甲", "1、甲", "(1)甲", "①甲", "十二、甲", "第三，甲"])
def test_numbers_of_headings(text: str) -> None:
    assert is_numbered(text)
    assert without_number(text) == "甲"


@pytest.mark.parametrize("text", ["1.5万元用于甲", "2024年甲", "甲一、乙"])
def test_what_is_no_number(text: str) -> None:
    assert without_number(text) == text


@pytest.mark.parametrize("text", ["3", "- 12 -", "— 7 —", "第 3 页", "第3页 共12页", "3/12"])
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["2024年", "", "——", "第三页", "12.50万元"])
def test_what_is_no_page_number(text: str) -> None:
    assert not is_page_number(text)


def test_ends_of_sentences() -> None:
    assert ends_sentence("巡查完毕。")
    assert ends_sentence("（试行）")
    assert not ends_sentence("巡查河")
    assert not ends_sentence("巡查，")
