"""How grave a finding is, for the eye: a shape as well as a colour, and a colour for light and for dark windows."""

from collections.abc import Iterable

from PySide6.QtGui import QColor, QPalette

from editor.checks.finding import Finding, Severity

SHAPES: dict[Severity, str] = {"error": "●", "warning": "▲", "info": "·"}
NAMES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}
_ORDER: tuple[Severity, ...] = ("error", "warning", "info")
_ON_LIGHT: dict[Severity, str] = {"error": "#b3261e", "warning": "#8a5200", "info": "#4a5a6a"}
_ON_DARK: dict[Severity, str] = {"error": "#ff9a90", "warning": "#ffc862", "info": "#b4c2d0"}
_RIGHT = ("#1b6e3c", "#7fd6a0")


def is_dark(palette: QPalette) -> bool:
    """Light text on a dark ground."""
    return palette.color(QPalette.ColorRole.Base).lightness() < palette.color(QPalette.ColorRole.Text).lightness()


def severity_colour(severity: Severity, palette: QPalette) -> QColor:
    """Its colour on the palette's ground, with a contrast of at least 4.5 to 1."""
    return QColor((_ON_DARK if is_dark(palette) else _ON_LIGHT)[severity])


def right_colour(palette: QPalette) -> QColor:
    """The colour of what is as it should be."""
    return QColor(_RIGHT[is_dark(palette)])


def open_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those not set aside, the gravest first."""
    return tuple(sorted((f for f in findings if f.waived is None), key=lambda f: _ORDER.index(f.severity)))


def told(findings: Iterable[Finding]) -> str:
    """All messages, a line for each, with their shapes."""
    return "\n".join(f"{SHAPES[f.severity]} {f.message}" for f in findings)
