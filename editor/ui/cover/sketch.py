"""The cover as it prints, small, beside its fields."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.domain.volume import Volume
from editor.forms.form import Form, Line
from editor.forms.wording import cover_words

_MM_PER_PT = 25.4 / 72
_WIDTH = 210


class CoverSketch(QWidget):
    """Its lines with their sizes and places; paper is white and ink black in a dark window too."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._words: dict[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("封面样子")
        self.setToolTip("封面打印出来的样子")

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands on it, from the top."""
        return tuple(line.text.format(**self._words) for line in self._form.cover.lines)

    def show_volume(self, volume: Volume) -> None:
        """Shows a volume's cover."""
        self._words = cover_words(self._form, volume)
        self.update()

    def sizeHint(self) -> QSize:
        width = max(_WIDTH, round(self.fontMetrics().height() * 12.5))
        return QSize(width, round(width * self._form.page.height / self._form.page.width))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(QPen(Qt.GlobalColor.gray))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(Qt.GlobalColor.black)
        scale = self.width() / self._form.page.width
        top = self._form.page.top * scale
        if self._words:
            for line, text in zip(self._form.cover.lines, self.lines, strict=True):
                top = self._draw(painter, line, text, top, scale * _MM_PER_PT)
        painter.end()

    def _draw(self, painter: QPainter, line: Line, text: str, top: float, point: float) -> float:
        """Draws one line, smaller where it is too long; gives where the next one begins."""
        style = self._form.styles[line.style]
        room = self.width() - (self._form.page.left + self._form.page.right) * self.width() / self._form.page.width
        font = QFont(self.font())
        font.setBold(style.font in ("title", "hei"))
        size = style.size * point
        font.setPixelSize(max(round(size), 5))
        wanted = QFontMetricsF(font).horizontalAdvance(text)
        if wanted > room:
            font.setPixelSize(max(round(size * room / wanted), 4))
        painter.setFont(font)
        top += style.space_before * point
        box = QRectF(0, top, self.width(), style.leading * point)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return top + (style.leading + style.space_after) * point
