"""The program's own icons: small drawings in one colour, which they take from the palette."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap

from editor.bridge.tree_words import Mark
from editor.resources import resources_dir
from editor.ui.fields.severity import right_colour, severity_colour

_SIZES = (16, 24, 32, 48)
_OF_A_BUTTON = 24
_CURRENT = b"currentColor"
PROGRAM = "jixiao"


class Icons:
    """Icons by the names of their files, each drawn once for a palette."""

    def __init__(self, palette: QPalette) -> None:
        self._palette = palette
        self._held: dict[tuple[str, str], QIcon] = {}

    def icon(self, name: str) -> QIcon:
        """In the colour of text, paler where it is disabled."""
        return self._coloured(name, *self._of_text())

    def first(self, name: str) -> QIcon:
        """As much of an icon as a button needs to be painted the first time."""
        scale = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
        return draw_icon(name, *self._of_text(), (round(_OF_A_BUTTON * scale),))

    def mark(self, mark: Mark, colour: QColor | None = None) -> QIcon:
        """The mark of a line of the tree, in the colour of its severity or in this one; an empty icon for none."""
        if colour is not None and mark:
            return self._coloured("lock" if mark == "classified" else mark, colour, colour)
        if mark in ("error", "warning"):
            colour = severity_colour(mark, self._palette)
            return self._coloured(mark, colour, colour)
        if mark == "complete":
            return self._coloured("complete", right_colour(self._palette), right_colour(self._palette))
        return self.icon("lock") if mark == "classified" else QIcon()

    def _of_text(self) -> tuple[QColor, QColor]:
        groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled)
        normal, pale = (self._palette.color(group, QPalette.ColorRole.ButtonText) for group in groups)
        return normal, pale

    def _coloured(self, name: str, normal: QColor, pale: QColor) -> QIcon:
        key = (name, normal.name())
        if key not in self._held:
            self._held[key] = draw_icon(name, normal, pale)
        return self._held[key]


def draw_icon(name: str, normal: QColor, pale: QColor | None = None, sizes: Sequence[int] = _SIZES) -> QIcon:
    """A drawing in a colour, in the sizes a window needs."""
    from PySide6.QtSvg import QSvgRenderer

    source = (resources_dir() / "icons" / f"{name}.svg").read_bytes()
    icon = QIcon()
    # Without a picture for selected lines Qt would mix the normal one with the colour of the selection.
    shown = ((normal, (QIcon.Mode.Normal, QIcon.Mode.Selected)), (pale or normal, (QIcon.Mode.Disabled,)))
    for colour, modes in shown:
        renderer = QSvgRenderer(QByteArray(source.replace(_CURRENT, colour.name().encode())))
        for size in sizes:
            pixmap = QPixmap(QSize(size, size))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, size, size))
            painter.end()
            for mode in modes:
                icon.addPixmap(pixmap, mode)
    return icon


def program_icon() -> QIcon:
    """The icon of the window itself, in its own colours."""
    return draw_icon(PROGRAM, QColor("black"))
