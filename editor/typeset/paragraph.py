"""Paragraphs and single lines set to a width: lines of pieces, relative to their upper left corner."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from typing import NamedTuple, TypeVar

from editor.compose.blocks import ContentsLine, Paragraph, Run, SplitLine
from editor.domain.places import Place
from editor.forms.form import Style
from editor.typeset.boxes import TextBox
from editor.typeset.breaking import Line, Room, break_lines
from editor.typeset.fonts import EM_TOP, FontSet, Measure

_REMEMBERED = 48
"""Texts up to this length are remembered with their lines: names of levels and of indicators come again and again."""
_MOST = 30_000
"""Entries of a memory; then it begins anew, so that a day of typing does not fill it."""
_BETWEEN = 1.0
"""Ems at least between the two texts of a split line."""
NOTHING: frozenset[str] = frozenset()
NUMBER_ROOM = 3.5
"""Ems kept free at the right of a contents line: four digits and some leader."""


Key = TypeVar("Key")
Value = TypeVar("Value")


class Piece(NamedTuple):
    """A text box before its place on a page is known: `x` from the paragraph's left edge; the rest as in TextBox."""

    x: float
    text: str
    font: str
    size: float
    advances: tuple[float, ...]
    place: Place | None
    start: int
    bold: bool
    stretched: bool
    grey: float = 0.0
    angle: float = 0.0


_new_box = tuple.__new__  # without the named tuple's own constructor: half the time, and there are a hundred on a page


class SetLine(NamedTuple):
    """A line: its height, and its baseline from its top."""

    pieces: tuple[Piece, ...]
    height: float
    baseline: float

    def boxes(self, x: float, top: float) -> list[TextBox]:
        """Its text boxes, with its upper left corner at this point."""
        y = top + self.baseline
        return [_new_box(TextBox, (x + piece[0], y, *piece[1:])) for piece in self.pieces]


class SetText(NamedTuple):
    """A paragraph, a split line or a contents line in lines; `missing` are characters no font has."""

    lines: tuple[SetLine, ...]
    place: Place | None
    space_before: float
    space_after: float
    keep_with_next: bool
    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class SetStyle:
    """A style with its widths at hand."""

    style: Style
    measure: Measure
    baseline: float
    """From a line's top."""


class Setter:
    """Sets texts in the styles of a form with the faces of a font set; remembers what comes again."""

    def __init__(self, fonts: FontSet, styles: Mapping[str, Style]) -> None:
        self._fonts = fonts
        self._styles = {name: self._set_style(style, style.size) for name, style in styles.items()}
        self._lines: dict[tuple[str, str, float, float], tuple[Line, ...]] = {}
        self._labels: dict[tuple[str, str, float], SetText] = {}
        self._contents: dict[int, tuple[ContentsLine, float, SetText]] = {}

    def style(self, name: str) -> SetStyle:
        """A style of the form by its name."""
        return self._styles[name]

    def paragraph(self, paragraph: Paragraph, width: float) -> SetText:
        """A paragraph in a width (pt)."""
        if len(paragraph.runs) == 1 and paragraph.place is None and paragraph.runs[0].place is None:
            key = (paragraph.runs[0].text, paragraph.style, width)
            if key not in self._labels:
                _put(self._labels, key, self._set(paragraph.runs, paragraph.style, width, None))
            return self._labels[key]
        return self._set(paragraph.runs, paragraph.style, width, paragraph.place)

    def contents_line(self, line: ContentsLine, width: float) -> SetText:
        """The text of a contents line; where it has a number, room is left for it at the right.

        Remembered by identity: an edit of one project's name asks for thousands of lines again that are what they were.
        """
        known = self._contents.get(id(line))
        if known is not None and known[0] is line and known[1] == width:
            return known[2]
        room = NUMBER_ROOM * self._styles[line.style].style.size if line.anchor else 0.0
        made = self._set(line.runs, line.style, width - room, line.place)
        _put(self._contents, id(line), (line, width, made))
        return made

    def split_line(self, line: SplitLine, width: float) -> SetText:
        """Left and right text on one line, as small as it takes: the style's `shrink_to` is a wish, one line is a must."""
        set_style = self._styles[line.style]
        runs = (*line.left, *line.right)
        natural = sum(self._width(run.text, set_style.measure) for run in runs)
        gap = _BETWEEN * set_style.style.size if line.left and line.right else 0.0
        if natural + gap > width:
            set_style = self._smaller(set_style, width / (natural + gap))
        left = self._joined(line.left, set_style, 0.0)
        taken = sum(self._width(run.text, set_style.measure) for run in line.right)
        right = self._joined(line.right, set_style, width - taken)
        text = "".join(run.text for run in runs)
        return self._text(
            (SetLine((*left, *right), set_style.style.leading, set_style.baseline),), text, set_style, line.place
        )

    def _set(self, runs: tuple[Run, ...], name: str, width: float, place: Place | None) -> SetText:
        set_style = self._styles[name]
        text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
        if set_style.style.shrink_to is not None:
            set_style = self._shrunk(set_style, text, width)
        lines = self._broken(text, name, set_style, width)
        others = set_style.measure.others
        if len(runs) == 1 and (not others or others.keys().isdisjoint(text)):
            return self._text(_plain_lines(runs[0], lines, width, set_style), text, set_style, place)
        done: list[SetLine] = []
        for line in lines:
            x = _left(line.advances, width, set_style.style, not done)
            pieces = tuple(_pieces(runs, line, x, set_style))
            done.append(SetLine(pieces, set_style.style.leading, set_style.baseline))
        return self._text(tuple(done), text, set_style, place)

    def _text(self, lines: tuple[SetLine, ...], text: str, set_style: SetStyle, place: Place | None) -> SetText:
        style, missing = set_style.style, set_style.measure.missing
        lacking = frozenset(missing.intersection(text)) if missing else NOTHING
        return SetText(lines, place, style.space_before, style.space_after, style.keep_with_next, lacking)

    def _broken(self, text: str, name: str, set_style: SetStyle, width: float) -> tuple[Line, ...]:
        measure = set_style.measure
        key = (text, name, measure.size, width)
        lines = self._lines.get(key)
        if lines is None:
            style = set_style.style
            advances = list(map(measure.__getitem__, text))
            indent = style.first_indent * style.size
            lines = tuple(break_lines(text, advances, Room(width, measure.size, indent, style.align == "justify")))
            if len(text) <= _REMEMBERED:
                _put(self._lines, key, lines)
        return lines

    def _joined(self, runs: tuple[Run, ...], set_style: SetStyle, x: float) -> list[Piece]:
        text = "".join(run.text for run in runs)
        advances = tuple(map(set_style.measure.__getitem__, text))
        return list(_pieces(runs, Line(0, len(text), len(text), advances, True, False), x, set_style))

    def _width(self, text: str, measure: Measure) -> float:
        return sum(map(measure.__getitem__, text))

    def _shrunk(self, set_style: SetStyle, text: str, width: float) -> SetStyle:
        """Small enough for one line, but not below `shrink_to`."""
        least = set_style.style.shrink_to
        natural = max(self._width(part, set_style.measure) for part in text.split("\n"))
        if least is None or natural <= width:
            return set_style
        return self._smaller(set_style, max(width / natural, least / set_style.style.size))

    def _smaller(self, set_style: SetStyle, ratio: float) -> SetStyle:
        """In a size of whole tenths of a point, so that the sizes of a volume are few."""
        size = floor(set_style.style.size * ratio * 10 + 1e-6) / 10
        return self._set_style(set_style.style, size or set_style.style.size * ratio)

    def _set_style(self, style: Style, size: float) -> SetStyle:
        return SetStyle(style, self._fonts.measure(style.font, size), (style.leading - size) / 2 + EM_TOP * size)


