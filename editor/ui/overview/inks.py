"""How the pictures are filled: every kind has a pattern of its own, so that black and white is enough."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen

from editor.ui.fields.severity import right_colour, severity_colour

Ink = Literal["amount", "rest", "error", "warning", "info", "complete", "classified"]
_PATTERNS: dict[str, Qt.BrushStyle] = {
    "amount": Qt.BrushStyle.SolidPattern,
    "rest": Qt.BrushStyle.FDiagPattern,
    "error": Qt.BrushStyle.SolidPattern,
    "warning": Qt.BrushStyle.BDiagPattern,
    "info": Qt.BrushStyle.NoBrush,
    "complete": Qt.BrushStyle.Dense6Pattern,
    "classified": Qt.BrushStyle.DiagCrossPattern,
}


def ink_colour(ink: Ink, palette: QPalette) -> QColor:
    """The colour of lines and patterns."""
    if ink in ("error", "warning", "info"):
        return severity_colour(ink, palette)
    if ink == "complete":
        return right_colour(palette)
    if ink == "classified":
        return palette.color(QPalette.ColorRole.PlaceholderText)
    return palette.color(QPalette.ColorRole.Highlight)


def quiet(palette: QPalette, strength: int = 110) -> QColor:
    """The text's colour made weaker, for lines that should not be read first."""
    colour = QColor(palette.color(QPalette.ColorRole.WindowText))
    colour.setAlpha(strength)
    return colour


def fill(painter: QPainter, rect: QRectF, ink: Ink, palette: QPalette) -> None:
    """A bar in its pattern, with an outline."""
    colour = ink_colour(ink, palette)
    painter.setPen(QPen(colour, 1))
    painter.setBrushOrigin(QPointF(rect.topLeft()))
    painter.setBrush(QBrush(colour, _PATTERNS[ink]))
    painter.drawRect(rect)
