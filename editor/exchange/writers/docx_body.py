"""Blocks as WordprocessingML: paragraphs, contents lines with their fields, tables with spans."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

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
from editor.exchange.writers.chart_part import (
    DRAWN,
    EMU_PER_MM,
    SHAPES,
    chart_height,
    chart_part,
    chart_rows,
    said,
    width_emu,
)
from editor.exchange.writers.docx_styles import WordStyles, twips
from editor.exchange.writers.measure import PT_PER_MM, cell_height, fitting_size
from editor.exchange.writers.written import Cleaner
from editor.forms.form import Page, Style

_SEAM = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="2" w:lineRule="exact"/>'
    '<w:rPr><w:vanish/><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
)
"""The paragraph Word needs between two tables and after the last one: hidden and without height."""
_SPLIT_FROM = 0.7
"""Part of the text area's height from which on a row may be split: what is higher leaves too much of a page empty."""


class WordChart(NamedTuple):
    """A chart's part, and the rows of its workbook."""

    xml: str
    rows: list[tuple[str, str]]


class BodyWriter:
    """Blocks → the XML of the body's elements, one string each."""

    def __init__(
        self, composition: Composition, styles: WordStyles, cleaner: Cleaner, page_numbers: Mapping[str, str]
    ) -> None:
        self.charts: dict[str, WordChart] = {}
        """By their names, which are also their relations' ids."""
        self.lay(composition.page)
        self._styles: dict[str, Style] = dict(composition.styles)
        self._word = styles
        self._clean = cleaner.clean
        self._numbers = page_numbers
        self._bookmarks = {anchor: f"_Toc{n:08d}" for n, anchor in enumerate(_anchors(composition), 1)}
        lines = tuple(block for block in _blocks(composition) if isinstance(block, ContentsLine))
        self._lines = {line.anchor: line for line in lines if line.anchor}
        self._plain_lines = {_words(line): line for line in lines if not line.anchor}

    def lay(self, page: Page) -> None:
        """The paper from here on."""
        self._text_width = (page.width - page.left - page.right) * PT_PER_MM
        self._text_height = (page.height - page.top - page.bottom) * PT_PER_MM

    def blocks(
        self, blocks: tuple[Block, ...], new_page: bool, whole: bool = False, section: str = ""
    ) -> Iterator[str]:
        """The elements of a group; `section` (a sectPr) goes into the last one's properties."""
        contents = [block for block in blocks if isinstance(block, ContentsLine)]
        for n, block in enumerate(blocks):
            last = n == len(blocks) - 1
            properties = "<w:keepNext/>" if whole and not last else ""
            properties += "<w:pageBreakBefore/>" if new_page and n == 0 else ""
            end = section if last else ""
            match block:
                case Paragraph():
                    yield self.paragraph(block, properties, end)
                case SplitLine():
                    yield self._split_line(block, properties, end)
                case ContentsLine():
                    yield self._contents_line(block, block is contents[0], block is contents[-1], properties, end)
                case Gap():
                    yield _gap(block, properties, end)
                case TableBlock():
                    yield from self._table_with_seams(block, new_page and n == 0, last, end)
                case Chart():
                    yield from self._chart(block, properties, end)

    def seam(self) -> str:
        """A paragraph nobody sees, for where Word needs one: behind a table at the end."""
        return _SEAM.format(section="")

    def paragraph(
        self, paragraph: Paragraph, properties: str = "", section: str = "", width: float | None = None
    ) -> str:
        """One paragraph; `width` in pt where its style may shrink it to fit."""
        style = self._styles[paragraph.style]
        text = paragraph.text
        size = fitting_size(text, style, width) if width else None
        runs = "".join(self._run(run.text, size) for run in paragraph.runs)
        anchor = paragraph.anchor
        if anchor in self._bookmarks:
            name = self._bookmarks[anchor]
            number = int(name.removeprefix("_Toc"))
            runs = (
                f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{self._contents_mark(paragraph)}{runs}'
                f'<w:bookmarkEnd w:id="{number}"/>'
            )
        style_id = self._word.paragraph(paragraph.style, paragraph.outline)
        return _paragraph(style_id, runs, properties, section)

    def _run(self, text: str, size: float | None = None) -> str:
        if not text:
            return ""
        properties = (
            f'<w:rPr><w:sz w:val="{round(2 * size)}"/><w:szCs w:val="{round(2 * size)}"/></w:rPr>' if size else ""
        )
        return f"<w:r>{properties}{_text(self._clean(text))}</w:r>"

    def _runs(self, runs: tuple[Run, ...], size: float | None = None) -> str:
        return "".join(self._run(run.text, size) for run in runs)

    def _contents_mark(self, paragraph: Paragraph) -> str:
        """A TC field with the contents line's words, so that “update contents” writes the same lines again."""
        plain = self._plain_lines.get(paragraph.outline_text or paragraph.text)
        line = self._lines.get(paragraph.anchor or "", plain)
        if line is None:
            return ""
        words = _words(line).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
        level = self._word.contents_level(line.style)
        return _field(f' TC "{self._clean(words)}" \\f A \\l {level} ', hidden=True)

    def _split_line(self, line: SplitLine, properties: str, section: str) -> str:
        style = self._styles[line.style]
        words = "".join(run.text for run in (*line.left, *line.right))
        size = fitting_size(words + "　", style, self._text_width)
        runs = f"{self._runs(line.left, size)}<w:r><w:tab/></w:r>{self._runs(line.right, size)}"
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(self._text_width)}"/></w:tabs>'
        return _paragraph(self._word.paragraph(line.style), runs, properties + tab, section)

    def _contents_line(self, line: ContentsLine, first: bool, last: bool, properties: str, section: str) -> str:
        runs = self._runs(line.runs)
        if line.anchor in self._bookmarks:
            name = self._bookmarks[line.anchor]
            number = _run_of(self._numbers.get(line.anchor, ""))
            page = _field(f" PAGEREF {name} \\h ", number)
            runs = f'<w:hyperlink w:anchor="{name}" w:history="1">{runs}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
        if first:
            runs = _begin(self._contents_field()) + runs
        if last:
            runs += _END
        return _paragraph(self._word.paragraph(line.style), runs, properties, section)

    def _contents_field(self) -> str:
        """The TOC field's instruction: from TC entries, all levels, no numbers on the levels that have none."""
        lines = (*self._lines.values(), *self._plain_lines.values())
        deepest = max(self._word.contents_level(line.style) for line in lines)
        plain = sorted({self._word.contents_level(line.style) for line in self._plain_lines.values()})
        without = f"\\n {plain[0]}-{plain[-1]} " if plain else ""
        return f" TOC \\f A \\l 1-{deepest} {without}\\h \\z "

    def _table_with_seams(self, table: TableBlock, new_page: bool, last: bool, section: str) -> Iterator[str]:
        if new_page:
            yield _paragraph("Normal", "", "<w:pageBreakBefore/>", "")
        elif table.joined:
            yield _SEAM.format(section="")
        yield self._table(table)
        if last and section:
            yield _SEAM.format(section=section)

    def _chart(self, chart: Chart, properties: str, section: str) -> Iterator[str]:
        """Its title and, in a line of its own that is as high as it, the drawing."""
        has_parts = bool(chart.slices)
        title = Paragraph((Run(chart.title),), chart.title_style)
        yield self.paragraph(title, properties, "" if has_parts else section)
        if not has_parts:
            return
        name = f"chart{len(self.charts) + 1}"
        clean = replace(chart, slices=tuple(replace(each, label=self._clean(each.label)) for each in chart.slices))
        self.charts[name] = WordChart(chart_part(clean, self._styles[chart.style]), chart_rows(clean))
        size = f'cx="{width_emu(self._text_width)}" cy="{round(chart_height(chart) * EMU_PER_MM)}"'
        drawing = (
            '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0"'
            f' distL="0" distR="0"><wp:extent {size}/><wp:docPr id="{len(self.charts)}" name={quoteattr(clean.title)}'
            f' descr={quoteattr(said(clean))}/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{SHAPES}">'
            f'<a:graphicData uri="{DRAWN}"><c:chart xmlns:c="{DRAWN}" r:id="{name}"/></a:graphicData></a:graphic></wp:inline>'
        )
        spacing = '<w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
        runs = f"<w:r><w:drawing>{drawing}</w:drawing></w:r>"
        yield _paragraph(self._word.paragraph(chart.style), runs, spacing, section)

    def _table(self, table: TableBlock) -> str:
        style = table.style
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        rule = f'w:val="single" w:sz="{max(2, round(8 * style.rule))}" w:space="0" w:color="000000"'
        borders = "".join(f"<w:{side} {rule}/>" for side in sides)
        margins = "".join(
            f'<w:{side} w:w="{twips(width)}" w:type="dxa"/>'
            for side, width in (
                ("top", style.padding_y),
                ("left", style.padding_x),
                ("bottom", style.padding_y),
                ("right", style.padding_x),
            )
        )
        widths = _grid_widths(table)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(self._rows(table, widths))}</w:tbl>"
        )

    def _rows(self, table: TableBlock, widths: list[int]) -> Iterator[str]:
        at: dict[tuple[int, int], GridCell] = {}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rows):
                at[row, cell.column] = cell
        for row in range(table.row_count):
            cells = [at[row, column] for column in range(len(table.widths)) if (row, column) in at]
            high = max((cell_height(table, cell, self._styles) for cell in cells if cell.rows == 1), default=0.0)
            properties = "" if high > _SPLIT_FROM * self._text_height else "<w:cantSplit/>"
            properties += "<w:tblHeader/>" if row < table.heads else ""
            yield (
                f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}"
                f"{''.join(self._cell(table, cell, row, widths) for cell in cells)}</w:tr>"
            )

    def _cell(self, table: TableBlock, cell: GridCell, row: int, widths: list[int]) -> str:
        taken = sum(widths[cell.column : cell.column + cell.columns])
        properties = f'<w:tcW w:w="{taken}" w:type="dxa"/>'
        if cell.columns > 1:
            properties += f'<w:gridSpan w:val="{cell.columns}"/>'
        if cell.rows > 1:
            properties += '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
        properties += '<w:vAlign w:val="center"/>' if table.style.cell_align == "middle" else ""
        width = taken / 20 - 2 * table.style.padding_x
        if row == cell.row and cell.paragraphs:
            content = "".join(self.paragraph(paragraph, width=width) for paragraph in cell.paragraphs)
        else:
            style = cell.paragraphs[0].style if cell.paragraphs else next(iter(self._styles))
            content = _paragraph(self._word.paragraph(style), "", "", "")
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _blocks(composition: Composition) -> Iterator[Block]:
    for division in composition.divisions:
        for group in division.groups:
            yield from group.blocks


