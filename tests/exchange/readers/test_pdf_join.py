"""Rows a page cuts in two."""

from collections.abc import Sequence
from pathlib import Path

from editor.exchange.raw import RawDocument, RawTable
from editor.exchange.readers.pdf import read_pdf
from tests.exchange.readers.pdf_makers import Cell, Sheet, grid, make

XS = (90.0, 153.3, 216.6, 279.9, 406.2)
HEAD = ["一级指标", "二级指标", "指标值", "绩效指标描述"]
FULL = "屋面维修以后不再漏雨的"


def row_of(number: int, texts: Sequence[Sequence[str]]) -> list[Cell]:
    return [(number, column, 1, 1, lines) for column, lines in enumerate(texts) if column or lines]


def pages(tmp_path: Path, *tables: list[Cell], xs: Sequence[Sequence[float]] = (), between: str = "") -> RawDocument:
    def page(cells: list[Cell], at: Sequence[float], last: bool) -> object:
        def draw(sheet: Sheet) -> None:
            rows = max(row + rows for row, _, rows, _, _ in cells)
            grid(sheet, sheet.line, at, [120 + 44 * i for i in range(rows + 1)], cells)
            if between and not last:
                sheet.text(90, 600, between)

        return draw

    drawn = [page(cells, xs[i] if xs else XS, i + 1 == len(tables)) for i, cells in enumerate(tables)]
    return read_pdf(make(tmp_path / "a.pdf", *drawn))  # type: ignore[arg-type]


def grids(document: RawDocument) -> list[list[list[str]]]:
    found = [block for block in document.blocks if isinstance(block, RawTable)]
    return [[["-" if one is None else one.text for one in line] for line in t.grid()] for t in found]


def head() -> list[Cell]:
    return row_of(0, [[text] for text in HEAD])


FIRST = [["产出"], ["数量指标"], ["2所"], [FULL, FULL]]
SECOND_HALF = [[""], [""], [""], ["校舍数量"]]
NEW = [["产出"], ["质量指标"], ["98%"], ["验收一次合格"]]
NEXT = [["效益"], ["社会效益"], ["改善"], ["师生安全"]]
WHOLE = FULL + FULL + "校舍数量"


def test_a_cut_row_is_made_whole_and_said(tmp_path: Path) -> None:
    found = pages(tmp_path, head() + row_of(1, FIRST), row_of(0, SECOND_HALF) + row_of(1, NEXT))
    assert grids(found) == [[HEAD, ["产出", "数量指标", "2所", WHOLE]], [["效益", "社会效益", "改善", "师生安全"]]]
    assert [(note.text, note.before, note.after, note.where.page) for note in found.notes] == [
        ("被分页切成两段的一行已接成一行", FULL + FULL, WHOLE, 1)
    ]  # fmt: skip


def test_below_a_repeated_header(tmp_path: Path) -> None:
    found = pages(tmp_path, head() + row_of(1, FIRST), head() + row_of(1, SECOND_HALF) + row_of(2, NEXT))
    assert grids(found)[0][1][3] == WHOLE
    assert grids(found)[1] == [HEAD, ["效益", "社会效益", "改善", "师生安全"]]


def test_over_three_pages(tmp_path: Path) -> None:
    middle = [[""], [""], [""], [FULL, FULL]]
    found = pages(tmp_path, head() + row_of(1, FIRST), row_of(0, middle), row_of(0, SECOND_HALF))
    assert grids(found) == [[HEAD, ["产出", "数量指标", "2所", FULL * 4 + "校舍数量"]]]


def test_paragraphs_stay_apart(tmp_path: Path) -> None:
    goals: list[Cell] = [(0, 0, 1, 1, ["绩效目标"]), (0, 1, 1, 3, ["1、维修校舍。"])]
    more: list[Cell] = [(0, 0, 1, 1, [""]), (0, 1, 1, 3, ["2、按期完工。"])]
    assert grids(pages(tmp_path, goals, more)) == [[["绩效目标", "1、维修校舍。\n2、按期完工。"]]]


def test_a_merged_label_goes_on_empty(tmp_path: Path) -> None:
    upper = [*head(), *[c for c in row_of(1, FIRST) if c[1]], (1, 0, 1, 1, ["产出指标"])]
    lower = [(0, 0, 2, 1, [""]), *[c for c in row_of(0, SECOND_HALF) if c[1]], *[c for c in row_of(1, NEW) if c[1]]]
    found = pages(tmp_path, upper, lower)
    assert grids(found)[0][1] == ["产出指标", "数量指标", "2所", WHOLE]
    assert grids(found)[1] == [["", "质量指标", "98%", "验收一次合格"]]


def test_a_new_row_on_a_new_page_is_no_half(tmp_path: Path) -> None:
    found = pages(tmp_path, head() + row_of(1, FIRST), row_of(0, NEW) + row_of(1, NEXT))
    assert [len(table) for table in grids(found)] == [2, 2]
    assert found.notes == ()


def test_fixed_rows_with_blanks_are_no_halves(tmp_path: Path) -> None:
    """A form that prints all its labels whether filled or not."""
    upper = row_of(0, [["效益"], ["社会效益"], ["改善"], [FULL]])
    lower = row_of(0, [["效益"], ["经济效益"], [""], [""]]) + row_of(1, [["效益"], ["生态效益"], [""], [""]])
    found = pages(tmp_path, upper, lower)
    assert [len(table) for table in grids(found)] == [1, 2]


def test_words_between_or_other_columns_keep_tables_apart(tmp_path: Path) -> None:
    upper, lower = head() + row_of(1, FIRST), row_of(0, SECOND_HALF)
    assert len(grids(pages(tmp_path, upper, lower, between="表外的话"))) == 2
    assert len(grids(pages(tmp_path, upper, lower, xs=(XS, [x + 20 * i for i, x in enumerate(XS)])))) == 2
