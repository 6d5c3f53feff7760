"""What Excel and WPS put on the clipboard, and what the program puts there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import UserError
from editor.exchange.clipboard import read_html, read_tsv, write_html, write_tsv

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><!--StartFragment-->
<table border=0><col width=64><tr height=20><td rowspan=3 class=xl65>产出<br>指标</td><td>数量指标</td><td>≥95%</td></tr>
 <tr><td>质量
  指标</td><td>&nbsp;</td></tr>
 <tr></tr>
 <tr><td colspan=2>合计</td><td>100&lt;</td></tr></table><!--EndFragment--></body></html>"""


def test_merged_cells_fill_what_they_cover_and_blank_rows_stay() -> None:
    assert read_html(EXCEL) == (
        ("产出\n指标", "数量指标", "≥95%"),
        ("产出\n指标", "质量 指标", ""),
        ("产出\n指标", "", ""),
        ("合计", "", "100<"),
    )


def test_html_without_a_table_is_nothing() -> None:
    assert read_html("<p>一段话</p>") == ()


def test_rows_without_end_tags() -> None:
    assert read_html("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>") == (("甲", "乙"), ("丙", "丁"))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("甲\t乙\r\n丙\t丁\r\n", (("甲", "乙"), ("丙", "丁"))),
        ('"甲\n乙"\t"说""好"""\n', (("甲\n乙", '说"好"'),)),
        ('"只是开头\t乙\n丙\t丁', (('"只是开头', "乙"), ("丙", "丁"))),
        ('"甲"乙\t丙', (('"甲"乙', "丙"),)),
        ("甲\n\n乙", (("甲",), ("",), ("乙",))),
        ("甲\t\n", (("甲", ""),)),
        ("甲\x00\u200b乙", (("甲乙",),)),
        ("", ()),
    ],
)
def test_tsv(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert read_tsv(text) == (rows or (("",),))


@pytest.mark.parametrize("text", ["甲\n" * 5_001, "甲\t" * 50, "甲" * 4_000_001])
def test_too_much_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        read_tsv(text)


def test_runs_of_equal_cells_are_merged_on_the_way_out() -> None:
    rows = (("产出", "甲"), ("产出", "乙"), ("效益", "丙"))
    text = write_html(rows, frozenset({0}))
    assert 'rowspan="2"' in text
    assert read_html(text) == rows


CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\u200b\ufeff"))
LINES = st.lists(CELLS.filter(bool), min_size=1, max_size=3).map("\n".join) | CELLS
TABLES = st.integers(1, 5).flatmap(lambda n: st.lists(st.tuples(*[LINES] * n), min_size=1, max_size=6))


@given(TABLES)
def test_what_is_written_is_read_back(rows: list[tuple[str, ...]]) -> None:
    assert read_tsv(write_tsv(rows)) == tuple(rows)
    assert read_html(write_html(rows)) == tuple(rows)
    assert read_html(write_html(rows, frozenset({0}))) == tuple(rows)
