"""Takes text with remnants of HTML or Markdown, as page recognition writes it, and gives plain cells and tables."""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from editor.exchange.raw import RawCell, RawTable, Where

_MARKS = re.compile(
    r"</?(?:table|tr|t[dhr]|thead|tbody|b|br|p|i|u|strong|em|sup|sub|span|div|center)\b[^<>]*>", re.IGNORECASE
)
_BREAKS = re.compile(r"<(?:br\s*/?|/p|/div)\s*>", re.IGNORECASE)
_HEADING = re.compile(r"^\s*#{1,6}\s+\S")
_RULER = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")
_MAX_SPAN = 200
_MAX_COLUMNS = 400


def has_markup(lines: tuple[str, ...]) -> bool:
    """Whether a text shows that it is Markdown or HTML: tags, # headings, or rules of pipe tables."""
    return any(_MARKS.search(line) or _HEADING.match(line) or _RULER.match(line) for line in lines)


def plain(text: str) -> str:
    """Without tags; breaks and paragraphs become newlines, entities their characters."""
    if "<" not in text and "&" not in text:
        return text
    broken = _MARKS.sub("", _BREAKS.sub("\n", text))
    return "\n".join(line.strip() for line in html.unescape(broken).strip().split("\n"))


def is_pipe_row(line: str) -> bool:
    """A row of a Markdown table."""
    return line.strip().startswith("|") and line.count("|") >= 2


def pipe_cells(line: str) -> list[str] | None:
    """The cells of such a row; None for the ruler under the head."""
    if _RULER.match(line):
        return None
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner)]


def html_table(text: str, where: Where) -> RawTable | None:
    """A literal table with its spans; None where it has no cells. Malformed tags end what they must."""
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    parser.finish()
    return _placed(parser.rows, where)


@dataclass(slots=True)
class _HtmlCell:
    rows: int
    columns: int
    text: list[str] = field(default_factory=list)


class _TableParser(HTMLParser):
    """Collects rows of cells; a table inside a cell adds its words to that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[_HtmlCell]] = []
        self._cell: _HtmlCell | None = None
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif tag == "tr" and self._depth == 1:
            self._cell = None
            self.rows.append([])
        elif tag in ("td", "th") and self._depth == 1:
            if not self.rows:
                self.rows.append([])
            said = dict(attrs)
            self._cell = _HtmlCell(_span(said.get("rowspan")), _span(said.get("colspan")))
            self.rows[-1].append(self._cell)
        elif tag in ("br", "p", "div", "li"):
            self._put("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._depth -= 1
        elif tag in ("td", "th") and self._depth == 1:
            self._cell = None
        elif tag in ("p", "div"):
            self._put("\n")

    def handle_data(self, data: str) -> None:
        self._put(data.replace("\n", " ") if self._cell is not None and data.strip() else data.strip())

    def finish(self) -> None:
        """Rows without cells are no rows."""
        self.rows = [row for row in self.rows if row]

    def _put(self, text: str) -> None:
        if self._cell is not None:
            self._cell.text.append(text)


def _placed(rows: list[list[_HtmlCell]], where: Where) -> RawTable | None:
    cells: list[RawCell] = []
    taken: set[tuple[int, int]] = set()
    width = 0
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            if column >= _MAX_COLUMNS:
                break
            depth = min(cell.rows, len(rows) - r)
            taken.update((r + i, column + j) for i in range(depth) for j in range(cell.columns))
            lines = "".join(cell.text).strip().split("\n")
            text = "\n".join(line.strip() for line in lines if line.strip())
            cells.append(RawCell(r, column, text, depth, cell.columns, where))
            column += cell.columns
            width = max(width, column)
    return RawTable(tuple(cells), len(rows), width, where) if cells else None


def _span(value: str | None) -> int:
    return min(int(value), _MAX_SPAN) if value and value.strip().isdigit() and int(value) > 0 else 1
