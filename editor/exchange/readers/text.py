"""Takes a plain text file and gives its paragraphs and grids: dumps of Word files, recognised pages, tab-separated tables.

Which of these a file is, its lines say: a dump of a Word file has one cell a line behind a tab, a recognised page has a row a
line with tabs between cells and often remnants of HTML or Markdown.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from editor.errors import UserError
from editor.exchange.raw import RawBlock, RawCell, RawDocument, RawNote, RawParagraph, RawTable, Where
from editor.exchange.readers.gate import text_encoding
from editor.exchange.readers.markup import has_markup, html_table, is_pipe_row, pipe_cells, plain

MAX_TEXT_BYTES = 32 * 1024 * 1024
_FIELD = re.compile(
    r"\s*(?:\bTC\s+(?P<entry>.*?)\s*(?:\\[a-zA-Z](?:\s+(?:\"[^\"]*\"|[A-Z]\b|\d+))?\s*)+"
    r"|\bHYPERLINK(?:\s+\\l)?\s+\"[^\"]*\"(?:\s+\\[a-z])*\s*"
    r"|\b(?:PAGEREF|NOTEREF|REF)\s+_\w+(?:\s+\\[a-z*]+(?:\s+MERGEFORMAT)?)*\s*"
    r"|\bTOC(?:\s+\\[a-z](?:\s+(?:\"[^\"]*\"|[A-Z]\b|\d+(?:-\d+)?))?)+\s*"
    r"|\b(?:NUMPAGES|PAGE|SECTIONPAGES)\s*\\\*\s*\w+\s*)"
)
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
FIELD_NOTE = "Word 域代码的残留已去掉"
MARKUP_NOTE = "网页标记或 Markdown 标记已去掉"


def read_text(path: Path) -> RawDocument:
    """Everything of a text file in UTF-8, UTF-16 or GB18030; `where.line` is the line, from 1. UserError where it is no text."""
    data = path.read_bytes()
    if len(data) > MAX_TEXT_BYTES:
        raise UserError(f"文件“{path.name}”太大，不像一份绩效文本。请只留下绩效文本的部分再导入。")
    encoding = text_encoding(data)
    if encoding is None:
        raise UserError(f"文件“{path.name}”里的文字读不出来。请用记事本打开它，另存为 UTF-8 编码的文本再导入。")
    return read_lines(data.decode(encoding, "replace"), path.name)


def read_lines(text: str, source: str) -> RawDocument:
    """The same from the file's text."""
    # form feed: a page's end; vertical tab: a line break inside a paragraph; 0x07: the end of a cell in raw Word text
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\x07", "\t").lstrip("\ufeff")
    lines = tuple(_without_controls(line) for line in clean.split("\n"))
    reader = _TextReader(source, lines)
    reader.read()
    return RawDocument(source, "txt", tuple(reader.blocks), reader.notes(), reader.recognised)


@dataclass(slots=True)
class _Pending:
    """A table under way."""

    line: int
    rows: list[list[tuple[str, int]]] = field(default_factory=list)
    """Each cell with the line it began on."""

    def add_row(self, cells: list[str], line: int) -> None:
        self.rows.append([(cell, line) for cell in cells])

    def add_cells(self, cells: list[str], line: int) -> None:
        self.rows[-1] += [(cell, line) for cell in cells]

    def go_on(self, text: str) -> None:
        """More text of the last cell."""
        before, line = self.rows[-1][-1]
        self.rows[-1][-1] = (f"{before}\n{text}", line)

    def is_indented(self) -> bool:
        """Rows of one cell are no table: paragraphs that were indented by a tab."""
        return all(len(row) == 1 for row in self.rows)

    def row_is_full(self) -> bool:
        """The row under way has as many cells as the one before it."""
        return len(self.rows) > 1 and len(self.rows[-1]) >= max(3, len(self.rows[-2]))


