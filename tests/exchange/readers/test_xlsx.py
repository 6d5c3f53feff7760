"""Worksheets as grids or as running text."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from editor.exchange.raw import RawDocument, RawParagraph, RawTable
from editor.exchange.readers.package import BrokenFile
from editor.exchange.readers.xlsx import read_xlsx
from tests.exchange.readers.makers import write_xlsx, zip_bytes
from tests.work import calls


def rows(*inner: str) -> str:
    return f"<sheetData>{''.join(inner)}</sheetData>"


def tables(document: RawDocument) -> list[RawTable]:
    return [block for block in document.blocks if isinstance(block, RawTable)]


def laid_out(found: RawTable) -> list[list[str]]:
    return [["-" if one is None else one.text for one in line] for line in found.grid()]


def notes(document: RawDocument) -> list[tuple[str, str, int | None]]:
    return [(note.text, note.before, note.where.line) for note in document.notes]


@pytest.fixture
def book(tmp_path: Path) -> tuple[openpyxl.Workbook, Path]:
    return openpyxl.Workbook(), tmp_path / "表.xlsx"


def test_values_as_they_are_shown(book: tuple[openpyxl.Workbook, Path]) -> None:
    made, path = book
    sheet = made.active
    assert sheet is not None
    sheet.append(["预算数", 13.26, 0.25, date(2024, 12, 31), True, 5])
    sheet["B1"].number_format = "0.00"
    sheet["C1"].number_format = "0%"
    sheet["D1"].number_format = 'yyyy"年"m"月"d"日"'
    made.save(path)
    (found,) = tables(read_xlsx(path))
    assert laid_out(found) == [["预算数", "13.26", "25%", "2024年12月31日", "TRUE", "5"]]


def test_spans_and_places(book: tuple[openpyxl.Workbook, Path]) -> None:
    made, path = book
    sheet = made.active
    assert sheet is not None
    sheet.title = "目标表"
    for place, text in {"B3": "标题", "B4": "预算", "C4": "5.00", "D4": "末", "C5": "用途"}.items():
        sheet[place] = text
    for merged in ("B3:D3", "B4:B5", "C5:D5"):
        sheet.merge_cells(merged)
    made.save(path)
    (found,) = tables(read_xlsx(path))
    assert laid_out(found) == [["标题"] * 3, ["预算", "5.00", "末"], ["预算", "用途", "用途"]]
    assert found.where.text() == "表.xlsx 工作表“目标表”第3行"
    assert [(c.text, c.where.line if c.where else None) for c in found.cells if c.text == "用途"] == [("用途", 5)]


def test_empty_cells_stand_in_used_rows_only(book: tuple[openpyxl.Workbook, Path]) -> None:
    made, path = book
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["C1"], sheet["A3"] = "甲", "丙", "丁"
    made.save(path)
    (found,) = tables(read_xlsx(path))
    assert laid_out(found) == [["甲", "", "丙"], ["-", "-", "-"], ["丁", "", ""]]


def test_running_text_is_paragraphs(book: tuple[openpyxl.Workbook, Path]) -> None:
    made, path = book
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["A3"] = "18.专项业务经费绩效目标表", "此项目文件涉密"
    sheet.merge_cells("A1:G1")
    made.create_sheet("空")
    made.save(path)
    found = read_xlsx(path)
    assert [b.text for b in found.blocks if isinstance(b, RawParagraph)] == [
        "18.专项业务经费绩效目标表",
        "此项目文件涉密",
    ]
    assert [b.where.line for b in found.blocks] == [1, 3]
    assert len(found.blocks) == 2


def test_hidden_things_are_read_and_said(book: tuple[openpyxl.Workbook, Path]) -> None:
    made, path = book
    sheet = made.active
    assert sheet is not None
    sheet.append(["甲", "乙"])
    sheet.append(["丙", "丁"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    other = made.create_sheet("藏")
    other.append(["戊", "己"])
    other.sheet_state = "hidden"
    made.save(path)
    found = read_xlsx(path)
    assert [laid_out(t) for t in tables(found)] == [[["甲", "乙"], ["丙", "丁"]], [["戊", "己"]]]
    assert notes(found) == [
        ("隐藏的行也读入了", "", 2), ("隐藏的列也读入了", "第 2 列", None), ("隐藏的工作表也读入了", "", None),
    ]  # fmt: skip


def test_formulas_without_a_result(book: tuple[openpyxl.Workbook, Path]) -> None:
    made, path = book
    sheet = made.active
    assert sheet is not None
    sheet.append(["合计", "=SUM(B2:B3)"])
    made.save(path)
    found = read_xlsx(path)
    assert [(text[:9], before, line) for text, before, line in notes(found)] == [
        ("公式没有保存计算结", "=SUM(B2:B3)", 1)
    ]


def test_results_errors_and_strings_of_formulas(tmp_path: Path) -> None:
    inner = rows(
        '<row r="1"><c r="A1" t="str"><f>A2</f><v>结果</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c></row>'
    )
    found = read_xlsx(write_xlsx(tmp_path / "a.xlsx", inner))
    assert laid_out(tables(found)[0]) == [["结果", "#DIV/0!", "2"]]
    assert [(before, line) for _, before, line in notes(found)] == [("#DIV/0!", 1)]


def test_strings_with_formats_guides_and_escapes(tmp_path: Path) -> None:
    strings = (
        "<si><r><t>半</t></r><r><t>粗</t></r><rPh><t>bàn</t></rPh></si>"
        "<si><t>甲_x000D_\n乙_x005F_</t></si>"
    )  # fmt: skip
    inner = rows('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>内</t></is></c></row>')
    found = read_xlsx(write_xlsx(tmp_path / "a.xlsx", inner, strings=strings))
    assert laid_out(tables(found)[0]) == [["半粗", "甲\r\n乙_", "内"]]


def test_a_code_typed_as_a_number(tmp_path: Path) -> None:
    inner = rows('<row r="4"><c r="A4"><v>1.3032423400442E+20</v></c><c r="B4"><v>1</v></c></row>')
    found = read_xlsx(write_xlsx(tmp_path / "a.xlsx", inner))
    assert laid_out(tables(found)[0])[0][0] == "130324234004420000000"
    assert notes(found)[0][1:] == ("130324234004420000000", 4)


def test_formats_of_this_country_named_by_number_alone(tmp_path: Path) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs>'
    inner = rows('<row r="1"><c r="A1" s="1"><v>45291</v></c><c r="B1"><v>1</v></c></row>')
    found = read_xlsx(write_xlsx(tmp_path / "a.xlsx", inner, styles=styles))
    assert laid_out(tables(found)[0]) == [["2023年12月31日", "1"]]


def test_what_a_merge_covers_and_merges_that_cannot_be(tmp_path: Path) -> None:
    inner = (
        rows(
            '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="str"><v>藏</v></c><c r="C1" t="str"><v>丙</v></c></row>'
        )
        + '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C1"/><mergeCell ref="nonsense"/>'
        '<mergeCell ref="A9:A1048576"/></mergeCells>'
    )
    found = read_xlsx(write_xlsx(tmp_path / "a.xlsx", inner))
    assert laid_out(tables(found)[0]) == [["甲", "甲", "丙"]]
    assert notes(found) == [("被合并单元格盖住的文字没有读入", "藏", 1)]


def test_a_sheet_formatted_to_its_last_row_stays_small(tmp_path: Path) -> None:
    inner = rows(
        '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="str"><v>乙</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="str"><v>末</v></c></row>'
    )
    (found,) = tables(read_xlsx(write_xlsx(tmp_path / "a.xlsx", inner)))
    assert len(found.cells) == 3


def test_comments_and_pictures_are_remarked(book: tuple[openpyxl.Workbook, Path]) -> None:
    made, path = book
    sheet = made.active
    assert sheet is not None
    sheet.append(["甲", "乙"])
    sheet["A1"].comment = Comment("请核对", "财务")
    made.save(path)
    assert [(text, before) for text, before, _ in notes(read_xlsx(path))] == [("批注没有读入", "请核对")]


@pytest.mark.parametrize("inner", [
    '<row r="0"><c><v>1</v></c></row>', '<row r="9999999"><c><v>1</v></c></row>', '<row r="1"><c t="s"><v>7</v></c></row>',
])  # fmt: skip
def test_damaged_sheets(tmp_path: Path, inner: str) -> None:
    with pytest.raises(BrokenFile):
        read_xlsx(write_xlsx(tmp_path / "a.xlsx", rows(inner)))


def test_openpyxl_reads_with_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML is True


def test_faults_in_what_is_not_read_cost_nothing(tmp_path: Path) -> None:
    """openpyxl's own way in, load_workbook, gives a file like this up."""
    fonts = '<rPr><color rgb="none"/><family val="99"/></rPr>'
    strings = f'<si><r>{fonts}<t>甲</t></r><rPh><t>jiǎ</t></rPh><phoneticPr fontId="x"/></si>'
    styles = '<fills><fill/></fills><cellXfs><xf numFmtId="0"/><xf numFmtId="2" fillId="9"/></cellXfs>'
    inner = (
        '<dimension ref="somewhere"/><sheetViews><sheetView workbookViewId="x"/></sheetViews>'
        + rows(
            '<row r="1" ht="high"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>5</v></c>'
            f'<c r="C1" t="inlineStr"><is><r>{fonts}<t>丙</t></r></is></c></row>'
        )
        + '<autoFilter ref="?"/><conditionalFormatting sqref="x"><cfRule type="new"/></conditionalFormatting>'
        '<dataValidations><dataValidation type="?"/></dataValidations><pageSetup orientation="slanted"/>'
        '<extLst><ext uri="{AAAA}"/></extLst>'
    )
    found = read_xlsx(write_xlsx(tmp_path / "a.xlsx", inner, strings=strings, styles=styles))
    assert laid_out(tables(found)[0]) == [["甲", "5.00", "丙"]]
    assert found.notes == ()


