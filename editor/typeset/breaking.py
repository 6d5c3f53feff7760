"""Where lines break: 避头尾, no break inside numbers, words and bracketed years, punctuation squeezed at a line's end."""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

OPENING = "《〈（【“‘「『〔〖［｛([{"
"""Never end a line."""
CLOSING = "》〉）】”’」』〕〗］｝)]}，。、；：？！,.;:?!…—―％%℃℅‰°·・～〜"
"""Never begin a line."""
HALF_INK = frozenset("，。、；：》〉）】”’」』〕〗")
"""Full-width signs whose ink lies in their left half: squeezed, they give half of their width."""
RIGHT_INK = frozenset("《〈（【“‘「『〔〖")

_WORD = r"A-Za-z0-9À-ɏͰ-ϿЀ-ӿ０-９Ａ-Ｚａ-ｚ"
_SIGNS = r"[≥≤≧≦＞＜><=＝≈±+＋－−¥￥$＄€£№~～∼-]*(?=[0-9０-９])"
_TOKEN = re.compile(
    rf"(?:{_SIGNS})?[{_WORD}](?:[{_WORD}]|[.,:/_@&+~'’×*#\\–-](?=[{_WORD}]))*[%％‰℃℅°²³㎡㎞]*"
    r"|[【〔\[［]\s?\d{2,4}\s?[】〕\]］]|[—―]{2,}|…{2,}"
)
_OPENING = re.compile(f"[{re.escape(OPENING)}]")
_CLOSING = re.compile(f"[{re.escape(CLOSING)}]")
_JOINTS = "-/.,:_@&+–"
_SPACES = " \u3000\t"
_WIDEST_GAP = 0.5
"""Ems a gap may grow by; a line that needs more ends where it ends."""
_LOOK_AHEAD = 4
"""So many characters past the width are looked at for a place that squeezing reaches."""


class Line(NamedTuple):
    """Characters `start` to `end` of a text as drawn; `next` begins the following line (spaces between are dropped).

    `advances` are theirs after squeezing; `ended` where the text or a newline ends it, so that it is not justified;
    `stretched` where its advances are not the font's.
    """

    start: int
    end: int
    next: int
    advances: tuple[float, ...]
    ended: bool
    stretched: bool

    @property
    def width(self) -> float:
        """Of what is drawn, in the unit of the advances."""
        return sum(self.advances)


class Locks(NamedTuple):
    """Places of a text where no line may break: before index i."""

    tokens: frozenset[int]
    punctuation: frozenset[int]


def locks(text: str) -> Locks:
    """Where `text` must not be broken: inside tokens, after opening and before closing signs."""
    tokens: set[int] = set()
    for match in _TOKEN.finditer(text):
        tokens.update(range(match.start() + 1, match.end()))
    signs = {match.end() for match in _OPENING.finditer(text)}
    signs.update(match.start() for match in _CLOSING.finditer(text))
    return Locks(frozenset(tokens), frozenset(signs))


class Room(NamedTuple):
    """What lines are broken for: their width, the size of an em, what less the first has, whether they fill the width."""

    width: float
    size: float
    indent: float = 0.0
    justified: bool = False


def break_lines(text: str, advances: list[float], room: Room) -> list[Line]:
    """The lines of `text`, at least one; all lengths in the unit of the advances."""
    if "\n" not in text and sum(advances) <= room.width - room.indent:
        return [Line(0, len(text), len(text), tuple(advances), True, False)]
    breaker = _Breaker(text, advances, room.size)
    lines: list[Line] = []
    start = 0
    for part in text.split("\n"):
        stop = start + len(part)
        while True:
            width = room.width - (0.0 if lines else room.indent)
            line = breaker.line(start, stop, width)
            lines.append(breaker.spread(line, width) if room.justified and not line.ended else line)
            start = line.next
            if line.ended:
                break
        start = stop + 1
    return lines


