"""Text files: what is a paragraph, what a grid."""

from pathlib import Path

import pytest

from editor.errors import UserError
from editor.exchange.raw import RawDocument, RawParagraph, RawTable
from editor.exchange.readers.text import FIELD_NOTE, read_lines, read_text


def paragraphs(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, RawParagraph)]


def tables(document: RawDocument) -> list[list[list[str]]]:
    found = []
    for block in document.blocks:
        if isinstance(block, RawTable):
            rows = [[cell.text for cell in block.cells if cell.row == r] for r in range(block.row_count)]
            found.append(rows)
    return found


DUMP = "甲段\n乙段\n\t左\n\t右\n\n\t\n\t值\n\n\t目标\n\t1、清淤；\n\n2、加固。\n\n\n\t列一\n\t列二\n\n\t值一\n\t值二\n\n\n丙段\n"


def test_a_dump_has_a_cell_a_line() -> None:
    document = read_lines(DUMP, "a.txt")
    assert paragraphs(document) == ["甲段", "乙段", "丙段"]
    assert tables(document) == [
        [["左", "右"], ["", "值"], ["目标", "1、清淤；\n2、加固。"]],
        [["列一", "列二"], ["值一", "值二"]],
    ]
    assert not document.spaces_are_wraps
    assert document.blocks[2].where.line == 3


def test_a_cell_may_go_on_and_the_row_after_it() -> None:
    document = read_lines("\t甲\n\t第一段\n\n第二段\n\t丙\n\n\t丁\n\t戊\n\t己\n", "a.txt")
    assert tables(document) == [[["甲", "第一段\n第二段", "丙"], ["丁", "戊", "己"]]]


def test_a_line_right_over_a_new_table_is_no_cell() -> None:
    row = "\t甲\n\t乙\n\t丙\n\n"
    document = read_lines(f"{row}{row}2、标题\n{row}", "a.txt")
    assert paragraphs(document) == ["2、标题"]
    assert len(tables(document)) == 2


def test_paragraphs_indented_by_tabs_are_no_table() -> None:
    document = read_lines("\t甲\n\t乙\n\n\t丙\n\t丁\n\n\n\t第一段\n\n\t第二段\n", "a.txt")
    assert paragraphs(document) == ["第一段", "第二段"]


@pytest.mark.parametrize(
    ("line", "text", "entry"),
    [
        ("一、概况 TC 概况 \\f A \\l 1 ", "一、概况", "概况"),
        ('一、概况 TC "概况" \\f C \\l "2"', "一、概况", "概况"),
        ('HYPERLINK \\l "_Toc12" 一、概况\t PAGEREF _Toc12 \\h 3', "一、概况 3", ""),
        ('TOC \\o "1-3" \\h \\z \\u 目录', "目录", ""),
    ],
)
def test_codes_of_words_fields_are_taken_off(line: str, text: str, entry: str) -> None:
    document = read_lines(line, "a.txt")
    assert paragraphs(document) == [text]
    assert document.notes[0].text == FIELD_NOTE
    assert document.notes[0].after == entry


PAGE = "# 目 录\n\n**甲**段\n\n<b>标签 一</b>\t值\t\n\t<p>1.清淤</p><p>2.加固</p>\t\n\n县局  \n编制\n"


def test_a_recognised_page_has_a_row_a_line() -> None:
    document = read_lines(PAGE, "a.txt")
    assert paragraphs(document) == ["目 录", "甲段", "县局\n编制"]
    assert tables(document) == [[["标签 一", "值", ""], ["", "1.清淤\n2.加固", ""]]]
    assert document.spaces_are_wraps
    assert document.notes


def test_tables_of_markdown_and_html() -> None:
    pipes = "| 甲 | 乙 |\n|---|---|\n| 1\\|2 | |\n"
    assert tables(read_lines(pipes, "a.txt")) == [[["甲", "乙"], ["1|2", ""]]]
    html = '前<table><tr><td rowspan="2">甲</td><td colspan="2">乙<br>丙</td></tr>\n<tr><td>丁</td><td>&lt;戊&gt;</td></tr></table>后'
    document = read_lines(html, "a.txt")
    table = next(block for block in document.blocks if isinstance(block, RawTable))
    grid = [[cell.text if cell else None for cell in row] for row in table.grid()]
    assert grid == [["甲", "乙\n丙", "乙\n丙"], ["甲", "丁", "<戊>"]]
    assert paragraphs(document) == ["前", "后"]


def test_malformed_html_ends() -> None:
    document = read_lines('<table><tr><td rowspan="x" colspan="99999">甲<td>乙<tr><td>丙\n丁', "a.txt")
    assert [row[0] for row in tables(document)[0]] == ["甲", "丙 丁"]


def test_plain_rows_with_tabs() -> None:
    document = read_lines("甲\t乙\t丙\n丁\t戊\n\n一段\n", "a.txt")
    assert tables(document) == [[["甲", "乙", "丙"], ["丁", "戊"]]]
    assert paragraphs(document) == ["一段"]
    assert not document.spaces_are_wraps
    wrapped = read_lines("甲 乙\t乙 丙\t丙\n丁\t戊\t己\n", "a.txt")
    assert wrapped.spaces_are_wraps


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("清淤三段河道，㛃姓技术员带队。\r\n第二行\n".encode(encoding))
    assert paragraphs(read_text(file)) == ["清淤三段河道，㛃姓技术员带队。", "第二行"]


def test_what_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(UserError, match="读不出来"):
        read_text(file)
