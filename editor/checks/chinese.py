"""Small readings of Chinese text that several checks share."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import filterfalse
from operator import add

HAN = "\u3400-\u9fff"
NARROW = str.maketrans("０１２３４５６７８９．，％﹪℅＞＜＝～－（）：；！？　", "0123456789.,%%%><=~-():;!? ")
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NOT_WORDS = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_SENTENCE_END = re.compile(r"(?<=[。！？；\n])")
_CLAUSE_END = re.compile(r"[。！？；，,;：:\n]")
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")


@lru_cache(maxsize=8192)
def narrow(text: str) -> str:
    """Full-width digits and signs as half-width ones, character for character: positions stay."""
    return text.translate(NARROW)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Only letters, digits and Han characters: what is compared when two texts are said to be the same."""
    return text if text.isalnum() else _NOT_WORDS.sub("", text)


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of the bare text."""
    plain = bare(text)
    return frozenset(map(add, plain, plain[1:]))


def share_a_pair(a: str, b: str, common: frozenset[str] = frozenset()) -> bool:
    """Two neighbouring characters of one text stand in the other; `common` pairs do not count.

    `pairs` of both would say the same at ten times the cost.
    """
    plain = bare(a)
    return any(map(b.__contains__, filterfalse(common.__contains__, map(add, plain, plain[1:]))))


def any_in(wanted: Iterable[str], text: str) -> bool:
    """One of these stands in the text."""
    return any(map(text.__contains__, wanted))


def likeness(a: str, b: str) -> float:
    """How much two texts share: 0 nothing, 1 all of their pairs (Dice)."""
    one, two = pairs(a), pairs(b)
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else float(bare(a) == bare(b))


def sentences(text: str) -> list[tuple[int, str]]:
    """Sentences with where they begin."""
    found, at = [], 0
    for piece in _SENTENCE_END.split(text):
        if piece:
            found.append((at, piece))
        at += len(piece)
    return found


def clauses(text: str) -> list[tuple[int, str]]:
    """Pieces between punctuation, with where they begin; empty ones are left out."""
    found, at = [], 0
    for match in _CLAUSE_END.finditer(text):
        if match.start() > at:
            found.append((at, text[at : match.start()]))
        at = match.end()
    if at < len(text):
        found.append((at, text[at:]))
    return found


def book_titles(text: str) -> list[tuple[int, int, str]]:
    """《titles》 of regulations: from, to, and the title without its outer marks."""
    return [(m.start(), m.end(), m[1]) for m in _TITLE.finditer(text)] if "《" in text else []


def in_title(text: str, at: int) -> bool:
    """The character stands inside a 《title》."""
    return any(start < at < end for start, end, _ in book_titles(text))


def han_number(text: str) -> int | None:
    """一 … 九十九 as a number."""
    if not text or any(c not in _DIGITS and c != "十" for c in text):
        return None
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text] if len(text) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def to_han(number: int) -> str:
    """1 … 99 as 一 … 九十九."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
