"""Painted pages, kept as long as they look the same."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from editor.bridge.page_view import PageView

_BYTES = 96 * 1024 * 1024
"""Some thirty pages at 100 % on an ordinary screen."""


@dataclass(slots=True)
class _Kept:
    boxes: object
    scale: float
    pixmap: QPixmap


class PageCache:
    """Pixmaps by page; a page that has changed keeps its old one until the new one is painted, so that nothing flickers."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._bytes = 0

    def pixmap(self, page: int) -> QPixmap | None:
        """What there is of a page, perhaps of another scale or from before its last change."""
        kept = self._kept.get(page)
        return kept.pixmap if kept else None

    def is_current(self, view: PageView, page: int, scale: float) -> bool:
        """Whether the pixmap shows the page as it is now."""
        kept = self._kept.get(page)
        if kept is None or kept.scale != scale:
            return False
        boxes = view.boxes(page)
        if kept.boxes is not boxes:
            if kept.boxes != boxes:
                return False
            kept.boxes = boxes
        return True

    def render(self, view: PageView, page: int, scale: float, ratio: float) -> None:
        """Paints a page; `scale`: device pixels to a pt, `ratio`: device pixels to one of the window's."""
        width, height = view.size(page)
        pixmap = QPixmap(max(round(width * scale), 1), max(round(height * scale), 1))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.white)
        painter = QPainter(pixmap)
        painter.scale(scale / ratio, scale / ratio)
        view.paint(painter, page)
        painter.end()
        self._drop(page)
        self._kept[page] = _Kept(view.boxes(page), scale, pixmap)
        self._bytes += _size(pixmap)
        while self._bytes > _BYTES and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Forgets everything."""
        self._kept.clear()
        self._bytes = 0

    def _drop(self, page: int) -> None:
        kept = self._kept.pop(page, None)
        if kept is not None:
            self._bytes -= _size(kept.pixmap)


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
