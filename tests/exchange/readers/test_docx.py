"""A docx body: paragraphs, tables and what stands around them."""

from pathlib import Path

import docx
import pytest

from editor.exchange.raw import RawDocument, RawParagraph, RawTable
from editor.exchange.readers.docx import read_docx
from editor.exchange.readers.package import BrokenFile
from tests.exchange.readers.makers import cell, para, row, run, table, write_docx


def read(tmp_path: Path, body: str, **parts: str) -> RawDocument:
    return read_docx(write_docx(tmp_path / "文本.docx", body, **parts))


def texts(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, RawParagraph)]


def only_table(document: RawDocument) -> RawTable:
    (found,) = [block for block in document.blocks if isinstance(block, RawTable)]
    return found


def laid_out(found: RawTable) -> list[list[str]]:
    return [["-" if one is None else one.text for one in line] for line in found.grid()]


def notes(document: RawDocument) -> list[tuple[str, str]]:
    return [(note.text, note.before) for note in document.notes]


def merge(kind: str | None = None, span: int = 1) -> str:
    down = "" if kind is None else f'<w:vMerge w:val="{kind}"/>'
    return f'<w:gridSpan w:val="{span}"/>{down}'


def test_paragraphs_and_tables_in_order_with_their_place(tmp_path: Path) -> None:
    found = read(tmp_path, para("甲") + para() + table(row("乙", "丙")) + para(" 丁　"))
    assert [type(block).__name__ for block in found.blocks] == ["RawParagraph", "RawTable", "RawParagraph"]
    assert [block.where.line for block in found.blocks] == [1, 3, 4]
    assert texts(found) == ["甲", "丁"]
    assert found.blocks[0].where.text() == "文本.docx 第1行"
    assert (found.source, found.kind, found.spaces_are_wraps, found.notes) == ("文本.docx", "docx", False, ())


def test_tabs_breaks_and_signs(tmp_path: Path) -> None:
    inner = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t><w:softHyphen/></w:r>"
    assert texts(read(tmp_path, para(inner))) == ["甲\t乙\n丙-丁"]


def test_blanks_are_kept_only_where_the_file_says_so(tmp_path: Path) -> None:
    inner = '<w:r><w:t>\n 甲 </w:t></w:r><w:r><w:t xml:space="preserve"> 乙</w:t></w:r>'
    assert texts(read(tmp_path, para(inner))) == ["甲 乙"]


def test_spans_down_and_across(tmp_path: Path) -> None:
    body = table(
        row("项目编码", cell("123", properties=merge(span=2)), "名称"),
        row(cell("预算", properties=merge("restart")), "5.00", "其中", "4.00"),
        row(cell(properties='<w:vMerge/>'), cell("用途", properties=merge(span=3))),
    )  # fmt: skip
    found = only_table(read(tmp_path, body))
    assert (found.row_count, found.column_count) == (3, 4)
    assert laid_out(found) == [
        ["项目编码", "123", "123", "名称"],
        ["预算", "5.00", "其中", "4.00"],
        ["预算", "用途", "用途", "用途"],
    ]
    assert [(c.row, c.column, c.rows, c.columns) for c in found.cells if c.text == "预算"] == [(1, 0, 2, 1)]


def test_a_new_merge_ends_the_one_above(tmp_path: Path) -> None:
    start, on = merge("restart"), merge("continue")
    column = [("产出", start), ("", on), ("效益", start), ("", on), ("满意度", start)]
    body = table(*(row(cell(text, properties=how), str(i)) for i, (text, how) in enumerate(column)))
    assert [line[0] for line in laid_out(only_table(read(tmp_path, body)))] == [
        "产出",
        "产出",
        "效益",
        "效益",
        "满意度",
    ]


def test_a_merge_that_continues_nothing_is_a_cell(tmp_path: Path) -> None:
    body = table(row(cell("甲", properties=merge("continue")), "乙"))
    assert laid_out(only_table(read(tmp_path, body))) == [["甲", "乙"]]


def test_old_merges_across(tmp_path: Path) -> None:
    first, second = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    body = table(row(cell("甲", properties=first), cell(properties=second), "乙"))
    assert laid_out(only_table(read(tmp_path, body))) == [["甲", "甲", "乙"]]


def test_rows_that_begin_late_and_end_early(tmp_path: Path) -> None:
    late = '<w:gridBefore w:val="1"/>'
    early = '<w:gridAfter w:val="2"/>'
    found = only_table(read(tmp_path, table(row("甲", properties=early), row("乙", properties=late))))
    assert laid_out(found) == [["甲", "-", "-"], ["-", "乙", "-"]]


def test_text_under_a_merge_is_listed(tmp_path: Path) -> None:
    body = table(row(cell("甲", properties=merge("restart"))), row(cell("藏着的字", properties=merge("continue"))))
    found = read(tmp_path, body)
    assert laid_out(only_table(found)) == [["甲"], ["甲"]]
    assert notes(found) == [("被合并单元格盖住的文字没有读入", "藏着的字")]


def test_paragraphs_of_a_cell_are_lines(tmp_path: Path) -> None:
    body = table(row(cell(para("1、一"), para(), para("2、二"), para()), "乙"))
    assert laid_out(only_table(read(tmp_path, body))) == [["1、一\n\n2、二", "乙"]]


def test_a_small_table_in_a_cell_becomes_text(tmp_path: Path) -> None:
    inner = table(row("甲", "乙"), row("丙", "丁"))
    found = read(tmp_path, table(row(cell(para("前"), inner, para("后")), "旁")))
    assert laid_out(only_table(found)) == [["前\n甲\t乙\n丙\t丁\n后", "旁"]]
    assert notes(found) == [("单元格里的小表格按文字读入", "")]


