"""Takes raw documents and gives their rows in reading order: paragraphs as rows of one cell, grids row by row."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from editor.exchange.raw import RawDocument, RawParagraph, RawTable, Where
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.words import squeeze, tidy

_QUOTES = re.compile("[“”\"'‘’]")
_WATERMARK_TIMES = 4
_WATERMARK_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Piece:
    """A row of a grid, each text at the column its cell begins in, or a paragraph (`loose`)."""

    cells: tuple[str, ...]
    where: Where
    loose: bool

    @property
    def only(self) -> str:
        """Its text where there is just one."""
        filled = self.filled()
        return filled[0] if len(filled) == 1 else ""

    def filled(self) -> tuple[str, ...]:
        """Texts that are not blank."""
        return tuple(cell for cell in self.cells if cell)


def key_of(text: str) -> str:
    """A text to compare by: as `squeeze`, without quotation marks."""
    return _QUOTES.sub("", squeeze(text))


def read_pieces(documents: Sequence[RawDocument], journal: Journal) -> tuple[Piece, ...]:
    """All documents' rows, one after the other, without watermarks; blank rows are left out."""
    pieces = [piece for document in documents for piece in _pieces(document)]
    marks = _watermarks(pieces)
    for text, where in marks.items():
        journal.mended("水印文字已去掉", where, text, "")
    return tuple(piece for piece in pieces if not (piece.loose and piece.only in marks))


def _pieces(document: RawDocument) -> Iterator[Piece]:
    for block in document.blocks:
        if isinstance(block, RawParagraph):
            for text in block.text.split("\n"):
                if text.strip():
                    yield Piece(_tabbed(text.strip()), block.where, True)
        else:
            yield from _rows(block)


def _tabbed(text: str) -> tuple[str, ...]:
    """What stands left and right in one line; a line of the contents with its page number stays whole."""
    parts = tuple(part.strip() for part in text.split("\t"))
    return (text,) if parts[-1].isdigit() else parts


def _rows(table: RawTable) -> Iterator[Piece]:
    rows: dict[int, list[str]] = {}
    wheres: dict[int, Where] = {}
    for cell in table.cells:
        row = rows.setdefault(cell.row, [""] * table.column_count)
        row[cell.column] = tidy(cell.text)
        wheres.setdefault(cell.row, cell.where or table.where)
    for number in sorted(rows):
        if any(rows[number]):
            yield Piece(tuple(rows[number]), wheres[number], False)


def _watermarks(pieces: Sequence[Piece]) -> dict[str, Where]:
    """Short paragraphs that stand alone again and again: what is printed across every page."""
    texts = [
        piece for piece in pieces if piece.loose and len(piece.only) <= _WATERMARK_LENGTH and "\t" not in piece.only
    ]
    often = Counter(piece.only for piece in texts)
    run: Counter[str] = Counter()
    for before, after in pairwise(pieces):
        if before.loose and after.loose and before.only == after.only:
            run[before.only] += 1
    found: dict[str, Where] = {}
    for piece in texts:
        if often[piece.only] >= _WATERMARK_TIMES and run[piece.only]:
            found.setdefault(piece.only, piece.where)
    return found
