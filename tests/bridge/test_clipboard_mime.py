"""Cells on the clipboard: three formats out, the best one in, nobody's bytes trusted."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QMimeData

from editor.bridge.clipboard import CELLS, Copied, plain_text, read_cells, write_cells
from editor.errors import UserError

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.just("\n"), max_size=8)
rectangles = st.integers(1, 4).flatmap(lambda w: st.lists(st.tuples(*[texts] * w), min_size=1, max_size=5).map(tuple))


def mime(own: object = None, html: str = "", text: str = "") -> QMimeData:
    made = QMimeData()
    if own is not None:
        made.setData(CELLS, QByteArray(own if isinstance(own, bytes) else json.dumps(own).encode()))
    if html:
        made.setHtml(html)
    if text:
        made.setText(text)
    return made


@given(rectangles)
def test_our_own_format_loses_nothing(rows: tuple[tuple[str, ...], ...]) -> None:
    assert read_cells(write_cells(rows)) == Copied(rows)


def test_three_formats_go_out_together() -> None:
    written = write_cells((("产出指标", "a\tb"), ("产出指标", "c\nd")), frozenset({0}))
    assert set(written.formats()) >= {CELLS, "text/html", "text/plain"}
    assert 'rowspan="2"' in written.html()
    assert written.text() == '产出指标\t"a\tb"\r\n产出指标\t"c\nd"\r\n'


def test_one_cell_is_plain_words_for_other_programs() -> None:
    assert write_cells((("两行\n文字",),)).text() == "两行\n文字"


def test_the_best_format_is_read() -> None:
    html = "<table><tr><td rowspan=2>组</td><td>甲</td></tr><tr><td>乙<br>丙</td></tr></table>"
    assert read_cells(mime({"cells": [["自"]]}, html, "文")) == Copied((("自",),))
    assert read_cells(mime(None, html, "文")) == Copied((("组", "甲"), ("组", "乙\n丙")))
    assert read_cells(mime(None, "<p>没有表格</p>", "一\t二")) == Copied((("一", "二"),))
    assert read_cells(mime()) is None


def test_a_second_table_is_told() -> None:
    table = "<table><tr><td>甲<table><tr><td>内</td></tr></table></td></tr></table>"
    one, two = read_cells(mime(None, table)), read_cells(mime(None, table + table))
    assert one is not None and not one.more_tables
    assert two is not None and two.more_tables


@pytest.mark.parametrize(
    "own",
    [b"\xff", b"[", b"[]", {"cells": "x"}, {"cells": [[]]}, {"cells": [["a"], ["b", "c"]]}, {"cells": [[1]]}, {"x": 1}],
    ids=str,
)
def test_bytes_that_are_not_ours_are_passed_over(own: object) -> None:
    assert read_cells(mime(own, "", "文")) == Copied((("文",),))


def test_bounds() -> None:
    with pytest.raises(UserError, match="分几次"):
        read_cells(mime({"cells": [["a"]] * 5001}))
    with pytest.raises(UserError, match="分几次"):
        read_cells(mime({"cells": [["a"] * 51]}))
    with pytest.raises(UserError, match="分几次"):
        read_cells(mime(b" " * 16_000_001))
    with pytest.raises(UserError, match="没有粘贴"):
        read_cells(mime(None, "", "a" * 4_000_001))


def test_control_characters_stay_out() -> None:
    assert read_cells(mime({"cells": [["a\x00b\u3000Ａ"]]})) == Copied((("ab\u3000Ａ",),))
    assert plain_text("a\tb\r\nc\x07") == "a b\nc"
