"""The Word file: opened with python-docx and looked at part by part."""

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from editor.compose.blocks import Composition
from editor.compose.volume import Composer
from editor.domain import edits
from editor.domain.volume import Volume
from editor.exchange.writers.docx import write_docx
from editor.forms.form import Form
from editor.forms.packs import bundled_packs
from tests.samples import small_volume

PACKS = bundled_packs()
PAGES = {"section_overall_goal": "3", "project_1": "4", "project_2": "5", "project_3": "6", "project_4": "7"}


def composed(volume: Volume, watermark: str = "") -> Composition:
    return Composer(PACKS.form(volume.form)).compose(volume, watermark=watermark)


def opened(volume: Volume, watermark: str = "") -> Document:
    return docx.Document(io.BytesIO(write_docx(composed(volume, watermark), PAGES).data))


def parts_of(volume: Volume, watermark: str = "") -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(write_docx(composed(volume, watermark), PAGES).data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def all_of(element: Any, tag: str) -> list[Any]:
    return list(element.iter(qn(tag)))


def test_paragraphs_in_their_styles() -> None:
    found = [(p.text, p.style.name) for p in opened(small_volume()).paragraphs if p.text and p.style]
    assert ("清河县教育局", "封面部门") in found
    assert ("第一部分 部门整体绩效目标", "toc 1") in found
    assert ("1.校舍维修补助绩效目标表\t4", "toc 2") in found
    assert ("第一部分", "Heading 1") in found
    assert ("部门整体绩效目标", "部分标题") in found
    assert ("二、分项绩效目标", "Heading 2") in found
    assert ("一、改善办学条件", "文本一级标题") in found
    assert ("（一）维修校舍", "文本二级标题") in found
    assert ("1.摸清底数", "文本三级标题") in found
    assert ("逐校排查，列出清单。", "文本正文") in found
    assert ("1.校舍维修补助绩效目标表", "目标表标题（大纲 2 级）") in found
    assert ("210001 清河县教育局本级\t单位：万元", "目标表单位行") in found


def test_tables_have_the_forms_cells() -> None:
    upper, lower = opened(small_volume()).tables[:2]
    texts = [[cell.text for cell in row.cells] for row in upper.rows]
    code = "13099923P00000000001A"
    assert texts[0] == ["项目编码", code, code, "项目名称", *["校舍维修补助"] * 3]
    assert texts[1] == ["预算规模及资金用途", "预算数", "12.50", "其中：财政资金", "12.50", "其他资金", ""]
    assert texts[2] == ["预算规模及资金用途", *["用于两所村小屋面维修"] * 6]
    assert texts[4] == ["资金支出计划（%）", "0%", "0%", "40%", "", "100%", "100%"]
    assert texts[5][1] == "1.完成两所村小校舍屋面维修\n2.汛期前完工"
    assert [cell.text for cell in lower.rows[2].cells][:2] == ["产出指标", "时效指标"]
    merges = [merge.get(qn("w:val")) for merge in all_of(lower._tbl, "w:vMerge")]
    assert merges == ["restart", None]


def test_heads_repeat_and_rows_stay_whole() -> None:
    upper, lower = opened(small_volume()).tables[:2]
    assert [bool(all_of(row._tr, "w:tblHeader")) for row in lower.rows] == [True, False, False, False]
    assert not all_of(upper._tbl, "w:tblHeader")
    assert all(all_of(row._tr, "w:cantSplit") for table in (upper, lower) for row in table.rows)


def test_a_row_higher_than_a_page_may_split() -> None:
    volume = edits.set_cells(small_volume(), 1, [(10, "description", "校舍" * 1500)])
    lower = opened(volume).tables[1]
    assert [bool(all_of(row._tr, "w:cantSplit")) for row in lower.rows] == [True, False, True, True]
    assert lower.rows[1].cells[3].text == "校舍" * 1500


def test_contents_are_a_field_with_its_numbers() -> None:
    xml = parts_of(small_volume())["word/document.xml"]
    assert xml.count(" TOC \\f A \\l 1-2 \\n 1-1 \\h \\z ") == 1
    bookmarks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"/>', xml)
    assert len(set(bookmarks)) == len(bookmarks) == 2 + 3 + 4
    for name in re.findall(r" PAGEREF (\w+) ", xml):
        assert name in bookmarks
    begins, ends = (xml.count(f'w:fldCharType="{kind}"') for kind in ("begin", "end"))
    assert begins == ends


def test_updating_the_contents_would_write_the_same_lines() -> None:
    xml = parts_of(small_volume())["word/document.xml"]
    entries = re.findall(r' TC (?:"|&quot;)(.*?)(?:"|&quot;) \\f A \\l (\d) ', xml)
    assert entries == [
        ("第一部分 部门整体绩效目标", "1"),
        ("一、总体绩效目标", "2"),
        ("二、分项绩效目标", "2"),
        ("三、工作保障措施", "2"),
        ("第二部分 预算项目绩效目标", "1"),
        ("1.校舍维修补助绩效目标表", "2"),
        ("2.关于图书采购绩效目标表", "2"),
        ("3.专项业务经费绩效目标表", "2"),
        ("4.食堂设备更新绩效目标表", "2"),
    ]


@pytest.mark.parametrize(
    ("form_id", "restarts"), [("hebei-2023", [True, False, False]), ("hebei-2021", [True, False, True])]
)
def test_sections_carry_the_page_rules(form_id: str, restarts: list[bool]) -> None:
    document = opened(replace(small_volume(), form=form_id))
    cover, contents, body = document.sections
    for part in (cover, contents, body):
        assert part.page_width is not None and part.page_height is not None and part.left_margin is not None
        assert (round(part.page_width.mm), round(part.page_height.mm), round(part.left_margin.mm)) == (210, 297, 28)
    assert [bool(all_of(part._sectPr, "w:pgNumType")) for part in (cover, contents, body)] == restarts
    assert [p.text for p in (*cover.footer.paragraphs, *contents.footer.paragraphs)] == ["", ""]
    assert body.footer.paragraphs[0].text.strip("— ") in ("1", "")
    assert [p.alignment for p in (body.footer.paragraphs[0], body.even_page_footer.paragraphs[0])] == [2, 0]
    assert document.settings.odd_and_even_pages_header_footer


def test_each_sheet_begins_a_page() -> None:
    document = opened(small_volume())
    new_page = [p.text for p in document.paragraphs if all_of(p._p, "w:pageBreakBefore")]
    assert new_page == [
        "第二部分",
        "2.关于图书采购绩效目标表",
        "3.专项业务经费绩效目标表",
        "4.食堂设备更新绩效目标表",
    ]


def test_two_tables_are_never_neighbours() -> None:
    body = opened(small_volume()).element.body
    tags = [child.tag for child in body]
    assert all((a, b) != (qn("w:tbl"),) * 2 for a, b in pairwise(tags))
    assert tags[-2:] == [qn("w:p"), qn("w:sectPr")]


def test_line_ends_tabs_spaces_and_signs() -> None:
    text = '  A&B <甲>\t乙\n丙 "丁"  '
    document = opened(edits.set_field(small_volume(), 1, "purpose", text))
    assert document.tables[0].rows[2].cells[1].text == text


def test_control_characters_go_and_are_said() -> None:
    volume = edits.set_field(small_volume(), 1, "purpose", "购\x00置\x0b设\ufffe备\r\n一批")
    written = write_docx(composed(volume))
    assert written.notes == ("“购置设备 一批”里有 3 个看不见的控制字符，没有写进文件",)
    assert docx.Document(io.BytesIO(written.data)).tables[0].rows[2].cells[1].text == "购置设备\n一批"


def test_a_long_code_and_a_long_unit_line_shrink() -> None:
    volume = replace(small_volume(), units=(replace(small_volume().units[0], name="很长的单位名称" * 6),))
    document = opened(volume)
    line = next(p for p in document.paragraphs if "很长的单位名称" in p.text)
    size = line.runs[0].font.size
    assert size is not None and 6 <= size.pt < 10.5
    code = document.tables[0].rows[0].cells[1].paragraphs[0].runs[0].font.size
    assert code is not None and 7.5 <= code.pt < 10.5


def test_the_watermark_stands_in_every_header() -> None:
    parts = parts_of(small_volume(), "内部<审核>")
    assert 'string="内部&lt;审核&gt;"' in parts["word/header.xml"]
    assert parts["word/document.xml"].count("<w:headerReference") == 6
    assert "word/header.xml" not in parts_of(small_volume())


def test_title_and_language() -> None:
    document = opened(small_volume())
    assert document.core_properties.title == "清河县教育局2024年部门预算绩效文本"
    assert document.core_properties.language == "zh-CN"
    assert 'w:eastAsia="zh-CN"' in parts_of(small_volume())["word/styles.xml"]


def test_fonts_are_those_of_official_documents() -> None:
    styles = opened(small_volume()).styles.element
    fonts = {font.get(qn("w:eastAsia")) for font in all_of(styles, "w:rFonts")}
    assert fonts == {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}


def test_the_same_volume_gives_the_same_bytes() -> None:
    first = write_docx(composed(small_volume(), "审核"), PAGES)
    assert write_docx(composed(small_volume(), "审核"), PAGES) == first


@pytest.mark.parametrize("form", PACKS.all(), ids=lambda form: form.id)
def test_an_empty_volume_is_a_file_too(form: Form) -> None:
    document = opened(Volume(form.id, form.years.first, ""))
    assert any(p.text.startswith("第二部分") and p.style and p.style.name == "Heading 1" for p in document.paragraphs)
    assert len(document.tables) == (len(form.budget.tables) if form.budget else 0)


def test_every_part_is_named_and_typed() -> None:
    parts = parts_of(small_volume(), "审核")
    types = re.findall(r'PartName="/([^"]+)"', parts["[Content_Types].xml"])
    assert sorted(types) == sorted(
        name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"
    )
    targets = re.findall(r'Target="([^"]+)"', parts["word/_rels/document.xml.rels"])
    assert {f"word/{target}" for target in targets} <= set(parts)
    assert next(iter(parts)) == "[Content_Types].xml"
