"""Takes a printed table of a form and a source's rows and gives each row as the form's line it is, with its cells."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from editor.exchange.raw import Where
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.publication.pieces import Piece, key_of
from editor.exchange.recognise.words import without_number
from editor.forms.budget_form import LineForm, PrintedTable, SideForm

_YEARS = re.compile(r"\d{4}年?")
_CODE = re.compile(r"\d{3,}")


@dataclass(frozen=True, slots=True)
class Printed:
    """A row of one side of a printed table; `line` is the form's line, tree or list."""

    line: LineForm
    side: int
    label: str
    code: str
    cells: Mapping[str, str]
    """Money columns and columns that show a ledger's words: column key → text, blanks too."""
    where: Where


def read_table(form: PrintedTable, rows: Sequence[Piece], journal: Journal) -> tuple[Printed, ...]:
    """All rows the form has lines for; what it has none for is told."""
    heads = {_head_key(cell.text) for row in form.head for cell in row}
    readers = [_Side(number, side) for number, side in enumerate(form.sides)]
    found: list[Printed] = []
    width = sum(len(side.columns) for side in form.sides)
    for piece in rows:
        if _is_head(piece, heads) and not found:
            continue
        cells = _fitted(piece.cells, width)
        at = 0
        for reader in readers:
            own = cells[at : at + reader.width]
            at += reader.width
            if any(own):
                line = reader.read(own, piece.where)
                if line is None:
                    journal.unknown("表里没有这一行，没有读入", piece.where, "\t".join(filter(None, own)))
                else:
                    found.append(line)
        if any(cells[width:]):
            journal.unknown("比表多出的单元格没有读入", piece.where, "\t".join(filter(None, cells[width:])))
    return tuple(found)


def _fitted(cells: Sequence[str], width: int) -> list[str]:
    """At least so many cells; blank ones at the left of wider rows are a worksheet's margin."""
    made = list(cells)
    while len(made) > width and not made[0] and any(made[width:]):
        made = made[1:]
    return made + [""] * (width - len(made))


def _is_head(piece: Piece, heads: set[str]) -> bool:
    keys = [_head_key(cell) for cell in piece.filled()]
    numbers = [str(n) for n in range(1, len(keys) + 1)]
    return all(key in heads for key in keys) or keys == numbers


def _head_key(text: str) -> str:
    return _YEARS.sub("", key_of(text.replace("{year}", "").replace("{last_year}", ""))).lstrip("年")


class _Side:
    """Reads the rows of one side; a line of the form is used once."""

    def __init__(self, number: int, form: SideForm) -> None:
        self._number = number
        self._columns = form.columns
        self.width = len(form.columns)
        lines = [*form.lines, *form.foot]
        self._fixed = [line for line in lines if line.tree is None and line.rows is None and not line.blank]
        self._many = next((line for line in lines if line.tree is not None or line.rows is not None), None)

    def read(self, cells: Sequence[str], where: Where) -> Printed | None:
        by_key = dict(zip(self._columns, cells, strict=True))
        labels = [key for key, column in self._columns.items() if column.kind != "money" and not column.source]
        values = {key: text for key, text in by_key.items() if key not in labels}
        texts = [by_key[key] for key in labels]
        code = next((key_of(text) for text in texts if _CODE.fullmatch(key_of(text))), "")
        label = next((text for text in reversed(texts) if text and key_of(text) != code), "")
        line = self._line(label, code)
        return None if line is None else Printed(line, self._number, label, code, values, where)

    def _line(self, label: str, code: str) -> LineForm | None:
        if code and self._many is not None:
            return self._many
        for same in (key_of, lambda text: key_of(without_number(text))):
            for line in self._fixed:
                if line.label.startswith("{") or same(line.label) == same(label):
                    self._fixed.remove(line)
                    return line
        unnamed = self._many is not None and self._many.rows is not None
        return self._many if label or unnamed else None


def amounts(printed: Sequence[Printed], form: PrintedTable) -> Iterator[tuple[Printed, str, str]]:
    """(row, money column, text) of every money cell that is not blank."""
    for row in printed:
        for key, text in row.cells.items():
            if text and form.columns[key].kind == "money":
                yield row, key, text
