"""Ruled tables in PDFs, drawn the ways programs draw them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.exchange.raw import RawDocument, RawParagraph, RawTable
from editor.exchange.readers.pdf import read_pdf
from tests.exchange.readers.pdf_makers import HAN, Cell, Draw, Sheet, flow, grid, make

XS = (90.0, 150.0, 210.0, 330.0)
YS = (200.0, 215.0, 255.0, 270.0)
CELLS: list[Cell] = [
    (0, 0, 1, 1, ["项目编码"]),
    (0, 1, 1, 2, ["13099923P00000000001A"]),
    (1, 0, 2, 1, ["预算规模", "及用途"]),
    (1, 1, 1, 1, ["5.00"]),
    (1, 2, 1, 1, ["用于两所村小的屋面维", "修以及围墙加固"]),
    (2, 1, 1, 2, [""]),
]
TEXTS = [
    ["项目编码", "13099923P00000000001A", "13099923P00000000001A"],
    ["预算规模及用途", "5.00", "用于两所村小的屋面维修以及围墙加固"],
    ["预算规模及用途", "", ""],
]


def tables(document: RawDocument) -> list[list[list[str]]]:
    found = [block for block in document.blocks if isinstance(block, RawTable)]
    return [[["-" if one is None else one.text for one in line] for line in t.grid()] for t in found]


def texts(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, RawParagraph)]


@pytest.mark.parametrize("style", ["line", "thin", "dots", "double"])
def test_borders_of_every_kind(tmp_path: Path, style: str) -> None:
    def page(sheet: Sheet) -> None:
        draw: Draw = getattr(sheet, style)
        grid(sheet, draw, XS, YS, CELLS)

    assert tables(read_pdf(make(tmp_path / "a.pdf", page))) == [TEXTS]


def test_boxes_round_every_cell(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        def nothing(x0: float, y0: float, x1: float, y1: float) -> None:
            pass

        grid(sheet, nothing, XS, YS, CELLS)
        for row, column, rows, columns, _ in CELLS:
            x0, y1 = XS[column], YS[row + rows]
            sheet.canvas.rect(x0, sheet.height - y1, XS[column + columns] - x0, y1 - YS[row])

    assert tables(read_pdf(make(tmp_path / "a.pdf", page))) == [TEXTS]


@pytest.mark.parametrize("sides", ["left and right", "top and bottom"])
def test_tables_open_at_two_sides(tmp_path: Path, sides: str) -> None:
    def page(sheet: Sheet) -> None:
        def draw(x0: float, y0: float, x1: float, y1: float) -> None:
            outer = (
                x0 == x1 and x0 in (XS[0], XS[-1]) if sides == "left and right" else y0 == y1 and y0 in (YS[0], YS[-1])
            )
            if not outer:
                sheet.line(x0, y0, x1, y1)

        grid(sheet, draw, XS, YS, CELLS)

    assert tables(read_pdf(make(tmp_path / "a.pdf", page))) == [TEXTS]


def test_inside_a_form_with_a_matrix(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        canvas = sheet.canvas
        canvas.beginForm("part", 0, 0, 595, 842)
        grid(sheet, sheet.line, XS, YS, CELLS)
        canvas.endForm()
        canvas.translate(40, -60)
        canvas.scale(0.9, 0.9)
        canvas.doForm("part")

    assert tables(read_pdf(make(tmp_path / "a.pdf", page))) == [TEXTS]


def test_under_a_scaled_page(tmp_path: Path) -> None:
    """Browsers draw everything ten times too large and scale it down."""

    def page(sheet: Sheet) -> None:
        sheet.canvas.scale(0.1, 0.1)
        big = Sheet(sheet.canvas, sheet.height * 10)
        sheet.canvas.setLineWidth(5)
        cells = [(r, c, rr, cc, lines) for r, c, rr, cc, lines in CELLS]
        grid(big, big.line, [10 * x for x in XS], [10 * y for y in YS], cells, size=105)

    found = read_pdf(make(tmp_path / "a.pdf", page))
    assert tables(found) == [TEXTS]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_on_a_turned_page(tmp_path: Path, rotate: int) -> None:
    def page(sheet: Sheet) -> None:
        canvas = sheet.canvas
        wide, high = 595, 842
        canvas.rotate(rotate)
        canvas.translate(*{90: (0, -wide), 180: (-wide, -high), 270: (-high, 0)}[rotate])
        upright = Sheet(canvas, wide if rotate != 180 else high)
        grid(upright, upright.line, XS, YS, CELLS)
        flow(upright, ["表后的一段话"], top=400)

    found = read_pdf(make(tmp_path / "a.pdf", page, rotate=rotate))
    assert tables(found) == [TEXTS]
    assert texts(found) == ["表后的一段话"]


def test_a_page_printed_lying_on_its_side(tmp_path: Path) -> None:
    """No turn in the file, and all text lies on its side."""

    def page(sheet: Sheet) -> None:
        sheet.canvas.rotate(90)
        sheet.canvas.translate(0, -595)
        lying = Sheet(sheet.canvas, 595)
        grid(lying, lying.line, XS, YS, CELLS)

    assert tables(read_pdf(make(tmp_path / "a.pdf", page))) == [TEXTS]


def test_words_between_tables_keep_their_order(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        flow(sheet, ["1.校舍维修绩效目标表"], top=150)
        sheet.text(90, 190, "309001某某县教育局")
        sheet.text(400, 190, "单位：万元")
        grid(sheet, sheet.line, XS, YS, CELLS)
        grid(sheet, sheet.line, XS, [y + 100 for y in YS], CELLS)
        flow(sheet, ["2.图书采购绩效目标表"], top=420)

    found = read_pdf(make(tmp_path / "a.pdf", page, page))
    assert [type(b).__name__[3:] + str(b.where.page) for b in found.blocks] == [
        "Paragraph1", "Paragraph1", "Table1", "Table1", "Paragraph1", "Paragraph2", "Paragraph2", "Table2", "Table2", "Paragraph2",
    ]  # fmt: skip
    assert texts(found)[:3] == ["1.校舍维修绩效目标表", "309001某某县教育局\t单位：万元", "2.图书采购绩效目标表"]


def test_stacked_tables_that_touch_are_one_grid(tmp_path: Path) -> None:
    lower: list[Cell] = [(0, 0, 1, 1, ["一级"]), (0, 1, 1, 1, ["二级"])]

    def page(sheet: Sheet) -> None:
        grid(sheet, sheet.line, XS, YS, CELLS)
        grid(sheet, sheet.line, (90, 200, 330), (270, 290), lower)

    (found,) = tables(read_pdf(make(tmp_path / "a.pdf", page)))
    assert found[-1] == ["一级", "一级", "二级", "二级"]
    assert found[0] == ["项目编码", *["13099923P00000000001A"] * 3]


def test_a_narrower_part_leaves_no_cell_beside_it(tmp_path: Path) -> None:
    lower: list[Cell] = [(0, 0, 1, 1, ["甲"]), (0, 1, 1, 1, ["乙"])]

    def page(sheet: Sheet) -> None:
        grid(sheet, sheet.line, XS, YS, CELLS)
        grid(sheet, sheet.line, XS[:3], (270, 290), lower)

    (found,) = tables(read_pdf(make(tmp_path / "a.pdf", page)))
    assert found[-1] == ["甲", "乙", "-"]


def test_frames_and_underlines_are_no_tables(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.rect(40, 40, 515, 762)
        flow(sheet, ["封面上的字"])
        sheet.line(80, 104, 200, 104)

    found = read_pdf(make(tmp_path / "a.pdf", page))
    assert tables(found) == []
    assert texts(found) == ["封面上的字"]


def test_drawings_without_words_are_no_tables(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        grid(sheet, sheet.line, XS, YS, [(r, c, rr, cc, []) for r, c, rr, cc, _ in CELLS])
        flow(sheet, ["图后"], top=400)

    assert [type(block) for block in read_pdf(make(tmp_path / "a.pdf", page)).blocks] == [RawParagraph]


def test_white_lines_and_shades_part_nothing(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        canvas = sheet.canvas
        canvas.setFillGray(0.9)
        canvas.rect(XS[0], sheet.height - YS[1], XS[-1] - XS[0], YS[1] - YS[0], stroke=0, fill=1)
        canvas.setFillGray(0)
        grid(sheet, sheet.line, XS, YS, CELLS)
        canvas.setStrokeGray(1)
        sheet.line(270, YS[0], 270, YS[-1])

    assert tables(read_pdf(make(tmp_path / "a.pdf", page))) == [TEXTS]


# -------------------------------------------------------------------------------------------------- words in a cell


def in_cell(tmp_path: Path, lines: list[str], wide: float = 126.0, at: Callable[[str], float] | None = None) -> str:
    """The text of one cell next to a narrow one that shows the margins."""

    def page(sheet: Sheet) -> None:
        xs, ys = (
            (90.0, 90.0 + 5 * 10.5 + 10.8, 90.0 + 5 * 10.5 + 10.8 + wide),
            (100.0, 100.0 + 13 * max(2, len(lines)) + 4),
        )
        grid(sheet, sheet.line, xs, ys, [(0, 0, 1, 1, ["指标值确定", "依据"]), (0, 1, 1, 1, [])])
        for i, words in enumerate(lines):
            sheet.text(xs[1] + 5.4 + (at(words) if at else 0), ys[0] + 10.5 + i * 12.6, words)

    (found,) = tables(read_pdf(make(tmp_path / "a.pdf", page)))
    return found[0][1]


FULL = "完成两所村小的屋面维修"  # eleven characters fill the cell


@pytest.mark.parametrize(("lines", "text"), [
    ([FULL, "和围墙"], FULL + "和围墙"),
    (["1、完成维修", "2、按期验收"], "1、完成维修\n2、按期验收"),
    (["1、" + FULL[:9], "面。", "2、按期验收"], "1、" + FULL[:9] + "面。\n2、按期验收"),
    (["1、" + FULL[:8] + "。", "2、按期验收"], "1、" + FULL[:8] + "。\n2、按期验收"),  # full, and the next number
    ([FULL[:9], "2024年12月"], FULL[:9] + "2024年12月"),  # the number did not fit
    ([FULL[:9], "年内"], FULL[:9] + "\n年内"),  # one character more would have fitted
    ([FULL[:10], "，并验收"], FULL[:10] + "，并验收"),
    ([FULL[:9], "“平安”"], FULL[:9] + "“平安”"),  # the mark and its character did not
    ([FULL[:8], "“平安”"], FULL[:8] + "\n“平安”"),
    (["一是" + FULL[:9], "二是按期完工"], "一是" + FULL[:9] + "二是按期完工"),
    ([FULL[:10] + "。", "2、按期完工"], FULL[:10] + "。\n2、按期完工"),
    (["Total length of GB/T", "9704 in all"], "Total length of GB/T 9704 in all"),
    (["在三个月内完成验收20", "24年"], "在三个月内完成验收2024年"),
    (["项目验收完成于规定的", "、期限"], "项目验收完成于规定的、期限"),
    (["项目验收完成（", "期限）"], "项目验收完成（期限）"),
    (["13099923P0000000000", "1A"], "13099923P00000000001A"),
    (["309-0401-0001-0002-", "YBN-UXB5"], "309-0401-0001-0002-YBN-UXB5"),
    (["Grand Total of all", "equipment"], "Grand Total of all equipment"),
    (["Grand Total of", "all items"], "Grand Total of\nall items"),
    (["≥95%"], "≥95%"),
    (["2024年"], "2024年"),
    (["财政部 教育厅"], "财政部 教育厅"),
    (["保障", "", "运转"], "保障\n运转"),
])  # fmt: skip
def test_lines_of_a_cell(tmp_path: Path, lines: list[str], text: str) -> None:
    assert in_cell(tmp_path, lines) == text


def test_centred_lines(tmp_path: Path) -> None:
    def middle(words: str) -> float:
        return (126 - 10.8 - 10.5 * len(words)) / 2

    assert in_cell(tmp_path, [FULL, "和围墙"], at=middle) == FULL + "和围墙"
    assert in_cell(tmp_path, ["数量指标", "质量指标"], at=middle) == "数量指标\n质量指标"


def test_characters_one_below_the_other(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        cells: list[Cell] = [(0, 0, 1, 1, list("产出指标")), (0, 1, 1, 1, ["甲"])]
        grid(sheet, sheet.line, (90, 130, 330), (100, 160), cells)

    assert tables(read_pdf(make(tmp_path / "a.pdf", page))) == [[["产出指标", "甲"]]]


def test_bold_by_drawing_twice(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        grid(sheet, sheet.line, XS, YS, CELLS)
        sheet.text(XS[1] + 5.4 + 0.3, YS[1] + 10.5, "5.00")
        sheet.text(XS[0] + 5.4 + 0.3, YS[0] + 10.5, "项目编码")

    assert tables(read_pdf(make(tmp_path / "a.pdf", page))) == [TEXTS]


def test_spread_characters_are_one_word(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        cells: list[Cell] = [(0, 0, 1, 1, []), (0, 1, 1, 1, ["甲"])]
        grid(sheet, sheet.line, (90, 200, 330), (100, 120), cells)
        for i, char in enumerate("项目编码"):
            sheet.text(95.4 + 28 * i, 112, char)

    assert tables(read_pdf(make(tmp_path / "a.pdf", page))) == [[["项目编码", "甲"]]]


def test_a_blank_that_is_only_distance(tmp_path: Path) -> None:
    """Some programs move on instead of writing the blank."""

    def page(sheet: Sheet) -> None:
        cells: list[Cell] = [(0, 0, 1, 1, []), (0, 1, 1, 1, ["甲"])]
        grid(sheet, sheet.line, (90, 200, 330), (100, 120), cells)
        end = sheet.text(95.4, 112, "财政部")
        sheet.text(end + 3.4, 112, "教育厅")

    assert tables(read_pdf(make(tmp_path / "a.pdf", page))) == [[["财政部 教育厅", "甲"]]]


def test_look_alikes_become_their_characters(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    from editor.resources import resources_dir

    pdfmetrics.registerFont(TTFont("Song", str(resources_dir() / "fonts" / "JixiaoSong-Regular.ttf")))

    def page(sheet: Sheet) -> None:
        sheet.canvas.setFont("Song", 16)
        sheet.canvas.drawString(80, 700, "目标长期")

    path = make(tmp_path / "a.pdf", page)
    data = path.read_bytes()
    assert b"<76EE>" in data
    path.write_bytes(data.replace(b"<76EE>", b"<2F6C>").replace(b"<957F>", b"<2ED3>"))
    assert texts(read_pdf(path)) == ["目标长期"]


assert HAN
