"""Goals come apart into items without their numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.exchange.recognise.goals import split_items
from editor.exchange.recognise.stream import Stream

WRITTEN = Stream("a", "docx", (), wraps=False, han_gaps=False)
WRAPPED = Stream("a", "txt", (), wraps=True, han_gaps=True)
MARKS = ("{n}、", "{n}.", "{n}．", "（{n}）", "({n})", "{n})", "{n}: ")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_numbers_of_every_style_are_taken_off(mark: str, between: str) -> None:
    text = between.join(
        mark.format(n=n) + goal for n, goal in enumerate(("清淤三段河道。", "加固堤防", "补栽护岸林"), 1)
    )
    assert split_items(text, WRITTEN) == ("清淤三段河道。", "加固堤防", "补栽护岸林")


def test_circled_and_chinese_numbers() -> None:
    assert split_items("①清淤②加固", WRITTEN) == ("清淤②加固",)
    assert split_items("①清淤；②加固", WRITTEN) == ("清淤；", "加固")
    assert split_items("一、清淤\n二、加固", WRITTEN) == ("清淤", "加固")


def test_a_decimal_point_ends_no_number() -> None:
    assert split_items("1.5公里堤防加固完成", WRITTEN) == ("1.5公里堤防加固完成",)
    assert split_items("1.加固堤防1.5公里。2.补栽护岸林", WRITTEN) == ("加固堤防1.5公里。", "补栽护岸林")


def test_a_number_right_before_a_digit_is_one_where_all_count_along() -> None:
    assert split_items("1.21条线路通车\n2.3处码头加固", WRITTEN) == ("21条线路通车", "3处码头加固")
    assert split_items("1.5公里堤防加固\n补栽护岸林", WRITTEN) == ("1.5公里堤防加固", "补栽护岸林")
    assert split_items("2.5公里堤防加固\n1.5公里护岸", WRITTEN) == ("2.5公里堤防加固", "1.5公里护岸")


def test_the_clerks_words_after_the_number_stay() -> None:
    assert split_items("1.目标内容 1 清淤三段 河道", WRAPPED) == ("目标内容1清淤三段河道",)


def test_unnumbered_paragraphs_are_items_where_none_is_numbered() -> None:
    assert split_items("清淤\n加固", WRITTEN) == ("清淤", "加固")


def test_unnumbered_paragraphs_go_on_with_a_numbered_item() -> None:
    assert split_items("1.清淤\n分两期\n2.加固", WRITTEN) == ("清淤\n分两期", "加固")


def test_line_ends_of_a_page_part_nothing() -> None:
    assert split_items("1.清淤三段\n河道，加固堤\n防。2.补栽\n护岸林", WRAPPED) == (
        "清淤三段河道，加固堤防。",
        "补栽护岸林",
    )
    assert split_items("清淤三段\n河道", WRAPPED) == ("清淤三段河道",)


def test_unnumbered_paragraphs_of_a_recognised_page_end_with_their_sentences() -> None:
    assert split_items("清淤三段\n河道。\n补栽护岸林。", WRAPPED) == ("清淤三段河道。", "补栽护岸林。")
    pdf = Stream("a", "pdf", (), wraps=True, han_gaps=False)
    assert split_items("清淤三段河道。\n补栽护岸林。", pdf) == ("清淤三段河道。补栽护岸林。",)


def test_inner_numbering_of_another_style_stays() -> None:
    assert split_items("1、清淤：\n（2）上段\n（4）下段\n2、加固", WRITTEN) == ("清淤：\n（2）上段\n（4）下段", "加固")


@given(
    st.lists(st.text(st.sampled_from("清淤河道堤防，。；"), min_size=1), min_size=1, max_size=12),
    st.sampled_from(MARKS),
)
def test_any_items_come_back(items: list[str], mark: str) -> None:
    text = "\n".join(mark.format(n=n) + item for n, item in enumerate(items, 1))
    assert split_items(text, WRITTEN) == tuple(items)
