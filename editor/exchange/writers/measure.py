"""How much room a text takes, by what office programs do with the usual Chinese fonts; rather too much than too little."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from editor.compose.blocks import GridCell, Paragraph, TableBlock
from editor.forms.form import Style

PT_PER_MM = 72 / 25.4
_WIDE = frozenset("WFA")
_LONGEST_PIECE = 1000
"""Characters of a line, however narrow they are."""
_BROAD_LATIN = frozenset("mwMW@%&")


@lru_cache(maxsize=8192)
def _advance(character: str) -> float:
    """Width of a character in its own size: a full square, or a bit more than the half that Song and Fangsong give it."""
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in _WIDE:
        return 1.0
    if character in _BROAD_LATIN:
        return 0.8
    return 0.66 if character.isupper() else 0.56


def text_width(text: str, size: float) -> float:
    """Width of one line in pt."""
    return sum(map(_advance, text)) * size


def line_count(text: str, style: Style, width: float) -> int:
    """Lines a text takes in a column of this width (pt); what a line break may leave empty is allowed for."""
    size = style.size
    lines = 0
    first = style.first_indent * size
    for n, piece in enumerate(text.split("\n")):
        taken = text_width(piece, size) + (first if n == 0 else 0)
        usable = max(size, width - 0.5 * size) if taken > width else width
        lines += max(1, -int(-taken // usable))
    return lines


def cut(text: str, style: Style, width: float, most: int) -> Iterator[tuple[str, bool]]:
    """The text in pieces of at most this many lines, each with whether a line end stood before it (and is left out)."""
    usable = max(style.size, width - 0.5 * style.size)
    start, line, taken, after_line = 0, 1, style.first_indent * style.size, False
    for n, character in enumerate(text):
        advance = _advance(character) * style.size
        if character != "\n" and taken + advance <= usable and n - start < _LONGEST_PIECE:
            taken += advance
            continue
        line, taken = line + 1, 0.0 if character == "\n" else advance
        if line > most:
            yield text[start:n], after_line
            after_line = character == "\n"
            start, line = n + after_line, 1
    yield text[start:], after_line


def fitting_size(text: str, style: Style, width: float) -> float | None:
    """The size in half points at which a line fits the width, as far as the style may shrink; None where it fits as it is."""
    taken = text_width(text, style.size)
    if style.shrink_to is None or taken <= width:
        return None
    return max(style.shrink_to, int(2 * style.size * width / taken) / 2)


def cell_height(table: TableBlock, cell: GridCell, styles: dict[str, Style]) -> float:
    """Height in pt a cell needs, padding included."""
    width = sum(table.widths[cell.column : cell.column + cell.columns]) * PT_PER_MM - 2 * table.style.padding_x
    return paragraphs_height(cell.paragraphs, styles, width) + 2 * table.style.padding_y


def paragraphs_height(paragraphs: Iterable[Paragraph], styles: dict[str, Style], width: float) -> float:
    """Height in pt of paragraphs under each other."""
    height = 0.0
    for paragraph in paragraphs:
        style = styles[paragraph.style]
        text = paragraph.text
        lines = 1 if fitting_size(text, style, width) and "\n" not in text else line_count(text, style, width)
        height += lines * style.leading + style.space_before + style.space_after
    return height
