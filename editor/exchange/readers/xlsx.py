"""Takes a .xlsx file and gives each worksheet as one grid of the texts it shows, or as paragraphs where it is running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from editor.exchange.raw import RawBlock, RawCell, RawDocument, RawParagraph, RawTable, Where
from editor.exchange.readers.notebook import Notebook
from editor.exchange.readers.package import Package, open_package
from editor.exchange.readers.xlsx_numbers import has_lost_digits, shown
from editor.exchange.readers.xlsx_pieces import Place, Span, join_pieces, without_covered_rows
from editor.exchange.readers.xmlparts import read_part, related_parts

if TYPE_CHECKING:
    from editor.exchange.readers.xlsx_book import Book, Sheet, Stored

HIDDEN_SHEET = "隐藏的工作表也读入了"
HIDDEN_ROW = "隐藏的行也读入了"
HIDDEN_COLUMN = "隐藏的列也读入了"
NO_RESULT = "公式没有保存计算结果，这一格按空白读入，请用 Excel 或 WPS 打开、重新保存后再导入"
FAULTY = "公式结果是错误值，按原样读入"
LOST_DIGITS = "数字超过 15 位，表格软件已把后面的数字变成 0，请对照原件改正"
COVERED = "被合并单元格盖住的文字没有读入"
DRAWN = "工作表上的图片没有读入"
BOX = "工作表上文本框里的文字没有读入"
COMMENT = "批注没有读入"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A sheet formatted down to its last row is not filled up with empty cells.
_MAX_EMPTY = 200_000
# A text merged over more rows than this stands for no rows of its own.
_MAX_MERGED_ROWS = 200


@dataclass(frozen=True, slots=True)
class _Pass:
    """What every worksheet is read with."""

    package: Package
    book: "Book"
    notes: Notebook

    def where(self, sheet: str, row: int | None = None) -> Where:
        return Where(self.package.name, sheet=sheet, line=row)


def read_xlsx(path: Path) -> RawDocument:
    """All worksheets in their order, values as they are shown; `where.line` is the row on the sheet.

    BrokenFile where the file is damaged.
    """
    from editor.exchange.readers.xlsx_book import Book

    with open_package(path) as package:
        notes = Notebook(path.name)
        reading = _Pass(package, Book(package), notes)
        blocks = tuple(block for sheet in reading.book.sheets() for block in _sheet(sheet, reading))
        return RawDocument(path.name, "xlsx", blocks, notes.notes())


def _sheet(sheet: "Sheet", reading: _Pass) -> Iterator[RawBlock]:
    texts = dict(_texts(sheet, reading))
    if not texts:
        return
    if sheet.hidden:
        reading.notes.add(HIDDEN_SHEET, reading.where(sheet.name))
    _remark_hidden(sheet, texts, reading)
    _remark_drawn(sheet, reading)
    spans = _spans(sheet, texts, reading)
    join_pieces(texts, spans)
    lines = _running_text(texts)
    if lines is not None:
        for row, text in lines:
            yield RawParagraph(text, reading.where(sheet.name, row))
    else:
        yield _table(texts, spans, sheet.name, reading)


def _texts(sheet: "Sheet", reading: _Pass) -> Iterator[tuple[Place, str]]:
    """((row, column), text) for every cell that shows something; rows and columns from 1."""
    for row, cells in groupby(sheet.cells, key=attrgetter("row")):
        where = reading.where(sheet.name, row)
        for cell in cells:
            text = _cell_text(cell, where, reading).strip()
            if text:
                yield (row, cell.column), text


def _cell_text(cell: "Stored", where: Where, reading: _Pass) -> str:
    if cell.formula:
        reading.notes.add(NO_RESULT, where, before=cell.formula)
        return ""
    if cell.kind == "e":
        reading.notes.add(FAULTY, where, before=cell.text)
    if cell.kind != "n":
        return _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), cell.text)
    text = shown(cell.text, reading.book.number_format(cell.style), from_1904=reading.book.from_1904)
    if has_lost_digits(cell.text):
        reading.notes.add(LOST_DIGITS, where, before=text)
    return text


def _remark_hidden(sheet: "Sheet", texts: dict[Place, str], reading: _Pass) -> None:
    rows, columns = {row for row, _ in texts}, {column for _, column in texts}
    for row in sheet.hidden_rows:
        if row in rows:
            reading.notes.add(HIDDEN_ROW, reading.where(sheet.name, row))
    for hidden in sheet.hidden_columns:
        for column in sorted(columns.intersection(hidden)):
            reading.notes.add(HIDDEN_COLUMN, reading.where(sheet.name), before=f"第 {column} 列")


def _remark_drawn(sheet: "Sheet", reading: _Pass) -> None:
    where = reading.where(sheet.name)
    for _, kind, name in related_parts(reading.package, sheet.part):
        if kind not in ("drawing", "comments"):
            continue
        root = read_part(reading.package, name)
        if root is None:
            continue
        if kind == "comments":
            for comment in root.iter(_S + "comment"):
                reading.notes.add(COMMENT, where, before="".join(t.text or "" for t in comment.iter(_S + "t")))
            continue
        words = "".join(t.text or "" for t in root.iter(_A + "t")).strip()
        if words:
            reading.notes.add(BOX, where, before=words)
        if next(root.iter(_A + "blip"), None) is not None:
            reading.notes.add(DRAWN, where)


def _spans(sheet: "Sheet", texts: dict[Place, str], reading: _Pass) -> dict[Place, Span]:
    """Merged ranges by their first cell, cut to what is used; what they cover is taken out of `texts`."""
    bottom, right = _last_row(sheet.merges, texts), max(column for _, column in texts)
    spans: dict[Place, Span] = {}
    taken: set[Place] = set()
    for merge in sheet.merges:
        span = replace(merge, bottom=min(merge.bottom, bottom))
        if (
            span.top > bottom
            or span.left > right
            or (span.bottom - span.top + 1) * (span.right - span.left + 1) > _MAX_EMPTY
        ):
            continue
        places = [(r, c) for r in range(span.top, span.bottom + 1) for c in range(span.left, span.right + 1)]
        if taken.intersection(places):
            continue
        taken.update(places)
        spans[span.top, span.left] = span
        for place in places[1:]:
            if covered := texts.pop(place, ""):
                reading.notes.add(COVERED, reading.where(sheet.name, place[0]), before=covered)
    return spans


def _last_row(merges: tuple[Span, ...], texts: dict[Place, str]) -> int:
    """The last row with a text, or that a merged text reaches into (a row may hold nothing but its 一级指标)."""
    reached = [m.bottom for m in merges if (m.top, m.left) in texts and m.bottom - m.top < _MAX_MERGED_ROWS]
    return max([row for row, _ in texts] + reached)


def _running_text(texts: dict[Place, str]) -> list[tuple[int, str]] | None:
    """(row, text) where no row shows more than one cell: then the sheet is text and no table."""
    rows: dict[int, str] = {}
    for (row, _), text in sorted(texts.items()):
        if row in rows:
            return None
        rows[row] = text
    return list(rows.items())


def _table(texts: dict[Place, str], spans: dict[Place, Span], name: str, reading: _Pass) -> RawTable:
    texts, spans, on_sheet = without_covered_rows(texts, spans)
    corners = [*texts, *((s.bottom, s.right) for s in spans.values()), *spans]
    top, left = min(r for r, _ in corners), min(c for _, c in corners)
    bottom, right = max(r for r, _ in corners), max(c for _, c in corners)
    covered = {(r, c) for s in spans.values() for r in range(s.top, s.bottom + 1) for c in range(s.left, s.right + 1)}
    places = set(texts) | set(spans)
    if (bottom - top + 1) * (right - left + 1) <= _MAX_EMPTY:
        used = {row for row, _ in places}
        places |= {(r, c) for r in used for c in range(left, right + 1)} - covered
    wheres = {row: reading.where(name, on_sheet[row]) for row in {row for row, _ in places}}
    cells = []
    for row, column in sorted(places):
        span = spans.get((row, column), Span(row, column, row, column))
        cells.append(
            RawCell(
                row - top, column - left, texts.get((row, column), ""),
                span.bottom - row + 1, span.right - column + 1, wheres[row],
            )
        )  # fmt: skip
    return RawTable(tuple(cells), bottom - top + 1, right - left + 1, reading.where(name, on_sheet[top]))
