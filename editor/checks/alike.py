"""Finds the first text like another one among many, without holding each against each."""

from dataclasses import dataclass, field

from editor.checks.chinese import likeness, pairs

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
        numbers: set[int] = set()
        for pair in pairs(text):
            numbers.update(self._by_pair.get(pair, ()))
        return next((n for n in sorted(numbers) if likeness(self._texts[n], text) >= self.least), None)
