"""Small PDFs drawn the ways different programs draw them; sizes in points, y downwards from the top of the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import Color, black, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HAN = "STSong-Light"
LATIN = "Helvetica"
PAD = 5.4
pdfmetrics.registerFont(UnicodeCIDFont(HAN))


@dataclass
class Sheet:
    """A canvas with y from the top."""

    canvas: Canvas
    height: float

    def text(self, x: float, y: float, words: str, size: float = 10.5, font: str = HAN) -> float:
        """Han in a Chinese font, ASCII in a Latin one a little off from it, as office programs do; gives where it ends."""
        last = ""
        for char in words:
            latin = char.isascii() and char != " "
            if last and latin != last.isascii() and char != " " and last != " " and (char + last).isalnum():
                x += 0.2 * size
            name = LATIN if char.isascii() else font
            self.canvas.setFont(name, size)
            self.canvas.drawString(x, self.height - y, char)
            x += pdfmetrics.stringWidth(char, name, size)
            last = char
        return x

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def thin(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.48) -> None:
        """A border as Word draws it: a filled rectangle."""
        self.canvas.rect(x0, self.height - y1, max(x1 - x0, thick), max(y1 - y0, thick), stroke=0, fill=1)

    def dots(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A dotted border: one short stroke after the other."""
        steps = int(max(x1 - x0, y1 - y0) / 2)
        for i in range(steps):
            x, y = x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps
            self.line(x, y, x + (1 if x1 > x0 else 0), y + (1 if y1 > y0 else 0))

    def double(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A border of two lines."""
        off = 1.5
        self.line(x0, y0, x1, y1)
        self.line(
            x0 + (off if x0 == x1 else 0),
            y0 + (off if y0 == y1 else 0),
            x1 + (off if x0 == x1 else 0),
            y1 + (off if y0 == y1 else 0),
        )


Draw = Callable[[float, float, float, float], None]
Cell = tuple[int, int, int, int, Sequence[str]]
"""row, column, rows, columns, the lines as they are broken"""


def grid(
    sheet: Sheet, draw: Draw, xs: Sequence[float], ys: Sequence[float], cells: Sequence[Cell], size: float = 10.5
) -> None:
    """Borders of each cell, and its lines from its top left corner."""
    for row, column, rows, columns, lines in cells:
        x0, x1, y0, y1 = xs[column], xs[column + columns], ys[row], ys[row + rows]
        draw(x0, y0, x1, y0)
        draw(x0, y1, x1, y1)
        draw(x0, y0, x0, y1)
        draw(x1, y0, x1, y1)
        for i, words in enumerate(lines):
            sheet.text(x0 + PAD, y0 + size + i * 1.2 * size, words, size)


def make(path: Path, *pages: Callable[[Sheet], None], size: tuple[float, float] = (595, 842), rotate: int = 0) -> Path:
    canvas = Canvas(str(path), pagesize=size, pageCompression=0)
    for page in pages:
        canvas.setStrokeColor(black)
        canvas.setFillColor(black)
        canvas.setLineWidth(0.5)
        if rotate:
            canvas.setPageRotation(rotate)
        page(Sheet(canvas, size[1]))
        canvas.showPage()
    canvas.save()
    return path


def flow(
    sheet: Sheet, lines: Sequence[str], *, left: float = 80, top: float = 100, step: float = 28, size: float = 16
) -> None:
    """Lines one below the other; a leading full-width blank is an indent of two characters."""
    for i, words in enumerate(lines):
        indent = 2 * size * words.startswith("　")
        sheet.text(left + indent, top + i * step, words.lstrip("　"), size)


def wrapped(words: str, width: int, *, indent: int = 2) -> list[str]:
    """A paragraph of Han characters broken every `width` characters, the first line indented."""
    first, rest = words[: width - indent], words[width - indent :]
    return ["　" * bool(indent) + first, *(rest[i : i + width] for i in range(0, len(rest), width))]


__all__ = ["HAN", "PAD", "Color", "Draw", "Sheet", "flow", "grid", "make", "white", "wrapped"]