class _Breaker:
    """Breaks one text; widths as prefix sums, so that a line costs a bisection and not a walk."""

    def __init__(self, text: str, advances: list[float], size: float) -> None:
        self._text = text
        self._advances = advances
        self._size = size
        self._half = size / 2
        self._sums = list(accumulate(advances, initial=0.0))
        self._locks = locks(text)
        self._locked = self._locks.tokens | self._locks.punctuation

    def line(self, start: int, stop: int, width: float) -> Line:
        """The line from `start`, in a part of the text that ends at `stop`."""
        fit = bisect_right(self._sums, self._sums[start] + width + 1e-6) - 1
        if fit >= stop or stop - start == 1:
            return self._plain(start, stop, stop)
        squeezed = self._squeeze(start, max(fit, start), stop, width) if fit in self._locks.punctuation else None
        if squeezed:
            return squeezed
        end = self._back(start, max(fit, start + 1))
        return self._plain(start, end, stop)

    def spread(self, line: Line, width: float) -> Line:
        """The line with its gaps widened to fill `width`; gaps inside tokens stay, a line far too short is left as it is."""
        tokens = self._locks.tokens
        gaps = [i - line.start - 1 for i in range(line.start + 1, line.end) if i not in tokens]
        slack = width - line.width
        if slack < 0.01 or not gaps or slack > len(gaps) * self._size * _WIDEST_GAP:
            return line
        advances = list(line.advances)
        for gap in gaps:
            advances[gap] += slack / len(gaps)
        return line._replace(advances=tuple(advances), stretched=True)

    def _plain(self, start: int, end: int, stop: int) -> Line:
        following, drawn = end, end
        if end < stop:
            while following < stop and self._text[following] in _SPACES:
                following += 1
            while drawn > start + 1 and self._text[drawn - 1] in _SPACES:
                drawn -= 1
        return Line(start, drawn, following, tuple(self._advances[start:drawn]), following >= stop, False)

    def _back(self, start: int, fit: int) -> int:
        """The last place up to `fit` where a line may end; inside a token only where the line holds nothing else."""
        if self._text[fit] in _SPACES:
            return fit
        end = fit
        while end > start and end in self._locked:
            end -= 1
        if end > start:
            return end
        for joint in range(fit, start + 1, -1):
            if self._text[joint - 1] in _JOINTS and joint not in self._locks.punctuation:
                return joint
        end = fit
        while end > start + 1 and end in self._locks.punctuation:
            end -= 1
        return end if end > start + 1 else fit

    def _squeeze(self, start: int, fit: int, stop: int, width: float) -> Line | None:
        """The line up to the next place where it may end, if its punctuation gives enough; None if not."""
        end = fit + 1
        while end < stop and end in self._locked:
            end += 1
        if end - fit > _LOOK_AHEAD or self._text[end - 1] not in HALF_INK:
            return None
        excess = self._sums[end] - self._sums[start] - width
        advances = self._advances[start:end]
        for i in self._squeezable(start, end):
            if excess <= 1e-6:
                break
            give = min(self._half, excess) if i == end - 1 else self._half
            advances[i - start] -= give
            excess -= give
        if excess > 1e-6:
            return None
        following = end
        while following < stop and self._text[following] in _SPACES:
            following += 1
        return Line(start, end, following, tuple(advances), following >= stop, True)

    def _squeezable(self, start: int, end: int) -> list[int]:
        """Signs that may give half their width: the line's last one, then those before another sign, from the end."""
        wide = 1.8 * self._half
        found = [end - 1] if self._advances[end - 1] >= wide else []
        for i in range(end - 2, start - 1, -1):
            first, second = self._text[i], self._text[i + 1]
            closing = first in HALF_INK and (second in HALF_INK or second in RIGHT_INK)
            if (closing or (first in RIGHT_INK and second in RIGHT_INK)) and self._advances[i] >= wide:
                found.append(i)
        return found
