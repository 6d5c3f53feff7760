"""Takes the lines of all pages and gives those that belong to the page and not to the text: page numbers, running heads."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from editor.exchange.readers.pdf_lines import Line

_EDGE = 0.12
_MARGIN = 0.075
_SMALLER = 0.95
_PAGE_NUMBER = re.compile(
    r"[-—–－~·\s]*(?:\d{1,4}|[ivxlcIVXLC]{1,6})[-—–－~·\s]*\Z"
    r"|第\s*\d+\s*页(?:[\s,，/]*共\s*\d+\s*页)?\Z|\d{1,4}\s*/\s*\d{1,4}\Z|[Pp]age\s*\d+(?:\s*of\s*\d+)?\Z"
)
_DIGITS = re.compile(r"\d+")
_LEAST_PAGES = 3
_NEARLY_ALL = 0.8
_SAME_PLACE = 2.0


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page outside its tables, from top to bottom, and how far the tables reach."""

    lines: tuple[Line, ...]
    height: float
    tables_top: float | None
    tables_bottom: float | None


@dataclass(frozen=True, slots=True)
class Furniture:
    """What was left out: by page (from 0) the lines' numbers on it, and what they said."""

    dropped: tuple[frozenset[int], ...]
    page_numbers: int
    running: tuple[str, ...]


def find_furniture(pages: Sequence[PageLines], body_size: float) -> Furniture:
    """Only what is surely no text: a lone number at the very top or bottom, and a line that stands at the same place of
    nearly every page where no page has text, smaller than the text or out in the margin.

    A title every sheet repeats must not be taken for one: what is kept by mistake is a paragraph too many, what is
    left out by mistake is a sheet nobody recognises.
    """
    dropped: list[set[int]] = [set() for _ in pages]
    numbers = 0
    for page, gone in zip(pages, dropped, strict=True):
        for index in _outermost(page, gone):
            if _PAGE_NUMBER.match(page.lines[index].text):
                gone.add(index)
                numbers += 1
    running = _running(pages, dropped, body_size)
    return Furniture(tuple(frozenset(gone) for gone in dropped), numbers, running)


def _outermost(page: PageLines, gone: set[int]) -> list[int]:
    """The first and the last line of a page, where they lie in its edges and no table lies farther out."""
    left = [i for i in range(len(page.lines)) if i not in gone]
    found = []
    if left and _above(page.lines[left[0]], page):
        found.append(left[0])
    if left and left[-1] not in found and _below(page.lines[left[-1]], page):
        found.append(left[-1])
    return found


def _above(line: Line, page: PageLines) -> bool:
    return line.base < _EDGE * page.height and (page.tables_top is None or line.base < page.tables_top)


def _below(line: Line, page: PageLines) -> bool:
    return line.base > (1 - _EDGE) * page.height and (page.tables_bottom is None or line.base > page.tables_bottom)


def _running(pages: Sequence[PageLines], dropped: list[set[int]], body_size: float) -> tuple[str, ...]:
    """Takes running heads and feet out, and gives each once."""
    if len(pages) < _LEAST_PAGES:
        return ()
    places: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for index in _outermost(page, dropped[number]):
            line = page.lines[index]
            if not _is_modest(line, page, body_size):
                continue
            places[_DIGITS.sub("#", line.text), round(line.base / _SAME_PLACE)].append((number, index))
    filled = sum(1 for page in pages if page.lines or page.tables_top is not None)
    said: Counter[str] = Counter()
    for found in places.values():
        if len(found) >= max(_LEAST_PAGES, _NEARLY_ALL * filled) and _stands_apart(pages, dropped, found):
            for number, index in found:
                dropped[number].add(index)
            number, index = found[0]
            said[pages[number].lines[index].text] += 1
    return tuple(said)


def _is_modest(line: Line, page: PageLines, body_size: float) -> bool:
    margin = min(line.base, page.height - line.base) < _MARGIN * page.height
    return line.size <= _SMALLER * body_size or (margin and line.size <= body_size and not line.has_gap)


def _stands_apart(pages: Sequence[PageLines], dropped: list[set[int]], found: list[tuple[int, int]]) -> bool:
    """Whether the line has other text on its pages, and lies farther out than any text or table of any page."""
    number, index = found[0]
    base = pages[number].lines[index].base
    ours = set(found)
    beside = sum(1 for n, _ in found if pages[n].tables_top is not None or len(pages[n].lines) - len(dropped[n]) > 1)
    if beside < _NEARLY_ALL * len(found):
        return False
    top = base < pages[number].height / 2
    for other, page in enumerate(pages):
        edges = [
            line.base - line.size if top else line.base
            for i, line in enumerate(page.lines)
            if i not in dropped[other] and (other, i) not in ours
        ]
        table = page.tables_top if top else page.tables_bottom
        edges += [] if table is None else [table]
        if any(edge < base if top else edge > base for edge in edges):
            return False
    return True
