"""One goal sheet while its rows come in: the rows of its upper table, then its indicators."""

from collections.abc import Mapping

from editor.domain.money import MoneyUnit
from editor.exchange.raw import Where
from editor.exchange.recognise.drafts import SheetDraft
from editor.exchange.recognise.indicators import IndicatorReader
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.stream import Cell, Line, Row, Stream
from editor.exchange.recognise.upper import UpperReader
from editor.exchange.recognise.vocabulary import UnitLine, Vocabulary
from editor.exchange.recognise.words import split_title


class OpenSheet:
    """Gathers one sheet; `draft` reads what was gathered."""

    def __init__(self, vocabulary: Vocabulary, stream: Stream, journal: Journal, where: Where, title: str = "") -> None:
        self._upper = UpperReader(vocabulary, stream, journal)
        self.indicators = IndicatorReader(vocabulary, stream, journal)
        self.where = where
        self.raw_title = title
        self.number, self.title = split_title(title)
        self.classified = False
        self.has_head = False
        self.contents_title = ""
        self.loose: list[Line] = []
        self._rows: list[Row] = []
        self._has_indicators = False
        self._code = ""
        self._name = ""
        self._unit_line = ""
        self._money: MoneyUnit | None = None

    def is_bare(self) -> bool:
        """Nothing but a title so far."""
        return not self._rows and not self._has_indicators and not self.classified

    def is_open_above(self) -> bool:
        """The indicators have not begun."""
        return not self._has_indicators

    def has_rows(self) -> bool:
        """A table has begun."""
        return bool(self._rows) or self._has_indicators

    def takes_text(self) -> bool:
        """A paragraph now would be the rest of a cell of the upper table."""
        return bool(self._rows) and not self._has_indicators

    def can_take(self, unit: UnitLine) -> bool:
        """Whether the line over this sheet is not known yet, or adds to what is known."""
        return not self._code or not unit.code

    def take_unit(self, unit: UnitLine, text: str) -> None:
        """The line over the sheet, or a part of it."""
        self._code = unit.code or self._code
        self._name = unit.name or self._name
        self._money = unit.money or self._money
        self._unit_line = f"{self._unit_line}\t{text}".strip()

    def add_upper(self, row: Row, has_head: bool) -> None:
        """A row of the upper table."""
        self._rows.append(row)
        self.has_head = self.has_head or has_head

    def head(self, row: Row, columns: dict[str, Cell]) -> None:
        """The indicator table's head."""
        self._has_indicators = True
        self.indicators.head(row, columns)

    def draft(self) -> SheetDraft:
        """Everything the sheet says."""
        upper = self._upper.read(self._rows, self.loose)
        rows: tuple[Mapping[str, str], ...] = self.indicators.rows()
        return SheetDraft(
            self.where,
            self.number,
            self.title,
            self.raw_title,
            self._code or self._name,
            self._unit_line,
            self._money,
            self.classified,
            upper.fields,
            rows,
            upper.last_point_lost,
            self.contents_title,
        )
