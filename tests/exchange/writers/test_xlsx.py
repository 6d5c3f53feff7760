"""The Excel file: opened with openpyxl and looked at sheet by sheet."""

import io
import zipfile
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from editor.compose.blocks import Composition
from editor.compose.volume import Composer
from editor.domain import edits
from editor.domain.fields import Fields
from editor.domain.volume import Project, Volume
from editor.exchange.writers.xlsx import write_xlsx
from editor.forms.form import Form
from editor.forms.packs import bundled_packs
from tests.samples import small_volume

PACKS = bundled_packs()
PAGES = {"section_overall_goal": "3", "project_1": "4", "project_2": "5", "project_3": "6", "project_4": "7"}
FIRST, SECOND = "1.校舍维修补助", "2.关于图书采购绩效目标表"


def composed(volume: Volume, watermark: str = "") -> Composition:
    return Composer(PACKS.form(volume.form)).compose(volume, watermark=watermark)


def opened(volume: Volume, watermark: str = "") -> Workbook:
    return load_workbook(io.BytesIO(write_xlsx(composed(volume, watermark), PAGES).data))


def texts_of(sheet: Worksheet) -> list[list[str]]:
    rows = ([str(cell) for cell in row if cell is not None] for row in sheet.values)
    return [row for row in rows if row]