def _put(memory: dict[Key, Value], key: Key, value: Value) -> None:
    if len(memory) >= _MOST:
        memory.clear()
    memory[key] = value


def _plain_lines(run: Run, lines: tuple[Line, ...], width: float, set_style: SetStyle) -> tuple[SetLine, ...]:
    """The lines of a single run in a single face."""
    style, measure, baseline = set_style.style, set_style.measure, set_style.baseline
    done: list[SetLine] = []
    for start, end, _, advances, _, stretched in lines:
        x = _left(advances, width, style, not done)
        piece = Piece(
            x,
            run.text[start:end],
            measure.face,
            measure.size,
            advances,
            run.place,
            run.start + start,
            style.bold,
            stretched,
        )
        done.append(SetLine((piece,) if end > start else (), style.leading, baseline))
    return tuple(done)


def _left(advances: tuple[float, ...], width: float, style: Style, first: bool) -> float:
    indent = style.first_indent * style.size if first else 0.0
    if style.align == "center":
        return indent + max(0.0, (width - indent - sum(advances)) / 2)
    if style.align == "right":
        return max(0.0, width - sum(advances))
    return indent


def _pieces(runs: tuple[Run, ...], line: Line, x: float, set_style: SetStyle) -> list[Piece]:
    """The line's pieces: a new one wherever the entry or the face changes."""
    measure, bold = set_style.measure, set_style.style.bold
    pieces: list[Piece] = []
    at = 0
    for run in runs:
        first, last = max(line.start, at), min(line.end, at + len(run.text))
        for begin, end in face_stretches(run.text, first - at, last - at, measure):
            advances = line.advances[at + begin - line.start : at + end - line.start]
            face = measure.others.get(run.text[begin], measure.face)
            text = run.text[begin:end]
            start = run.start + begin
            pieces.append(Piece(x, text, face, measure.size, advances, run.place, start, bold, line.stretched))
            x += sum(advances)
        at += len(run.text)
    return pieces


def face_stretches(text: str, first: int, last: int, measure: Measure) -> list[tuple[int, int]]:
    """Stretches of `text` between two indexes that one face draws."""
    if first >= last:
        return []
    if not measure.others:
        return [(first, last)]
    faces = [measure.others.get(char) for char in text[first:last]]
    cuts = [first, *(first + i for i in range(1, len(faces)) if faces[i] != faces[i - 1]), last]
    return list(pairwise(cuts))
