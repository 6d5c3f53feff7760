"""The figures of a paragraph, and which of them stand where the figures of a generated one do."""

import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from editor.checks.chinese import narrow
from editor.values import value

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
    blocks = SequenceMatcher(None, [s for s, _ in one], [s for s, _ in two], autojunk=False).get_matching_blocks()
    found = []
    for block in blocks:
        if block.size >= _AROUND:
            for n in range(block.size):
                figure, other = one[block.a + n][1], two[block.b + n][1]
                if figure is not None and other is not None:
                    found.append(Aligned(figure, other))
    return tuple(found)


def _signs(text: str) -> list[tuple[str, Figure | None]]:
    """A text as signs to be compared: each figure is one, whatever its digits."""
    found: list[tuple[str, Figure | None]] = []
    at = 0
    plain = narrow(text)
    for figure in figures(text):
        found += [(sign, None) for sign in plain[at : figure.start] if not sign.isspace()]
        found.append((f"<{figure.kind}>", figure))
        at = figure.end
    return found + [(sign, None) for sign in plain[at:] if not sign.isspace()]
