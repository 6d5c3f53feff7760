"""Takes an open PDF page and gives its characters as they stand on the upright page, watermarks apart."""

import ctypes
import math
from dataclasses import dataclass
from statistics import median
from typing import Any

from editor.exchange.readers.symbols import from_symbol_font, is_private, plain_han

UNKNOWN = "□"
_MAX_GLYPHS = 200_000
_LINE_HYPHEN = "\x02"
_SLANT = math.radians(8)
_FAINT_ALPHA = 150
_LIGHT = 150
_LARGE = 1.6


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; points, x from the left and y downwards from the top of the page as it is shown."""

    char: str
    x0: float
    x1: float
    base: float
    """y of the baseline."""
    size: float
    """Font size as shown."""

    @property
    def middle(self) -> tuple[float, float]:
        """The point that decides which cell the character is in."""
        return (self.x0 + self.x1) / 2, self.base - 0.35 * self.size


@dataclass(frozen=True, slots=True)
class Turn:
    """From the page's own space to the upright page: quarter turns clockwise and the page's box."""

    quarters: int
    left: float
    bottom: float
    right: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the upright page, y downwards."""
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        if self.quarters == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    @property
    def width(self) -> float:
        """Of the upright page."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Of the upright page."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters of one page."""

    glyphs: tuple[Glyph, ...]
    watermark: str
    """What was left out as a watermark, "" where there was none."""
    unreadable: int
    """Characters without a known meaning."""
    turn: Turn


@dataclass(frozen=True, slots=True)
class _Seen:
    """A character before the page is turned upright."""

    char: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    angle: float
    luminance: float
    alpha: int


def read_glyphs(page: Any) -> PageText:
    """The characters of a pypdfium2 page; spaces the library only guesses are left out: the geometry decides on them."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    try:
        seen, unreadable = _all_seen(raw, textpage.raw)
    finally:
        textpage.close()
    turn = _turn(raw, page.raw, seen)
    upright = -turn.quarters * math.pi / 2
    body = median(s.size for s in seen) if seen else 0.0
    kept, marks = [], []
    for one in seen:
        if _is_watermark(one, upright, body):
            marks.append(one.char)
        else:
            kept.append(_glyph(one, turn))
    return PageText(tuple(kept), "".join(marks).strip(), unreadable, turn)


def _all_seen(raw: Any, text: Any) -> tuple[list[_Seen], int]:
    count = raw.FPDFText_CountChars(text)
    if count > _MAX_GLYPHS:
        raise ValueError("a page with too many characters")
    look = _Look(raw, text)
    seen: list[_Seen] = []
    unreadable = 0
    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code in (0x0A, 0x0D):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        char = look.char(index, code)
        unreadable += char == UNKNOWN
        seen.append(look.seen(index, char))
    return seen, unreadable


class _Look:
    """The library's questions about one character, with the buffers they need."""

    def __init__(self, raw: Any, text: Any) -> None:
        self._raw = raw
        self._text = text
        self._rect = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def char(self, index: int, code: int) -> str:
        if code in (0, 0xFFFE, 0xFFFF, 0xFFFD) or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            return UNKNOWN
        char = chr(code)
        if char in (_LINE_HYPHEN, "\xad"):
            return "-"
        if is_private(char):
            return from_symbol_font(self._font(index), code) or UNKNOWN
        return plain_han(char) if "\u2e80" <= char <= "\u2fdf" else char

    def seen(self, index: int, char: str) -> _Seen:
        raw, text, rect, matrix = self._raw, self._text, self._rect, self._matrix
        raw.FPDFText_GetLooseCharBox(text, index, rect)
        raw.FPDFText_GetCharOrigin(text, index, self._x, self._y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        red, green, blue, alpha = self._colour
        shown = raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
        luminance = 0.3 * red.value + 0.59 * green.value + 0.11 * blue.value if shown else 0.0
        return _Seen(
            char,
            (rect.left, rect.bottom, rect.right, rect.top),
            (self._x.value, self._y.value),
            size or 1.0,
            math.atan2(matrix.b, matrix.a),
            luminance,
            alpha.value if shown else 255,
        )

    def _font(self, index: int) -> str:
        buffer = ctypes.create_string_buffer(200)
        flags = ctypes.c_int()
        length = self._raw.FPDFText_GetFontInfo(self._text, index, buffer, 200, flags)
        name = buffer.raw[: max(0, min(length, 200) - 1)].decode("utf-8", "replace")
        return name.rpartition("+")[2].replace("-Regular", "").replace("Wingdings2", "Wingdings 2")


def _turn(raw: Any, page: Any, seen: list[_Seen]) -> Turn:
    """The turn the page asks for; where nearly all text would still lie on its side, the one that sets it upright."""
    rect = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, rect)
    quarters = raw.FPDFPage_GetRotation(page) % 4
    ways = [0, 0, 0, 0]
    for one in seen:
        ways[round(one.angle / (math.pi / 2)) % 4] += 1
    if sum(ways) and max(ways) > 0.8 * sum(ways):
        # Text turned a quarter counter-clockwise in the page's space stands upright after a clockwise quarter.
        quarters = ways.index(max(ways))
    return Turn(quarters, rect.left, rect.bottom, rect.right, rect.top)


def _is_watermark(one: _Seen, upright: float, body: float) -> bool:
    slant = (one.angle + upright) % (math.pi / 2)
    if min(slant, math.pi / 2 - slant) > _SLANT:
        return True
    large = one.size > _LARGE * body
    return large and (one.luminance > _LIGHT or one.alpha < _FAINT_ALPHA)


def _glyph(one: _Seen, turn: Turn) -> Glyph:
    left, bottom, right, top = one.box
    (xa, _), (xb, _) = turn.point(left, bottom), turn.point(right, top)
    _, base = turn.point(*one.origin)
    return Glyph(one.char, min(xa, xb), max(xa, xb), base, one.size)
