"""From a point on a page to the entry and its character, and from a place in the volume back to where it is shown."""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from editor.domain.places import Place
from editor.typeset.boxes import Area, PageBoxes, Pages, TextBox
from editor.typeset.fonts import EM_TOP


class Shown(NamedTuple):
    """A box of a page (from 0) that shows a place."""

    page: int
    box: TextBox | Area


def place_at(page: PageBoxes, x: float, y: float) -> tuple[Place, int] | None:
    """The entry at a point and the index of the character before which a caret would go; None outside everything.

    On a character it is that one's side nearer to the point; in an entry's area but beside its text, the nearest place on the
    nearest line.
    """
    for box in page.texts:
        if box.place is not None and box.x <= x < box.x + box.width and _top(box) <= y < _top(box) + box.size:
            return box.place, box.start + _offset(box, x)
    area = next((area for area in reversed(page.areas) if _inside(area, x, y)), None)
    if area is None:
        return None
    boxes = [box for box in page.texts if box.place == area.place and _inside(area, box.x, box.y)]
    if not boxes:
        return area.place, 0
    nearest = min(
        boxes, key=lambda box: (_away(y, _top(box), _top(box) + box.size), _away(x, box.x, box.x + box.width))
    )
    return area.place, nearest.start + _offset(nearest, x)


def boxes_of(pages: Pages, place: Place, first: int = 0, last: int | None = None) -> Iterator[Shown]:
    """Text boxes and areas of a place on the pages `first` to `last` (not included), page by page, texts first.

    With `place.item` unset the items of a list or a section are not included: they are places of their own.
    """
    for number in range(first, len(pages.pages) if last is None else last):
        page = pages.pages[number]
        yield from (Shown(number, box) for box in page.texts if box.place == place)
        yield from (Shown(number, area) for area in page.areas if area.place == place)


def caret(boxes: list[TextBox], index: int) -> tuple[float, float, float] | None:
    """Where the caret before a character of an entry stands: x, top and height; None where it has no text box."""
    for box in boxes:
        if box.start <= index < box.start + len(box.text):
            return box.x + sum(box.advances[: index - box.start]), _top(box), box.size
    last = max(boxes, key=lambda box: box.start, default=None)
    return None if last is None else (last.x + last.width, _top(last), last.size)


def _offset(box: TextBox, x: float) -> int:
    """The index of the boundary between characters nearest to x."""
    edges = list(accumulate(box.advances, initial=box.x))
    return min(range(len(edges)), key=lambda i: abs(edges[i] - x))


def _top(box: TextBox) -> float:
    return box.y - EM_TOP * box.size


def _inside(area: Area, x: float, y: float) -> bool:
    return area.x <= x < area.x + area.width and area.y <= y < area.y + area.height


def _away(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)
