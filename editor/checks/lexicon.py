"""Finds the words of lists in a text, in one pass."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

HitKind = Literal["typo", "term", "foreign", "sensitive", "trigger", "allowed"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word to look for, and what to say about it."""

    find: str
    kind: HitKind
    instead: str = ""
    note: str = ""
    source: int = 0
    """Which of the patterns, terms or foreign lists it stands for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found, from and to (behind the last)."""

    word: Word
    start: int
    end: int


class Lexicon:
    """Words by their first two characters; a word inside or across an allowed one is not found."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._by_pair: dict[str, tuple[Word, ...]] = {}
        for word in dict.fromkeys(words):
            pair = word.find[:2]
            self._by_pair[pair] = (*self._by_pair.get(pair, ()), word)

    def find(self, text: str) -> tuple[Hit, ...]:
        """All words in the text, in order; of those that begin at one place and say the same kind of thing, the longest."""
        by_pair = self._by_pair
        found: list[Hit] = []
        for i, (a, b) in enumerate(zip(text, text[1:], strict=False)):
            words = by_pair.get(a + b)
            if words is not None:
                found += [Hit(word, i, i + len(word.find)) for word in words if text.startswith(word.find, i)]
        return tuple(_allowed_gone(found)) if found else ()


def _allowed_gone(found: list[Hit]) -> Iterable[Hit]:
    allowed = [hit for hit in found if hit.word.kind == "allowed"]
    for hit in found:
        if hit.word.kind == "allowed" or any(_covers(other, hit) for other in allowed):
            continue
        longer = (o for o in found if o.word.kind == hit.word.kind != "trigger" and o.start <= hit.start)
        if not any(o.end >= hit.end and (o.end - o.start) > (hit.end - hit.start) for o in longer):
            yield hit


def _covers(allowed: Hit, hit: Hit) -> bool:
    """The allowed word overlaps the hit and is not just a part of it."""
    overlaps = allowed.start < hit.end and hit.start < allowed.end
    return overlaps and (
        allowed.start < hit.start or allowed.end > hit.end or allowed.end - allowed.start >= hit.end - hit.start
    )
