"""Finds the words of lists in a text, in one pass."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import add
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
        self._wanted: dict[str, list[Word]] = {}
        self._allowed: dict[str, list[Word]] = {}
        for word in dict.fromkeys(words):
            by_pair = self._allowed if word.kind == "allowed" else self._wanted
            by_pair.setdefault(word.find[:2], []).append(word)
        self._pairs = frozenset(self._wanted)

    def find(self, text: str, pairs: Set[str] | None = None) -> tuple[Hit, ...]:
        """All words in the text, in order; of those that begin at one place and say the same kind of thing, the longest.

        `pairs` are the text's neighbouring characters, where the caller has them.
        """
        there = set(map(add, text, text[1:])) if pairs is None else pairs
        wanted = self._pairs.intersection(there)
        found = _standing(text, wanted, self._wanted) if wanted else []
        if not found:
            return ()
        allowed = _standing(text, self._allowed.keys() & there, self._allowed)
        return tuple(_allowed_gone(found, allowed))


def _standing(text: str, pairs: Iterable[str], words: Mapping[str, list[Word]]) -> list[Hit]:
    found = []
    for pair in pairs:
        at = text.find(pair)
        while at >= 0:
            found += [Hit(word, at, at + len(word.find)) for word in words[pair] if text.startswith(word.find, at)]
            at = text.find(pair, at + 1)
    return sorted(found, key=lambda hit: (hit.start, hit.end, hit.word.kind, hit.word.source))


def _allowed_gone(found: Sequence[Hit], allowed: Sequence[Hit]) -> Iterable[Hit]:
    for hit in found:
        if any(_covers(other, hit) for other in allowed):
            continue
        longer = (o for o in found if o.word.kind == hit.word.kind != "trigger" and o.start <= hit.start)
        if not any(o.end >= hit.end and (o.end - o.start) > (hit.end - hit.start) for o in longer):
            yield hit


def _covers(allowed: Hit, hit: Hit) -> bool:
    """The allowed word overlaps the hit and is not just a part of it."""
    if allowed.start >= hit.end or hit.start >= allowed.end:
        return False
    return allowed.start < hit.start or allowed.end > hit.end or allowed.end - allowed.start >= hit.end - hit.start
