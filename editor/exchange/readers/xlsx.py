"""Takes a .xlsx file and gives each worksheet as one grid of the texts it shows, or as paragraphs where it is running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from editor.exchange.raw import RawBlock, RawCell, RawDocument, RawParagraph, RawTable, Where
from editor.exchange.readers.notebook import Notebook
from editor.exchange.readers.package import BrokenFile, Package, open_package
from editor.exchange.readers.xlsx_numbers import BUILT_IN, GENERAL, has_lost_digits, shown
from editor.exchange.readers.xlsx_pieces import Span, join_pieces, without_covered_rows
from editor.exchange.readers.xmlparts import main_part, read_part, related_parts, whole_number

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
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEFAULT_MAIN = "xl/workbook.xml"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\Z")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
# A sheet formatted down to its last row is not filled up with empty cells.
_MAX_EMPTY = 200_000
# A text merged over more rows than this stands for no rows of its own.
_MAX_MERGED_ROWS = 200


@dataclass(frozen=True, slots=True)
class _Book:
    """What every worksheet needs of its workbook."""

    source: str
    strings: tuple[str, ...]
    formats: tuple[str, ...]
    """By style number of a cell."""
    from_1904: bool
    notes: Notebook


def read_xlsx(path: Path) -> RawDocument:
    """All worksheets in their order, values as they are shown; `where.line` is the row on the sheet.

    BrokenFile, or an error of the XML library, where the file is damaged.
    """
    with open_package(path) as package:
        main = main_part(package) or _DEFAULT_MAIN
        root = read_part(package, main)
        if root is None:
            raise BrokenFile("no workbook")
        notes = Notebook(path.name)
        book = _book(package, main, root, path.name, notes)
        targets = {relation: (kind, name) for relation, kind, name in related_parts(package, main)}
        blocks: list[RawBlock] = []
        for sheet in root.iterfind(f"{_S}sheets/{_S}sheet"):
            kind, part = targets.get(sheet.get(_R_ID, ""), ("", ""))
            if kind == "worksheet" and part in package.parts:
                blocks.extend(_sheet(package, part, sheet, book))
        return RawDocument(path.name, "xlsx", tuple(blocks), notes.notes())


def _book(package: Package, main: str, root: Any, source: str, notes: Notebook) -> _Book:
    parts = {kind: name for _, kind, name in related_parts(package, main)}

    def part(kind: str) -> Any | None:
        return read_part(package, parts[kind]) if kind in parts else None

    strings, properties = part("sharedStrings"), root.find(_S + "workbookPr")
    return _Book(
        source,
        () if strings is None else tuple(_string(item) for item in strings.iterfind(_S + "si")),
        _formats(part("styles")),
        properties is not None and properties.get("date1904") in ("1", "true"),
        notes,
    )


def _formats(root: Any | None) -> tuple[str, ...]:
    if root is None:
        return ()
    own = {f.get("numFmtId"): f.get("formatCode", GENERAL) for f in root.iterfind(f"{_S}numFmts/{_S}numFmt")}
    numbers = [xf.get("numFmtId", "0") for xf in root.iterfind(f"{_S}cellXfs/{_S}xf")]
    return tuple(own.get(n) or BUILT_IN.get(whole_number(n, 0), GENERAL) for n in numbers)


def _string(item: Any) -> str:
    """The text of a string, formatted or not; phonetic guides are left out."""
    pieces = [t.text or "" for t in item.iterfind(_S + "t")] + [t.text or "" for t in item.iterfind(f"{_S}r/{_S}t")]
    return _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), "".join(pieces))


def _sheet(package: Package, part: str, sheet: Any, book: _Book) -> Iterator[RawBlock]:
    root = read_part(package, part)
    name = sheet.get("name", "")
    where = Where(book.source, sheet=name)
    texts = dict(_texts(root, name, book))
    if not texts:
        return
    if sheet.get("state", "visible") != "visible":
        book.notes.add(HIDDEN_SHEET, where)
    _remark_hidden(root, texts, name, book)
    _remark_drawn(package, part, where, book)
    spans = _spans(root, texts, name, book)
    join_pieces(texts, spans)
    lines = _running_text(texts)
    if lines is not None:
        for row, text in lines:
            yield RawParagraph(text, Where(book.source, sheet=name, line=row))
    else:
        yield _table(texts, spans, name, book)


def _texts(root: Any, name: str, book: _Book) -> Iterator[tuple[tuple[int, int], str]]:
    """((row, column), text) for every cell that shows something; rows and columns from 1."""
    last_row = 0
    for row in root.iterfind(f"{_S}sheetData/{_S}row"):
        last_row = _bounded(row.get("r"), last_row + 1, _MAX_ROW)
        column = 0
        where: Where | None = None
        for cell in row.iterfind(_S + "c"):
            place = _REFERENCE.match(cell.get("r", ""))
            column = _column(place.group(1)) if place else column + 1
            if not len(cell) or column > _MAX_COLUMN:
                continue
            where = where or Where(book.source, sheet=name, line=last_row)
            text = _cell_text(cell, book, where).strip()
            if text:
                yield (last_row, column), text


def _bounded(text: str | None, default: int, most: int) -> int:
    value = whole_number(text, default)
    if not 1 <= value <= most:
        raise BrokenFile("a row out of range")
    return value


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _cell_text(cell: Any, book: _Book, where: Where) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(_S + "is")
        return "" if inline is None else _string(inline)
    value, formula = cell.find(_S + "v"), cell.find(_S + "f")
    stored = "" if value is None else value.text or ""
    if formula is not None and not stored and kind != "str":
        book.notes.add(NO_RESULT, where, before="=" + (formula.text or ""))
        return ""
    if kind == "s":
        index = whole_number(stored, -1)
        if not 0 <= index < len(book.strings):
            raise BrokenFile("a string that is not there")
        return book.strings[index]
    if kind == "e":
        book.notes.add(FAULTY, where, before=stored)
    if kind == "b":
        return "TRUE" if stored == "1" else "FALSE"
    return _number(cell, stored, book, where) if kind == "n" and stored else stored


def _number(cell: Any, stored: str, book: _Book, where: Where) -> str:
    style = whole_number(cell.get("s"), 0)
    text = shown(stored, book.formats[style] if style < len(book.formats) else GENERAL, from_1904=book.from_1904)
    if has_lost_digits(stored):
        book.notes.add(LOST_DIGITS, where, before=text)
    return text


def _remark_hidden(root: Any, texts: dict[tuple[int, int], str], name: str, book: _Book) -> None:
    rows, columns = {row for row, _ in texts}, {column for _, column in texts}
    for row in root.iterfind(f"{_S}sheetData/{_S}row"):
        number = whole_number(row.get("r"), 0)
        if row.get("hidden") in ("1", "true") and number in rows:
            book.notes.add(HIDDEN_ROW, Where(book.source, sheet=name, line=number))
    for group in root.iterfind(f"{_S}cols/{_S}col"):
        if group.get("hidden") in ("1", "true"):
            hidden = range(whole_number(group.get("min"), 1), min(whole_number(group.get("max"), 0), _MAX_COLUMN) + 1)
            for column in sorted(columns.intersection(hidden)):
                book.notes.add(HIDDEN_COLUMN, Where(book.source, sheet=name), before=f"第 {column} 列")


def _remark_drawn(package: Package, part: str, where: Where, book: _Book) -> None:
    for _, kind, name in related_parts(package, part):
        if kind not in ("drawing", "comments"):
            continue
        root = read_part(package, name)
        if root is None:
            continue
        if kind == "comments":
            for comment in root.iter(_S + "comment"):
                book.notes.add(COMMENT, where, before="".join(t.text or "" for t in comment.iter(_S + "t")))
            continue
        words = "".join(t.text or "" for t in root.iter(_A + "t")).strip()
        if words:
            book.notes.add(BOX, where, before=words)
        if next(root.iter(_A + "blip"), None) is not None:
            book.notes.add(DRAWN, where)


def _merges(root: Any) -> Iterator[Span]:
    """The merged ranges a sheet states, nonsense left out."""
    for merge in root.iterfind(f"{_S}mergeCells/{_S}mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        start, end = _REFERENCE.match(first), _REFERENCE.match(last)
        if start is not None and end is not None:
            span = Span(int(start.group(2)), _column(start.group(1)), int(end.group(2)), _column(end.group(1)))
            if 1 <= span.top <= span.bottom <= _MAX_ROW and span.left <= span.right <= _MAX_COLUMN:
                yield span


def _spans(root: Any, texts: dict[tuple[int, int], str], name: str, book: _Book) -> dict[tuple[int, int], Span]:
    """Merged ranges by their first cell, cut to what is used; what they cover is taken out of `texts`."""
    merges = list(_merges(root))
    bottom, right = _last_row(merges, texts), max(column for _, column in texts)
    spans: dict[tuple[int, int], Span] = {}
    taken: set[tuple[int, int]] = set()
    for merge in merges:
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
                book.notes.add(COVERED, Where(book.source, sheet=name, line=place[0]), before=covered)
    return spans


def _last_row(merges: list[Span], texts: dict[tuple[int, int], str]) -> int:
    """The last row with a text, or that a merged text reaches into (a row may hold nothing but its 一级指标)."""
    reached = [m.bottom for m in merges if (m.top, m.left) in texts and m.bottom - m.top < _MAX_MERGED_ROWS]
    return max([row for row, _ in texts] + reached)


def _running_text(texts: dict[tuple[int, int], str]) -> list[tuple[int, str]] | None:
    """(row, text) where no row shows more than one cell: then the sheet is text and no table."""
    rows: dict[int, str] = {}
    for (row, _), text in sorted(texts.items()):
        if row in rows:
            return None
        rows[row] = text
    return list(rows.items())


def _table(texts: dict[tuple[int, int], str], spans: dict[tuple[int, int], Span], name: str, book: _Book) -> RawTable:
    texts, spans, on_sheet = without_covered_rows(texts, spans)
    corners = [*texts, *((s.bottom, s.right) for s in spans.values()), *spans]
    top, left = min(r for r, _ in corners), min(c for _, c in corners)
    bottom, right = max(r for r, _ in corners), max(c for _, c in corners)
    covered = {(r, c) for s in spans.values() for r in range(s.top, s.bottom + 1) for c in range(s.left, s.right + 1)}
    places = set(texts) | set(spans)
    if (bottom - top + 1) * (right - left + 1) <= _MAX_EMPTY:
        used = {row for row, _ in places}
        places |= {(r, c) for r in used for c in range(left, right + 1)} - covered
    wheres = {row: Where(book.source, sheet=name, line=on_sheet[row]) for row in {row for row, _ in places}}
    cells = []
    for row, column in sorted(places):
        span = spans.get((row, column), Span(row, column, row, column))
        cells.append(
            RawCell(
                row - top, column - left, texts.get((row, column), ""),
                span.bottom - row + 1, span.right - column + 1, wheres[row],
            )
        )  # fmt: skip
    return RawTable(
        tuple(cells), bottom - top + 1, right - left + 1, Where(book.source, sheet=name, line=on_sheet[top])
    )
