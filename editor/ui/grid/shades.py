"""Colours of the grid, all taken from the palette so that they follow light and dark."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

_SEVERITIES = {
    "error": (QColor("#c62828"), QColor("#ff8a80")),
    "warning": (QColor("#b26a00"), QColor("#ffb74d")),
    "info": (QColor("#3b6ea5"), QColor("#90caf9")),
}


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours one painting needs."""

    base: QColor
    text: QColor
    faint: QColor
    line: QColor
    accent: QColor
    selected: QColor
    header: QColor
    header_text: QColor
    errors: dict[str, QColor]


def shades(palette: QPalette) -> Shades:
    """The colours that belong to a palette."""
    base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    accent = palette.color(QPalette.ColorRole.Highlight)
    dark = base.lightness() < 128
    return Shades(
        base,
        text,
        palette.color(QPalette.ColorRole.PlaceholderText),
        blend(text, base, 0.22),
        accent,
        blend(accent, base, 0.30 if dark else 0.16),
        palette.color(QPalette.ColorRole.Button),
        palette.color(QPalette.ColorRole.ButtonText),
        {severity: pair[dark] for severity, pair in _SEVERITIES.items()},
    )


def blend(over: QColor, under: QColor, share: float) -> QColor:
    """`share` of one colour over another."""

    def mix(a: int, b: int) -> int:
        return round(a * share + b * (1 - share))

    return QColor(mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue()))
