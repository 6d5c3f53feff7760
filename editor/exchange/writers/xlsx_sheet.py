"""Blocks on one worksheet: the columns of all its tables laid over each other, a row for each line of the form."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from editor.compose.blocks import (
    Block,
    Chart,
    Composition,
    ContentsLine,
    Gap,
    GridCell,
    Paragraph,
    Run,
    SplitLine,
    TableBlock,
)
from editor.domain.money import write_amount
from editor.domain.places import Place
from editor.exchange.pieces import marked
from editor.exchange.writers.chart_part import Ranges, chart_height, chart_part, drawn_slices
from editor.exchange.writers.measure import PT_PER_MM, cut, line_count, text_width
from editor.exchange.writers.written import Cleaner
from editor.exchange.writers.xlsx_charts import CHART_EDGES, SheetCharts, cell_range
from editor.exchange.writers.xlsx_styles import CellStyles, Format
from editor.exchange.writers.xlsx_sums import Cell
from editor.forms.form import Page

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from editor.budget.book import Value
    from editor.exchange.writers.amounts import Amounts

_HIGHEST_ROW = 400.0
"""Excel's rows end at 409 pt; what needs more takes several, merged."""
_HIGHEST_PIECE = 300.0
"""A text higher than this goes on in the next row: a row that does not fit on a page leaves its rest empty."""
_PIECE = 200.0
"""Height in pt of such a piece."""
_LONG_TABLE = 0.8
"""Part of the text area's height from which on a page may end in a table, what stands over it allowed for."""
_PITCH = 1.42
"""Height of a line in sizes of its font, as office programs set it in a cell."""
_USABLE = 0.94
"""Part of a cell's width that text can be counted on to use: padding, rounding to pixels, other machines' fonts."""
_CELL_PADDING = 5.0
_PIXELS_PER_UNIT = 7.0
"""A column width of 1 is one digit of the default font, 7 pixels wide."""
_PIXELS_PER_MM = 96 / 25.4
_OWN_ROW = 20.0
"""Space before a paragraph, in pt, from which on it is an empty row."""
_NUMBER_COLUMN = 18.0
_UNIT_COLUMN = 30.0
MAKER = "绩效文本编辑器"
_CHART_RULE, _CHART_ROW = 0.5, 4.0
"""Thickness of the rules around a chart's amounts, and space in their rows, in pt."""
_TYPED = "这里的数是手工填的；按其他数字算，应为 {}。"
_NOTE = (60, 220)
"""Height and width of a comment, in pixels."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class SheetWriter:
    """Writes one worksheet from top to bottom."""

    def __init__(
        self,
        sheet: "Worksheet",
        *,
        composition: Composition,
        page: Page,
        styles: CellStyles,
        cleaner: Cleaner,
        page_numbers: Mapping[str, str],
        amounts: "Amounts | None",
    ) -> None:
        self.anchors: dict[str, str] = {}
        """Anchor → the cell it stands in."""
        self.links: list[tuple[str, str]] = []
        """Cells of contents lines, and the anchor each leads to."""
        self.amounts: dict[Place, Cell] = {}
        """Printed amounts, and the cell each stands in."""
        self.charts = SheetCharts()
        self._sheet = sheet
        self._composition = composition
        self._styles = styles
        self._cleaner = cleaner
        self._numbers = page_numbers
        self._known = amounts
        self._width = page.width - page.left - page.right
        self._page_height = (page.height - page.top - page.bottom) * PT_PER_MM
        self._edges: tuple[float, ...] = (0.0, self._width)
        self._row = 1
        self._begun = range(1, 1)

    def write(self, blocks: Sequence[Block]) -> None:
        """All blocks under each other; the heads of the last table that has some are repeated on each printed page."""
        self._edges = _edges(blocks, self._width)
        self._set_columns()
        for block in blocks:
            match block:
                case Paragraph():
                    self._paragraph(block)
                case SplitLine():
                    self._split_line(block)
                case ContentsLine():
                    self._contents_line(block)
                case Gap():
                    self._line(block.height, 0)
                case TableBlock():
                    self._table(block)
                case Chart():
                    self._chart(block)

    def _set_columns(self) -> None:
        from openpyxl.utils import get_column_letter

        for n, (left, right) in enumerate(zip(self._edges, self._edges[1:], strict=False), 1):
            width = (right - left) * _PIXELS_PER_MM / _PIXELS_PER_UNIT
            self._sheet.column_dimensions[get_column_letter(n)].width = round(width, 2)

    def _column(self, edge: float) -> int:
        """Number, from 1, of the column that begins at an edge."""
        return bisect_left(self._edges, edge - 0.01) + 1

    def _paragraph(self, paragraph: Paragraph) -> None:
        style = self._composition.styles[paragraph.style]
        text = self._clean(paragraph.text)
        space = style.space_before + style.space_after
        if style.space_before > _OWN_ROW:
            self._line(style.space_before, 0)
            space = style.space_after
        if text or paragraph.place is None:
            for piece in self._pieces(text, paragraph.style, self._width):
                self._line(self._height(piece, paragraph.style, self._width), space)
                cell = self._put_over(0, self._width, piece, Format(paragraph.style))
                if paragraph.anchor is not None:
                    self.anchors.setdefault(paragraph.anchor, cell)

    def _split_line(self, line: SplitLine) -> None:
        left = self._clean("".join(run.text for run in line.left))
        right = self._clean("".join(run.text for run in line.right))
        style = self._composition.styles[line.style]
        room = text_width(right, style.size) / PT_PER_MM / _USABLE + 4
        at = max((e for e in self._edges[1:-1] if e <= self._width - room), default=self._edges[-2])
        self._line(self._height("行", line.style, self._width), 0)
        self._put_over(0, at, left, Format(line.style, shrink=True))
        self._put_over(at, self._width, right, Format(line.style, shrink=True, align="right"))

    def _contents_line(self, line: ContentsLine) -> None:
        text = self._clean("".join(run.text for run in line.runs))
        style = self._composition.styles[line.style]
        edge = self._edges[-2]
        self._line(self._height(text, line.style, edge), style.space_before)
        cell = self._put_over(0, edge, text, Format(line.style))
        number = self._numbers.get(line.anchor or "", "")
        self._put_over(edge, self._width, number, Format(line.style, align="right"))
        if line.anchor is not None:
            self.links.append((cell, line.anchor))

    def _table(self, table: TableBlock) -> None:
        pieces = [self._cell_pieces(table, cell) for cell in table.cells]
        heights = self._row_heights(table, pieces)
        long = sum(map(sum, heights)) > _LONG_TABLE * self._page_height
        first = [self._row]
        for row in heights:
            for height in row:
                self._sheet.row_dimensions[self._row].height = round(height, 1)
                self._row += 1
            first.append(self._row)
        offsets = _offsets(table)
        for cell, texts in zip(table.cells, pieces, strict=True):
            rows = range(first[cell.row], first[cell.row + cell.rows])
            columns = range(self._column(offsets[cell.column]), self._column(offsets[cell.column + cell.columns]))
            look = self._cell_look(table, cell, texts, top=long and len(rows) > 1)
            known = self._known.at(table.key, cell.row, cell.column) if self._known else None
            if known is not None and known[1].amount is not None:
                self._put_amount(rows, columns, known[0], known[1], look)
                continue
            for n, text in enumerate(texts):
                last = n == len(texts) - 1
                piece = replace(look, open_top=n > 0, open_bottom=not last)
                self._put(range(rows.start + n, rows.stop if last else rows.start + n + 1), columns, text, piece)
        if table.heads:
            self._sheet.print_title_rows = f"{first[0]}:{first[table.heads] - 1}"

    def _chart(self, chart: Chart) -> None:
        """Its title, room for the drawing, and below it the amounts it is drawn from."""
        self._paragraph(Paragraph((Run(chart.title),), chart.title_style))
        slices = drawn_slices(chart)
        if not slices:
            return
        self._line(chart_height(chart) * PT_PER_MM, 0)
        anchor = self._put_over(0, self._width, "", Format(chart.style))
        left, middle, right = (part * self._width for part in CHART_EDGES)
        start = self._row
        for each in slices:
            label = self._clean(each.label)
            self._line(self._height(label, chart.style, middle - left), _CHART_ROW)
            self._put_over(left, middle, label, Format(chart.style, _CHART_RULE))
            decimals = max(0, -int(each.amount.as_tuple().exponent))
            look = Format(chart.style, _CHART_RULE, shrink=True, align="right", decimals=decimals)
            at = self._put_over(middle, right, "", look)
            self._sheet[at].value = each.amount
            self.charts.slices.append((Cell(self._sheet.title, self._begun.start, self._column(middle)), each))
        rows = range(start, self._row)
        ranges = Ranges(*(cell_range(self._sheet, self._column(edge), rows) for edge in (left, middle)))
        self._line(_CHART_ROW, 0)
        clean = replace(chart, slices=tuple(replace(each, label=self._clean(each.label)) for each in slices))
        part = chart_part(clean, self._composition.styles[chart.style], ranges)
        self.charts.add(self._sheet, anchor, (self._width, chart_height(chart)), part)

    def _cell_look(self, table: TableBlock, cell: GridCell, texts: Sequence[str], top: bool) -> Format:
        """`top` where a page may end within the cell: a line in the middle of it could be cut in two."""
        style = cell.paragraphs[0].style if cell.paragraphs else "cell"
        shrink = self._composition.styles[style].shrink_to is not None and "\n" not in texts[0] and len(texts) == 1
        vertical = "top" if top or table.style.cell_align == "top" else "center"
        return Format(style, table.style.rule, shrink, vertical=vertical)

    def _cell_pieces(self, table: TableBlock, cell: GridCell) -> tuple[str, ...]:
        text = self._clean("\n".join(paragraph.text for paragraph in cell.paragraphs))
        if not text or cell.rows > 1 or self._composition.styles[cell.paragraphs[0].style].shrink_to is not None:
            return (text,)
        return self._pieces(text, cell.paragraphs[0].style, sum(table.widths[cell.column : cell.column + cell.columns]))

    def _row_heights(self, table: TableBlock, pieces: Sequence[tuple[str, ...]]) -> list[list[float]]:
        """For each row of the table the heights of the rows of the sheet it takes."""
        heights: list[list[float]] = [[0.0] for _ in range(table.row_count)]
        for cell, texts in sorted(zip(table.cells, pieces, strict=True), key=lambda each: each[0].rows):
            needed = [self._cell_height(table, cell, text) for text in texts]
            if len(needed) > 1:
                row = heights[cell.row]
                row.extend([0.0] * (len(needed) - len(row)))
                row[: len(needed)] = map(max, row, needed)
            else:
                _stretch(heights[cell.row : cell.row + cell.rows], needed[0])
        return heights

    def _cell_height(self, table: TableBlock, cell: GridCell, text: str) -> float:
        style = cell.paragraphs[0].style if cell.paragraphs else "cell"
        one_line = self._composition.styles[style].shrink_to is not None and "\n" not in text
        width = sum(table.widths[cell.column : cell.column + cell.columns])
        return self._height("行" if one_line else text, style, width) + 2 * table.style.padding_y

    def _pieces(self, text: str, style: str, width: float) -> tuple[str, ...]:
        """The text, in pieces of a lower height where it is too high for a row."""
        if self._height(text, style, width) <= _HIGHEST_PIECE:
            return (text,)
        look = self._composition.styles[style]
        lines = int(_PIECE / (look.size * _PITCH))
        return marked(cut(text, look, self._usable(style, width), max(1, lines)))

    def _usable(self, style: str, width: float) -> float:
        return max(self._composition.styles[style].size, width * PT_PER_MM * _USABLE - _CELL_PADDING)

    def _height(self, text: str, style: str, width: float) -> float:
        """Height in pt of a text in a column of this width in mm."""
        look = self._composition.styles[style]
        lines = line_count(text, look, self._usable(style, width))
        return max(look.leading, lines * look.size * _PITCH)

    def _line(self, height: float, space: float) -> None:
        """Begins a new row of this height, or as many as it takes; `_put_over` fills what this has begun."""
        count = max(1, ceil((height + space) / _HIGHEST_ROW))
        for _ in range(count):
            self._sheet.row_dimensions[self._row].height = round((height + space) / count, 1)
            self._row += 1
        self._begun = range(self._row - count, self._row)

    def _put_over(self, left: float, right: float, text: str, look: Format) -> str:
        """A text over all that `_line` has begun, from edge to edge; the coordinate of its cell."""
        columns = range(self._column(left), self._column(right))
        self._put(self._begun, columns, text, look)
        return str(self._sheet.cell(self._begun.start, columns.start).coordinate)

    def _put(self, rows: range, columns: range, text: str, look: Format) -> None:
        for row in rows:
            for column in columns:
                self._styles.apply(self._sheet.cell(row, column), look, is_text=False)
        cell = self._sheet.cell(rows.start, columns.start)
        if text:
            cell.value = _ESCAPE.sub("_x005F_", text)
            cell.data_type = "s"
            self._styles.apply(cell, look, is_text=True)
        if len(rows) > 1 or len(columns) > 1:
            self._merge(rows, columns)

    def _put_amount(self, rows: range, columns: range, place: Place, value: "Value", look: Format) -> None:
        """An amount as a number; a blank one leaves the cell empty, unless that is what was typed over a sum."""
        from openpyxl.comments import Comment

        assert self._known is not None and value.amount is not None
        decimals = len(value.text.partition(".")[2]) if value.text else self._known.decimals
        self._put(rows, columns, "", replace(look, decimals=decimals, shrink=True))
        cell = self._sheet.cell(rows.start, columns.start)
        if value.amount or value.kind == "overridden":
            cell.value = value.amount
        if value.kind == "overridden":
            said = write_amount(value.derived or Decimal(0), self._known.decimals)
            cell.comment = Comment(_TYPED.format(said), MAKER, height=_NOTE[0], width=_NOTE[1])
        self.amounts[place] = Cell(self._sheet.title, rows.start, columns.start)

    def _merge(self, rows: range, columns: range) -> None:
        """Merges cells that already have their looks; openpyxl's own way would work out their borders, ten times as long."""
        from openpyxl.worksheet.cell_range import CellRange

        area = CellRange(None, columns.start, rows.start, columns.stop - 1, rows.stop - 1)
        self._sheet.merged_cells.ranges.add(area)

    def _clean(self, text: str) -> str:
        return self._cleaner.clean(text)


