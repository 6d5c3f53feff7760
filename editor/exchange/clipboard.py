"""Cells from and for the clipboard: HTML first (Excel and WPS put merges and line breaks there), tab-separated text second."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from editor.errors import UserError
from editor.exchange.cells import clean

Rows = tuple[tuple[str, ...], ...]
"""A rectangle of texts; every row has the same length."""

_AS_TEXT = r'<style>td{mso-number-format:"\@"}</style>'
"""Excel takes the cells as they are written: neither `=cmd|…` as a formula nor 3-1 as a day nor a code as a number."""
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 5_000, 50, 4_000_000


def read_html(text: str) -> Rows:
    """The first table of an HTML fragment; () where it holds none.

    A merged cell fills every place it covers; `<br>` and paragraphs inside a cell are newlines; blank rows stay rows.
    UserError past the bounds.
    """
    _bound(text)
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    return _rectangle(parser.rows)


def read_tsv(text: str) -> Rows:
    """Tab-separated cells, one row a line.

    A quotation mark quotes a cell (which then may hold tabs, newlines and doubled quotes) only where its partner is followed by
    a tab, a line end or the end: a cell that merely begins with one is taken as it is.
    """
    _bound(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removesuffix("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        cell, at = _tsv_cell(text, at)
        rows[-1].append(cell)
        if at >= len(text):
            return _rectangle(rows)
        if text[at] == "\n":
            rows.append([])
        at += 1


def write_tsv(rows: Sequence[Sequence[str]]) -> str:
    """Rows as Excel and WPS read them; a cell with a tab, a newline or a leading quote is quoted."""
    return "".join("\t".join(map(_quoted, row)) + "\r\n" for row in rows)


def write_html(rows: Sequence[Sequence[str]], merged_columns: frozenset[int] = frozenset()) -> str:
    """A table; in `merged_columns` a run of equal cells becomes one cell over several rows."""
    covered: set[tuple[int, int]] = set()
    lines = []
    for r, row in enumerate(rows):
        cells = []
        for c, text in enumerate(row):
            if (r, c) in covered:
                continue
            height = _run(rows, r, c) if c in merged_columns and text else 1
            covered.update((r + i, c) for i in range(1, height))
            span = f' rowspan="{height}"' if height > 1 else ""
            cells.append(f"<td{span}>{html.escape(text).replace(chr(10), '<br>')}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<html><head><meta charset="utf-8">{_AS_TEXT}</head><body><table>{"".join(lines)}</table></body></html>'


@dataclass(slots=True)
class _Cell:
    rows: int
    columns: int
    text: str = ""


class _TableParser(HTMLParser):
    """Collects the first table; tables inside its cells are text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._hanging: dict[tuple[int, int], str] = {}
        self._cell: _Cell | None = None
        self._depth = 0
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif self._over or self._depth != 1:
            return
        elif tag == "tr":
            self._close_cell()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._close_cell()
            spans = dict(attrs)
            self._cell = _Cell(_span(spans.get("rowspan"), MOST_ROWS), _span(spans.get("colspan"), MOST_COLUMNS))
        elif tag in ("br", "p", "div") and self._cell is not None and self._cell.text:
            self._cell.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            self._depth -= 1
            if self._depth == 0:
                self._close_cell()
                self._over = True
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._over:
            self._cell.text += re.sub(r"[ \t\r\n]+", " ", data)

    def _close_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        if not self.rows:
            self.rows.append([])
        row = len(self.rows) - 1
        text = re.sub(r" *\n *", "\n", clean(cell.text))
        self._fill(row)
        start = len(self.rows[row])
        for column in range(start, min(start + cell.columns, MOST_COLUMNS + 1)):
            self.rows[row].append(text if column == start else "")
            for below in range(1, cell.rows):
                self._hanging[row + below, column] = text if column == start else ""

    def _fill(self, row: int) -> None:
        while (row, len(self.rows[row])) in self._hanging:
            self.rows[row].append(self._hanging.pop((row, len(self.rows[row]))))

    def close(self) -> None:
        super().close()
        self._close_cell()
        for row in range(len(self.rows)):
            self._fill(row)


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.isdigit() and len(text) < 7 else 1


def _tsv_cell(text: str, at: int) -> tuple[str, int]:
    """A cell and where it ends (at its tab, its newline or the end of the text)."""
    if text.startswith('"', at):
        partner = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|$)', re.DOTALL).match(text, at)
        if partner is not None and partner.end() <= len(text):
            return clean(partner.group(1).replace('""', '"')), partner.end()
    match = re.compile(r"[^\t\n]*").match(text, at)
    assert match is not None
    return clean(match.group()), match.end()


def _quoted(text: str) -> str:
    if "\t" in text or "\n" in text or text.startswith('"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _run(rows: Sequence[Sequence[str]], row: int, column: int) -> int:
    end = row
    while end < len(rows) and len(rows[end]) > column and rows[end][column] == rows[row][column]:
        end += 1
    return end - row


def _rectangle(rows: list[list[str]]) -> Rows:
    width = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        raise UserError(
            f"要粘贴的内容有 {len(rows)} 行 {width} 列，超过了一次最多 {MOST_ROWS} 行 {MOST_COLUMNS} 列，请分几次复制。"
        )
    return tuple((*row, *("",) * (width - len(row))) for row in rows) if width else ()


def _bound(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise UserError("剪贴板里的内容超过 4 MB，没有粘贴，请分几次复制。")
