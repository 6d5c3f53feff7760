"""Takes the rows of goal sheets with two sides (实施期 ‖ 年度) and gives each sheet's fields and indicators."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.exchange.raw import Where
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.publication.pieces import Piece
from editor.exchange.recognise.publication.sheet_words import SheetWords
from editor.exchange.recognise.words import squeeze
from editor.forms.form import Form

Token = tuple[int, str]
LEVEL2 = "二级指标的名称按表样统一"


@dataclass(slots=True)
class Page:
    """One sheet, or a page of it, as the source has it; fields and facts by key."""

    where: Where
    fields: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)


class SheetReader:
    """Reads sheets of one form."""

    def __init__(self, form: Form, journal: Journal) -> None:
        self._form = form
        self.words = SheetWords(form)
        self._journal = journal
        columns = form.indicators.columns
        groups: dict[str, list[str]] = {}
        for key, column in columns.items():
            if column.level is None or column.group:
                groups.setdefault(column.group, []).append(key)
        self._sides = list(groups.values())
        level = {column.level: key for key, column in columns.items() if column.level and not column.group}
        self._level1, self._level2 = level.get(1, ""), level.get(2, "")

    def read(self, pieces: Sequence[Piece]) -> Page:
        """One page; rows nothing is known of are told."""
        page = Page(pieces[0].where)
        waiting: list[str] = []
        for piece in pieces:
            tokens = [(i, text) for i, text in enumerate(piece.cells) if text]
            if not self._indicator(page, tokens, piece.where):
                waiting = self._fields(page, tokens, waiting, piece.where)
        return page

    def _indicator(self, page: Page, tokens: Sequence[Token], where: Where) -> bool:
        """A row of indicators: known by its 二级, wherever its other labels stand."""
        rest = [t for t in tokens if not self.words.is_level1(t[1]) and not self.words.is_between(t[1])]
        levels = self.words.levels(rest[0][1]) if rest else None
        if levels is None:
            return False
        seconds = [n for n in range(1, len(rest)) if self.words.levels(rest[n][1]) == levels]
        middle = min(seconds, key=lambda n: abs(2 * n - len(rest)), default=len(rest))
        row = {self._level1: levels[0], self._level2: levels[1]}
        self._tell_level(rest[0][1], levels[1], where)
        for columns, side in zip(self._sides, (rest[:middle], rest[middle:]), strict=False):
            row.update(self._side(columns, side, where))
        if len(row) > 2:
            page.rows.append(row)
        return True

    def _side(self, columns: Sequence[str], side: Sequence[Token], where: Where) -> dict[str, str]:
        values = side[1:]
        if len(values) > len(columns):
            self._journal.unknown("指标行里多出的文字没有读入", where, "\t".join(t for _, t in values[len(columns) :]))
            values = values[: len(columns)]
        if len(values) == 1 and values[0][0] - side[0][0] >= len(columns):
            return {columns[-1]: values[0][1]}
        return {key: text for key, (_, text) in zip(columns, values, strict=False)}

    def _tell_level(self, before: str, after: str, where: Where) -> None:
        if squeeze(before) != squeeze(after):
            self._journal.tally("mended", LEVEL2, where, before, after)

    def _fields(self, page: Page, tokens: Sequence[Token], waiting: list[str], where: Where) -> list[str]:
        """Labels and what stands behind them; gives the labels whose values may stand in the next row."""
        found: list[str] = []
        loose: list[str] = []
        used: dict[str, int] = {}
        for text in _parted([text for _, text in tokens], self.words):
            keys = self.words.fields(text)
            if keys:
                nth = used.get(keys[0], 0)
                used[keys[0]] = nth + 1
                found.append(keys[min(nth, len(keys) - 1)])
                page.fields.setdefault(found[-1], "")
            elif found and not page.fields[found[-1]]:
                page.fields[found[-1]] = text
            elif not self.words.is_between(text) and not self.words.is_level1(text):
                loose.append(text)
        if loose and not found and len(loose) <= len(waiting):
            page.fields.update(zip(waiting, loose, strict=False))
        elif loose:
            self._journal.unknown("目标表里没有读懂的文字，没有读入", where, "\t".join(loose))
        return [key for key in found if not page.fields[key] and self._is_text(key)]

    def _is_text(self, key: str) -> bool:
        own = self._form.fields.get(key)
        return own is not None and own.kind == "text"


def _parted(texts: Sequence[str], words: SheetWords) -> list[str]:
    """A cell that holds a label and its value as two texts."""
    made: list[str] = []
    for text in texts:
        first, _, rest = text.partition(" ")
        both = bool(rest.strip()) and not words.fields(text) and bool(words.fields(first))
        made += [first, rest.strip()] if both else [text]
    return made