def test_merges_and_links_over_whole_columns_stay_quick(tmp_path: Path) -> None:
    """Spread over its cells, as openpyxl would, such a range takes minutes and gigabytes."""
    inner = (
        '<dimension ref="A1:XFD1048576"/>'
        + rows('<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="str"><v>乙</v></c></row>')
        + '<mergeCells><mergeCell ref="B1:B1048576"/></mergeCells>'
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>'
    )
    path = write_xlsx(tmp_path / "a.xlsx", inner)
    read: list[RawDocument] = []
    assert 1_000 < calls(lambda: read.append(read_xlsx(path))) < 20_000  # there are a million rows
    assert laid_out(tables(read[0])[0]) == [["甲", "乙"]]


def test_a_date_written_out_and_numbers_beyond_all_numbers(tmp_path: Path) -> None:
    styles = '<cellXfs><xf numFmtId="31"/></cellXfs>'
    inner = rows(
        '<row r="1"><c t="d"><v>2024-12-31</v></c><c t="d"><v>2024年末</v></c><c><v>1e400</v></c><c><v>五</v></c>'
        '<c t="b"><v>是</v></c></row>'
    )
    found = read_xlsx(write_xlsx(tmp_path / "a.xlsx", inner, styles=styles))
    assert laid_out(tables(found)[0]) == [["2024年12月31日", "2024年末", "1e400", "五", "是"]]


