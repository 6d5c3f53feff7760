"""A division laid out: which group stands on which page, in blocks of groups, so that a change copies a block and not all.

Of 4,000 sheets one edit touches some hundred objects: at that size it is the memory that costs, not the work.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from editor.compose.blocks import Group
from editor.typeset.draft import GroupPage
from editor.typeset.flow import GroupLayout

_BLOCK = 64
"""Groups in a block, or more where they share pages: a page lies in one block."""

PageParts = tuple[GroupPage, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbouring groups: their layouts, their pages, and on which of these (from 0) each begins."""

    layouts: tuple[GroupLayout, ...]
    pages: tuple[PageParts, ...]
    firsts: tuple[int, ...]

    @classmethod
    def of(cls, layouts: Sequence[GroupLayout]) -> "_Block":
        """The first of the layouts must not share a page with what is before."""
        pages: list[PageParts] = []
        firsts: list[int] = []
        for layout in layouts:
            own = layout.pages
            if layout.shares:
                pages[-1] = (*pages[-1], own[0])
                own = own[1:]
                firsts.append(len(pages) - 1)
            else:
                firsts.append(len(pages))
            pages.extend((page,) for page in own)
        return cls(tuple(layouts), tuple(pages), tuple(firsts))

    def project(self, page: int) -> int | None:
        """The project of the first group that begins on a page, or of the one going on over it."""
        last = bisect_right(self.firsts, page) - 1
        first = last
        while first > 0 and self.firsts[first] == page and self.layouts[first].shares:
            first -= 1
        projects = (layout.group.project for layout in self.layouts[first : last + 1])
        return next((project for project in projects if project is not None), None)


class Laid:
    """The layouts of a division's groups and the pages they make; a value."""

    def __init__(
        self,
        groups: Sequence[Group],
        blocks: Sequence[_Block],
        group_starts: tuple[int, ...] = (),
        page_starts: tuple[int, ...] = (),
    ) -> None:
        """Where each block begins may be given where it is known: of many blocks an edit changes one."""
        self.groups = groups
        self._blocks = tuple(blocks)
        self._group_starts = group_starts or tuple(accumulate((len(block.layouts) for block in blocks), initial=0))
        self._page_starts = page_starts or tuple(accumulate((len(block.pages) for block in blocks), initial=0))

    @classmethod
    def of(cls, groups: Sequence[Group], layouts: Sequence[GroupLayout]) -> "Laid":
        """From the layouts of all groups."""
        cuts = [0]
        for i, layout in enumerate(layouts):
            if i - cuts[-1] >= _BLOCK and not layout.shares:
                cuts.append(i)
        cuts.append(len(layouts))
        return cls(groups, [_Block.of(layouts[a:b]) for a, b in pairwise(cuts) if a < b])

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return self._page_starts[-1]

    def layouts(self) -> Iterator[GroupLayout]:
        """The layouts of all groups in order."""
        return (layout for block in self._blocks for layout in block.layouts)

    def pages(self) -> Iterator[PageParts]:
        """What stands on each page, in order."""
        return (parts for block in self._blocks for parts in block.pages)

    def layout(self, index: int) -> GroupLayout:
        """A group's layout."""
        at = bisect_right(self._group_starts, index) - 1
        return self._blocks[at].layouts[index - self._group_starts[at]]

    def page(self, index: int) -> tuple[PageParts, int | None]:
        """What stands on a page, and the project it shows first."""
        at = bisect_right(self._page_starts, index) - 1
        block, page = self._blocks[at], index - self._page_starts[at]
        return block.pages[page], block.project(page)

    def replaced(self, groups: Sequence[Group], new: Mapping[int, GroupLayout]) -> "Laid":
        """With other layouts for some groups; blocks without any of them are kept."""
        blocks = list(self._blocks)
        touched = sorted({bisect_right(self._group_starts, index) - 1 for index in new})
        same_pages = True
        for at in touched:
            start = self._group_starts[at]
            layouts = [new.get(start + i, layout) for i, layout in enumerate(blocks[at].layouts)]
            if layouts[0].shares:
                # a group that had a page of its own now goes on from another block's: rare, so all are cut anew
                return Laid.of(groups, [new.get(i, layout) for i, layout in enumerate(self.layouts())])
            block = _Block.of(layouts)
            same_pages = same_pages and len(block.pages) == len(blocks[at].pages)
            blocks[at] = block
        return Laid(groups, blocks, self._group_starts, self._page_starts if same_pages else ())
