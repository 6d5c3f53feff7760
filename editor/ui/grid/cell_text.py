"""Lays a cell's text out in a width: for its height, and to draw it; both by the same lines."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

PADDING_X, PADDING_Y = 5, 4
"""Pixels between a cell's border and its text."""

Span = tuple[int, int, QTextCharFormat]
"""From, to (behind the last) and how these characters look."""


def text_height(text: str, font: QFont, width: float) -> float:
    """Pixels a text needs in a cell of this width, padding included."""
    metrics = QFontMetricsF(font)
    inner = width - 2 * PADDING_X
    if "\n" not in text and metrics.horizontalAdvance(text) <= inner:
        return _line_height(metrics) + 2 * PADDING_Y
    return _layout(text, font, inner, Qt.AlignmentFlag.AlignLeft).boundingRect().height() + 2 * PADDING_Y


def one_line(font: QFont) -> int:
    """Pixels of a cell with one line."""
    return round(_line_height(QFontMetricsF(font)) + 2 * PADDING_Y)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    *,
    alignment: Qt.AlignmentFlag,
    color: QColor,
    spans: Sequence[Span] = (),
) -> None:
    """Draws a text into a cell's rectangle, in its middle by height; a text too tall begins at the top."""
    inner = rect.adjusted(PADDING_X, PADDING_Y, -PADDING_X, -PADDING_Y)
    layout = _layout(text, font, inner.width(), alignment & Qt.AlignmentFlag.AlignHorizontal_Mask, spans)
    height = layout.boundingRect().height()
    painter.setPen(color)
    layout.draw(painter, QPointF(inner.left(), inner.top() + max(0.0, (inner.height() - height) / 2)))


def wavy(color: QColor) -> QTextCharFormat:
    """The look of characters a finding means."""
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(color)
    return look


def marked(background: QColor) -> QTextCharFormat:
    """The look of characters someone was led to."""
    look = QTextCharFormat()
    look.setBackground(background)
    return look


def _line_height(metrics: QFontMetricsF) -> float:
    return metrics.ascent() + metrics.descent()


def _layout(
    text: str, font: QFont, width: float, alignment: Qt.AlignmentFlag, spans: Sequence[Span] = ()
) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption(alignment)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    ranges = []
    for start, end, look in spans:
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, end - start, look
        ranges.append(part)
    if ranges:
        layout.setFormats(ranges)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout
