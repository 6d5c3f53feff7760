"""What a drawn fill handle goes on with: a counted series (第1季度, 第2季度 …), else the same texts again and again."""

import re
from collections.abc import Iterator, Sequence
from itertools import cycle, islice, pairwise

from editor.values import value

_COUNTED = re.compile(r"^(.*?)(\d{1,9})(\D*)$", re.DOTALL)
_TARGET = re.compile(r"[≥≤＞＜=<>＝]$")
"""A number behind such a sign is a target (指标值), not a count: two targets are repeated."""


@value
class _Counted:
    """A text with one number that counts it."""

    before: str
    number: int
    behind: str
    digits: int
    """Of a number written with zeros before it (01); 0 for one written plainly."""

    @classmethod
    def of(cls, text: str) -> "_Counted | None":
        found = _COUNTED.match(text)
        if found is None or any(c.isdigit() for c in found[1]) or _TARGET.search(found[1]) or "%" in found[3]:
            return None
        number = found[2]
        return cls(found[1], int(number), found[3], len(number) if number[0] == "0" and len(number) > 1 else 0)

    def at(self, number: int) -> str:
        return (
            f"{self.before}{number:0{self.digits}d}{self.behind}"
            if self.digits
            else f"{self.before}{number}{self.behind}"
        )


def go_on(texts: Sequence[str], count: int) -> tuple[str, ...]:
    """So many texts behind these: counted on where two or more are counted evenly up or down (never below 0), else repeated."""
    known = [one for text in texts if (one := _Counted.of(text)) is not None]
    if len(texts) > 1 and [known[0].at(one.number) for one in known] == list(texts):
        fresh = tuple(_counted_on(known, count))
        if len(fresh) == count:
            return fresh
    return tuple(islice(cycle(texts), count)) if texts else ()


def _counted_on(known: Sequence[_Counted], count: int) -> Iterator[str]:
    first, last = known[0], known[-1]
    step = known[1].number - first.number
    even = all(after.number - before.number == step for before, after in pairwise(known))
    if step and even and last.number + step * count >= 0:
        for n in range(1, count + 1):
            yield first.at(last.number + step * n)
