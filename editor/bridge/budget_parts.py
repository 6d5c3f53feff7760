"""What an amount of the budget is made of and where it is printed, in words the clerk knows."""

from collections.abc import Iterator
from dataclasses import dataclass

from editor.bridge.books import Books
from editor.budget.book import Book, Line
from editor.domain.money import write_amount
from editor.domain.places import NEW_ROW, Place
from editor.domain.volume import LINE, Volume

_SIGNS = {1: "＋", -1: "－"}


@dataclass(frozen=True, slots=True)
class PartLine:
    """One line of the list under a table: a place to go to and what is said of it."""

    place: Place
    text: str


def parts_of(books: Books, volume: Volume, place: Place) -> tuple[PartLine, ...]:
    """The parts of a printed amount that are not zero; () for one that is entered."""
    decimals = books.form.decimals
    return tuple(
        PartLine(
            part.place,
            f"{_SIGNS[part.sign]} {write_amount(part.amount, decimals)}　{place_title(books, volume, part.place)}",
        )
        for part in books.parts(volume, place)
    )


def uses_of(books: Books, volume: Volume, place: Place) -> tuple[PartLine, ...]:
    """The printed cells in which an entry stands or of which it is a part, those of its own code or row only."""
    book = books.book(volume)
    if place.table is None or place.row is None or place.field not in books.form.ledgers[place.table].money:
        return ()
    found = _printed(books, volume, book, place)
    return tuple(PartLine(cell, f"{place_title(books, volume, cell)}　{_amount(books, book, cell)}") for cell in found)


def place_title(books: Books, volume: Volume, place: Place) -> str:
    """表五 2200501 气象事业机构 · 基本支出; the entry table, its row and column; a fact's label."""
    if place.table is None:
        fact = books.form.facts.get(place.field or "")
        return fact.label if fact is not None else place.field or ""
    if place.table in books.form.tables:
        return _printed_title(books, volume, place)
    ledger = books.form.ledgers[place.table]
    column = ledger.columns.get(place.field or "")
    words = [ledger.title, _row_title(books, volume, place)]
    said = " ".join(word for word in words if word)
    return f"{said} · {column.label}" if column is not None else said


def table_name(books: Books, key: str) -> str:
    """表五: how a printed table is called for short."""
    return books.form.tables[key].contents.partition("{")[0] or books.form.tables[key].number or key


def _printed_title(books: Books, volume: Volume, place: Place) -> str:
    assert place.table is not None
    line = books.book(volume).table(place.table).line(place.line or "")
    column = books.form.tables[place.table].columns.get(place.field or "")
    called = " ".join(word for word in (line.code, line.label) if word) if line is not None else ""
    said = f"{table_name(books, place.table)} {called}".strip()
    return f"{said} · {column.label}" if column is not None else said


def _row_title(books: Books, volume: Volume, place: Place) -> str:
    ledger = books.form.ledgers[place.table or ""]
    if place.row in (None, NEW_ROW):
        return ledger.rows.get(place.line or "", "")
    rows = volume.table(place.table or "").rows
    at = next((i for i, row in enumerate(rows) if row.key == place.row), None)
    if at is None:
        return ""
    cells = rows[at].cells
    if cells.text(LINE):
        return ledger.rows.get(cells.text(LINE), "")
    code = cells.text(ledger.code).strip() if ledger.code else ""
    subjects = ledger.columns[ledger.code].subjects if ledger.code else ""
    name = (cells.text(ledger.name) if ledger.name else "") or books.names(volume, subjects).get(code, "")
    return " ".join(word for word in (code, name) if word) or f"第{at + 1}行"


def _printed(books: Books, volume: Volume, book: Book, place: Place) -> Iterator[Place]:
    ledger = books.form.ledgers[place.table or ""]
    row = next((row for row in volume.table(place.table or "").rows if row.key == place.row), None)
    code = row.cells.text(ledger.code).strip() if row is not None and ledger.code else ""
    for table in book.tables.values():
        for line in table.lines():
            if not _may_show(line, place, code, row.cells.text(LINE) if row is not None else place.line or ""):
                continue
            for column, value in line.values.items():
                cell = table.place(line.id, column)
                if value.place == place or (
                    value.amount and any(part.place == place for part in books.parts(volume, cell))
                ):
                    yield cell


def _may_show(line: Line, place: Place, code: str, fixed: str) -> bool:
    if line.kind == "code":
        return bool(code) and line.code == code
    return line.row == place.row if line.kind == "row" else bool(fixed) and line.id == fixed


def _amount(books: Books, book: Book, place: Place) -> str:
    value = book.value(place)
    return write_amount(value.amount, books.form.decimals) if value is not None and value.amount is not None else ""
