"""Sets compositions one after another and keeps what did not change.

A group that is the same object as before keeps its pages; one that is new is laid out, and those behind it only as long as
they start at another height. Looking for what changed costs one identity test for each group, in C.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from operator import is_not

from editor.compose.blocks import Composition, Division, Group
from editor.forms.form import Page, Style
from editor.typeset.boxes import Pages
from editor.typeset.draft import GroupPage
from editor.typeset.flow import GroupLayout, TextArea, lay_out
from editor.typeset.fonts import FontSet
from editor.typeset.pages import DivisionPages, Volume
from editor.typeset.paragraph import Setter
from editor.typeset.units import MM


def typeset(composition: Composition, fonts: FontSet) -> Pages:
    """The pages of a composition."""
    return Typesetter(fonts).typeset(composition)


class Typesetter:
    """Typesets versions of a volume; remembers the last version's groups."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self._rules: tuple[Page, Mapping[str, Style]] | None = None
        self._setter = Setter(fonts, {})
        self._area = TextArea(0, 0, 0, 0)
        self._states: dict[str, _State] = {}

    def typeset(self, composition: Composition) -> Pages:
        """The pages of a composition; quick where most of its groups are those of the last one."""
        if self._rules is None or self._rules != (composition.page, composition.styles):
            self._begin(composition)
        states: dict[str, _State] = {}
        for division in composition.divisions:
            states[division.name] = self._division(division, self._states.get(division.name))
        self._states = states
        divisions = tuple(
            DivisionPages(division, state.layouts, state.pages, state.firsts)
            for division, state in zip(composition.divisions, states.values(), strict=True)
        )
        return Volume(composition, divisions, self._fonts, self._setter, self._area).pages()

    def _begin(self, composition: Composition) -> None:
        page = composition.page
        self._rules = (page, composition.styles)
        self._setter = Setter(self._fonts, composition.styles)
        self._area = TextArea(
            page.left * MM,
            page.top * MM,
            (page.width - page.left - page.right) * MM,
            (page.height - page.top - page.bottom) * MM,
        )
        self._states = {}

    def _division(self, division: Division, old: "_State | None") -> "_State":
        if old is None or len(old.groups) != len(division.groups):
            return self._afresh(division.groups, old)
        if old.groups is division.groups:
            return old
        changed = tuple(compress(range(len(old.groups)), map(is_not, old.groups, division.groups)))
        state = _State(division.groups, list(old.layouts), list(old.pages), list(old.firsts))
        for i in changed:
            self._replace(state, i)
        return state

    def _replace(self, state: "_State", i: int) -> None:
        """Lay group `i` out again, and those behind it whose start that moves."""
        while i < len(state.groups):
            group, old = state.groups[i], state.layouts[i]
            start = 0.0 if group.new_page or i == 0 else state.layouts[i - 1].end
            if old.group is group and old.start == start:
                return
            new = lay_out(group, start, self._area, self._setter)
            state.put(i, new)
            i += 1

    def _afresh(self, groups: tuple[Group, ...], old: "_State | None") -> "_State":
        known = {id(layout.group): layout for layout in old.layouts} if old else {}
        layouts: list[GroupLayout] = []
        end = 0.0
        for group in groups:
            start = 0.0 if group.new_page else end
            layout = known.get(id(group))
            if layout is None or layout.start != start:
                layout = lay_out(group, start, self._area, self._setter)
            layouts.append(layout)
            end = layout.end
        return _State.of(groups, layouts)


@dataclass(slots=True)
class _State:
    """A division as laid out: per group its layout and its first page, per page what groups put on it."""

    groups: tuple[Group, ...]
    layouts: list[GroupLayout]
    pages: list[tuple[GroupPage, ...]]
    firsts: list[int]

    @classmethod
    def of(cls, groups: tuple[Group, ...], layouts: list[GroupLayout]) -> "_State":
        pages: list[tuple[GroupPage, ...]] = []
        firsts: list[int] = []
        for layout in layouts:
            if layout.shares:
                firsts.append(len(pages) - 1)
                pages[-1] = (*pages[-1], layout.pages[0])
                pages.extend((page,) for page in layout.pages[1:])
            else:
                firsts.append(len(pages))
                pages.extend((page,) for page in layout.pages)
        return cls(groups, layouts, pages, firsts)

    def put(self, i: int, new: GroupLayout) -> None:
        """Replace a group's layout; only pages of groups that share a page with it are put together again."""
        old, self.layouts[i] = self.layouts[i], new
        first, last = i, i + 1
        while first > 0 and (self.layouts[first].shares or (first == i and old.shares)):
            first -= 1
        while last < len(self.layouts) and self.layouts[last].shares:
            last += 1
        begin = self.firsts[first]
        end = self.firsts[last] if last < len(self.layouts) else len(self.pages)
        part = _State.of(self.groups[first:last], self.layouts[first:last])
        self.pages[begin:end] = part.pages
        self.firsts[first:last] = [begin + page for page in part.firsts]
        more = len(part.pages) - (end - begin)
        if more:
            self.firsts[last:] = [page + more for page in self.firsts[last:]]
