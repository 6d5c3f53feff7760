"""Takes a raw document and gives its lines and rows in reading order, gaps of line wraps closed up."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from editor.exchange.raw import RawCell, RawDocument, RawParagraph, RawTable, Where
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.vocabulary import Vocabulary
from editor.exchange.recognise.words import close_up, has_han_gap, tidy

CLOSED = "换行留下的空格已去掉"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as one row sees it; `fresh` is False where it hangs down from a row above."""

    column: int
    columns: int
    text: str
    raw: str
    """Before gaps were closed up."""
    fresh: bool
    where: Where


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid; every cell once."""

    cells: tuple[Cell, ...]
    where: Where
    table: int
    """Running number of the table in its document."""
    first: bool
    """The table's first row."""

    def filled(self) -> tuple[Cell, ...]:
        """Cells with text that begin in this row."""
        return tuple(cell for cell in self.cells if cell.fresh and cell.text)

    def words(self) -> str:
        """All its fresh texts, tabs between."""
        return "\t".join(cell.text for cell in self.filled())


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or the only text of a row that belongs to no table."""

    text: str
    where: Where
    raw: str


Item = Line | Row


@dataclass(frozen=True, slots=True)
class Stream:
    """One document's items, and how its spaces are to be taken."""

    source: str
    kind: str
    items: tuple[Item, ...]
    wraps: bool
    """Line ends and spaces may be a page's, not the writer's."""
    han_gaps: bool
    """Gaps between Han characters are wraps too."""

    def closed(self, text: str) -> str:
        """A raw text with its wraps closed up, where the document has any."""
        return close_up(tidy(text), self.han_gaps) if self.wraps else tidy(text)


def read_stream(document: RawDocument, vocabulary: Vocabulary, journal: Journal) -> Stream:
    """The items of a document; what was closed up is told in the journal."""
    han_gaps = document.spaces_are_wraps and _labels_have_gaps(document, vocabulary)
    empty = Stream(document.source, document.kind, (), document.spaces_are_wraps, han_gaps)
    items = tuple(_items(document, empty, vocabulary, journal))
    return Stream(document.source, document.kind, items, document.spaces_are_wraps, han_gaps)


def _items(document: RawDocument, stream: Stream, vocabulary: Vocabulary, journal: Journal) -> Iterator[Item]:
    for number, block in enumerate(document.blocks):
        if isinstance(block, RawParagraph):
            text = stream.closed(block.text)
            _tell(journal, block.where, block.text, text)
            if text:
                yield Line(text, block.where, block.text)
        else:
            yield from _rows(block, number, stream, vocabulary, journal)


def _rows(table: RawTable, number: int, stream: Stream, vocabulary: Vocabulary, journal: Journal) -> Iterator[Row]:
    seen: dict[int, Cell] = {}
    for r, places in enumerate(table.grid()):
        cells: list[Cell] = []
        before: RawCell | None = None
        for place in places:
            if place is None or place is before:
                continue
            before = place
            known = seen.get(id(place))
            if known is None:
                text = stream.closed(place.text)
                where = place.where or table.where
                if vocabulary.label(text) is None and vocabulary.column(text) is None:
                    _tell(journal, where, place.text, text)
                known = seen[id(place)] = Cell(place.column, place.columns, text, place.text, True, where)
                cells.append(known)
            else:
                cells.append(Cell(known.column, known.columns, known.text, known.raw, False, known.where))
        if cells:
            where = next((cell.where for cell in cells if cell.fresh), table.where)
            yield Row(tuple(cells), where, number, r == 0)


def _as_lines(row: Row) -> Iterator[Line]:
    """Cells of one line of the source together; cells of several lines are paragraphs that were indented by tabs."""
    for _, group in groupby(row.filled(), key=lambda cell: cell.where.line):
        cells = list(group)
        yield Line("\t".join(c.text for c in cells), cells[0].where, "\t".join(c.raw for c in cells))


def _labels_have_gaps(document: RawDocument, vocabulary: Vocabulary) -> bool:
    """Whether the form's own labels are torn by spaces: then spaces are where the page's lines ended."""
    tables = (block for block in document.blocks if isinstance(block, RawTable))
    return any(
        has_han_gap(cell.text) and (vocabulary.label(cell.text) or vocabulary.column(cell.text)) is not None
        for table in tables
        for cell in table.cells
        if len(cell.text) < 40
    )


def front_as_lines(items: tuple[Item, ...], vocabulary: Vocabulary) -> tuple[Item, ...]:
    """Rows before the first labelled table as lines: covers, contents and narratives set in worksheets or frames."""
    labelled = {
        item.table
        for item in items
        if isinstance(item, Row) and any(vocabulary.label(c.text) or vocabulary.column(c.text) for c in item.filled())
    }
    first = min(labelled, default=None)
    found: list[Item] = []
    for item in items:
        if isinstance(item, Row) and (first is None or item.table < first):
            found += _as_lines(item)
        else:
            found.append(item)
    return tuple(found)


def _tell(journal: Journal, where: Where, before: str, after: str) -> None:
    if "".join(before.split("\n")).strip() != "".join(after.split("\n")) and tidy(before) != after:
        journal.tally("mended", CLOSED, where, before.strip(), after)
