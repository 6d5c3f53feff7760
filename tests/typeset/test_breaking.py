"""Where lines break. Widths in ems: every Chinese character is 1, every other 0.5."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.typeset.breaking import CLOSING, OPENING, Line, Room, break_lines, locks


def widths(text: str) -> list[float]:
    return [0.5 if ord(char) < 0x2000 else 1.0 for char in text]


def broken(text: str, width: float, indent: float = 0.0, justified: bool = False) -> list[Line]:
    return break_lines(text, widths(text), Room(width, 1.0, indent, justified))


def shown(text: str, width: float, indent: float = 0.0) -> list[str]:
    return [text[line.start : line.end] for line in broken(text, width, indent)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("预算规模及资金用途", ["预算规模及", "资金用途"]),
        ("其中：财政资金", ["其中：财政", "资金"]),
        ("资金支出计划（%）", ["资金支出计", "划（%）"]),
        ("", [""]),
        ("上\n\n下", ["上", "", "下"]),
        ("五个字正好", ["五个字正好"]),
        ("五个字正好\n", ["五个字正好", ""]),
    ],
)
def test_five_characters_a_line(text: str, lines: list[str]) -> None:
    assert shown(text, 5) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("按照计划《条例》", 5, ["按照计划", "《条例》"]),  # 《 would end the line
        ("全部完成了。", 5.5, ["全部完成了。"]),  # 6 ems: the full stop gives half
        ("全部完成了。", 5, ["全部完成", "了。"]),  # 6 ems, 5.5 squeezed: too many still
        ("全部完成完毕。好", 5, ["全部完成完", "毕。好"]),  # a line that is full needs no squeezing
        ("全部（甲）、乙丙", 6, ["全部（甲）、", "乙丙"]),
        ("全部（甲）、乙丙", 5, ["全部（甲）、", "乙丙"]),  # 6 ems: ） and 、 give half each
        ("他说“好的”。行", 6, ["他说“好的”。", "行"]),  # 7 ems: ” and 。 give half each
    ],
)
def test_punctuation_at_the_ends(text: str, width: float, lines: list[str]) -> None:
    assert shown(text, width) == lines


@pytest.mark.parametrize(
    "token",
    [
        "2016",
        "1,030,500",
        "≥95%",
        "587.92",
        "100M",
        "¥38.50",
        "-3.5",
        "【2016】",
        "〔2024〕",
        "[2018]",
        "——",
        "……",
        "A-01/b",
        "５０％",
    ],
)
def test_a_token_is_not_torn(token: str) -> None:
    text = f"一二三四{token}五"
    for width in (5, 5.5, 6, 7):
        lines = shown(text, width)
        assert any(token in line for line in lines), (width, lines)


def test_a_token_longer_than_the_line_is_torn_at_a_joint() -> None:
    assert shown("313-0401-YBN-UXB5", 5) == ["313-0401-", "YBN-UXB5"]
    assert shown("ABCDEFGHIJKLMNOP", 5) == ["ABCDEFGHIJ", "KLMNOP"]


def test_spaces_at_a_wrap_are_dropped_but_counted() -> None:
    lines = broken("first  second", 4)
    # "first" is 2.5 wide, "first  second" 6.5
    assert [(line.start, line.end, line.next) for line in lines] == [(0, 5, 7), (7, 13, 13)]


def test_the_first_line_has_its_indent() -> None:
    assert shown("一二三四五六七", 5, 2) == ["一二三", "四五六七"]


def test_squeezed_punctuation_fills_the_line_exactly() -> None:
    line = broken("全部完成了。", 5.5)[0]
    assert line.advances == (1, 1, 1, 1, 1, 0.5)
    assert line.stretched


def test_justified_lines_fill_the_width_and_tokens_stay_together() -> None:
    # "一二2016三" is 5, "四" would make 6: slack 0.5 over the gaps 一|二, 二|2016, 2016|三
    first, last = broken("一二2016三四", 5.5, justified=True)
    assert first.width == pytest.approx(5.5)
    assert first.advances[2:5] == (0.5, 0.5, 0.5)
    assert first.advances[0] == pytest.approx(1 + 0.5 / 3)
    assert not last.stretched


TEXT = st.text(
    alphabet="的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年 abcXYZ0123456789.,%-/≥《》（）“”，。、；：！？…—【】〔〕\n",
    max_size=120,
)


@given(TEXT, st.integers(3, 20), st.integers(0, 2))
def test_every_text_breaks_well(text: str, width: int, indent: int) -> None:
    lines = broken(text, width, indent)
    locked = locks(text)
    end = 0
    for number, line in enumerate(lines):
        assert line.start >= end
        assert set(text[end : line.start]) <= set(" \n"), "only spaces and newlines are dropped"
        assert set(text[line.end : line.next]) <= set(" ")
        end = line.next
        room = width - (indent if number == 0 else 0)
        assert line.width <= room + 1e-6 or line.end - line.start == 1
        torn = 0 < line.end < len(text) and line.next == line.end and text[line.end] != "\n"
        if torn and line.end in locked.tokens | locked.punctuation:
            # a last resort: nothing in the line may end it
            places = range(line.start + 1, line.end)
            assert all(place in locked.tokens | locked.punctuation for place in places)
    assert set(text[end:]) <= set(" \n")


@given(st.text(alphabet="县乡村镇办理按期完成" + OPENING + CLOSING, max_size=60), st.integers(8, 20))
def test_no_line_begins_or_ends_with_a_forbidden_sign(text: str, width: int) -> None:
    """Where a line has a character that may stand at its end, no forbidden sign does."""
    locked = locks(text).punctuation | locks(text).tokens
    for line in broken(text, width):
        if line.ended or line.end >= len(text):
            continue
        if any(place not in locked for place in range(line.start + 1, line.end + 1)):
            assert text[line.end] not in CLOSING
            assert text[line.end - 1] not in OPENING
