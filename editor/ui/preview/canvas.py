"""The sheets of paper one below the other (or one alone), and where on them something is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from editor.bridge.page_view import PageView
from editor.ui.fields.severity import is_dark
from editor.ui.preview.cache import PageCache
from editor.ui.preview.layout import FIT_WIDTH, Layout, Zoom
from editor.ui.preview.marks import Marks

_ROOM = 0.25
"""Where in the window what is gone to comes to stand, from the top."""


class PageCanvas(QAbstractScrollArea):
    """Shows pages. Signals: `clicked` (page, point in pt), `page_changed` (the page in view), `zoom_asked` (1 or -1, with
    Ctrl and the wheel). Only pages in sight are painted, one in each turn of the event loop.
    """

    clicked = Signal(int, QPointF)
    page_changed = Signal(int)
    zoom_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, labels: bool = False) -> None:
        super().__init__(parent)
        self._view: PageView | None = None
        self._layout = Layout(0, 1, 1, 1, 1, labels=labels)
        self._zoom: Zoom = FIT_WIDTH
        self._single = False
        self._page = 0
        self._marks = Marks()
        self._cache = PageCache()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._render_one)
        self.tooltip: Callable[[int, QPointF], str] = _silent
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else fitting the width goes to and fro
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._follow)

    @property
    def page(self) -> int:
        """The page in view: the one at the window's middle."""
        return self._page

    @property
    def scale(self) -> float:
        """Window pixels to a pt."""
        return self._layout.scale

    def is_painted(self) -> bool:
        """Whether all that is in sight is painted as it is now."""
        return self._view is not None and self._due() is None

    def show_pages(self, view: PageView) -> None:
        """Shows another version of the pages, at the same place."""
        self._view = view
        self._relayout(keep=self._layout.anchor(self.verticalScrollBar().value()))

    def set_zoom(self, zoom: Zoom) -> None:
        """A factor, or FIT_WIDTH or FIT_PAGE."""
        anchor = self._layout.anchor(self.verticalScrollBar().value())
        self._zoom = zoom
        self._relayout(keep=anchor)

    def set_single(self, single: bool) -> None:
        """One page at a time, or all one below the other."""
        page = self._page
        self._single = single
        self._relayout(keep=None)
        self.go_to(page)

    def go_to(self, page: int, top: float = 0.0) -> None:
        """A page (from 0), and a height on it (pt) to come to the top."""
        if self._view is None or not self._view.count:
            return
        page = min(max(page, 0), self._view.count - 1)
        if self._single and page != self._page:
            self._page = page
            self._relayout(keep=None)
        self.verticalScrollBar().setValue(
            round(self._layout.top(page) + top * self._layout.scale_of(page)) - (0 if top else self._layout.margin)
        )
        self._follow()

    def mark(self, marks: Marks, *, show: bool) -> None:
        """Outlines something; with `show` it is brought into sight."""
        self._marks = marks
        rects = marks.rects()
        if show and rects:
            room = QSizeF(self.viewport().size()) / self.scale
            fitting = (rect for rect in rects if rect.width() <= room.width() and rect.height() <= room.height())
            self._reveal(marks.page, next(fitting, rects[-1]))
        self.viewport().update()

    def point_on_page(self, at: QPoint) -> tuple[int, QPointF] | None:
        """The page and the point on it (pt) at a point of the viewport."""
        return self._layout.page_at(QPointF(at) + self._offset())

    def position(self, page: int, point: QPointF) -> QPoint:
        """Where a point of a page (pt) is in the viewport."""
        corner = self._layout.corner(page)
        return (corner + point * self._layout.scale_of(page) - self._offset()).toPoint()

    def sizeHint(self) -> QSize:
        return QSize(300, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        palette = self.palette()
        painter.fillRect(event.rect(), surround(palette))
        if self._view is None:
            return
        painter.translate(-self._offset())
        for page in self._visible():
            paper = QRectF(self._layout.corner(page), self._layout.paper(page))
            pixmap = self._cache.pixmap(page)
            painter.fillRect(paper, Qt.GlobalColor.white)
            if pixmap is not None:
                painter.drawPixmap(paper, pixmap, QRectF(pixmap.rect()))
            self._marks.paint(painter, page, paper.topLeft(), self._layout.scale_of(page))
            _frame(painter, palette, paper, current=self._layout.labels and page == self._marks.page)
            if self._layout.labels:
                _label(painter, palette, QRectF(paper.left(), paper.bottom(), paper.width(), self._layout.gap), page)
        if self._due() is not None:
            self._next.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relayout(keep=self._layout.anchor(self.verticalScrollBar().value()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hit = self.point_on_page(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and hit is not None:
            self.clicked.emit(*hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self.point_on_page(event.position().toPoint())
        link = hit is not None and self._view is not None and self._view.link(*hit) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        bar = self.verticalScrollBar()
        before = bar.value()
        super().wheelEvent(event)
        if self._single and bar.value() == before and event.angleDelta().y():
            self.go_to(self._page + (1 if event.angleDelta().y() < 0 else -1))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hit = self.point_on_page(event.pos())
            QToolTip.showText(event.globalPos(), self.tooltip(*hit) if hit else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _visible(self) -> range:
        if self._view is None or not self._view.count:
            return range(0)
        if self._single:
            return range(self._page, self._page + 1)
        top = self.verticalScrollBar().value()
        return self._layout.pages_between(top, top + self.viewport().height())

    def _due(self) -> int | None:
        """A page in sight that is to be painted."""
        view, layout, ratio = self._view, self._layout, self.devicePixelRatioF()
        if view is None:
            return None
        visible = self._visible()
        return next((p for p in visible if not self._cache.is_current(view, p, layout.scale_of(p) * ratio)), None)

    def _render_one(self) -> None:
        page = self._due()
        if page is not None and self._view is not None and self.isVisible():
            ratio = self.devicePixelRatioF()
            self._cache.render(self._view, page, self._layout.scale_of(page) * ratio, ratio)
            self.viewport().update()

    def _reveal(self, page: int, rect: QRectF) -> None:
        """Scrolls as little as is needed; far away it comes to stand a quarter down."""
        if self._single and page != self._page:
            self._page = page
            self._relayout(keep=None)
        scale = self._layout.scale_of(page)
        shown = QRectF(self._layout.corner(page) + rect.topLeft() * scale, rect.size() * scale)
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        if shown.top() < top or shown.bottom() > top + height:
            self.verticalScrollBar().setValue(round(shown.top() - _ROOM * height))
        left, width = self.horizontalScrollBar().value(), self.viewport().width()
        if shown.left() < left or shown.right() > left + width:
            self.horizontalScrollBar().setValue(round(shown.left() - self._layout.margin))
        self._follow()

    def _relayout(self, keep: tuple[int, float] | None) -> None:
        view = self._view
        if view is None:
            return
        size, dpi = self.viewport().size(), self.logicalDpiX()
        count = view.count
        self._page = min(self._page, max(count - 1, 0))
        paper = QSizeF(view.width, view.height)
        turned = view.turned
        self._layout = Layout.of(count, paper, size, self._zoom, dpi, labels=self._layout.labels, turned=turned)
        self._layout = self._layout.with_only(self._page) if self._single else self._layout
        self.horizontalScrollBar().setRange(0, max(round(self._layout.width) - size.width(), 0))
        self.horizontalScrollBar().setPageStep(size.width())
        bar = self.verticalScrollBar()
        bar.setRange(0, max(round(self._layout.height) - size.height(), 0))
        bar.setPageStep(size.height())
        bar.setSingleStep(max(size.height() // 12, 20))
        if keep is not None and not self._single:
            bar.setValue(round(self._layout.at(keep)))
        self._follow()
        self.viewport().update()

    def _follow(self) -> None:
        """Tells the page in view where it is another."""
        if not self._single and self._layout.count:
            middle = self.verticalScrollBar().value() + self.viewport().height() / 2
            page = self._layout.pages_between(middle, middle).start
        else:
            page = self._page
        if page != self._page or self._single:
            self._page = page
            self.page_changed.emit(page)
        self.viewport().update()


def _frame(painter: QPainter, palette: QPalette, paper: QRectF, *, current: bool) -> None:
    colour = palette.color(QPalette.ColorRole.Highlight) if current else QColor(0, 0, 0, 60)
    painter.setPen(QPen(colour, 2 if current else 1))
    painter.drawRect(paper.adjusted(-0.5, -0.5, 0.5, 0.5))


def _label(painter: QPainter, palette: QPalette, below: QRectF, page: int) -> None:
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), str(page + 1))


def surround(palette: QPalette) -> QColor:
    """What lies around the paper: quiet, and darker than it in light windows and dark ones."""
    window = palette.color(QPalette.ColorRole.Window)
    return window.darker(115) if is_dark(palette) else window.darker(112)


def _silent(_page: int, _point: QPointF) -> str:
    return ""
