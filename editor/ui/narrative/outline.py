"""The form's numbering of the narrative (一、（一）1.（1）): read, put before paragraphs, and carried on behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.chinese import han_number, to_han
from editor.forms.form import Numbering

_NUMBERS = {"{c}": "([〇零一二三四五六七八九十]{1,3})", "{n}": "([0-9０-９]{1,3})"}
_ALIKE = {"（": "[（(]", "）": "[）)]", ".": "[.．、](?![0-9])", "、": "[、]"}
"""Signs that stand for one another in markers; 1.5 is no marker."""
_MOST_HAN = 99
_RUNNING_TEXT = re.compile(r"[。！？；\u2028\n]|[.，、：,:;!?…]$")


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph's marker: its level from 0, its number, and how many characters it takes."""

    level: int
    number: int
    length: int


class Outline:
    """Reads and writes the markers of one form."""

    def __init__(self, numbering: Numbering) -> None:
        self._templates = tuple(level.marker for level in numbering.levels if level.marker)
        self._patterns = tuple(re.compile(_pattern(template)) for template in self._templates)
        self._longest = numbering.heading_length

    @property
    def samples(self) -> tuple[str, ...]:
        """The first marker of each level, outermost first."""
        return tuple(self.marker(level, 1) for level in range(len(self._templates)))

    def read(self, text: str) -> Marked | None:
        """The marker a paragraph begins with."""
        for level, pattern in enumerate(self._patterns):
            match = pattern.match(text)
            if match is not None:
                number = int(match[1]) if match[1].isdecimal() else han_number(match[1])
                if number is not None:
                    return Marked(level, number, match.end())
        return None

    def marker(self, level: int, number: int) -> str:
        """The marker of a level with a number."""
        han = to_han(number) if number <= _MOST_HAN else str(number)
        return self._templates[level].format(c=han, n=number)

    def is_heading(self, text: str) -> bool:
        """Begins with a marker, is short, and ends as no sentence does."""
        return len(text) <= self._longest and not _RUNNING_TEXT.search(text) and self.read(text) is not None

    def number(self, paragraphs: Sequence[str], chosen: Sequence[int], level: int | None) -> dict[int, str]:
        """Markers anew: for the chosen paragraphs of this level (None takes theirs away), and for those behind that go on with
        the same sequence. Gives the new text of each that changes; `chosen` in order, not empty.
        """
        marks = [self.read(text) for text in paragraphs]
        first = marks[chosen[0]]
        ground = level if level is not None else first.level if first is not None else None
        if ground is None:
            return self._bare(paragraphs, marks, chosen)
        count = self._before(marks, chosen[0], ground)
        found = self._bare(paragraphs, marks, chosen)
        if level is not None:
            for at in chosen:
                count += 1
                found[at] = self.marker(level, count) + found.get(at, paragraphs[at])
        for at in range(chosen[-1] + 1, len(paragraphs)):
            mark = marks[at]
            if mark is None or mark.level > ground:
                continue
            if mark.level < ground or mark.number == 1:
                break
            count += 1
            if mark.number != count:
                found[at] = self.marker(ground, count) + paragraphs[at][mark.length :]
        return {at: text for at, text in found.items() if text != paragraphs[at]}

    def _bare(self, paragraphs: Sequence[str], marks: Sequence[Marked | None], chosen: Sequence[int]) -> dict[int, str]:
        return {at: paragraphs[at][mark.length :] for at in chosen if (mark := marks[at]) is not None}

    def _before(self, marks: Sequence[Marked | None], at: int, level: int) -> int:
        """The number the sequence stands at before a paragraph; 0 where it begins."""
        for mark in reversed(marks[:at]):
            if mark is not None and mark.level <= level:
                return mark.number if mark.level == level else 0
        return 0


def _pattern(marker: str) -> str:
    parts = re.split(r"(\{[cn]\})", marker)
    signs = ("".join(_ALIKE.get(sign, re.escape(sign)) for sign in part) for part in parts)
    return "".join(_NUMBERS.get(part, sign) for part, sign in zip(parts, signs, strict=True)) + r"\s*"