def _anchors(composition: Composition) -> Iterator[str]:
    yield from (b.anchor for b in _blocks(composition) if isinstance(b, Paragraph) and b.anchor)


def _words(line: ContentsLine) -> str:
    return "".join(run.text for run in line.runs)


def _grid_widths(table: TableBlock) -> list[int]:
    """Column widths in twips whose sums are the rounded sums, so that tables of one width end in one line."""
    edges = [0]
    total = 0.0
    for width in table.widths:
        total += width * PT_PER_MM
        edges.append(twips(total))
    return [right - left for left, right in pairwise(edges)]


def _paragraph(style_id: str, runs: str, properties: str, section: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{properties}{section}</w:pPr>{runs}</w:p>'


def _gap(gap: Gap, properties: str, section: str) -> str:
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{twips(gap.height)}" w:lineRule="exact"/>'
    return _paragraph("Normal", "", properties + spacing, section)


def _text(text: str) -> str:
    """Text with its tabs and line ends as Word's own elements."""
    parts: list[str] = []
    for n, line in enumerate(text.split("\n")):
        if n:
            parts.append("<w:br/>")
        for m, piece in enumerate(line.split("\t")):
            if m:
                parts.append("<w:tab/>")
            if piece:
                parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return "".join(parts)


def _run_of(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _begin(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _field(instruction: str, result: str = "", hidden: bool = False) -> str:
    """A field with its result; a hidden one has none, and is marked as hidden text."""
    if not hidden:
        return _begin(instruction) + result + _END
    veil = "<w:rPr><w:vanish/></w:rPr>"
    return (
        f'<w:r>{veil}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{veil}<w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        f'<w:r>{veil}<w:fldChar w:fldCharType="end"/></w:r>'
    )
