"""The colours of what stands back and of what can be clicked."""

from PySide6.QtGui import QColor, QPalette

from editor.ui.fields.severity import is_dark

_STANDS_BACK = 0.38


def muted(palette: QPalette) -> QColor:
    """The colour of places and of findings set aside."""
    text, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)

    def mixed(a: float, b: float) -> float:
        return (1 - _STANDS_BACK) * a + _STANDS_BACK * b

    return QColor.fromRgbF(
        mixed(text.redF(), base.redF()), mixed(text.greenF(), base.greenF()), mixed(text.blueF(), base.blueF())
    )


def link(palette: QPalette) -> QColor:
    """The colour of what can be clicked."""
    return QColor("#7db4ff") if is_dark(palette) else QColor("#1f5fae")
