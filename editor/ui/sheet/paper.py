"""A table as the paper has it: proportions, spans and rules, with a widget in each cell."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from editor.ui.fields.breaks import with_whole_end
from editor.ui.fields.field import Field
from editor.ui.sheet.curve import PlanCurve
from editor.ui.sheet.plan import Spot
from editor.values import value

_RULE = 1
_PADDING = 3
_LEAST = 1.9
"""Height of the lowest row in lines of text."""


class LabelCell(QLabel):
    """A printed label; a click goes to its field."""

    def __init__(self, text: str, go: Callable[[], None] | None) -> None:
        super().__init__(with_whole_end(text))
        self._go = go
        self._heights: dict[int, int] = {}
        self.setAccessibleName(text)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self.font()
        font.setBold(True)
        self.setFont(font)

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_heights"):
            self._heights.clear()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._go is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go()
        else:
            super().mousePressEvent(event)


@value
class _Measure:
    """What a layout at one width comes to: left edges of the columns and tops of the rows, with the end of the last."""

    xs: tuple[int, ...]
    ys: tuple[int, ...]


class PaperTable(QWidget):
    """Lays its cells out by the form's widths at any width; heights follow the content."""

    def __init__(self, widths: Sequence[float], cells: Mapping[Spot, QWidget]) -> None:
        super().__init__()
        self._widths = tuple(widths)
        self._cells = dict(cells)
        self._rows = max(spot.row + spot.rows for spot in cells)
        self._asked = False
        self._known: dict[int, _Measure] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in self._cells.values():
            widget.setParent(self)
            if isinstance(widget, Field):
                widget.grown.connect(self.ask_layout)
                widget.came.connect(self.update)
                widget.left.connect(self.update)

    def ask_layout(self) -> None:
        """Lays out again, once for all that asked, when the event loop comes to it."""
        self._known.clear()
        if not self._asked:
            self._asked = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def sizeHint(self) -> QSize:
        width = max(self.width(), 200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._measure(width).ys[-1]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._asked:
            self._asked = False
            if self.heightForWidth(self.width()) != self.height():
                self.updateGeometry()
            self._arrange()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.ask_layout()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the cells, the rules, and the field with the focus outlined."""
        del event
        painter, palette = QPainter(self), self.palette()
        measure = self._measure(self.width())
        focused: QRect | None = None
        for spot, widget in self._cells.items():
            box = _box(measure, spot)
            role = QPalette.ColorRole.AlternateBase if isinstance(widget, LabelCell) else QPalette.ColorRole.Base
            painter.fillRect(box, palette.color(role))
            painter.setPen(QPen(_rule_colour(palette), _RULE))
            painter.drawRect(box)
            if isinstance(widget, Field) and widget.editor.hasFocus():
                focused = box
        if focused is not None:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(focused.adjusted(1, 1, 0, 0))
        painter.end()

    def _arrange(self) -> None:
        measure = self._measure(self.width())
        inset = _RULE + 1
        for spot, widget in self._cells.items():
            box = _box(measure, spot)
            widget.setGeometry(box.adjusted(inset, inset, -inset + 1, -inset + 1))
            if isinstance(widget, PlanCurve):
                widget.put_centres(self._centres(measure, spot, box))
        self.update()

    def _centres(self, measure: _Measure, strip: Spot, box: QRect) -> list[float]:
        """The middles of the cells right above a strip, as shares of its width."""
        above = [s for s in self._cells if s.row + s.rows == strip.row and s.column >= strip.column]
        above.sort(key=lambda s: s.column)
        return [(_box(measure, s).center().x() - box.left()) / box.width() for s in above]

    def _measure(self, width: int) -> _Measure:
        if width not in self._known:
            self._known[width] = self._lay_out(width)
        return self._known[width]

    def _lay_out(self, width: int) -> _Measure:
        whole = sum(self._widths)
        xs = tuple(round(sum(self._widths[:i]) / whole * (width - 1)) for i in range(len(self._widths) + 1))
        heights = [round(self.fontMetrics().height() * _LEAST)] * self._rows
        for spot, widget in sorted(self._cells.items(), key=lambda pair: pair[0].rows):
            needed = _height(widget, xs[spot.column + spot.columns] - xs[spot.column] - 2 * (_RULE + 1))
            needed += 2 * (_RULE + 1)
            if isinstance(widget, LabelCell):
                needed += 2 * _PADDING
            have = sum(heights[spot.row : spot.row + spot.rows])
            heights[spot.row + spot.rows - 1] += max(0, needed - have)
        ys = [0]
        for height in heights:
            ys.append(ys[-1] + height)
        ys[-1] += _RULE
        return _Measure(xs, tuple(ys))


def _box(measure: _Measure, spot: Spot) -> QRect:
    left, right = measure.xs[spot.column], measure.xs[spot.column + spot.columns]
    top, bottom = measure.ys[spot.row], measure.ys[spot.row + spot.rows]
    if spot.row + spot.rows == len(measure.ys) - 1:
        bottom -= _RULE
    return QRect(left, top, right - left, bottom - top)


def _height(widget: QWidget, width: int) -> int:
    if isinstance(widget, Field):
        return widget.height_for(width)
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()


def _rule_colour(palette: QPalette) -> QColor:
    """Between text and ground: seen, but calm."""
    text, ground = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    pairs = ((text.red(), ground.red()), (text.green(), ground.green()), (text.blue(), ground.blue()))
    red, green, blue = (round(0.38 * t + 0.62 * g) for t, g in pairs)
    return QColor(red, green, blue)
