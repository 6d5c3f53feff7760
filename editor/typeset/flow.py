"""A group of blocks laid out over pages, from a given height on; page numbers are not known here and not needed."""

from collections.abc import Sequence
from dataclasses import dataclass

from editor.compose.blocks import Block, Chart, ContentsLine, Gap, Group, Paragraph, SplitLine, TableBlock
from editor.typeset.boxes import Area
from editor.typeset.chart import SetChart, set_chart
from editor.typeset.draft import Draft, GroupPage, Mark, Reference
from editor.typeset.paragraph import Setter, SetText
from editor.typeset.rows import TableRows
from editor.typeset.table import SetTable, set_table

_EASE = 1e-6


@dataclass(frozen=True, slots=True)
class GroupLayout:
    """A group laid out from `start` (pt below the text area's top). Its first page is the one before it goes on with, if `shares`."""

    group: Group
    start: float
    shares: bool
    pages: tuple[GroupPage, ...]
    end: float
    """Where it ends on its last page."""
    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class TextArea:
    """The part of each page that text may fill (pt)."""

    left: float
    top: float
    width: float
    height: float


def lay_out(group: Group, start: float, area: TextArea, setter: Setter) -> GroupLayout:
    """Lay a group out below `start`; a group to be kept whole moves to a new page where it would be torn."""
    if group.new_page:
        start = 0.0
    items = [_set(block, area.width, setter) for block in group.blocks]
    continued = [_set_text(block, area.width, setter) for block in group.continued]
    flow = _Flow(area, start, continued)
    flow.run(group, items)
    if group.whole and start > 0 and len(flow.drafts) > 1 and not flow.drafts[0].empty:
        flow = _Flow(area, 0.0, continued)
        flow.run(group, items)
        return flow.layout(group, start, False)
    if start > 0 and len(flow.drafts) > 1 and flow.drafts[0].empty:
        del flow.drafts[0]
        return flow.layout(group, start, False)
    return flow.layout(group, start, start > 0)


_Item = SetText | SetTable | SetChart | Gap


def _set(block: Block, width: float, setter: Setter) -> _Item:
    match block:
        case TableBlock():
            return set_table(block, setter)
        case Chart():
            return set_chart(block, width, setter)
        case Gap():
            return block
        case _:
            return _set_text(block, width, setter)


def _set_text(block: Paragraph | SplitLine | ContentsLine, width: float, setter: Setter) -> SetText:
    match block:
        case Paragraph():
            return setter.paragraph(block, width)
        case SplitLine():
            return setter.split_line(block, width)
        case ContentsLine():
            return setter.contents_line(block, width)


