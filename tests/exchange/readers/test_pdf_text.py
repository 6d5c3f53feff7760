"""Running text in PDFs: paragraphs, pages, what belongs to the page, what cannot be read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.colors import Color
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from editor.errors import UserError
from editor.exchange.raw import RawDocument, RawParagraph
from editor.exchange.readers.gate import Kind, gate
from editor.exchange.readers.package import BrokenFile
from editor.exchange.readers.pdf import read_pdf
from tests.exchange.readers.pdf_makers import HAN, Sheet, flow, make, wrapped

LONG = "坚持服务大局依法理财统筹安排各项资金切实保障重点工作需要不断提高财政资金使用效益并按照预算绩效管理要求做好事前评估事中监控事后评价"
OTHER = "加强组织领导压实主体责任健全内部控制制度规范支出管理严格审批程序确保各项目标任务按期完成并主动接受监督"
WIDTH = 27


def texts(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, RawParagraph)]


def notes(document: RawDocument) -> list[tuple[str, str]]:
    return [(note.text, note.before) for note in document.notes]


def page_of(lines: list[str], **how: float) -> Callable[[Sheet], None]:
    return lambda sheet: flow(sheet, lines, **how)


def test_paragraphs_by_indent_and_short_line(tmp_path: Path) -> None:
    lines = ["一、总体目标", *wrapped(LONG + "。", WIDTH), *wrapped(OTHER + "。", WIDTH), "二、保障措施"]
    found = read_pdf(make(tmp_path / "a.pdf", page_of(lines)))
    assert texts(found) == ["一、总体目标", LONG + "。", OTHER + "。", "二、保障措施"]
    assert found.spaces_are_wraps
    assert [block.where.text() for block in found.blocks] == ["a.pdf 第1页"] * 4


def test_paragraphs_by_distance(tmp_path: Path) -> None:
    full = LONG[: 2 * WIDTH]  # ends with the line: only the distance tells

    def page(sheet: Sheet) -> None:
        for i in range(4):
            flow(sheet, wrapped(full, WIDTH, indent=0), top=100 + i * 80)

    assert texts(read_pdf(make(tmp_path / "a.pdf", page))) == [full] * 4


def test_paragraphs_by_their_numbers(tmp_path: Path) -> None:
    one, two = "1、" + LONG[: WIDTH - 3] + "。", "2、" + OTHER[: WIDTH - 3] + "。"
    found = read_pdf(make(tmp_path / "a.pdf", page_of([one, two, "3、" + LONG[:9]])))
    assert texts(found) == [one, two, "3、" + LONG[:9]]


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    lines = wrapped(LONG + "。", WIDTH)
    found = read_pdf(make(tmp_path / "a.pdf", page_of(lines[:2]), page_of([*lines[2:], *wrapped(OTHER, WIDTH)])))
    assert texts(found) == [LONG + "。", OTHER]
    assert [block.where.page for block in found.blocks] == [1, 2]


def test_a_new_paragraph_on_a_new_page(tmp_path: Path) -> None:
    first, second = wrapped(LONG[: 2 * WIDTH - 2], WIDTH), wrapped(OTHER, WIDTH)
    found = read_pdf(make(tmp_path / "a.pdf", page_of(first), page_of(second)))
    assert texts(found) == [LONG[: 2 * WIDTH - 2], OTHER]


def test_titles_of_another_size_and_centred_lines(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(595 / 2 - 3 * 22, 100, "某某县教育局", 22)
        sheet.text(595 / 2 - 4 * 22, 140, "部门预算绩效文本", 22)
        flow(sheet, wrapped(LONG, WIDTH), top=200)

    assert texts(read_pdf(make(tmp_path / "a.pdf", page))) == ["某某县教育局", "部门预算绩效文本", LONG]


def test_contents_with_dots(tmp_path: Path) -> None:
    entries = ["一、总体目标", "二、保障措施"]

    def page(sheet: Sheet) -> None:
        for i, entry in enumerate(entries):
            end = sheet.text(80, 100 + 28 * i, entry, 16)
            while end < 490:
                end = sheet.text(end, 100 + 28 * i, ".", 16)
            sheet.text(500, 100 + 28 * i, str(i + 3), 16)

    found = texts(read_pdf(make(tmp_path / "a.pdf", page)))
    assert [line[:6] for line in found] == entries
    assert [line[-1] for line in found] == ["3", "4"]


@pytest.mark.parametrize("number", ["{}", "— {} —", "- {} -", "第 {} 页", "第{}页 共3页", "{}/3", "Page {} of 3"])
def test_page_numbers_are_no_text(tmp_path: Path, number: str) -> None:
    def page(at: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            flow(sheet, [f"第{at}页的正文"])
            sheet.text(280, 800, number.format(at), 12)

        return draw

    found = read_pdf(make(tmp_path / "a.pdf", page(1), page(2), page(3)))
    assert texts(found) == ["第1页的正文", "第2页的正文", "第3页的正文"]
    assert notes(found) == [("页码没有读入（共 3 处）", "")]


def test_numbers_in_the_text_stay(tmp_path: Path) -> None:
    found = read_pdf(make(tmp_path / "a.pdf", page_of(["前", "12", "后"])))
    assert texts(found) == ["前", "12", "后"]


def headed(words: str, at: float, body: float) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        sheet.text(200, at, words, 9)
        flow(sheet, wrapped(LONG, WIDTH), top=body)

    return draw


def test_running_heads_are_listed_once(tmp_path: Path) -> None:
    found = read_pdf(make(tmp_path / "a.pdf", *[headed("某某县教育局绩效文本", 50, 110)] * 4))
    assert texts(found) == [LONG] * 4
    assert notes(found) == [("每页重复的页眉或页脚没有读入", "某某县教育局绩效文本")]


def test_a_first_line_of_every_page_is_text_where_others_begin_as_high(tmp_path: Path) -> None:
    pages = [headed("309001某某县教育局", 90, 130)] * 4
    found = read_pdf(make(tmp_path / "a.pdf", *pages, page_of([OTHER[:20]], top=88)))
    assert texts(found)[0] == "309001某某县教育局"
    assert found.notes == ()


def test_a_title_every_sheet_repeats_is_text(tmp_path: Path) -> None:
    def sheet_of(number: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            sheet.text(150, 60, "项目支出绩效目标表", 20)
            flow(sheet, [f"第{number}个项目", *wrapped(LONG, WIDTH)], top=130)

        return draw

    found = read_pdf(make(tmp_path / "a.pdf", *[sheet_of(i) for i in range(5)]))
    assert texts(found).count("项目支出绩效目标表") == 5
    assert found.notes == ()


def test_two_pages_prove_no_running_head(tmp_path: Path) -> None:
    found = read_pdf(make(tmp_path / "a.pdf", *[headed("某某县教育局", 50, 110)] * 2))
    assert texts(found)[0] == "某某县教育局"


def marked(words: str, *, slant: float, grey: float, alpha: float, size: float) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        canvas = sheet.canvas
        canvas.saveState()
        canvas.translate(150, 500)
        canvas.rotate(slant)
        canvas.setFillColor(Color(grey, grey, grey, alpha=alpha))
        canvas.setFont(HAN, size)
        canvas.drawString(0, 0, words)
        canvas.restoreState()
        flow(sheet, wrapped(LONG, WIDTH))

    return draw


@pytest.mark.parametrize(
    ("slant", "grey", "alpha", "size"), [(45, 0, 1, 40), (0, 0.8, 1, 40), (0, 0, 0.3, 60), (30, 0.5, 1, 14)]
)
def test_watermarks(tmp_path: Path, slant: float, grey: float, alpha: float, size: float) -> None:
    page = marked("内部审核", slant=slant, grey=grey, alpha=alpha, size=size)
    found = read_pdf(make(tmp_path / "a.pdf", page, page))
    assert texts(found) == [LONG] * 2
    assert notes(found) == [("水印没有读入", "内部审核")]


def test_grey_text_of_usual_size_is_text(tmp_path: Path) -> None:
    page = marked("审核意见", slant=0, grey=0.7, alpha=1, size=16)
    assert "审核意见" in "".join(texts(read_pdf(make(tmp_path / "a.pdf", page))))


# ------------------------------------------------------------------------------------------------ what cannot be read


def test_a_password(tmp_path: Path) -> None:
    path = tmp_path / "密.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("user", "owner"))
    canvas.drawString(100, 700, "one")
    canvas.save()
    assert gate(path) is Kind.PDF
    with pytest.raises(UserError, match="“密.pdf”有密码保护"):
        read_pdf(path)


def test_a_file_only_protected_from_changes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("", "owner", canModify=0))
    canvas.drawString(100, 700, "one")
    canvas.save()
    assert texts(read_pdf(path)) == ["one"]


def picture(sheet: Sheet) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 20, 20, 550, 800)


def test_a_scan(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有文字层"):
        read_pdf(make(tmp_path / "a.pdf", picture))


def test_a_scanned_page_among_others(tmp_path: Path) -> None:
    found = read_pdf(make(tmp_path / "a.pdf", page_of(["正文"]), picture))
    assert texts(found) == ["正文"]
    assert [(note.text, note.where.page) for note in found.notes] == [("这一页是图片，没有文字层，没有读入", 2)]


def test_text_without_a_meaning(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    from editor.resources import resources_dir

    pdfmetrics.registerFont(TTFont("Song2", str(resources_dir() / "fonts" / "JixiaoSong-Regular.ttf")))

    def page(sheet: Sheet) -> None:
        sheet.canvas.setFont("Song2", 16)
        sheet.canvas.drawString(80, 700, "目标")

    path = make(tmp_path / "a.pdf", page)
    path.write_bytes(path.read_bytes().replace(b"<76EE>", b"<0000>").replace(b"<6807>", b"<0000>"))
    with pytest.raises(UserError, match="乱码"):
        read_pdf(path)


def test_rubbish_with_the_right_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing here\n%%EOF\n")
    with pytest.raises(BrokenFile):
        read_pdf(path)
