"""One version of a volume's pages as a widget needs it: to paint, to click on, to find a place in."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from editor.bridge.page_painter import PagePainter
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.typeset.boxes import OutlineEntry, PageBoxes, Pages, TextBox
from editor.typeset.finding import caret, place_at
from editor.typeset.fonts import EM_TOP

Chars = tuple[int, int]


class PageView:
    """Pages from 0; all lengths in pt from a page's upper left corner."""

    def __init__(self, volume: Volume, pages: Pages, painter: PagePainter) -> None:
        self.volume = volume
        self.pages = pages
        self.painter = painter

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.pages.pages)

    @property
    def width(self) -> float:
        """Of the upright paper."""
        return self.pages.width

    @property
    def height(self) -> float:
        """Of the upright paper."""
        return self.pages.height

    @property
    def turned(self) -> tuple[range, ...]:
        """The pages that lie on their side, in order."""
        return self.pages.turned

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of one page's paper."""
        return self.pages.size(page)

    @property
    def outline(self) -> Sequence[OutlineEntry]:
        """The headings with their pages."""
        return self.pages.outline

    def sheet(self, project: int) -> tuple[int, ...]:
        """The pages of a project."""
        return tuple(self._sheet(project))

    def boxes(self, page: int) -> PageBoxes:
        """What is painted on a page; equal where it would look the same."""
        return self.pages.pages[page]

    def number(self, page: int) -> str:
        """As printed on it; "" for none."""
        return self.boxes(page).number

    def paint(self, painter: QPainter, page: int) -> None:
        """A page without its paper; the painter is scaled to the device."""
        self.painter.paint(painter, self.boxes(page))

    def hit(self, page: int, point: QPointF) -> tuple[Place, int] | None:
        """The entry at a point and the character before which a caret would go."""
        return place_at(self.boxes(page), point.x(), point.y())

    def tables(self, page: int) -> frozenset[str]:
        """The printed budget tables a page shows something of."""
        places = (area.place for area in self.boxes(page).areas)
        return frozenset(p.table for p in places if p.table is not None and p.line is not None)

    def link(self, page: int, point: QPointF) -> int | None:
        """The page to which a contents line at this point leads."""
        links = self.boxes(page).links
        return next((a.page for a in links if QRectF(a.x, a.y, a.width, a.height).contains(point)), None)

    def areas(self, page: int, place: Place) -> list[QRectF]:
        """The rectangles that belong to a place on a page; none for a whole sheet or section."""
        if place.field is None and place.row is None and place.item is None and place.line is None:
            return []
        found = [a for a in self.boxes(page).areas if _belongs(a.place, place)]
        return [QRectF(a.x, a.y, a.width, a.height) for a in found]

    def chars(self, page: int, place: Place, chars: Chars) -> list[QRectF]:
        """The rectangles of an entry's characters on a page; for none of them the caret, of no width."""
        boxes = [box for box in self.boxes(page).texts if box.place == place]
        start, end = chars
        if start < end:
            spans = ((box, max(start - box.start, 0), min(end - box.start, len(box.text))) for box in boxes)
            return [_part(box, first, last) for box, first, last in spans if first < last]
        at = caret(boxes, start) if any(box.start <= start <= box.start + len(box.text) for box in boxes) else None
        return [QRectF(at[0], at[1], 0, at[2])] if at else []

    def page_of(self, place: Place, chars: Chars | None = None, near: int | None = None) -> int | None:
        """The page a place is on: with characters the one they are on; `near` is looked at first; None where nowhere."""
        if near is not None and 0 <= near < self.count and self._shows(near, place, chars):
            return near
        first: int | None = None
        for page in self._candidates(place):
            if self._shows(page, place, chars):
                return page
            first = page if first is None else first
        return self.page_of(place) if chars is not None else first

    def _shows(self, page: int, place: Place, chars: Chars | None) -> bool:
        boxes = self.boxes(page)
        if chars is not None:
            texts = (box for box in boxes.texts if box.place == place)
            return any(box.start <= chars[0] < box.start + len(box.text) for box in texts)
        return any(_belongs(area.place, place) for area in boxes.areas)

    def _candidates(self, place: Place) -> Iterator[int]:
        if place.project is not None:
            yield from self._sheet(place.project)
        elif place.section is not None:
            yield from (
                page for page in self._front(self._body()) if self._shows(page, Place(section=place.section), None)
            )
        elif place.unit is not None:
            first = next((p.key for p in self.volume.projects if p.unit == place.unit), None)
            yield from () if first is None else self._sheet(first)
        elif place.table is not None:
            yield from self._front(self._body())
        elif place.field is not None:
            yield from self._front(0)
        else:
            yield from range(min(1, self.count))  # the cover

    def _sheet(self, project: int) -> Iterator[int]:
        """The pages of a project's sheet. Pages follow the order of the projects, so 4,000 take a dozen looks."""
        place = self.volume.position(project)
        if place is None:
            return

        def order(page: int) -> int:
            key = self.boxes(page).project
            at = self.volume.position(key) if key is not None else None
            return -1 if at is None else at

        first = bisect_left(range(self.count), place, key=order)
        if first and self._shows(first - 1, Place(project), None):
            first -= 1  # it begins under another project's
        elif first == self.count or order(first) != place:
            first = next((page for page in range(self.count) if self._shows(page, Place(project), None)), self.count)
        page = first
        while page < self.count and (page == first or order(page) == place):
            yield page
            page += 1

    def _front(self, start: int) -> Iterator[int]:
        """Pages of no project, from a page on."""
        yield from (page for page in range(start, self.count) if self.boxes(page).project is None)

    def _body(self) -> int:
        """The first page after cover and contents."""
        return self.outline[0].page if self.outline else self.count


def _belongs(shown: Place, place: Place) -> bool:
    """Whether what is shown is a place or a part of it."""
    if shown == place:
        return True
    if (shown.project, shown.section, shown.unit) != (place.project, place.section, place.unit):
        return False
    if place.item is not None or shown.table != place.table:
        return False
    if place.field is not None:
        return shown.whole() == place
    if place.row is not None:
        return shown.row == place.row
    if place.line is not None:
        return shown.line == place.line
    if place.table is not None:
        return True
    return place.project is not None or place.section is not None


def _part(box: TextBox, first: int, last: int) -> QRectF:
    left = box.x + sum(box.advances[:first])
    return QRectF(left, box.y - EM_TOP * box.size, sum(box.advances[first:last]), box.size)