def test_an_escaped_escape_is_a_text(tmp_path: Path) -> None:
    strings = "<si><t>编号_x005F_x000A_</t></si>"
    inner = rows('<row><c t="s"><v>0</v></c><c t="str"><v>乙_x000A_丙</v></c></row>')
    found = read_xlsx(write_xlsx(tmp_path / "a.xlsx", inner, strings=strings))
    assert laid_out(tables(found)[0]) == [["编号_x000A_", "乙\n丙"]]


def test_the_strict_flavour_and_the_other_calendar(tmp_path: Path) -> None:
    inner = rows('<row><c t="s"><v>0</v></c><c s="0"><v>43829</v></c><c t="d"><v>2023-12-31</v></c></row>')
    styles = '<cellXfs><xf numFmtId="31"/></cellXfs>'
    path = write_xlsx(tmp_path / "a.xlsx", inner, strings="<si><t>日期</t></si>", styles=styles)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, text in parts.items():
        strict = text.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
        for usual in ("spreadsheetml/2006/main", "officeDocument/2006/relationships"):
            strict = strict.replace(
                f"http://schemas.openxmlformats.org/{usual}", f"http://purl.oclc.org/ooxml/{usual.replace('/2006', '')}"
            )
        parts[name] = strict
    path.write_bytes(zip_bytes({**parts}))
    assert laid_out(tables(read_xlsx(path))[0]) == [["日期", "2023年12月31日", "2023年12月31日"]]
