"""Takes characters of a page and gives lines of text, and decides where one line runs on into the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from editor.exchange.readers.marks import Mark, leading_mark
from editor.exchange.readers.pdf_glyphs import Glyph

OPENING = "“‘（【《〈〔『「［｛([{"
CLOSING = "，。、；：？！”’）】》〉〕』」］｝…—·%℃％‰,.;:?!)]}"
_NEVER_FIRST = CLOSING.translate(dict.fromkeys(map(ord, "…—·%")))
_QUOTES = "“”‘’"
_UNIT_LINES = 4
_MARKS = frozenset(c for c in OPENING + CLOSING if not c.isascii())
# 一是…二是… mostly run on in one paragraph; 一、 and 1、 after a full stop hardly ever do.
_INLINE_STYLES = ("han是", "han要", "第han")
_BLOCK_STYLES = ("han、", "(han)", "1、", "1.")
_TERMINAL = "。；;！!？?：:"
_IN_WORDS = "≥≤≠≈±×÷°℃％‰"
_BLANKS = " \u3000\xa0\t"
_SAME_BASE = 0.35
_TWICE_DRAWN = 0.3
_END_SLACK = 0.5
"""An end of a paragraph leaves room for the next line's first word and half a character more."""
_TAB_GAP = 1.5
_WORD_GAP = 0.2
_HAN_GAP = 0.22
_USUAL_SHARE = 0.7
_MARK_GAP = 0.3
_SCRIPT_GAP = 0.42
_CENTRED = 0.7


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; blanks at its ends are no part of its extent."""

    glyphs: tuple[Glyph, ...]
    """From left to right, blanks at the ends taken off."""
    x0: float
    x1: float
    base: float
    size: float
    blank_before: bool
    blank_after: bool
    text: str
    has_gap: bool
    """Whether it falls into parts set wide apart (a tab, or two pieces at both sides)."""

    @property
    def middle(self) -> float:
        """y of the middle of the characters."""
        return self.base - 0.35 * self.size


def lines_of(glyphs: Iterable[Glyph], *, in_cell: bool) -> list[Line]:
    """The lines from top to bottom. In a cell characters spread over its width are one word; outside a wide gap is a tab."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - rows[-1][0].base <= _SAME_BASE * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = (_line(sorted(row, key=lambda g: (g.x0, g.x1)), in_cell) for row in rows)
    return [line for line in lines if line is not None]


def _line(row: list[Glyph], in_cell: bool) -> Line | None:
    inked = [i for i, g in enumerate(row) if g.char not in _BLANKS]
    if not inked:
        return None
    kept = _drawn_once(row[inked[0] : inked[-1] + 1])
    size = median(g.size for g in kept)
    # The characters of larger type decide the baseline: a raised number does not move the line.
    base = max((g for g in kept if g.size >= 0.9 * size), key=lambda g: g.base).base
    text, has_gap = _text(kept, in_cell)
    return Line(
        tuple(kept),
        kept[0].x0,
        max(g.x1 for g in kept),
        base,
        size,
        inked[0] > 0,
        inked[-1] < len(row) - 1,
        text,
        has_gap,
    )


def _drawn_once(row: list[Glyph]) -> list[Glyph]:
    """Bold type is often the same character drawn twice."""
    kept: list[Glyph] = []
    for glyph in row:
        near = _TWICE_DRAWN * min(glyph.size, glyph.x1 - glyph.x0 + 0.1)
        twins = (k for k in kept[-2:] if k.char == glyph.char and glyph.x0 - k.x0 <= near)
        if glyph.char in _BLANKS or not any(twins):
            kept.append(glyph)
    return kept


def is_latin(char: str) -> bool:
    """Whether a character is one of a word or number that is not broken: ASCII letters and digits."""
    return char.isascii() and char.isalnum()


def _text(row: Sequence[Glyph], in_cell: bool) -> tuple[str, bool]:
    """The line's text with the blanks that are there, and those only the distance shows."""
    out: list[str] = []
    has_gap = False
    usual = _usual_gap(row, in_cell)
    blanks: list[Glyph] = []
    last: Glyph | None = None
    for glyph in row:
        if glyph.char in _BLANKS:
            blanks.append(glyph)
            continue
        if last is not None:
            between = _between(last, glyph, blanks, in_cell, usual)
            has_gap = has_gap or between == "\t"
            out.append(between)
        out.append(glyph.char)
        last, blanks = glyph, []
    return "".join(out), has_gap


def _usual_gap(row: Sequence[Glyph], in_cell: bool) -> float:
    """The distance between characters of this line, in font sizes: more than nothing where it is justified or spread."""
    pairs = pairwise(row)
    gaps = sorted((b.x0 - a.x1) / a.size for a, b in pairs if not (_is_in_word(a.char) and _is_in_word(b.char)))
    # Of a single gap nobody can say what is usual: in a cell two characters are spread more often than typed apart.
    return max(0.0, gaps[int(_USUAL_SHARE * (len(gaps) - 1))]) if len(gaps) > (0 if in_cell else 1) else 0.0


def _between(left: Glyph, right: Glyph, blanks: list[Glyph], in_cell: bool, usual: float) -> str:
    """What stands between two characters: typed blanks, a tab, or a blank the program drew as mere distance."""
    gap = (right.x0 - left.x1) / max(left.size, right.size)
    if len(blanks) < 2 and gap > _TAB_GAP and not in_cell:
        return "\t"
    if blanks:
        return "".join(" " if b.char in "\xa0\t" else b.char for b in blanks)
    if is_latin(left.char) and is_latin(right.char):
        return " " if gap > _WORD_GAP else ""
    if left.char in _MARKS or right.char in _MARKS:
        return " " if gap > usual + _MARK_GAP else ""
    if left.char.isascii() != right.char.isascii():
        return " " if gap > usual + _SCRIPT_GAP else ""
    return " " if gap > usual + _HAN_GAP else ""


