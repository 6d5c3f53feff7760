"""What is drawn on a page, as the operators of its content stream.

Written here and not by reportlab's drawing calls: at 400 projects those took three times as long.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from math import cos, radians, sin

from editor.paint.embedding import FontUse
from editor.typeset.boxes import PageBoxes, Rule, Shape, TextBox

_BOLD = 1 / 30
"""Stroke of a synthetic bold, in ems."""
_LEAST = 0.05
"""Thousandths of an em below which a shift is left out."""

FontOf = Callable[[str], FontUse]


def page_content(page: PageBoxes, height: float, font: FontOf) -> bytes:
    """The content stream of a page of this height (pt): what is turned lies under everything, then shapes, rules, text."""
    under = [box for box in page.texts if box.angle]
    over = [box for box in page.texts if not box.angle] if under else page.texts
    shapes = _shapes(page.shapes, height)
    parts = [*_turned(under, height, font), *shapes, *_rules(page.rules, height), *_texts(over, height, font)]
    return "\n".join(parts).encode("ascii")


def _shapes(shapes: Iterable[Shape], height: float) -> Iterable[str]:
    """Each filled and outlined, its hatching over it; round joins, so that narrow sectors end in no spikes."""
    for points, grey, hatching, width in shapes:
        (x, y), *others = points
        yield f"q {width:.2f} w 1 j {grey:g} g {x:.2f} {height - y:.2f} m"
        for x, y in others:
            yield f"{x:.2f} {height - y:.2f} l"
        yield "b"
        for x0, y0, x1, y1 in hatching:
            yield f"{x0:.2f} {height - y0:.2f} m {x1:.2f} {height - y1:.2f} l"
        yield "S Q" if hatching else "Q"


def _rules(rules: Iterable[Rule], height: float) -> Iterable[str]:
    """All rules of one thickness in one stroke; square caps close the corners."""
    for width, same in groupby(sorted(rules, key=lambda rule: rule.width), lambda rule: rule.width):
        yield f"{width:.2f} w 2 J"
        for x0, y0, x1, y1, _ in same:
            yield f"{x0:.2f} {height - y0:.2f} m {x1:.2f} {height - y1:.2f} l"
        yield "S"


def _texts(boxes: Iterable[TextBox], height: float, font: FontOf) -> Iterable[str]:
    """One text object in reading order; a font is named only where it changes."""
    yield "BT"
    current: tuple[str, float] | None = None
    bold = False
    for box in boxes:
        x, y, text, face, size = box[:5]
        use = font(face)
        if box.bold != bold:
            bold = box.bold
            yield f"{size * _BOLD:.2f} w 2 Tr" if bold else "0 Tr"
        yield f"1 0 0 1 {x:.2f} {height - y:.2f} Tm"
        for name, shown in _spaced(box, use) if box.stretched else use.pieces(text):
            if current != (name, size):
                current = (name, size)
                yield f"{name} {size:g} Tf"
            yield f"[{shown}] TJ" if box.stretched else f"<{shown}> Tj"
    yield "ET"


def _spaced(box: TextBox, use: FontUse) -> Iterable[tuple[str, str]]:
    """The box's pieces with the shifts that give each character the box's advance."""
    rest = zip(box.text, box.advances, strict=True)
    per_size = 1000 / box.size
    for name, codes in use.pieces(box.text):
        parts = ["<"]
        for i, (char, advance) in zip(range(0, len(codes), 2), rest, strict=False):
            parts.append(codes[i : i + 2])
            shift = use.widths[char] - advance * per_size
            if abs(shift) > _LEAST:
                parts.append(f">{shift:.1f}<")
        parts.append(">")
        # an empty string last would make pdfium forget the shift before it
        yield name, "".join(parts).replace("<>", "")


def _turned(boxes: Iterable[TextBox], height: float, font: FontOf) -> Iterable[str]:
    for box in boxes:
        across, up = cos(radians(box.angle)), sin(radians(box.angle))
        yield f"q {box.grey:g} g BT {across:.4f} {up:.4f} {-up:.4f} {across:.4f} {box.x:.2f} {height - box.y:.2f} Tm"
        for name, codes in font(box.font).pieces(box.text):
            yield f"{name} {box.size:g} Tf <{codes}> Tj"
        yield "ET Q"
