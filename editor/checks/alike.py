"""Finds the first text like another one among many, without holding each against each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from editor.checks.chinese import bare, likeness, pairs

_MOST = 16
"""Texts remembered under one pair: those of a common pair would make the search as long as if there were no index."""


@dataclass(slots=True)
class Alike:
    """Texts by their pairs; `least` is the likeness (0 to 1) from which on two are alike."""

    least: float
    _texts: list[str] = field(default_factory=list)
    _by_pair: dict[str, list[int]] = field(default_factory=dict)

    def put(self, text: str) -> None:
        """Takes a text in; its number is how many were put before."""
        number = len(self._texts)
        self._texts.append(text)
        for pair in pairs(text):
            there = self._by_pair.setdefault(pair, [])
            if len(there) < _MOST:
                there.append(number)

    def first(self, text: str) -> int | None:
        """The number of the first text that is alike."""
        return next(self.all(text), None)

    def all(self, text: str) -> Iterator[int]:
        """The numbers of those that are alike, in order."""
        numbers: set[int] = set()
        for pair in pairs(text):
            numbers.update(self._by_pair.get(pair, ()))
        return (n for n in sorted(numbers) if likeness(self._texts[n], text) >= self.least)


def parallel(one: str, two: str) -> bool:
    """The same words but for one part in which they have nothing in common: 东片村民户数, 西片村民户数 are two things."""
    one, two = bare(one), bare(two)
    head = _same_from_the_start(one, two)
    tail = min(_same_from_the_start(one[::-1], two[::-1]), len(one) - head, len(two) - head)
    a, b = one[head : len(one) - tail], two[head : len(two) - tail]
    return bool(a and b) and head + tail >= max(len(a), len(b)) and not set(a) & set(b)


def _same_from_the_start(one: str, two: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
