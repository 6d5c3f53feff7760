"""Takes the labels and values of the spending plan and gives one share for each of its dates."""

from collections.abc import Iterable

from editor.domain.fields import Entry
from editor.domain.percent import read_percent
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.stream import Cell, Row
from editor.exchange.recognise.vocabulary import Label, Vocabulary

BY_ORDER = "支出计划的数值与日期没有对齐，按先后顺序对应"


class PlanReader:
    """Reads the plan of one sheet; a form has one percents field."""

    def __init__(self, vocabulary: Vocabulary, journal: Journal) -> None:
        self._words = vocabulary
        self._journal = journal
        self._key = next((key for key, field in vocabulary.form.fields.items() if field.kind == "percents"), "")
        self._size = len(vocabulary.form.fields[self._key].points) if self._key else 0
        self._labels: dict[int, Cell] = {}
        self._shares: dict[int, str] = {}
        self._seen_values = False

    def has_values(self) -> bool:
        """Whether a row of values was already read."""
        return self._seen_values

    def label(self, label: Label, cell: Cell, values: list[Cell]) -> None:
        """The label of one date, and what stands right of it where it is a share."""
        self._labels[label.index] = cell
        for value in values:
            if read_percent(value.text) is not None and label.index not in self._shares:
                self._shares[label.index] = value.text
                self._seen_values = True
            else:
                self._journal.unknown("支出计划里多出的内容", value.where, value.text)

    def values(self, key: str, cells: list[Cell]) -> None:
        """Shares right of the plan's own label, where there are no dates."""
        if len(cells) == self._size:
            self._shares = {i: cell.text for i, cell in enumerate(cells)}
            self._seen_values = True
            return
        for cell in cells:
            self._journal.unknown("支出计划里多出的内容", cell.where, cell.text)

    def values_row(self, row: Row) -> list[Cell]:
        """The row under the dates; gives the cells that are no part of it."""
        self._seen_values = True
        cells = [cell for cell in row.filled() if self._words.label(cell.text) is None]
        by_column = {label.column: index for index, label in self._labels.items()}
        aligned = {by_column[cell.column]: cell for cell in cells if cell.column in by_column}
        if len(aligned) != len(cells):
            aligned = self._by_order(cells)
        for index, cell in aligned.items():
            self._shares[index] = cell.text
        return [cell for cell in cells if cell not in aligned.values()]

    def _by_order(self, cells: list[Cell]) -> dict[int, Cell]:
        """Values out of line with their dates: all of them in order, or each under the date at or before it."""
        if len(cells) == self._size:
            return dict(enumerate(cells))
        dates = sorted(self._labels)
        if len(cells) == len(dates):
            found = dict(zip(dates, cells, strict=True))
        else:
            found = {}
            for cell in cells:
                before = [index for index in dates if self._labels[index].column <= cell.column and index not in found]
                if before:
                    found[before[-1]] = cell
        for index, cell in found.items():
            self._journal.doubtful(BY_ORDER, cell.where, cell.text, self._words.form.fields[self._key].points[index])
        return found

    def last_point_lost(self) -> bool:
        """Whether the last date lost its label and its value, and every other date has both."""
        last = self._size - 1
        return last > 0 and last not in self._labels and set(self._shares) == set(range(last)) == set(self._labels)

    def entries(self) -> Iterable[tuple[str, Entry]]:
        """The plan as a list of texts, where it is there at all."""
        if not self._key or not self._shares:
            return ()
        return ((self._key, tuple(self._shares.get(i, "") for i in range(self._size))),)
