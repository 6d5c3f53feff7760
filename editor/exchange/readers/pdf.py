"""Takes a .pdf file with real text and gives its paragraphs and ruled tables in reading order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from editor.errors import UserError
from editor.exchange.raw import RawBlock, RawDocument, RawParagraph, Where
from editor.exchange.readers.notebook import Notebook
from editor.exchange.readers.package import BrokenFile
from editor.exchange.readers.pdf_flow import Flow, Setting, page_measure, text_measure, usual_leading
from editor.exchange.readers.pdf_furniture import Furniture, PageLines, find_furniture
from editor.exchange.readers.pdf_glyphs import Glyph, PageText, read_glyphs
from editor.exchange.readers.pdf_grid import Grid, find_grids
from editor.exchange.readers.pdf_join import LaidCell, LaidTable, join_row
from editor.exchange.readers.pdf_lines import Line, Measure, cell_text, lines_of
from editor.exchange.readers.pdf_rulings import read_rulings

WATERMARK = "水印没有读入"
RUNNING = "每页重复的页眉或页脚没有读入"
SCANNED_PAGE = "这一页是图片，没有文字层，没有读入"
UNREADABLE = "有的字读不出来，用“□”代替，请对照原件补上"
CUT_ROW = "被分页切成两段的一行已接成一行"
_MAX_PAGES = 3_000
_PICTURE_PAGE = 0.3
_GARBLED = 0.3
_USUAL_PAD = 5.4
_WIDEST_PAD = 12.0
_PASSWORD_ERROR = 4


@dataclass(frozen=True, slots=True)
class _Table:
    grid: Grid
    glyphs: dict[int, list[Glyph]]
    """By box number."""


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    text: PageText
    tables: tuple[_Table, ...]
    lines: tuple[Line, ...]
    is_picture: bool


def read_pdf(path: Path) -> RawDocument:
    """Paragraphs, and one RawTable for each table on each page; `where.page` counts from 1.

    UserError for a password and for a PDF without a text layer; BrokenFile where the file is damaged.
    """
    notes = Notebook(path.name)
    pages = [_read_page(page, number) for number, page in enumerate(_pages(path), start=1)]
    _refuse_unreadable(pages, path.name)
    outer = [_page_lines(page) for page in pages]
    furniture = find_furniture(outer, _body_size(pages))
    blocks = tuple(_joined(_blocks(pages, furniture, path.name), path.name, notes))
    _remark(pages, furniture, path.name, notes)
    return RawDocument(path.name, "pdf", blocks, notes.notes(), spaces_are_wraps=True)


def _pages(path: Path) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == _PASSWORD_ERROR or "password" in str(fault).lower():
            raise UserError(
                f"文件“{path.name}”有密码保护，打不开里面的内容。请在 PDF 软件里取消密码、另存一份，再导入。"
            ) from fault
        raise BrokenFile(str(fault)) from fault
    try:
        if not 0 < len(document) <= _MAX_PAGES:
            raise BrokenFile(f"{len(document)} pages")
        for index in range(len(document)):
            page = document[index]
            yield page
            page.close()
    finally:
        document.close()


def _read_page(page: Any, number: int) -> _Page:
    text = read_glyphs(page)
    drawn = read_rulings(page, text.turn)
    grids = find_grids(drawn.rulings)
    inside: list[dict[int, list[Glyph]]] = [defaultdict(list) for _ in grids]
    outside: list[Glyph] = []
    for glyph in text.glyphs:
        place = _place(glyph, grids)
        if place is None:
            outside.append(glyph)
        else:
            inside[place[0]][place[1]].append(glyph)
    tables = [_Table(grid, found) for grid, found in zip(grids, inside, strict=True) if found]
    is_picture = not text.glyphs and drawn.picture_share > _PICTURE_PAGE
    return _Page(number, text, tuple(tables), tuple(lines_of(outside, in_cell=False)), is_picture)


def _place(glyph: Glyph, grids: Sequence[Grid]) -> tuple[int, int] | None:
    x, y = glyph.middle
    for number in reversed(range(len(grids))):
        box = grids[number].box_at(x, y)
        if box is not None:
            return number, box
    return None


def _refuse_unreadable(pages: Sequence[_Page], name: str) -> None:
    count = sum(len(page.text.glyphs) for page in pages)
    if not count:
        raise UserError(
            f"文件“{name}”里没有文字层，是扫描件或图片，读不出文字。请找到它的 Word 或 Excel 原件，或用识别软件转成文字后再导入。"
        )
    if sum(page.text.unreadable for page in pages) > _GARBLED * count:
        raise UserError(
            f"文件“{name}”里的文字编码不完整，复制出来也是乱码，读不出内容。请找到它的 Word 或 Excel 原件再导入。"
        )


def _body_size(pages: Sequence[_Page]) -> float:
    return median(glyph.size for page in pages for glyph in page.text.glyphs)


def _page_lines(page: _Page) -> PageLines:
    tops = [table.grid.ys[0] for table in page.tables]
    bottoms = [table.grid.ys[-1] for table in page.tables]
    return PageLines(page.lines, page.text.turn.height, min(tops, default=None), max(bottoms, default=None))


def _blocks(pages: Sequence[_Page], furniture: Furniture, source: str) -> Iterator[RawParagraph | LaidTable]:
    kept = [
        [line for index, line in enumerate(page.lines) if index not in gone]
        for page, gone in zip(pages, furniture.dropped, strict=True)
    ]
    leading = usual_leading(kept)
    usual = _usual_measures(pages, kept)
    flow = Flow()
    for page, lines in zip(pages, kept, strict=True):
        setting = Setting(page_measure(lines, usual[_format(page)], page.text.turn.width), leading)
        waiting = sorted(page.tables, key=lambda table: table.grid.ys[0])
        for line in lines:
            while waiting and waiting[0].grid.ys[0] < line.middle:
                yield from _table_after(flow, waiting.pop(0), page.number, source)
            flow.add(line, page.number, setting)
        for table in waiting:
            yield from _table_after(flow, table, page.number, source)
        yield from _taken(flow, source)
    flow.close()
    yield from _taken(flow, source)


def _format(page: _Page) -> tuple[int, int]:
    return round(page.text.turn.width), round(page.text.turn.height)


def _usual_measures(pages: Sequence[_Page], kept: Sequence[Sequence[Line]]) -> dict[tuple[int, int], Measure]:
    """The width of the text by page size."""
    by_format: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for page, lines in zip(pages, kept, strict=True):
        by_format[_format(page)] += lines
    return {
        size: text_measure(lines, float(size[0])) or Measure(0.0, float(size[0])) for size, lines in by_format.items()
    }


def _taken(flow: Flow, source: str) -> Iterator[RawParagraph]:
    for paragraph in flow.take():
        yield RawParagraph(paragraph.text, Where(source, page=paragraph.page))


def _table_after(flow: Flow, table: _Table, page: int, source: str) -> Iterator[RawParagraph | LaidTable]:
    flow.close()
    yield from _taken(flow, source)
    yield _laid_table(table, page)


def _laid_table(table: _Table, page: int) -> LaidTable:
    grid = table.grid
    lines_in = [lines_of(table.glyphs.get(number, ()), in_cell=True) for number in range(len(grid.boxes))]
    left, right = _pads(grid, lines_in)
    cells = []
    for box, lines in zip(grid.boxes, lines_in, strict=True):
        measure = Measure(box.x0 + left, box.x1 - right)
        cells.append(LaidCell(box, cell_text(lines, measure), tuple(lines), measure))
    return LaidTable(tuple(cells), grid.row_count, grid.column_count, page)


def _joined(blocks: Iterable[RawParagraph | LaidTable], source: str, notes: Notebook) -> Iterator[RawBlock]:
    """The blocks with rows made whole that a page cut in two."""
    waiting: LaidTable | None = None
    for block in blocks:
        current: RawParagraph | LaidTable | None = block
        if isinstance(current, LaidTable) and waiting is not None and current.page == waiting.page + 1:
            joined = join_row(waiting, current)
            if joined is not None:
                notes.add(CUT_ROW, Where(source, page=waiting.page), before=joined.before, after=joined.after)
                waiting, current = joined.upper, joined.lower
                if current is None:
                    waiting = replace(waiting, page=waiting.page + 1)
                    continue
        if waiting is not None:
            yield waiting.raw(source)
            waiting = None
        if isinstance(current, LaidTable):
            waiting = current
        elif current is not None:
            yield current
    if waiting is not None:
        yield waiting.raw(source)


def _pads(grid: Grid, lines_in: Sequence[Sequence[Line]]) -> tuple[float, float]:
    """How far text stays off the lines at the left and right: what the lines of wrapped cells show."""
    lefts: list[float] = []
    rights: list[float] = []
    for box, lines in zip(grid.boxes, lines_in, strict=True):
        if len(lines) > 1:
            lefts += [line.x0 - box.x0 for line in lines]
            rights += [box.x1 - line.x1 for line in lines[:-1]]
    if not lefts:
        return _USUAL_PAD, _USUAL_PAD
    left = min(max(_low(lefts), 0.0), _WIDEST_PAD)
    return left, min(max(_low(rights), 0.0), left + 4.0)


def _low(gaps: list[float]) -> float:
    """The smallest, but for a tenth that may be text running over the line."""
    return sorted(gaps)[len(gaps) // 10]


def _remark(pages: Sequence[_Page], furniture: Furniture, source: str, notes: Notebook) -> None:
    marks: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        where = Where(source, page=page.number)
        if page.is_picture:
            notes.add(SCANNED_PAGE, where)
        if page.text.unreadable:
            notes.add(UNREADABLE, where, before=f"{page.text.unreadable} 个字")
        if page.text.watermark:
            marks[page.text.watermark].append(page.number)
    for words, numbers in marks.items():
        notes.add(WATERMARK, Where(source, page=numbers[0]), before=words)
    if furniture.page_numbers:
        notes.add(f"页码没有读入（共 {furniture.page_numbers} 处）")
    for words in furniture.running:
        notes.add(RUNNING, before=words)
