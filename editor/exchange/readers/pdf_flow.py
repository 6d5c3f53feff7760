"""Takes the lines of running text of a page and gives paragraphs; a paragraph may go on over the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from editor.exchange.readers.marks import Mark, leading_mark
from editor.exchange.readers.pdf_lines import Line, Measure, begins_item, joint

_LEADER = re.compile(r"(?:[.．·•…‥。_]\s?){3,}\d*\Z|\t\d{1,4}\Z")
_APART = 1.35
_OTHER_SIZE = 1.15
_INDENT = 1.2
_NARROW_LINES = 8
_NARROW_SHARE = 0.6
_SLACK = 1.2
_WIDE = 0.55


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, with the page (from 1) and the height at which it begins."""

    text: str
    page: int
    top: float


@dataclass(slots=True)
class _Open:
    text: str
    page: int
    top: float
    last: Line
    mark: Mark | None
    """The last number an item of the running list had, here or earlier."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text of a document is set: the width on this page, and the usual distance between lines."""

    measure: Measure
    leading: float


def text_measure(lines: Sequence[Line], page_width: float) -> Measure | None:
    """The width lines are set to, as far as the longest of them tell; a single one that sticks out does not count.

    Where all are short (titles, a contents without dots), the margins are taken to be alike.
    """
    if not lines:
        return None
    left = min(line.x0 for line in lines)
    size = median(line.size for line in lines)
    ends = sorted((line.x1 for line in lines), reverse=True)
    right = ends[0]
    for place, end in enumerate(ends):
        if sum(1 for e in ends[place + 1 : place + 3] if end - e <= _SLACK * size) == 2:
            right = end
            break
    return Measure(left, right if right - left > _WIDE * page_width else max(right, page_width - left))


def page_measure(lines: Sequence[Line], usual: Measure, page_width: float) -> Measure:
    """The width of one page's text: that of all pages of its size, unless this one is plainly set narrower throughout."""
    own = text_measure(lines, page_width)
    if own is None:
        return usual
    size = median(line.size for line in lines)
    full = sum(1 for line in lines if own.right - line.x1 <= _SLACK * size)
    narrower = own.right < usual.right - 3 * size and full >= max(_NARROW_LINES, _NARROW_SHARE * len(lines))
    return own if narrower else Measure(min(own.left, usual.left), usual.right)


def usual_leading(pages: Sequence[Sequence[Line]]) -> float:
    """The distance of lines within paragraphs, in font sizes: the lower quarter of all distances."""
    distances = sorted(
        (b.base - a.base) / max(a.size, b.size)
        for lines in pages
        for a, b in pairwise(lines)
        if 0.5 < (b.base - a.base) / max(a.size, b.size) < 4
    )
    return distances[len(distances) // 4] if distances else 1.5


class Flow:
    """Gathers paragraphs over the pages of a document."""

    def __init__(self) -> None:
        self._done: list[Paragraph] = []
        self._open: _Open | None = None
        self._mark: Mark | None = None

    def add(self, line: Line, page: int, setting: Setting) -> None:
        """The next line of running text on a page."""
        current = self._open
        if current is not None and self._goes_on(current, line, page, setting):
            current.text += joint(current.last, line, setting.measure) + line.text
            current.last = line
            return
        self.close()
        self._mark = leading_mark(line.text) or self._mark
        self._open = _Open(line.text, page, line.base - line.size, line, self._mark)

    def close(self) -> None:
        """Ends the paragraph under way, as a table does."""
        if self._open is not None:
            self._done.append(Paragraph(self._open.text, self._open.page, self._open.top))
        self._open = None

    def take(self) -> list[Paragraph]:
        """The paragraphs that have ended since this was asked last."""
        done, self._done = self._done, []
        return done

    def _goes_on(self, current: _Open, line: Line, page: int, setting: Setting) -> bool:
        last = current.last
        # An entry of the contents may wrap before its dots; two-part lines (unit at the left, 万元 at the right) never do.
        if last.has_gap or _LEADER.search(last.text) or (line.has_gap and not _LEADER.search(line.text)):
            return False
        if max(last.size, line.size) > _OTHER_SIZE * min(last.size, line.size):
            return False
        same_page = line.base > last.base and page - current.page <= 1
        if same_page and line.base - last.base > _APART * setting.leading * line.size:
            return False
        if setting.measure.is_end(last, (line,)) or line.x0 > last.x0 + _INDENT * line.size:
            return False
        if not same_page and line.x0 > setting.measure.left + _INDENT * line.size:
            return False
        return not begins_item(line.text, current.text, current.mark)