@dataclass(frozen=True, slots=True)
class Measure:
    """The width lines are set to: from `left` to `right`."""

    left: float
    right: float

    def room(self, line: Line) -> float:
        """The room a line leaves; for a centred line that on both sides."""
        right, left = self.right - line.x1, line.x0 - self.left
        if left > _CENTRED * line.size and abs(left - right) < _CENTRED * line.size:
            return left + right
        return right

    def is_end(self, line: Line, following: Sequence[Line]) -> bool:
        """Whether a paragraph ends with `line`: the first word of what follows would have fitted."""
        if line.text[-1] in OPENING or following[0].text[0] in _NEVER_FIRST:
            return False
        return self.room(line) >= _first_unit(following) + _END_SLACK * line.size


def _first_unit(lines: Sequence[Line]) -> float:
    """The width of what is not parted at the beginning of these lines: opening marks, a word or one Han character, closing
    marks. For some programs a quotation mark holds on to both its neighbours, and a closing mark to a number."""
    glyphs = [g for line in lines[:_UNIT_LINES] for g in line.glyphs]
    last = len(glyphs) - 1
    i = 0
    while True:
        while i < last and glyphs[i].char in OPENING:
            i += 1
        while i < last and _goes_on(glyphs[i], glyphs[i + 1]):
            i += 1
        while i < last and glyphs[i + 1].char in CLOSING and not _holds_on(glyphs[i]):
            i += 1
        if i < last and (_holds_on(glyphs[i]) or _holds_on(glyphs[i + 1]) or _is_numbered(glyphs[i], glyphs[i + 1])):
            i += 1
            continue
        return sum(g.x1 - g.x0 for g in glyphs[: i + 1])


def _holds_on(glyph: Glyph) -> bool:
    return glyph.char in _QUOTES


def _is_numbered(left: Glyph, right: Glyph) -> bool:
    return left.char in CLOSING and not left.char.isascii() and _is_in_word(right.char)


def _goes_on(left: Glyph, right: Glyph) -> bool:
    # A word that goes on at the next line's beginning was too long for one.
    close = right.x0 - left.x1 < _WORD_GAP * left.size
    return close and _is_in_word(left.char) and _is_in_word(right.char)


def _is_in_word(char: str) -> bool:
    return (char.isascii() and char not in _BLANKS) or char in _IN_WORDS


def joint(line: Line, following: Line, measure: Measure) -> str:
    """What stands between two lines of one paragraph: nothing in Chinese, a blank between words or where one was typed."""
    left, right = line.text[-1], following.text[0]
    if line.blank_after or following.blank_before:
        return " "
    if not (is_latin(left) and is_latin(right)):
        return ""
    # A word is broken inside only where the whole of it is too long for a line, or, by a setting some documents have,
    # anywhere the line is full; of numbers the second is likelier than two of them apart by a blank.
    first = following.glyphs[0]
    if left.isdigit() and right.isdigit():
        return " " if measure.room(line) > 1.2 * (first.x1 - first.x0) else ""
    fits = _last_word(line) + _first_unit((following,)) < measure.right - measure.left
    return " " if fits else ""


def _last_word(line: Line) -> float:
    glyphs = line.glyphs
    i = len(glyphs) - 1
    while i > 0 and _goes_on(glyphs[i - 1], glyphs[i]):
        i -= 1
    return glyphs[-1].x1 - glyphs[i].x0


def begins_item(text: str, paragraph: str, earlier: Mark | None) -> bool:
    """Whether a line begins the next item of a list although the line before it is full."""
    if earlier is not None and earlier.style == "1." and text.startswith(f"{earlier.value + 1}."):
        return True  # also before a name that begins with a year: 31.2023…
    mark = leading_mark(text)
    if mark is None or mark.style in _INLINE_STYLES:
        return False
    ended = paragraph[-1:] in _TERMINAL
    if mark.style in _BLOCK_STYLES and ended:
        return True
    return mark.follows(earlier) and (ended or earlier is not None)


def cell_text(lines: Sequence[Line], measure: Measure) -> str:
    """The text of a cell: lines that only wrapped are joined, paragraphs are parted by newlines."""
    if not lines:
        return ""
    if _is_upright_column(lines):
        return "".join(line.text for line in lines)
    usual = min((b.base - a.base for a, b in pairwise(lines)), default=0.0)
    paragraphs = [lines[0].text]
    mark = leading_mark(lines[0].text)
    for number, (line, following) in enumerate(pairwise(lines), start=1):
        apart = following.base - line.base > 1.5 * max(usual, line.size)
        if apart or measure.is_end(line, lines[number:]) or begins_item(following.text, paragraphs[-1], mark):
            paragraphs.append(following.text)
            mark = leading_mark(following.text) or mark
        else:
            paragraphs[-1] += joint(line, following, measure) + following.text
    return "\n".join(paragraphs)


def _is_upright_column(lines: Sequence[Line]) -> bool:
    """Whether the characters stand one below the other, as labels in narrow cells do."""
    if len(lines) < 2 or any(len(line.glyphs) != 1 or is_latin(line.text) for line in lines):
        return False
    middles = [(line.x0 + line.x1) / 2 for line in lines]
    return max(middles) - min(middles) < 0.5 * lines[0].size
