"""Sets compositions one after another and keeps what did not change.

A group that is the same object as before keeps its pages; one that is new is laid out, and those behind it only as long as
they start at another height. Looking for what changed costs one identity test for each group, in C.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress
from operator import is_not

from editor.compose.blocks import Composition, Division, Group
from editor.compose.blockwise import Blockwise
from editor.forms.form import Page, Style
from editor.typeset.boxes import Pages
from editor.typeset.flow import GroupLayout, TextArea, lay_out
from editor.typeset.fonts import FontSet
from editor.typeset.laid import Laid
from editor.typeset.pages import Volume
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
        self._areas: dict[bool, TextArea] = {}
        """Of upright pages (False) and of turned ones (True)."""
        self._states: dict[str, Laid] = {}

    def typeset(self, composition: Composition, step: Callable[[], object] = lambda: None) -> Pages:
        """The pages of a composition; quick where most of its groups are those of the last one.

        `step` is called before each group that is laid out anew with all others; where it raises, nobody wants the pages any more.
        """
        if self._rules is None or self._rules != (composition.page, composition.styles):
            self._begin(composition)
        states: dict[str, Laid] = {}
        for division in composition.divisions:
            states[division.name] = self._division(division, self._states.get(division.name), step)
        self._states = states
        return Volume(composition, tuple(states.values()), self._fonts, self._setter, self._areas).pages()

    def _begin(self, composition: Composition) -> None:
        page = composition.page
        self._rules = (page, composition.styles)
        self._setter = Setter(self._fonts, composition.styles)
        upright = TextArea(
            page.left * MM,
            page.top * MM,
            (page.width - page.left - page.right) * MM,
            (page.height - page.top - page.bottom) * MM,
        )
        # the head of a turned page is at the binding edge (GB/T 9704: 表格的表头在订口一边)
        turned = TextArea(page.bottom * MM, page.left * MM, upright.height, upright.width)
        self._areas = {False: upright, True: turned}
        self._states = {}

    def _division(self, division: Division, old: Laid | None, step: Callable[[], object]) -> Laid:
        area = self._areas[division.turned]
        if old is None or len(old.groups) != len(division.groups):
            return self._afresh(division.groups, old, area, step)
        if old.groups is division.groups:
            return old
        new: dict[int, GroupLayout] = {}
        for i in _differing(old.groups, division.groups):
            self._replace(old, division.groups, i, new, area)
        return old.replaced(division.groups, new) if new else old

    def _replace(self, old: Laid, groups: Sequence[Group], i: int, new: dict[int, GroupLayout], area: TextArea) -> None:
        """Lay group `i` out again, and those behind it whose start that moves."""
        while i < len(groups):
            before = new.get(i - 1) or old.layout(i - 1) if i and not groups[i].new_page else None
            start = before.end if before else 0.0
            known = new.get(i) or old.layout(i)
            if known.group is groups[i] and known.start == start:
                return
            new[i] = lay_out(groups[i], start, area, self._setter)
            i += 1

    def _afresh(self, groups: Sequence[Group], old: Laid | None, area: TextArea, step: Callable[[], object]) -> Laid:
        known = {id(layout.group): layout for layout in old.layouts()} if old else {}
        layouts: list[GroupLayout] = []
        end = 0.0
        for group in groups:
            step()
            start = 0.0 if group.new_page else end
            layout = known.get(id(group))
            if layout is None or layout.start != start:
                layout = lay_out(group, start, area, self._setter)
            layouts.append(layout)
            end = layout.end
        return Laid.of(groups, layouts)


def _differing(old: Sequence[Group], new: Sequence[Group]) -> Iterable[int]:
    if isinstance(old, Blockwise) and isinstance(new, Blockwise):
        return old.differing(new)
    return compress(range(len(old)), map(is_not, old, new))
