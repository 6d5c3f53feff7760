"""The figures of a paragraph, and which of them stand where the figures of a generated one do."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from editor.checks.chinese import narrow
from editor.values import value

if TYPE_CHECKING:
    from difflib import SequenceMatcher

FigureKind = Literal["money", "percent", "count", "year"]
_FIGURE = re.compile(
    r"(?P<year>20\d\d)(?=\s*年)|(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?:(?P<unit>亿元|万元|元)|(?P<percent>%))?"
)
_FACTORS = {"亿元": Decimal(10000), "万元": Decimal(1), "元": Decimal("0.0001")}
_AROUND = 3
"""Signs that must be the same in a row, the figure among them, for two figures to be taken for the same one."""


@value
class Figure:
    """A figure in a text: characters `start` to `end` of its digits, its amount (money in 万元), the digits as written."""

    kind: FigureKind
    start: int
    end: int
    amount: Decimal
    text: str

    @property
    def decimals(self) -> int:
        """Digits behind the point."""
        return len(self.text.partition(".")[2])


_Sign = tuple[str, Figure | None, int]
"""A sign to be compared, the figure it is, where it begins."""


@lru_cache(maxsize=2048)
def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a text, in order."""
    return tuple(_figures(narrow(text)))


def _figures(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        name = "year" if match["year"] else "number"
        digits = match[name].rstrip(",")
        amount = Decimal(digits.replace(",", ""))
        kind: FigureKind = "year" if match["year"] else "percent" if match["percent"] else "count"
        if match["unit"]:
            kind, amount = "money", amount * _FACTORS[match["unit"]]
        start = match.start(name)
        yield Figure(kind, start, start + len(digits), amount, digits)


@value
class Aligned:
    """A figure as it was typed, and where the same one begins in what the template says."""

    typed: Figure
    derived: Figure


@lru_cache(maxsize=512)
def aligned(typed: str, derived: str) -> tuple[Aligned, ...]:
    """The figures of a typed text that stand between the same words as those of the derived one."""
    one, two = _signs(typed), _signs(derived)
    blocks = _matcher(one, two).get_matching_blocks()
    found = []
    for block in blocks:
        if block.size >= _AROUND:
            for n in range(block.size):
                figure, other = one[block.a + n][1], two[block.b + n][1]
                if figure is not None and other is not None:
                    found.append(Aligned(figure, other))
    return tuple(found)


@lru_cache(maxsize=512)
def differing(typed: str, derived: str) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """The parts of two texts that are not the same, as characters of each."""
    one, two = _signs(typed), _signs(derived)
    found = []
    for what, a, b, c, d in _matcher(one, two).get_opcodes():
        if what != "equal":
            found.append(((_at(one, a, typed), _at(one, b, typed)), (_at(two, c, derived), _at(two, d, derived))))
    return tuple(found)


def _matcher(one: list[_Sign], two: list[_Sign]) -> "SequenceMatcher[str]":
    from difflib import SequenceMatcher  # only for who has typed over a paragraph

    return SequenceMatcher(None, [sign[0] for sign in one], [sign[0] for sign in two], autojunk=False)


def _at(signs: list[_Sign], n: int, text: str) -> int:
    return signs[n][2] if n < len(signs) else len(text)


def _signs(text: str) -> list[_Sign]:
    """A text as signs to be compared: each figure is one, whatever its digits."""
    found: list[_Sign] = []
    at = 0
    plain = narrow(text)
    for figure in figures(text):
        found += [(plain[n], None, n) for n in range(at, figure.start) if not plain[n].isspace()]
        found.append((f"<{figure.kind}>", figure, figure.start))
        at = figure.end
    return found + [(plain[n], None, n) for n in range(at, len(plain)) if not plain[n].isspace()]
