"""Numbers as Word prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.exchange.readers.marks import Mark, leading_mark
from editor.exchange.readers.numerals import chinese, numeral
from editor.exchange.readers.symbols import from_symbol_font, plain_han


@pytest.mark.parametrize(("value", "text"), [
    (0, "〇"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"), (101, "一百〇一"),
    (110, "一百一十"), (1005, "一千〇五"), (10_000, "一万"), (10_010, "一万〇一十"),
])  # fmt: skip
def test_chinese(value: int, text: str) -> None:
    assert chinese(value) == text


@pytest.mark.parametrize(("style", "value", "text"), [
    ("decimalZero", 3, "03"), ("decimalFullWidth", 12, "１２"), ("lowerRoman", 14, "xiv"), ("upperLetter", 27, "AA"),
    ("upperLetter", 29, "CC"), ("decimalEnclosedCircle", 21, "㉑"), ("decimalEnclosedCircle", 36, "㊱"),
    ("decimalEnclosedCircle", 51, "51"), ("ideographDigital", 102, "一〇二"), ("chineseLegalSimplified", 21, "贰拾壹"),
    ("chineseCounting", 123, "一二三"), ("ideographZodiac", 13, "子"), ("decimalEnclosedParen", 2, "⑵"),
    ("decimalEnclosedFullstop", 2, "⒉"), ("numberInDash", 2, "- 2 -"), ("bullet", 2, ""), ("never heard of", 2, "2"),
    ("upperRoman", -1, "-1"), ("upperLetter", 0, ""),
])  # fmt: skip
def test_styles(style: str, value: int, text: str) -> None:
    assert numeral(value, style) == text


@given(st.integers(1, 999))
def test_leading_marks_read_what_is_printed(value: int) -> None:
    assert leading_mark(f"{chinese(value)}、加强管理") == Mark("han、", value)
    assert leading_mark(f"{value}、加强管理") == Mark("1、", value)
    assert leading_mark(f"（{value}）加强管理") == Mark("(1)", value)
    assert leading_mark(f"（{chinese(value)}）加强管理") == Mark("(han)", value)


@pytest.mark.parametrize("text", ["加强", "2.5万元", "2023年", "", "一个", "、一"])
def test_words_are_no_marks(text: str) -> None:
    assert leading_mark(text) is None


def test_what_follows_what() -> None:
    assert Mark("1、", 2).follows(Mark("1、", 1))
    assert not Mark("1、", 3).follows(Mark("1、", 1))
    assert Mark("①", 1).follows(Mark("1、", 4))
    assert not Mark("①", 2).follows(None)


def test_look_alikes_and_symbols() -> None:
    assert "".join(plain_han(c) for c in "⼀⽬⾦⻓⻋一") == "一目金长车一"
    assert from_symbol_font("WINGDINGS", 0xFC) == "✓"
    assert from_symbol_font("仿宋", 0xFC) is None