class _Flow:
    """Puts set blocks below each other; `cursor` is the distance from the text area's top."""

    def __init__(self, area: TextArea, start: float, continued: Sequence[SetText]) -> None:
        self._area = area
        self._continued = continued
        self._room = area.height - sum(_height(text) for text in continued)
        """Height of a page the group goes on to."""
        self.drafts = [Draft()]
        self._cursor = start
        self._fresh = start == 0.0
        """At the top of a page."""
        self._turned = False
        """The page was begun because the one before was full: space before is dropped there."""
        self._table_end: tuple[float, float, float] | None = None
        """Bottom, left and right of the table just drawn: a joined one shares that rule."""
        self.missing: frozenset[str] = frozenset()

    def run(self, group: Group, items: Sequence[_Item]) -> None:
        """Lay out all items; those kept with the next go to a new page together with its beginning."""
        at = 0
        while at < len(items):
            last = at
            while last < len(items) - 1 and _keeps(items[last]):
                last += 1
            self._turn_for(items[at : last + 1])
            for i in range(at, last + 1):
                self._put(group.blocks[i], items[i])
            at = last + 1

    def layout(self, group: Group, start: float, shares: bool) -> GroupLayout:
        """The pages as made."""
        return GroupLayout(group, start, shares, tuple(d.page() for d in self.drafts), self._cursor, self.missing)

    def _turn_for(self, chain: Sequence[_Item]) -> None:
        """A new page if the chain up to the beginning of its last item does not fit on this one but would on that."""
        if self._fresh or len(chain) < 2:
            return
        needed = sum(_height(item) for item in chain[:-1]) + self._beginning(chain[-1])
        if self._cursor + needed > self._area.height + _EASE and needed <= self._room:
            self._turn()

    def _beginning(self, item: _Item) -> float:
        """What of an item must stand with what it is kept with."""
        if isinstance(item, Gap):
            return 0.0
        if isinstance(item, SetTable):
            rows = TableRows(item, self._room)
            return rows.beginning
        if isinstance(item, SetChart):
            return item.height
        lines = item.lines if len(item.lines) <= 3 else item.lines[:2]
        return item.space_before + sum(line.height for line in lines)

    def _put(self, block: object, item: _Item) -> None:
        if isinstance(item, Gap):
            self._cursor += 0.0 if self._fresh else item.height
            self._table_end = None
        elif isinstance(item, SetTable):
            self._note_missing(item.missing)
            self._put_table(item)
        elif isinstance(item, SetChart):
            self._note_missing(item.missing)
            self._put_chart(item)
        else:
            self._note_missing(item.missing)
            self._put_text(block, item)
            self._table_end = None

    def _note_missing(self, missing: frozenset[str]) -> None:
        if missing:
            self.missing = self.missing | missing

    def _put_text(self, block: object, text: SetText) -> None:
        if not (self._fresh and self._turned):
            self._cursor += text.space_before
        self._mark(block, text)
        first = 0
        while first < len(text.lines):
            count = self._lines_that_fit(text, first)
            if not count:
                self._turn()
                if not first:
                    self._move_mark(block)
                continue
            self._put_lines(text, first, first + count)
            first += count
        if isinstance(block, ContentsLine) and block.anchor:
            self._refer(block, text)
        self._cursor += text.space_after

    def _lines_that_fit(self, text: SetText, first: int) -> int:
        """How many lines from `first` on fit here, no single line left alone on either page."""
        count, height = 0, 0.0
        left = len(text.lines) - first
        for line in text.lines[first:]:
            height += line.height
            if self._cursor + height > self._area.height + _EASE:
                break
            count += 1
        if self._fresh:
            return max(count, 1)
        if count == left:
            return count
        if left - count == 1 and count:
            count -= 1
        return count if count >= 2 or first else 0

    def _put_lines(self, text: SetText, first: int, last: int) -> None:
        draft, area = self.drafts[-1], self._area
        top = area.top + self._cursor
        y = top
        for line in text.lines[first:last]:
            draft.texts.extend(line.boxes(area.left, y))
            y += line.height
        if text.place is not None:
            draft.areas.append(Area(area.left, top, area.width, y - top, text.place))
        self._cursor += y - top
        self._filled()

    def _put_chart(self, chart: SetChart) -> None:
        """On a page of its own where it does not fit below what is there."""
        if not self._fresh and self._cursor + chart.height > self._area.height + _EASE:
            self._turn()
        chart.draw(self.drafts[-1], self._area.left, self._area.top + self._cursor)
        self._cursor += chart.height
        self._table_end = None
        self._filled()

    def _put_table(self, table: SetTable) -> None:
        rows = TableRows(table, self._room)
        while not rows.done:
            chunk = rows.take(self._area.height - self._cursor, self._fresh)
            if chunk is not None:
                draft, area = self.drafts[-1], self._area
                y = area.top + self._cursor
                end = (y, area.left + table.edges[0], area.left + table.edges[-1])
                joins = table.block.joined and self._table_end is not None and _covers(self._table_end, end)
                own_top = not joins and (self._fresh or not table.block.goes_on)
                chunk.draw(draft, area.left, y, own_top)
                self._cursor += chunk.height
                self._table_end = (area.top + self._cursor, *end[1:])
                self._filled()
            if not rows.done:
                self._turn()

    def _mark(self, block: object, text: SetText) -> None:
        if isinstance(block, Paragraph) and (block.outline is not None or block.anchor is not None):
            mark = Mark(
                self._area.top + self._cursor,
                (block.outline_text or block.text).replace("\n", " "),
                block.outline,
                block.anchor,
            )
            self.drafts[-1].marks.append(mark)

    def _move_mark(self, block: object) -> None:
        """The paragraph did not fit where it was marked: it is marked on the new page."""
        if isinstance(block, Paragraph) and (block.outline is not None or block.anchor is not None):
            mark = self.drafts[-2].marks.pop()
            self.drafts[-1].marks.append(mark._replace(y=self._area.top))

    def _refer(self, block: ContentsLine, text: SetText) -> None:
        line = text.lines[-1]
        end = max((piece.x + sum(piece.advances) for piece in line.pieces), default=0.0)
        bottom = self._area.top + self._cursor
        height = sum(line.height for line in text.lines)
        top = max(self._area.top, bottom - height)
        reference = Reference(
            block.anchor or "", block.style, block.leader, self._area.left + end,
            bottom - line.height + line.baseline, top, bottom - top,
        )  # fmt: skip
        self.drafts[-1].references.append(reference)

    def _turn(self) -> None:
        goes_on = not all(draft.empty for draft in self.drafts)
        self.drafts.append(Draft())
        self._cursor = 0.0
        for text in self._continued if goes_on else ():
            self._note_missing(text.missing)
            for line in text.lines:
                self.drafts[-1].texts.extend(line.boxes(self._area.left, self._area.top + self._cursor))
                self._cursor += line.height
            self._cursor += text.space_after
        self._fresh = True
        self._turned = True
        self._table_end = None

    def _filled(self) -> None:
        self.drafts[-1].empty = False
        self._fresh = False


def _keeps(item: _Item) -> bool:
    return isinstance(item, SetText) and item.keep_with_next


def _height(item: _Item) -> float:
    if isinstance(item, Gap):
        return item.height
    if isinstance(item, SetTable):
        return sum(item.heights)
    if isinstance(item, SetChart):
        return item.height
    return item.space_before + sum(line.height for line in item.lines) + item.space_after


def _covers(upper: tuple[float, float, float], lower: tuple[float, float, float]) -> bool:
    """Whether the rule a table ended with lies where the next one's first would."""
    return abs(upper[0] - lower[0]) < 0.01 and upper[1] <= lower[1] + 0.01 and upper[2] >= lower[2] - 0.01
