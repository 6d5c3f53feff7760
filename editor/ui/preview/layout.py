"""Where each page stands when all are one below the other; pages are of two sizes, upright and lying, so little is looked up."""

from bisect import bisect_right
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
    """`count` upright pages of `page_width` × `page_height` pixels from `left`, but those in `turned` (ranges in order) of
    `turned_width` × `turned_height`; `only`: the one page that is laid out alone.
    """

    count: int
    page_width: float
    page_height: float
    scale: float
    left: float
    labels: bool = False
    only: int | None = None
    turned: tuple[range, ...] = ()
    turned_scale: float = 1.0
    turned_width: float = 1
    turned_height: float = 1

    @classmethod
    def of(
        cls,
        count: int,
        paper: QSizeF,
        room: QSize,
        zoom: Zoom,
        dpi: float,
        *,
        labels: bool = False,
        turned: tuple[range, ...] = (),
    ) -> "Layout":
        """Pages of a size in pt in a window of pixels; 100 % is as large as on paper.

        Where pages are fitted to the window those on their side are, too: they are shown smaller.
        """
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
        lying = scale * width / height if isinstance(zoom, str) else scale
        size = round(height * lying), round(width * lying)
        widest = max(wide, size[0]) if turned else wide
        left = max((room.width() - widest) // 2, _MARGIN) + (widest - wide) / 2
        return cls(count, wide, high, scale, left, labels, None, turned, lying, *size)

    @property
    def margin(self) -> int:
        """Around everything."""
        return _MARGIN

    @property
    def gap(self) -> int:
        """Between two pages."""
        return _LABEL_GAP if self.labels else _GAP

    def paper(self, page: int) -> QSizeF:
        """One page."""
        if self.is_turned(page):
            return QSizeF(self.turned_width, self.turned_height)
        return QSizeF(self.page_width, self.page_height)

    def scale_of(self, page: int) -> float:
        """Window pixels to a pt on a page."""
        return self.turned_scale if self.is_turned(page) else self.scale

    def is_turned(self, page: int) -> bool:
        """Whether a page lies on its side."""
        return any(page in part for part in self.turned)

    @property
    def width(self) -> float:
        """Of everything."""
        return max(self.page_width, self.turned_width if self.turned else 0) + 2 * _MARGIN

    @property
    def height(self) -> float:
        """Of everything."""
        end = self._offset(self.count) if self.only is None else self.paper(self.only).height() + self.gap
        return 2 * _MARGIN + end - (0 if self.labels else self.gap)

    def with_only(self, page: int) -> "Layout":
        """One page alone."""
        return replace(self, only=page)

    def top(self, page: int) -> float:
        """Where a page begins."""
        return _MARGIN + (0 if self.only is not None else self._offset(page))

    def corner(self, page: int) -> QPointF:
        """Its upper left corner."""
        return QPointF(max(self.left + (self.page_width - self.paper(page).width()) / 2, _MARGIN), self.top(page))

    def pages_between(self, top: float, bottom: float) -> range:
        """The pages in sight between two heights; at least one."""
        if self.only is not None:
            return range(self.only, self.only + 1)
        first = self._page_over(top - _MARGIN)
        return range(first, max(self._page_over(bottom - _MARGIN), first) + 1)

    def page_at(self, at: QPointF) -> tuple[int, QPointF] | None:
        """The page and the point on it (pt); None beside the paper."""
        if not self.count:
            return None
        page = self.pages_between(at.y(), at.y()).start
        inside, paper = at - self.corner(page), self.paper(page)
        if 0 <= inside.x() < paper.width() and 0 <= inside.y() < paper.height():
            return page, inside / self.scale_of(page)
        return None

    def anchor(self, top: float) -> tuple[int, float]:
        """The page at a height, and how far down on it in parts of its step."""
        if self.only is not None:
            return self.only, 0.0
        page = self.pages_between(top, top).start
        return page, (top - self.top(page)) / self._step(page)

    def at(self, anchor: tuple[int, float]) -> float:
        """The height of an anchor in this layout."""
        page, part = anchor
        page = min(page, max(self.count - 1, 0))
        return self.top(page) + part * self._step(page)

    def _step(self, page: int) -> float:
        return self.paper(page).height() + self.gap

    def _offset(self, page: int) -> float:
        """Where a page begins below the first one's top: as if all were upright, less what the turned ones before it save."""
        saved = self.page_height - self.turned_height
        before = sum(min(max(page - part.start, 0), len(part)) for part in self.turned)
        return page * (self.page_height + self.gap) - before * saved

    def _page_over(self, offset: float) -> int:
        """The page that reaches to a height, with the gap below it; the first or last one beyond them."""
        last = max(self.count - 1, 0)
        if not self.turned:
            return min(max(int(offset // (self.page_height + self.gap)), 0), last)
        return min(max(bisect_right(range(self.count), offset, key=self._offset) - 1, 0), last)