class _TextReader:
    """Goes through the lines once."""

    def __init__(self, source: str, lines: tuple[str, ...]) -> None:
        self._source = source
        self._lines = lines
        self._cell_a_line = _is_cell_a_line(lines)
        self._marked = has_markup(lines)
        self.recognised = self._marked or (not self._cell_a_line and _has_wrapped_cells(lines))
        self.blocks: list[RawBlock] = []
        self._notes: list[RawNote] = []
        self._marks: dict[str, tuple[int, str, str]] = {}
        self._table: _Pending | None = None
        self._blank_lines = 0
        self._hard_break = False

    def notes(self) -> tuple[RawNote, ...]:
        """What was taken off, remnants of markup told once."""
        told = [
            RawNote(f"{MARKUP_NOTE}（首次出现在此行）", Where(self._source, line=line), before, after)
            for line, before, after in self._marks.values()
        ]
        return (*self._notes, *told)

    def read(self) -> None:
        at = 0
        while at < len(self._lines):
            if self._marked and "<table" in self._lines[at].lower():
                at = self._html(at)
            else:
                self._line(self._lines[at], at + 1)
                at += 1
        self._end_table()

    def _line(self, line: str, number: int) -> None:
        if not line.strip(" \u00a0\u3000\t") and not (self._cell_a_line and "\t" in line):
            self._blank_lines += 1
            self._hard_break = False
            if not self._cell_a_line:
                self._end_table()
            return
        if self._cell_a_line:
            self._dump_line(line, number)
        else:
            self._row_line(line, number)
        self._blank_lines = 0

    def _dump_line(self, line: str, number: int) -> None:
        """One cell a line: a blank line ends a row, two end the table, text without a tab goes on with the cell."""
        if line.startswith("\t"):
            if self._table is None or self._blank_lines >= 2:
                self._end_table()
                self._table = _Pending(number)
            cells = line[1:].split("\t")
            if self._blank_lines or not self._table.rows:
                self._table.add_row(cells, number)
            else:
                self._table.add_cells(cells, number)
        elif self._table is not None and self._goes_on(self._table, line, number):
            self._table.go_on(line)
        else:
            self._end_table()
            self._paragraph(line, number)

    def _goes_on(self, table: _Pending, line: str, number: int) -> bool:
        """Whether text without a tab is more of the last cell: no field of a heading, and no line right over a new table."""
        if self._blank_lines >= 2 or _FIELD.search(line) or (self._blank_lines and table.is_indented()):
            return False
        followed = number < len(self._lines) and self._lines[number].startswith("\t")
        return not (followed and self._blank_lines and table.row_is_full())

    def _row_line(self, line: str, number: int) -> None:
        """One row a line."""
        if self._marked and is_pipe_row(line):
            self._add_row(pipe_cells(line), number)
        elif line.count("\t") >= 2 or ("\t" in line and self._table is not None):
            self._add_row(line.split("\t"), number)
        else:
            self._end_table()
            self._paragraph(line, number)

    def _add_row(self, cells: list[str] | None, number: int) -> None:
        if self._table is None:
            self._table = _Pending(number)
        if cells is not None:
            self._table.add_row([self._unmarked(cell, number) for cell in cells], number)

    def _html(self, at: int) -> int:
        """A literal <table>, over as many lines as it takes; gives the line after it."""
        self._end_table()
        end = at
        while end < len(self._lines) - 1 and "</table" not in self._lines[end].lower():
            end += 1
        chunk = "\n".join(self._lines[at : end + 1])
        start = chunk.lower().index("<table")
        stop = chunk.lower().find("</table>")
        stop = len(chunk) if stop < 0 else stop + len("</table>")
        self._loose(chunk[:start], at + 1)
        table = html_table(chunk[start:stop], Where(self._source, line=at + 1))
        if table is not None:
            self.blocks.append(table)
            self._marks.setdefault("table", (at + 1, "<table>", "表格"))
        self._loose(chunk[stop:], end + 1)
        return end + 1

    def _loose(self, text: str, number: int) -> None:
        for line in text.split("\n"):
            if line.strip():
                self._line(line, number)

    def _paragraph(self, line: str, number: int) -> None:
        where = Where(self._source, line=number)
        text = self._unmarked(_HEADING.sub("", line) if self._marked else line, number)
        if text != line.strip() and _HEADING.match(line):
            self._marks.setdefault("#", (number, line.strip(), text))
        for found in _FIELD.finditer(text):
            self._notes.append(RawNote(FIELD_NOTE, where, found.group().strip(), (found["entry"] or "").strip(' "“”')))
        text = _FIELD.sub(" ", text).replace("\v", "\n").strip()
        # Two blanks at a line's end are a break inside a paragraph, by the rules of Markdown.
        joins = self._marked and self._hard_break and bool(self.blocks)
        self._hard_break = self._marked and line.endswith("  ")
        if not text:
            return
        last = self.blocks[-1] if joins else None
        if isinstance(last, RawParagraph):
            self.blocks[-1] = RawParagraph(f"{last.text}\n{text}", last.where)
        else:
            self.blocks.append(RawParagraph(text, where))

    def _unmarked(self, text: str, number: int) -> str:
        """Without HTML remnants and emphasis; what a cell's paragraphs were stays apart by newlines."""
        if not self._marked:
            return text.strip()
        bare = _EMPHASIS.sub(r"\2", plain(text)).strip()
        if bare != text.strip():
            self._marks.setdefault("<>" if "<" in text else "**", (number, text.strip(), bare))
        return bare

    def _end_table(self) -> None:
        table, self._table = self._table, None
        if table is None or not table.rows:
            return
        if table.is_indented():
            for [(text, first)] in table.rows:
                for i, line in enumerate(text.split("\n")):
                    self._paragraph(line, first + i)
            return
        width = max(len(row) for row in table.rows)
        cells = tuple(
            RawCell(r, c, _cell_text(text), where=Where(self._source, line=line))
            for r, row in enumerate(table.rows)
            for c, (text, line) in enumerate(row)
        )
        self.blocks.append(RawTable(cells, len(table.rows), width, Where(self._source, line=table.line)))


def _cell_text(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\v", "\n").strip().split("\n"))


def _without_controls(line: str) -> str:
    return "".join(c for c in line if c >= " " or c in "\t\v")


def _is_cell_a_line(lines: tuple[str, ...]) -> bool:
    """Whether cells stand on lines of their own behind a tab, rather than a row on a line."""
    alone = sum(1 for line in lines if line.startswith("\t") and "\t" not in line[1:])
    rows = sum(1 for line in lines if line.count("\t") >= 2)
    return alone > rows


def _has_wrapped_cells(lines: tuple[str, ...]) -> bool:
    """Whether rows hold gaps between Han characters about as often as there are rows: a page's line ends."""
    rows = [line for line in lines if line.count("\t") >= 2]
    gaps = sum(len(re.findall(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", row)) for row in rows)
    return bool(rows) and gaps >= len(rows) / 2