def height_over(sheet: Worksheet, text: str) -> float:
    """Height in pt of all rows of the cell with this text."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == text:
                spans = [r for r in sheet.merged_cells.ranges if cell.coordinate in r]
                rows = range(spans[0].min_row, spans[0].max_row + 1) if spans else [cell.row]
                return sum(sheet.row_dimensions[n].height or 15 for n in rows)
    raise AssertionError(text)


def test_sheets_are_cover_contents_narrative_and_projects() -> None:
    book = opened(small_volume())
    assert book.sheetnames == ["封面", "目录", "第一部分", FIRST, SECOND, "3.专项业务经费", "4.食堂设备更新"]
    assert texts_of(book["目录"])[2:4] == [["一、总体绩效目标", "3"], ["二、分项绩效目标"]]
    assert texts_of(book["第一部分"])[2:4] == [["一、总体绩效目标"], ["办好家门口的学校。"]]
    assert texts_of(book["3.专项业务经费"]) == [["3.专项业务经费绩效目标表"], ["此项目文件涉密"]]


def test_a_sheet_reads_like_the_form() -> None:
    assert texts_of(opened(small_volume())[SECOND]) == [
        ["2.关于图书采购绩效目标表"],
        ["210001 清河县教育局本级", "单位：万元"],
        ["项目编码", "13099923P00000000002A", "项目名称", "图书采购"],
        ["预算规模及资金用途", "预算数", "3.00", "其中：财政资金", "其他资金", "1.00"],
        ["购书\n上架"],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["绩效目标", "1.按目录采购图书\n并编目上架"],
        ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
        ["产出指标", "时效指标", "完工时间", "主汛期来临以前全部完工", "6月30日前", "年度维修计划"],
        ["效益指标", "社会效益指标", "师生安全", "校舍不再漏雨", "明显改善", "学校报告"],
    ]


def test_columns_are_the_edges_of_both_tables() -> None:
    sheet = opened(small_volume())[SECOND]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJK"]
    assert sum(widths) == pytest.approx(156.0 / 25.4 * 96 / 7, abs=0.1)
    spans = {str(span) for span in sheet.merged_cells.ranges}
    assert {"A1:K1", "A4:A5", "B5:K5"} <= spans
    covered = [cell for span in sheet.merged_cells.ranges for cell in span.cells]
    assert len(covered) == len(set(covered))


def test_every_text_stays_a_text() -> None:
    texts = ["=1+1", "+5", "-3", "@SUM(A1)", "#N/A", "0012", "TRUE", "2024-01-01", "_x0041_", "1e5"]
    volume = edits.set_field(small_volume(), 1, "goals", tuple(texts))
    for n, (column, text) in enumerate(zip(("level3", "description", "target", "basis"), texts, strict=False)):
        volume = edits.set_cells(volume, 1, [(10 + n % 2, column, text)])
    sheet = opened(volume)[FIRST]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in cells)
    assert {"=1+1", "+5", "-3", "@SUM(A1)"} <= {cell.value for cell in cells}


def test_an_escape_in_a_text_is_no_escape() -> None:
    written = write_xlsx(composed(edits.set_field(small_volume(), 1, "purpose", "见_x0041_列")))
    with zipfile.ZipFile(io.BytesIO(written.data)) as archive:
        texts = "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/"))
        assert "见_x005F_x0041_列" in unescape(texts)


def test_rows_are_high_enough_for_what_they_hold() -> None:
    short, long = "校舍不再漏雨", "字" * 200
    volume = edits.set_cells(small_volume(), 1, [(10, "description", long)])
    sheet = opened(volume)[FIRST]
    # 44.5 mm hold 11 characters of 10.5 pt: at least 19 lines
    assert height_over(sheet, long) >= 19 * 10.5 * 1.3
    assert height_over(sheet, short) < 60


def test_what_is_too_high_goes_on_in_the_rows_below() -> None:
    text = "字" * 3000
    sheet = opened(edits.set_cells(small_volume(), 1, [(10, "description", text)]))[FIRST]
    pieces = [str(c.value) for row in sheet.iter_rows() for c in row if str(c.value).strip("\u2060").startswith("字字")]
    assert "".join(piece.strip("\u2060") for piece in pieces) == text
    assert [piece.startswith("\u2060") for piece in pieces] == [False] + [True] * (len(pieces) - 1)
    for piece in pieces:
        # 44.5 mm hold 11 characters of 10.5 pt
        assert height_over(sheet, piece) >= len(piece) / 11 * 10.5 * 1.3
    assert max(dimension.height or 0 for dimension in sheet.row_dimensions.values()) <= 300
    beside = next(c for row in sheet.iter_rows() for c in row if c.value == "数量指标")
    assert beside.alignment.vertical == "top"
    span = next(span for span in sheet.merged_cells.ranges if beside.coordinate in span)
    assert span.max_row - span.min_row + 1 == len(pieces)


def test_a_merged_cell_makes_its_rows_high_enough() -> None:
    name = "很长的一级指标名称" * 20
    volume = edits.set_cells(small_volume(), 1, [(10, "level1", name), (11, "level1", name)])
    # 22.3 mm hold 5 characters: 180 characters are at least 36 lines
    assert height_over(opened(volume)[FIRST], name) >= 36 * 10.5 * 1.3


def test_a_text_beyond_a_cells_limit_is_whole() -> None:
    text = "甲乙丙丁" * 10_000
    written = write_xlsx(composed(edits.set_cells(small_volume(), 1, [(10, "description", text)])))
    assert written.notes == ()
    sheet = load_workbook(io.BytesIO(written.data))[FIRST]
    cells = [str(c.value).strip("\u2060") for row in sheet.iter_rows() for c in row if c.value]
    assert "".join(cell for cell in cells if "甲乙丙丁" in cell) == text
    assert max(map(len, cells)) < 1000


def test_pages_are_set_up() -> None:
    sheet = opened(small_volume(), "内部&审核")[SECOND]
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_margins.left == pytest.approx(28 / 25.4)
    assert sheet.print_title_rows == "$9:$9"
    lines: tuple[Any, ...] = (sheet.oddFooter.right, sheet.evenFooter.left, sheet.oddHeader.center)  # type: ignore[union-attr]
    assert [line.text for line in lines] == ["— &P —", "— &P —", "内部&&审核"]
    assert sheet.page_setup.firstPageNumber == 5
    cover = opened(small_volume())["封面"]
    footer: Any = cover.oddFooter
    assert footer.right.text is None


def test_contents_lead_to_their_sheets() -> None:
    volume = small_volume()
    secret = Project(99, classified=True, fields=Fields({"name": "专项业务经费"}))
    volume = replace(volume, projects=(*volume.projects[:3], secret, volume.projects[3]))
    book = opened(volume)
    links = {cell.value: cell.hyperlink.location for row in book["目录"].iter_rows() for cell in row if cell.hyperlink}
    assert links["2.关于图书采购绩效目标表"] == f"'{SECOND}'!A1"
    assert links["3.专项业务经费绩效目标表"] == "'3.专项业务经费'!A1"
    assert links["4.专项业务经费绩效目标表"] == "'3.专项业务经费'!A3"
    assert links["一、总体绩效目标"] == "'第一部分'!A3"


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    names = ("甲[乙]:*?/\\丙", "长" * 40, "长" * 40, "'引号'")
    projects = tuple(Project(n, fields=Fields({"name": name})) for n, name in enumerate(names, 1))
    found = opened(Volume("hebei-2023", 2024, "", projects=projects)).sheetnames[3:]
    assert len({name.lower() for name in found}) == len(found) == 4
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in found)
    assert found[0].startswith("1.甲")


def test_control_characters_go_and_are_said() -> None:
    written = write_xlsx(composed(edits.set_field(small_volume(), 1, "purpose", "购\x00置\x1b设备")))
    assert written.notes == ("“购置设备”里有 2 个看不见的控制字符，没有写进文件",)
    assert "购置设备" in {str(v) for row in load_workbook(io.BytesIO(written.data))[FIRST].values for v in row}


def test_the_same_volume_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_xlsx(composed(small_volume(), "审核"), PAGES)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert write_xlsx(composed(small_volume(), "审核"), PAGES) == first


@pytest.mark.parametrize("form", PACKS.all(), ids=lambda form: form.id)
def test_an_empty_volume_is_a_file_too(form: Form) -> None:
    names = opened(Volume(form.id, form.years.first, "")).sheetnames
    tables = len(form.budget.tables) - 1 if form.budget else 0
    assert names[:2] == ["封面", "目录"]
    assert [name[:4] for name in names if name.startswith("第")] == [
        f"第{n}部分" for n in "一二三四"[: len(form.parts)]
    ]
    assert len(names) == 2 + len(form.parts) + tables
    alone = Composer(form).compose(Volume(form.id, form.years.first, ""), projects=())
    assert load_workbook(io.BytesIO(write_xlsx(alone).data)).sheetnames == ["空白"]


def test_title_and_language() -> None:
    properties = opened(small_volume()).properties
    assert (properties.title, properties.language) == ("清河县教育局2024年部门预算绩效文本", "zh-CN")
    assert properties.creator == "绩效文本编辑器"


def test_pieces_of_a_text_have_no_rule_between_them() -> None:
    sheet = opened(edits.set_cells(small_volume(), 1, [(10, "description", "字" * 1500)]))[FIRST]
    pieces = [c for row in sheet.iter_rows() for c in row if str(c.value).strip("\u2060").startswith("字字")]
    assert [c.border.top and c.border.top.style for c in pieces] == ["thin"] + [None] * (len(pieces) - 1)
    assert [c.border.bottom and c.border.bottom.style for c in pieces] == [None] * (len(pieces) - 1) + ["thin"]
