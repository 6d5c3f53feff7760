"""The preview (版面): the official page of what is being edited, beside it."""

from PySide6.QtCore import QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QListView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from editor.bridge.findings_words import group_title
from editor.bridge.outline_model import PAGE, OutlineModel
from editor.bridge.page_painter import PagePainter
from editor.bridge.page_view import PageView
from editor.bridge.session import Session
from editor.domain.places import Place
from editor.forms.place_words import place_words
from editor.ui.preview.bar import LEAST, MOST, PreviewBar
from editor.ui.preview.canvas import PageCanvas
from editor.ui.preview.layout import FIT_WIDTH, Zoom
from editor.ui.preview.marks import Marks

_STEP = 1.15
_WAITING, _PAGES = 0, 1
_SIDES = {"": -1, "outline": 0, "thumbs": 1}


class PreviewPanel(QWidget):
    """Follows the session's pages and the place of the clerk; `place_chosen` (Place, (char, char)) on a click on a page.

    Pages are typeset only while the panel is seen; the first time beside the window.
    """

    place_chosen = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._painter: PagePainter | None = None
        self._view: PageView | None = None
        self._place: Place | None = None
        self._chars: tuple[int, int] | None = None
        self._zoom: Zoom = FIT_WIDTH
        self.bar = PreviewBar()
        self.canvas = PageCanvas()
        self.thumbs = PageCanvas(labels=True)
        self.outline = QListView()
        self._outline_model = OutlineModel(self)
        self.setFocusProxy(self.canvas)
        self._side = QStackedWidget()
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    @property
    def view(self) -> PageView | None:
        """The pages that are shown; None before the first typesetting."""
        return self._view

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Brings the page of a place into sight and points it out; with characters these, or the caret before one."""
        self._place, self._chars = self._on_paper(place), chars
        self._mark(show=True)

    def set_zoom(self, zoom: Zoom) -> None:
        """A factor from 25 % to 400 %, or FIT_WIDTH or FIT_PAGE."""
        self._zoom = zoom
        self.canvas.set_zoom(zoom)
        self.bar.show_zoom(zoom)

    def zoom_by(self, steps: int) -> None:
        """Larger (1) or smaller (-1) than it is now."""
        now = self.canvas.scale * 72 / self.canvas.logicalDpiX()
        self.set_zoom(min(max(round(now * _STEP**steps, 2), LEAST), MOST))

    def show_side(self, which: str) -> None:
        """What stands beside the pages: "outline", "thumbs" or "" for nothing."""
        self._side.setVisible(bool(which))
        if which:
            self._side.setCurrentIndex(_SIDES[which])
            self._refresh_side()

    def refresh(self) -> None:
        """Takes over the session's pages, if anyone can see them."""
        if not self.isVisible():
            self._view = None
            return
        if not self._session.derived.has_pages:
            self._session.derived.prepare(self._session.volume)
            return
        if self._painter is None:
            self._painter = PagePainter(self._session.derived.fonts)
        self._view = PageView(*self._session.paged, self._painter)
        self.canvas.show_pages(self._view)
        self._stack.setCurrentIndex(_PAGES)
        self._mark(show=self._place is not None)
        self._page_changed(self.canvas.page)
        self._refresh_side()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._view is None:
            self.refresh()

    def _mark(self, *, show: bool) -> None:
        view, place = self._view, self._place
        if view is None or place is None:
            return
        page = view.page_of(place, self._chars, near=self.canvas.page)
        if page is None:
            self.canvas.mark(Marks(), show=False)
            return
        areas = tuple(view.areas(page, place))
        chars = tuple(view.chars(page, place, self._chars)) if self._chars else ()
        if show and not areas and not chars and page != self.canvas.page:
            self.canvas.go_to(page)
        self.canvas.mark(Marks(page, areas, chars), show=show)

    def _clicked(self, page: int, point: QPointF) -> None:
        assert self._view is not None
        link = self._view.link(page, point)
        if link is not None:
            self.canvas.go_to(link)
            return
        hit = self._view.hit(page, point)
        if hit is not None:
            place, at = hit
            self._place, self._chars = place, (at, at)
            self._mark(show=False)
            self.place_chosen.emit(self._in_window(place, page), (at, at))

    def _on_paper(self, place: Place) -> Place:
        """A printed cell is shown by the entry that stands in it."""
        if self._session.form.budget is None:
            return place
        return self._session.books.kept(self._session.volume, place)

    def _in_window(self, place: Place, page: int) -> Place:
        """Where an entry is shown in a table of this page, the printed cell."""
        if self._session.form.budget is None or self._view is None:
            return place
        return self._session.books.printed(self._session.volume, place, self._view.tables(page))

    def _tooltip(self, page: int, point: QPointF) -> str:
        assert self._view is not None
        link = self._view.link(page, point)
        if link is not None:
            return f"转到第 {link + 1} 张"
        hit = self._view.hit(page, point)
        if hit is None:
            return ""
        place, volume = hit[0], self._view.volume
        number = volume.number(place.project) if place.project is not None else 0
        words = place_words(self._session.form, volume, place)
        title = group_title(self._session.form, volume, number) if number else ""
        return "\n".join(part for part in (words, title) if part)

    def _page_changed(self, page: int) -> None:
        if self._view is None or not self._view.count:
            return
        self.bar.show_page(page, self._view.count, self._view.number(page))
        if self._side.isVisible():
            self._follow_side(page)

    def _go_to_heading(self, index: QModelIndex) -> None:
        self.canvas.go_to(index.data(PAGE))

    def _go_to_thumb(self, page: int, _point: QPointF) -> None:
        self.canvas.go_to(page)

    def _refresh_side(self) -> None:
        if self._view is None or not self._side.isVisible():
            return
        if self._side.currentWidget() is self.outline:
            self._outline_model.show(tuple(self._view.outline))
        else:
            self.thumbs.show_pages(self._view)
        self._follow_side(self.canvas.page)

    def _follow_side(self, page: int) -> None:
        if self._side.currentWidget() is self.outline:
            index = self._outline_model.index(max(self._outline_model.row_of(page), 0))
            self.outline.setCurrentIndex(index)
        else:
            assert self._view is not None
            whole = QPointF(*self._view.size(page))
            self.thumbs.mark(Marks.of_page(page, whole), show=True)

    def _turn(self, step: int) -> None:
        self.canvas.go_to(self.canvas.page + step)

    def _connect(self) -> None:
        self._session.pages_changed.connect(self.refresh)
        self._session.derived.broken.connect(self._broke)
        self.canvas.clicked.connect(self._clicked)
        self.canvas.page_changed.connect(self._page_changed)
        self.canvas.zoom_asked.connect(self.zoom_by)
        self.canvas.tooltip = self._tooltip
        self.thumbs.clicked.connect(self._go_to_thumb)
        self.outline.clicked.connect(self._go_to_heading)
        self.outline.activated.connect(self._go_to_heading)
        self.bar.page_asked.connect(self.canvas.go_to)
        self.bar.zoom_asked.connect(self.set_zoom)
        self.bar.single_asked.connect(self.canvas.set_single)
        self.bar.side_asked.connect(self.show_side)
        for key, step in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._turn(step))

    def _broke(self, error: object) -> None:
        if not self._session.derived.has_pages:
            self._waiting.setText(str(error) if str(error).endswith("。") else "页面没有排出来。请重新打开文件再试。")

    def _build(self) -> None:
        self._waiting = QLabel("正在排版…", alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._waiting.setEnabled(False)
        self.outline.setModel(self._outline_model)
        self.outline.setUniformItemSizes(True)
        self.outline.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.outline.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.outline.setAccessibleName("目录")
        self.canvas.setAccessibleName("版面")
        self._side.addWidget(self.outline)
        self._side.addWidget(self.thumbs)
        self._side.setVisible(False)
        splitter = QSplitter()
        splitter.addWidget(self._side)
        splitter.addWidget(self.canvas)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([120, 300])
        splitter.setChildrenCollapsible(False)
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.bar.show_zoom(self._zoom)
