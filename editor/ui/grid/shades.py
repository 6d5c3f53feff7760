"""Colours of the grid, all taken from the palette so that they follow light and dark."""

from PySide6.QtGui import QColor, QPalette

from editor.values import value

_SEVERITIES = {
    "error": (QColor("#c62828"), QColor("#ff8a80")),
    "warning": (QColor("#b26a00"), QColor("#ffb74d")),
    "info": (QColor("#3b6ea5"), QColor("#90caf9")),
}
_ROLES = (
    QPalette.ColorRole.Base,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.PlaceholderText,
    QPalette.ColorRole.Highlight,
    QPalette.ColorRole.Button,
    QPalette.ColorRole.ButtonText,
)


@value
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
    base, text, faint, accent, header, header_text = (palette.color(role) for role in _ROLES)
    dark = base.lightness() < 128
    return Shades(
        base,
        text,
        faint,
        blend(text, base, 0.22),
        accent,
        blend(accent, base, 0.30 if dark else 0.16),
        header,
        header_text,
        {severity: pair[dark] for severity, pair in _SEVERITIES.items()},
    )


def blend(over: QColor, under: QColor, share: float) -> QColor:
    """`share` of one colour over another."""

    def mix(a: int, b: int) -> int:
        return round(a * share + b * (1 - share))

    return QColor(mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue()))
