"""The pages of a volume as a sequence that makes each page when it is looked at.

Only here is a page's number known, so here stand the footers, the contents' numbers and leaders, the links and the watermark.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate, pairwise
from math import ceil, cos, floor, hypot, radians, sin

from editor.compose.blocks import Composition
from editor.typeset.boxes import Link, OutlineEntry, PageBoxes, Pages, TextBox
from editor.typeset.draft import Mark, Reference
from editor.typeset.flow import TextArea
from editor.typeset.fonts import EM_TOP, FontSet
from editor.typeset.laid import Laid
from editor.typeset.late import Late, Made
from editor.typeset.paragraph import Setter, face_stretches
from editor.typeset.units import MM

_WATERMARK_SIZE, _WATERMARK_GREY, _WATERMARK_ANGLE, _WATERMARK_SPAN = 84.0, 0.9, 45.0, 0.72
_INSET = 1.0
"""An outer page number stands this many characters from the edge of the text (GB/T 9704：居右空一字、居左空一字)."""
_CLEAR = 0.3
"""Ems between a leader and what stands beside it."""


class Volume:
    """Knows the number of every page, and makes pages with it."""

    def __init__(
        self,
        composition: Composition,
        laid: tuple[Laid, ...],
        fonts: FontSet,
        setter: Setter,
        areas: Mapping[bool, TextArea],
    ) -> None:
        self._composition = composition
        self._laid = laid
        self._fonts = fonts
        self._setter = setter
        self._areas = areas
        self._width = composition.page.width * MM
        self._height = composition.page.height * MM
        self._watermarks: dict[bool, tuple[TextBox, ...]] = {}
        self._begins = list(accumulate((each.page_count for each in laid), initial=0))

    def pages(self) -> Pages:
        """The volume as what a painter and a preview take."""
        composition = self._composition
        return Pages(
            self._width,
            self._height,
            Made(self._begins[-1], self._page),
            Late(self._outline),
            composition.title,
            composition.language,
            composition.subject,
            Late(self._missing),
            Late(self._numbered_anchors),
            tuple(self._turned()),
        )

    def _turned(self) -> Iterator[range]:
        for division, (first, end) in zip(self._composition.divisions, pairwise(self._begins), strict=True):
            if division.turned:
                yield range(first, end)

    def _page(self, index: int) -> PageBoxes:
        at = bisect_right(self._begins, index) - 1
        parts, project = self._laid[at].page(index - self._begins[at])
        division = self._composition.divisions[at]
        number = self._number(index) if division.numbered else None
        texts: list[TextBox] = list(self._watermark(division.turned))
        links: list[Link] = []
        area = self._areas[division.turned]
        for part in parts:
            texts.extend(part.texts)
            for reference in part.references:
                self._resolve(reference, area, texts, links)
        printed = "" if number is None else str(number)
        if number is not None:
            texts.append(self._footer(number, area))
        return PageBoxes(
            tuple(texts),
            tuple(rule for part in parts for rule in part.rules),
            tuple(area for part in parts for area in part.areas),
            tuple(links),
            printed,
            project,
            tuple(shape for part in parts for shape in part.shapes),
            division.turned,
        )

    def _number(self, index: int) -> int:
        """A page's number: counted from the first page of the nearest division before it that restarts, else from the cover."""
        restarts = (
            b for b, d in zip(self._begins, self._composition.divisions, strict=False) if d.restart and b <= index
        )
        return index - max(restarts, default=0) + 1

    def _text(self, text: str, style: str, x: float, y: float) -> TextBox:
        """A box of the program's own in a style; `x` is its left."""
        measure = self._setter.style(style).measure
        advances = tuple(map(measure.__getitem__, text))
        return TextBox(x, y, text, measure.face, measure.size, advances, bold=self._setter.style(style).style.bold)

    def _footer(self, number: int, area: TextArea) -> TextBox:
        rules = self._composition.page_numbers
        text = rules.format.replace("{n}", str(number))
        baseline = area.top + area.height + self._composition.page.footer * MM
        box = self._text(text, rules.style, 0.0, baseline)
        inset = _INSET * box.size
        if rules.place == "center":
            x = area.left + (area.width - box.width) / 2
        elif number % 2:
            x = area.left + area.width - box.width - inset
        else:
            x = area.left + inset
        return box._replace(x=x)

    def _resolve(self, reference: Reference, area: TextArea, texts: list[TextBox], links: list[Link]) -> None:
        """Fill in a contents line's number and leader, and make it a link."""
        page = self._anchors.get(reference.anchor)
        if page is None:
            return
        right = area.left + area.width
        shown = str(self._number(page))
        number = self._text(shown, reference.style, 0.0, reference.baseline)
        left = right - number.width
        leader = self._leader(reference, right, left)
        texts.extend(leader)
        texts.append(number._replace(x=left))
        links.append(Link(area.left, reference.top, area.width, reference.height, page))

    def _leader(self, reference: Reference, right: float, left: float) -> list[TextBox]:
        """The leader from the text's end to the number, its dots under those of the other lines: a grid from the right edge."""
        measure = self._setter.style(reference.style).measure
        step = sum(map(measure.__getitem__, reference.leader))
        if step <= 0:
            return []
        clear = _CLEAR * measure.size
        from_right = ceil((right - left + clear) / step)
        count = floor((right - reference.text_end - clear) / step) - from_right
        if count < 1:
            return []
        return [
            self._text(
                reference.leader * count, reference.style, right - (from_right + count) * step, reference.baseline
            )
        ]

    @cached_property
    def _anchors(self) -> dict[str, int]:
        """The page (from 0) of each anchor."""
        return {mark.anchor: page for page, mark in self._marks() if mark.anchor is not None}

    def _numbered_anchors(self) -> tuple[tuple[str, str], ...]:
        return tuple((anchor, str(self._number(page))) for anchor, page in self._anchors.items())

    def _outline(self) -> tuple[OutlineEntry, ...]:
        marks = ((page, mark) for page, mark in self._marks() if mark.level is not None)
        return tuple(OutlineEntry(mark.level or 1, mark.text, page, mark.y) for page, mark in marks)

    def _missing(self) -> tuple[str, ...]:
        layouts = (layout for each in self._laid for layout in each.layouts())
        return tuple(sorted({char for layout in layouts for char in layout.missing}))

    def _marks(self) -> Iterator[tuple[int, Mark]]:
        for begin, each in zip(self._begins, self._laid, strict=False):
            for page, parts in enumerate(each.pages(), begin):
                for part in parts:
                    for mark in part.marks:
                        yield page, mark

    def _watermark(self, turned: bool) -> tuple[TextBox, ...]:
        """The watermark across the page's middle, under everything else."""
        if not self._composition.watermark:
            return ()
        if turned not in self._watermarks:
            self._watermarks[turned] = tuple(self._marked(turned))
        return self._watermarks[turned]

    def _marked(self, turned: bool) -> Iterator[TextBox]:
        text = self._composition.watermark
        width, height = (self._height, self._width) if turned else (self._width, self._height)
        angle = radians(_WATERMARK_ANGLE)
        size = _WATERMARK_SIZE
        natural = sum(map(self._fonts.measure("hei", size).__getitem__, text))
        room = _WATERMARK_SPAN * min(hypot(width, height), width / cos(angle), height / sin(angle))
        size = floor(min(size, size * room / natural) * 10) / 10
        measure = self._fonts.measure("hei", size)
        advances = tuple(map(measure.__getitem__, text))
        along, up = -sum(advances) / 2, -(EM_TOP - 0.5) * size
        for first, last in face_stretches(text, 0, len(text), measure):
            x = width / 2 + along * cos(angle) - up * sin(angle)
            y = height / 2 - (along * sin(angle) + up * cos(angle))
            face = measure.others.get(text[first], measure.face)
            box = TextBox(x, y, text[first:last], face, size, advances[first:last])
            yield box._replace(grey=_WATERMARK_GREY, angle=_WATERMARK_ANGLE)
            along += box.width