def test_a_table_that_only_holds_others_in_place_is_opened(tmp_path: Path) -> None:
    inner = table(row("甲", "乙"))
    found = read(tmp_path, table(row(cell(para("标题"), inner, para("后")))))
    assert texts(found) == ["标题", "后"]
    assert laid_out(only_table(found)) == [["甲", "乙"]]


def test_content_controls_at_every_level(tmp_path: Path) -> None:
    def control(content: str, prompt: bool = False) -> str:
        shown = "<w:showingPlcHdr/>" if prompt else ""
        return f"<w:sdt><w:sdtPr>{shown}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    rows = table(control(row("甲", control(cell("乙")))))
    body = control(para("段")) + control(para("单击此处输入"), prompt=True) + rows + para(control(run("内")), "外")
    found = read(tmp_path, body)
    assert texts(found) == ["段", "内外"]
    assert laid_out(only_table(found)) == [["甲", "乙"]]


def test_links_and_wrappers(tmp_path: Path) -> None:
    inner = f"<w:hyperlink>{run('链')}</w:hyperlink><w:smartTag>{run('接')}</w:smartTag>"
    assert texts(read(tmp_path, para(inner))) == ["链接"]


def test_tracked_changes(tmp_path: Path) -> None:
    gone = '<w:del><w:r><w:delText xml:space="preserve">旧的</w:delText></w:r></w:del>'
    new = f"<w:ins>{run('新的')}</w:ins>"
    moved = f"<w:moveFrom>{run('移走')}</w:moveFrom>"
    found = read(tmp_path, para(run("前"), gone, new, moved, run("后")))
    assert texts(found) == ["前新的后"]
    assert notes(found) == [("修订中删除的文字没有读入", "旧的移走"), ("修订中新增的文字按已接受读入", "")]
    assert found.notes[1].after == "前新的后"


def test_a_deleted_row(tmp_path: Path) -> None:
    body = table(row("甲"), row("乙", properties="<w:del/>"), row("丙"))
    found = read(tmp_path, body)
    assert laid_out(only_table(found)) == [["甲"], ["丙"]]
    assert notes(found) == [("修订中删除的文字没有读入", "乙")]


def test_hidden_text(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Dark"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Dark"/></w:style>'
    )
    shown, hidden = '<w:vanish w:val="0"/>', "<w:vanish/>"
    body = para(run("见", shown), run("不见", hidden), run("也不见", '<w:rStyle w:val="Child"/>'))
    found = read(tmp_path, body, styles=styles)
    assert texts(found) == ["见"]
    assert notes(found) == [("隐藏的文字没有读入", "不见也不见")]


def test_text_boxes_follow_their_paragraph_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para('框里')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp>{box}</wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(tmp_path, para(run("前"), drawn, run("后")) + table(row(cell(para(run("格"), drawn)), "旁")))
    assert texts(found) == ["前后", "框里"]
    assert laid_out(only_table(found)) == [["格\n框里", "旁"]]
    assert [text for text, _ in notes(found)] == ["文本框里的文字读入到它所在段落的后面"] * 2


def test_pictures_and_embedded_things_are_remarked(tmp_path: Path) -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>'
    thing = "<w:r><w:object/></w:r>"
    found = read(tmp_path, para("见图", picture, thing) + "<w:altChunk/>")
    assert texts(found) == ["见图"]
    assert [text[:4] for text, _ in notes(found)] == ["图片没有", "嵌入的对", "插入的其"]


def test_footnotes_comments_headers(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        para(run("正文"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        footnotes=f'<w:footnote w:id="2">{para("出处")}</w:footnote>',
        comments=f'<w:comment w:id="1">{para("请核对")}</w:comment>',
        header=para("某某县财政局"),
        footer=para("— 3 —"),
    )
    assert texts(found) == ["正文"]
    assert notes(found) == [
        ("脚注或尾注没有读入正文", "出处"), ("批注没有读入", "请核对"), ("页眉或页脚的文字没有读入", "某某县财政局"),
    ]  # fmt: skip


def test_a_kind_of_note_that_comes_too_often_is_counted(tmp_path: Path) -> None:
    found = read(tmp_path, "".join(para(run("藏", "<w:vanish/>")) for _ in range(70)))
    assert len(found.notes) == 61
    assert found.notes[-1].text == "隐藏的文字没有读入（另有 10 处，不一一列出）"


def test_files_of_python_docx(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("第一段")
    grid = made.add_table(2, 3)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "合并"
    grid.cell(1, 2).text = "末格"
    made.save(str(tmp_path / "a.docx"))
    found = read_docx(tmp_path / "a.docx")
    assert texts(found) == ["第一段"]
    assert laid_out(only_table(found)) == [["合并", "合并", ""], ["", "", "末格"]]


def test_no_body(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "</w:body><w:body>")
    assert read_docx(path).blocks == ()
    from tests.exchange.readers.makers import DOCX_TYPE, office_members, zip_bytes

    path.write_bytes(zip_bytes(office_members("word/document.xml", DOCX_TYPE, "<a/>")))
    with pytest.raises(BrokenFile):
        read_docx(path)


def test_a_table_wider_than_any(tmp_path: Path) -> None:
    wide = '<w:gridSpan w:val="900"/>'
    with pytest.raises(BrokenFile):
        read(tmp_path, table(row(cell("甲", properties=wide), cell("乙", properties=wide))))
