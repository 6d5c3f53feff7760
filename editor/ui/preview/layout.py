"""Where each page stands when all are one below the other; every page is of the same size, so nothing is looked up."""

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPointF, QSize, QSizeF

FIT_WIDTH: Literal["width"] = "width"
FIT_PAGE: Literal["page"] = "page"
Zoom = float | Literal["width", "page"]
_MARGIN, _GAP, _LABEL_GAP = 10, 10, 20
_LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Layout:
    """`count` pages of `page_width` × `page_height` pixels from `left`; `only`: the one page that is laid out alone."""

    count: int
    page_width: float
    page_height: float
    scale: float
    left: float
    labels: bool = False
    only: int | None = None

    @classmethod
    def of(cls, count: int, paper: QSizeF, room: QSize, zoom: Zoom, dpi: float, *, labels: bool) -> "Layout":
        """Pages of a size in pt in a window of pixels; 100 % is as large as on paper."""
        width, height = paper.width(), paper.height()
        across = max(room.width() - 2 * _MARGIN, 1) / width
        if zoom == FIT_WIDTH:
            scale = across
        elif zoom == FIT_PAGE:
            scale = min(across, max(room.height() - 2 * _MARGIN, 1) / height)
        else:
            scale = float(zoom) * dpi / 72
        scale = max(scale, _LEAST)
        # whole pixels: a page painted once is shown as it is
        wide, high = round(width * scale), round(height * scale)
        left = max((room.width() - wide) // 2, _MARGIN)
        return cls(count, wide, high, scale, left, labels)

    @property
    def margin(self) -> int:
        """Around everything."""
        return _MARGIN

    @property
    def gap(self) -> int:
        """Between two pages."""
        return _LABEL_GAP if self.labels else _GAP

    @property
    def paper(self) -> QSizeF:
        """One page."""
        return QSizeF(self.page_width, self.page_height)

    @property
    def width(self) -> float:
        """Of everything."""
        return self.page_width + 2 * _MARGIN

    @property
    def height(self) -> float:
        """Of everything."""
        rows = 1 if self.only is not None else self.count
        return 2 * _MARGIN + rows * self._step - (0 if self.labels else self.gap)

    def with_only(self, page: int) -> "Layout":
        """One page alone."""
        return replace(self, only=page)

    def top(self, page: int) -> float:
        """Where a page begins."""
        return _MARGIN + (0 if self.only is not None else page) * self._step

    def corner(self, page: int) -> QPointF:
        """Its upper left corner."""
        return QPointF(self.left, self.top(page))

    def pages_between(self, top: float, bottom: float) -> range:
        """The pages in sight between two heights; at least one."""
        if self.only is not None:
            return range(self.only, self.only + 1)
        first = min(max(int((top - _MARGIN) // self._step), 0), max(self.count - 1, 0))
        last = min(max(int((bottom - _MARGIN) // self._step), first), max(self.count - 1, 0))
        return range(first, last + 1)

    def page_at(self, at: QPointF) -> tuple[int, QPointF] | None:
        """The page and the point on it (pt); None beside the paper."""
        if not self.count:
            return None
        page = self.pages_between(at.y(), at.y()).start
        inside = at - self.corner(page)
        if 0 <= inside.x() < self.page_width and 0 <= inside.y() < self.page_height:
            return page, inside / self.scale
        return None

    def anchor(self, top: float) -> tuple[int, float]:
        """The page at a height, and how far down on it in parts of its step."""
        if self.only is not None:
            return self.only, 0.0
        page = self.pages_between(top, top).start
        return page, (top - self.top(page)) / self._step

    def at(self, anchor: tuple[int, float]) -> float:
        """The height of an anchor in this layout."""
        page, part = anchor
        return self.top(min(page, max(self.count - 1, 0))) + part * self._step

    @property
    def _step(self) -> float:
        return self.page_height + self.gap
