"""Positioned boxes painted with QPainter from the same font files as the PDF; the same painter serves screen and printer."""

import struct
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QPainterPath, QPen, QRawFont, QTransform

from editor.typeset.boxes import PageBoxes, Rule, Shape, TextBox
from editor.typeset.fonts import Face, FontSet
from editor.typeset.truetype import TrueTypeFile

_BOLD = 1 / 30
"""Stroke of a synthetic bold, in ems: as the PDF has it."""
_BASE = 100.0
_SMALL = 0.6
"""Pixels to a pt below which a hairline is drawn softly: a whole pixel would be too black."""
_TABLES = ("OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep")


class _Line(NamedTuple):
    """What one run of glyphs has in common."""

    font: str
    size: float
    bold: bool


class PagePainter:
    """Paints pages in pt: the painter it is given is scaled to the device. Use it in the thread it was made in.

    It keeps each face in each size; a page of 700 characters is painted in 5 ms once its faces are open.
    """

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self._faces: dict[str, QRawFont] = {}
        self._sizes: dict[tuple[str, float], QRawFont] = {}

    def paint(self, painter: QPainter, page: PageBoxes) -> None:
        """A page without its paper: what is turned lies under everything, then shapes, rules, text."""
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for box in page.texts:
            if box.angle:
                self._turned(painter, box)
        _shapes(painter, page.shapes)
        _rules(painter, page.rules)
        upright = [box for box in page.texts if not box.angle]
        for line, boxes in _by_line(upright):
            self._texts(painter, line, boxes)
        painter.restore()

    def _texts(self, painter: QPainter, line: _Line, boxes: list[TextBox]) -> None:
        """All boxes of one face and size as one run."""
        face = self._fonts.face(line.font)
        glyphs: list[int] = []
        positions: list[QPointF] = []
        for box in boxes:
            x, y = box.x, box.y
            for char, advance in zip(box.text, box.advances, strict=True):
                glyphs.append(face.glyph(char))
                positions.append(QPointF(x, y))
                x += advance
        raw = self._raw(line.font, line.size)
        if line.bold:
            _stroke(painter, raw, glyphs, positions, line.size * _BOLD)
            return
        run = QGlyphRun()
        run.setRawFont(raw)
        run.setGlyphIndexes(glyphs)
        run.setPositions(positions)
        painter.setPen(Qt.GlobalColor.black)
        painter.drawGlyphRun(QPointF(0, 0), run)

    def _turned(self, painter: QPainter, box: TextBox) -> None:
        """As outlines: nothing of a watermark lies on a pixel anyway."""
        face = self._fonts.face(box.font)
        raw = self._raw(box.font, box.size)
        painter.save()
        painter.translate(box.x, box.y)
        painter.rotate(-box.angle)
        x = 0.0
        for char, advance in zip(box.text, box.advances, strict=True):
            path = raw.pathForGlyph(face.glyph(char))
            painter.fillPath(path.translated(x, 0), QColor.fromRgbF(box.grey, box.grey, box.grey))
            x += advance
        painter.restore()

    def _raw(self, key: str, size: float) -> QRawFont:
        known = self._sizes.get((key, size))
        if known is None:
            if key not in self._faces:
                self._faces[key] = _open(self._fonts.face(key))
            known = QRawFont(self._faces[key])
            known.setPixelSize(size)
            self._sizes[(key, size)] = known
        return known


def single_font(font: TrueTypeFile) -> bytes:
    """One font of a collection as a font file of its own: Qt opens only a collection's first."""
    tables = [(tag, font.table(tag)) for tag in _TABLES if font.table(tag)]
    power = len(tables).bit_length() - 1
    header = struct.pack(">4s4H", b"\0\1\0\0", len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    at = len(header) + 16 * len(tables)
    directory, body = bytearray(), bytearray()
    for tag, data in tables:
        directory += struct.pack(">4s3L", tag.encode("ascii"), 0, at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return bytes(header + directory + body)


def _open(face: Face) -> QRawFont:
    hinting = QFont.HintingPreference.PreferNoHinting
    if face.file.index == 0:
        return QRawFont(str(face.file.path), _BASE, hinting)
    return QRawFont(QByteArray(single_font(face.file)), _BASE, hinting)


def _by_line(boxes: Iterable[TextBox]) -> Iterable[tuple[_Line, list[TextBox]]]:
    found: dict[_Line, list[TextBox]] = {}
    for box in boxes:
        found.setdefault(_Line(box.font, box.size, box.bold), []).append(box)
    return found.items()


def _stroke(painter: QPainter, raw: QRawFont, glyphs: list[int], positions: list[QPointF], width: float) -> None:
    """Filled and outlined, as the PDF's synthetic bold is."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for glyph, at in zip(glyphs, positions, strict=True):
        path.addPath(QTransform.fromTranslate(at.x(), at.y()).map(raw.pathForGlyph(glyph)))
    pen = QPen(Qt.GlobalColor.black, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.strokePath(path, pen)
    painter.fillPath(path, Qt.GlobalColor.black)


def _shapes(painter: QPainter, shapes: Iterable[Shape]) -> None:
    """Parts of charts as the PDF has them."""
    for points, grey, hatching, width in shapes:
        pen = QPen(Qt.GlobalColor.black, width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(QColor.fromRgbF(grey, grey, grey))
        painter.drawPolygon([QPointF(x, y) for x, y in points])
        painter.drawLines([QLineF(*line) for line in hatching])
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _rules(painter: QPainter, rules: Iterable[Rule]) -> None:
    """A line narrower than a pixel is one pixel wide and sharp, as PDF readers show it."""
    sharp = painter.deviceTransform().m11() >= _SMALL
    for width, same in groupby(sorted(rules, key=lambda rule: rule.width), lambda rule: rule.width):
        pen = QPen(Qt.GlobalColor.black, width)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)  # closes the corners
        painter.setPen(pen)
        for rule in same:
            straight = rule.x0 == rule.x1 or rule.y0 == rule.y1
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, not (sharp and straight))
            painter.drawLine(QPointF(rule.x0, rule.y0), QPointF(rule.x1, rule.y1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