def _stretch(rows: list[list[float]], needed: float) -> None:
    """Makes rows together as high as a cell over all of them needs: each a little, or by more rows at the end."""
    missing = needed - sum(map(sum, rows))
    count = sum(map(len, rows))
    if missing <= 0:
        return
    if max(map(max, rows)) + missing / count <= _HIGHEST_ROW:
        for row in rows:
            row[:] = [height + missing / count for height in row]
    else:
        more = ceil(missing / _PIECE)
        rows[-1].extend([missing / more] * more)


def _offsets(table: TableBlock) -> list[float]:
    """The left edges of a table's columns and its right edge, in mm."""
    offsets = [0.0]
    for width in table.widths:
        offsets.append(round(offsets[-1] + width, 3))
    return offsets


def _edges(blocks: Sequence[Block], width: float) -> tuple[float, ...]:
    """All edges of all tables; a narrow last column where lines have two ends and no table gives them one."""
    found = {0.0, width}
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    for table in tables:
        found.update(_offsets(table))
    if any(isinstance(block, ContentsLine) for block in blocks):
        found.add(width - _NUMBER_COLUMN)
    elif any(isinstance(block, Chart) for block in blocks):
        found.update(part * width for part in CHART_EDGES)
    elif not tables and any(isinstance(block, SplitLine) for block in blocks):
        found.add(width - _UNIT_COLUMN)
    edges: list[float] = []
    for edge in sorted(found):
        if not edges or edge - edges[-1] > 0.05:
            edges.append(edge)
    return tuple(edges)
