"""Takes the rows of a sheet's indicator tables and gives its indicators, columns found by their labels, torn rows joined."""

from collections.abc import Mapping

from editor.exchange.raw import Where
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.stream import Cell, Row, Stream
from editor.exchange.recognise.vocabulary import Vocabulary
from editor.exchange.recognise.words import join_lines, squeeze

TORN = "被分页截断的一行已接上"
SHIFTED = "这一行少了第一列，已右移对齐"
GUESSED_COLUMN = "表头这一列没有文字，按位置认定"
EXTRA_COLUMN = "指标表里多出的一列"
EXTRA = "指标表里多出的内容"


def head_columns(row: Row, vocabulary: Vocabulary) -> dict[str, Cell] | None:
    """The columns a row names, where it is an indicator table's head: most of the form's labels stand in it."""
    found: dict[str, Cell] = {}
    for cell in row.cells:
        key = vocabulary.column(cell.text)
        if key is not None:
            found.setdefault(key, cell)
    needed = max(2, (3 * len(vocabulary.form.indicators.columns) + 4) // 5)
    return found if len(found) >= needed else None


class IndicatorReader:
    """Reads the indicator tables of one sheet, one row after the other."""

    def __init__(self, vocabulary: Vocabulary, stream: Stream, journal: Journal) -> None:
        self._words = vocabulary
        self._stream = stream
        self._journal = journal
        self._keys = tuple(vocabulary.form.indicators.columns)
        self._merged = tuple(k for k, c in vocabulary.form.indicators.columns.items() if c.merge)
        self._places: dict[str, Cell] = {}
        self._width = 0
        self._extra: dict[int, str] = {}
        self._rows: list[dict[str, str]] = []
        self._torn_wheres: list[Where] = []
        self._boundary = False
        self._page: int | None = None
        self._table: int | None = None

    def rows(self) -> tuple[Mapping[str, str], ...]:
        """The indicators so far."""
        return tuple(self._rows)

    def head(self, row: Row, columns: dict[str, Cell]) -> None:
        """A head; a second one means that the table goes on over a page."""
        self._boundary = bool(self._rows)
        self._places = dict(columns)
        self._width = len(row.cells)
        self._table, self._page = row.table, row.where.page
        named = {id(cell) for cell in columns.values()}
        missing = [key for key in self._keys if key not in columns]
        blanks = [cell for cell in row.cells if id(cell) not in named and not cell.text]
        for key, cell in zip(missing, blanks, strict=False):
            if self._fits(key, cell):
                self._places[key] = cell
                self._journal.mended(GUESSED_COLUMN, row.where, "", self._words.form.indicators.columns[key].label)
        self._extra = {c.column: c.text for c in row.cells if id(c) not in named and c.text}
        for text in self._extra.values():
            self._journal.unknown(EXTRA_COLUMN, row.where, text)

    def may_go_on(self, row: Row) -> bool:
        """Whether a row without a head of its own can be one of these: of this table, or of one about as wide."""
        return row.table == self._table or len(row.cells) >= len(self._places) - 1

    def row(self, row: Row) -> None:
        """A row under the head."""
        if row.table != self._table or (row.where.page is not None and row.where.page != self._page):
            self._boundary = bool(self._rows)
            self._table, self._page = row.table, row.where.page
        cells = self._placed(row)
        if not any(cells.values()):
            return
        fresh = {key: cell.text for key, cell in self._cells(row).items() if cell.fresh}
        if self._boundary and self._rows and self._is_torn(cells, fresh):
            self._join(cells, row.where)
            return
        self._boundary = False
        self._carry(cells)
        self._rows.append(cells)

    def _fits(self, key: str, cell: Cell) -> bool:
        """Whether a blank head cell stands between the neighbours its column has in the form."""
        at = self._keys.index(key)
        before = [self._places[k].column for k in self._keys[:at] if k in self._places]
        after = [self._places[k].column for k in self._keys[at + 1 :] if k in self._places]
        return (not before or max(before) < cell.column) and (not after or cell.column < min(after))

    def _cells(self, row: Row) -> dict[str, Cell]:
        """The row's cells by column: in order where there are as many as in the head, else by where they stand."""
        shift = self._shift(row)
        found: dict[str, Cell] = {}
        if len(row.cells) == self._width and not shift and len(self._places) == self._width:
            ordered = sorted(self._places, key=lambda key: self._places[key].column)
            return dict(zip(ordered, row.cells, strict=True))
        for cell in row.cells:
            column = cell.column + shift
            key = next((k for k, p in self._places.items() if p.column <= column < p.column + p.columns), None)
            if key is not None and key not in found:
                found[key] = cell
            elif cell.text and cell.fresh and column not in self._extra:
                self._journal.unknown(EXTRA, cell.where, cell.text)
            elif cell.text and cell.fresh:
                self._journal.unknown(f"{EXTRA_COLUMN}“{self._extra[column]}”的内容", cell.where, cell.text)
        return found

    def _shift(self, row: Row) -> int:
        """1 where a row lost its first, blank cell: a second-level name stands in the first column."""
        first = row.cells[0]
        one, two = self._words.level_columns.get(1), self._words.level_columns.get(2)
        if len(row.cells) >= len(self._places) or first.column or one not in self._places or two not in self._places:
            return 0
        name = squeeze(first.text)
        is_second = name in self._words.level_names[2] and name not in self._words.level_names[1]
        return self._places[two].column - self._places[one].column if is_second and first.fresh else 0

    def _placed(self, row: Row) -> dict[str, str]:
        if self._shift(row):
            self._journal.mended(SHIFTED, row.where, row.words(), "\t" + row.words())
        placed = self._cells(row)
        texts = {key: placed[key].text if key in placed else "" for key in self._keys}
        return {key: join_lines(text) if self._stream.wraps else text for key, text in texts.items()}

    def _is_torn(self, cells: dict[str, str], fresh: dict[str, str]) -> bool:
        """Whether a row, the first after a page's end, is the rest of the row before it."""
        before = self._rows[-1]
        names = self._words.level_names
        for level, key in self._words.level_columns.items():
            text = squeeze(cells[key])
            if text and text not in names[level] and squeeze(before[key]) + text in names[level]:
                return squeeze(before[key]) not in names[level]
        one, two = self._words.level_columns.get(1, ""), self._words.level_columns.get(2, "")
        if fresh.get(one) or squeeze(cells.get(two, "")) in names[2]:
            return False
        blanks = sum(1 for key in self._keys if key not in (one, two) and not cells[key])
        return blanks >= (2 if cells.get(two) else 1)

    def _join(self, cells: dict[str, str], where: Where) -> None:
        before = self._rows[-1]
        joined = {}
        for key in self._keys:
            keeps = key in self._merged and cells[key] == before[key]
            joined[key] = before[key] if keeps else join_lines(f"{before[key]}\n{cells[key]}")
        self._journal.mended(TORN, where, _words(before) + " ‖ " + _words(cells), _words(joined))
        self._rows[-1] = joined

    def _carry(self, cells: dict[str, str]) -> None:
        """A merged column is written once and holds for the rows below it."""
        if self._rows:
            for key in self._merged:
                cells[key] = cells[key] or self._rows[-1][key]


def _words(cells: Mapping[str, str]) -> str:
    return " | ".join(text for text in cells.values() if text)
