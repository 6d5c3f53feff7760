"""What is written into an entry table (录入表), put straight: codes that came with their names, names that came with their codes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from editor.domain import budget_edits
from editor.domain.fields import Fields
from editor.domain.places import NEW_ROW, Place
from editor.domain.volume import LINE, Unit, Volume
from editor.forms.budget_form import Ledger

Names = Mapping[str, Mapping[str, str]]
"""Column key → code → name."""
_CODED = re.compile(r"(\d{2,})[\s　、.．:：]+(\S.*)")


@dataclass(frozen=True, slots=True)
class Tidy:
    """Puts the cells of one row straight: `names` are the subjects of the columns that have some."""

    ledger: Ledger
    names: Names
    units: tuple[Unit, ...] = ()

    def row(self, cells: Fields) -> Fields:
        """The row as it is kept: a name the list gives the code anyway is not held."""
        for key, column in self.ledger.columns.items():
            text = cells.text(key).strip()
            if column.kind == "unit" and text:
                cells = cells.put(key, self._unit(text))
            elif column.kind == "text" and column.subjects and text:
                cells = cells.put(key, _name_of(text, self.names.get(key, {})))
        return self._coded(cells)

    def _coded(self, cells: Fields) -> Fields:
        code_key, name_key = self.ledger.code, self.ledger.name
        if not code_key:
            return cells
        known = self.names.get(code_key, {})
        code, name = cells.text(code_key).strip(), cells.text(name_key).strip() if name_key else ""
        split = _CODED.fullmatch(code)
        if split is not None:
            code, name = split[1], name or split[2].strip()
        elif code and not code[0].isdigit():
            code = _code_of(code, known) or code
        if not code and name:
            split = _CODED.fullmatch(name)
            code, name = (split[1], split[2].strip()) if split else (_code_of(name, known), name)
        cells = cells.put(code_key, code)
        if not name_key:
            return cells
        return cells.put(name_key, "" if known.get(code) == name else name)

    def _unit(self, text: str) -> str:
        first = text.split(maxsplit=1)[0]
        for unit in self.units:
            if unit.code == first or unit.name == text:
                return unit.code
        return text


@dataclass(frozen=True, slots=True)
class LedgerRows:
    """Keeps the free rows of an entry table."""

    key: str
    tidy: Tidy

    def set_cells(self, volume: Volume, cells: Sequence[tuple[int, str, str]]) -> Volume:
        """See Keeper."""
        return budget_edits.set_budget_cells(volume, self.key, tuple(self._tidied(volume, cells)))

    def insert(self, volume: Volume, at: int, rows: Sequence[Fields]) -> Volume:
        """See Keeper."""
        return budget_edits.insert_budget_rows(volume, self.key, at, [self.tidy.row(row) for row in rows])

    def delete(self, volume: Volume, keys: Sequence[int]) -> Volume:
        """See Keeper."""
        return budget_edits.delete_budget_rows(volume, self.key, keys)

    def move(self, volume: Volume, keys: Sequence[int], before: int) -> Volume:
        """See Keeper."""
        return budget_edits.move_budget_rows(volume, self.key, keys, before)

    def _tidied(self, volume: Volume, cells: Sequence[tuple[int, str, str]]) -> Iterator[tuple[int, str, str]]:
        changed: dict[int, Fields] = {}
        held = {row.key: row.cells for row in volume.table(self.key).rows}
        for row, column, text in cells:
            changed[row] = changed.get(row, held[row]).put(column, text)
        for row, fields in changed.items():
            tidied = self.tidy.row(fields)
            for column in self.tidy.ledger.columns:
                if tidied.text(column) != held[row].text(column):
                    yield row, column, tidied.text(column)


@dataclass(frozen=True, slots=True)
class FixedRow:
    """A line of a table whose rows are the form's: `key` is below zero, `held` the key of the row in the volume if there is one."""

    key: int
    cells: Fields
    line: str
    held: int = NEW_ROW

    def place(self, table: str, column: str) -> Place:
        """One of its cells."""
        return Place(table=table, row=self.held, field=column, line=None if self.held else self.line)


@dataclass(frozen=True, slots=True)
class FixedRows:
    """Keeps an entry table with the form's rows: they are neither added nor removed."""

    key: str
    rows: tuple[FixedRow, ...]

    def set_cells(self, volume: Volume, cells: Sequence[tuple[int, str, str]]) -> Volume:
        """See Keeper."""
        lines = {row.key: row.line for row in self.rows}
        for row, column, text in cells:
            place = Place(table=self.key, row=NEW_ROW, field=column, line=lines[row])
            volume = budget_edits.set_budget_cell(volume, place, text)
        return volume

    def insert(self, volume: Volume, at: int, rows: Sequence[Fields]) -> Volume:
        """See Keeper: nothing."""
        del at, rows
        return volume

    def delete(self, volume: Volume, keys: Sequence[int]) -> Volume:
        """See Keeper: nothing."""
        del keys
        return volume

    def move(self, volume: Volume, keys: Sequence[int], before: int) -> Volume:
        """See Keeper: nothing."""
        del keys, before
        return volume


def fixed_rows(volume: Volume, key: str, ledger: Ledger) -> tuple[FixedRow, ...]:
    """The form's lines of an entry table with what was written to them."""
    held = {row.cells.text(LINE): row for row in volume.table(key).rows}
    rows = []
    for number, (line, label) in enumerate(ledger.rows.items(), 1):
        row = held.get(line)
        cells = (row.cells if row else Fields()).put(LINE, label)
        rows.append(FixedRow(-number, cells, line, row.key if row else NEW_ROW))
    return tuple(rows)


def _name_of(text: str, known: Mapping[str, str]) -> str:
    """A subject's name for its code, or for code and name."""
    split = _CODED.fullmatch(text)
    if split is not None and known.get(split[1]) == split[2].strip():
        return split[2].strip()
    return known.get(text, text)


def _code_of(name: str, known: Mapping[str, str]) -> str:
    """The code of a name that only one of the innermost subjects has; "" where none or several have it."""
    found = [code for code, called in known.items() if called == name]
    deepest = max((len(code) for code in found), default=0)
    deep = [code for code in found if len(code) == deepest]
    return deep[0] if len(deep) == 1 else ""
