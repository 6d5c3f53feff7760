"""Takes what a reader gave and gives bytes for the pipe; takes bytes from the pipe and gives a checked RawDocument."""

import json
import re
from typing import Any

from editor.errors import UserError
from editor.exchange.raw import RawBlock, RawCell, RawDocument, RawNote, RawParagraph, RawTable, Where

MAX_PIECES = 500_000
"""Paragraphs, cells and notes together; a volume of four thousand projects has about half of that."""
MAX_TEXT = 20_000_000
"""Characters in all."""
MAX_PIECE_TEXT = 200_000
"""Characters in one paragraph or cell."""
MAX_MESSAGE_BYTES = 256 * 1024 * 1024
_MAX_SIDE = 1_100_000
_KINDS = ("docx", "xlsx", "pdf", "txt")
# Control characters, zero-width and direction marks, byte-order marks, lone surrogates: nobody sees them, and they
# keep a label from being recognised.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\u2028\u2029\x85]")


class BadMessage(Exception):
    """What came out of the worker is not what a reader gives."""


def plain(text: str) -> str:
    """The text with one kind of line end and without characters nobody sees."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def to_bytes(document: RawDocument) -> bytes:
    """A document for the pipe."""
    blocks = [_block_out(block) for block in document.blocks]
    notes = [[n.text, _where_out(n.where), n.before, n.after] for n in document.notes]
    wire = {"kind": document.kind, "wraps": document.spaces_are_wraps, "blocks": blocks, "notes": notes}
    return json.dumps(wire, separators=(",", ":")).encode("ascii")


def from_bytes(data: bytes, source: str) -> RawDocument:
    """The document read from the file named `source`; BadMessage where the data is not one, UserError where it is too large."""
    try:
        wire = json.loads(data)
    except ValueError as fault:
        raise BadMessage("not JSON") from fault
    border = _Border(source)
    _demand(isinstance(wire, dict) and wire.get("kind") in _KINDS and isinstance(wire.get("wraps"), bool))
    blocks = tuple(border.block(item) for item in _sequence(wire.get("blocks")))
    notes = tuple(border.note(item) for item in _sequence(wire.get("notes")))
    return RawDocument(source, wire["kind"], blocks, notes, wire["wraps"])


def _where_out(where: Where | None) -> list[Any] | None:
    return None if where is None else [where.page, where.sheet, where.line]


def _block_out(block: RawBlock) -> list[Any]:
    if isinstance(block, RawParagraph):
        return ["p", block.text, _where_out(block.where)]
    cells = [[c.row, c.column, c.text, c.rows, c.columns, _where_out(c.where)] for c in block.cells]
    return ["t", block.row_count, block.column_count, _where_out(block.where), cells]


def _demand(condition: object) -> None:
    if not condition:
        raise BadMessage("not a document")


def _sequence(value: object, length: int | None = None) -> list[Any]:
    _demand(isinstance(value, list) and (length is None or len(value) == length))
    return value  # type: ignore[return-value]


def _number(value: object, least: int, most: int) -> int:
    _demand(type(value) is int and least <= value <= most)
    return value  # type: ignore[return-value]


class _Border:
    """Counts what passes, and lets nothing pass that is not plain, in range and in bounds."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces = 0
        self._characters = 0
        self._wheres: dict[tuple[int | None, str | None, int | None], Where] = {}

    def block(self, item: object) -> RawBlock:
        parts = _sequence(item)
        _demand(parts)
        if parts[0] == "p":
            _, text, where = _sequence(parts, 3)
            return RawParagraph(self._text(text), self._where(where))
        _demand(parts[0] == "t")
        return self._table(parts)

    def note(self, item: object) -> RawNote:
        text, where, before, after = _sequence(item, 4)
        return RawNote(self._text(text), self._where(where), self._text(before), self._text(after))

    def _table(self, parts: list[Any]) -> RawTable:
        _, rows, columns, where, cells = _sequence(parts, 5)
        row_count, column_count = _number(rows, 1, _MAX_SIDE), _number(columns, 1, _MAX_SIDE)
        made = tuple(self._cell(cell, row_count, column_count) for cell in _sequence(cells))
        # A cell may cover many places: what the recogniser lays out again is bounded as well.
        if sum(cell.rows * cell.columns for cell in made) > MAX_PIECES or row_count * column_count > 20 * MAX_PIECES:
            raise self._too_large()
        return RawTable(made, row_count, column_count, self._where(where))

    def _cell(self, item: object, row_count: int, column_count: int) -> RawCell:
        row, column, text, rows, columns, where = _sequence(item, 6)
        top, left = _number(row, 0, row_count - 1), _number(column, 0, column_count - 1)
        high, wide = _number(rows, 1, row_count - top), _number(columns, 1, column_count - left)
        return RawCell(top, left, self._text(text), high, wide, None if where is None else self._where(where))

    def _text(self, value: object) -> str:
        _demand(isinstance(value, str))
        text = plain(str(value))
        self._pieces += 1
        self._characters += len(text)
        if self._pieces > MAX_PIECES or self._characters > MAX_TEXT or len(text) > MAX_PIECE_TEXT:
            raise self._too_large()
        return text

    def _where(self, value: object) -> Where:
        page, sheet, line = _sequence(value, 3)
        _demand(sheet is None or (isinstance(sheet, str) and len(sheet) <= 255))
        key = (self._running(page), sheet, self._running(line))
        if key not in self._wheres:
            self._wheres[key] = Where(self._source, *key)
        return self._wheres[key]

    def _running(self, value: object) -> int | None:
        return None if value is None else _number(value, 1, 100_000_000)

    def _too_large(self) -> UserError:
        return UserError(
            f"文件“{self._source}”里的内容太多，超出一本绩效文本可能有的篇幅，没有读入。请拆成几份再导入。"
        )
