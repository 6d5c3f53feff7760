"""Searching the help: every word must be there, in any order; titles count more than text."""

import unicodedata
from dataclasses import dataclass

from editor.bridge.help_book import CONTENTS, HelpBook, Section, Spot

_BEFORE, _AFTER = 16, 44
"""Characters of an excerpt around the first word."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that holds the words: where, its page's title, its heading ("" at the page's top), and some of its text."""

    spot: Spot
    title: str
    heading: str
    excerpt: str


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query, widths and case evened out."""
    return tuple(_even(word) for word in query.split())


def search(book: HelpBook, query: str) -> tuple[Hit, ...]:
    """The sections that hold all words: first those whose heading does, then those whose heading holds one, in order."""
    words = words_of(query)
    if not words:
        return ()
    found: list[tuple[int, int, Hit]] = []
    for key in book.order():
        page = book.page(key)
        if key == CONTENTS:
            continue
        for i, section in enumerate(page.sections):
            rank = _rank(words, page.title, section)
            if rank is not None:
                spot = Spot(key, section.heading if i else "")
                text = section.text or page.sections[min(i + 1, len(page.sections) - 1)].text
                hit = Hit(spot, page.title, section.heading if i else "", _excerpt(text, words))
                found.append((rank, len(found), hit))
    return tuple(hit for _, _, hit in sorted(found, key=lambda one: one[:2]))


def _rank(words: tuple[str, ...], title: str, section: Section) -> int | None:
    """A page's title helps its sections, but each must say something of the words itself."""
    heading, page, text = _even(section.heading), _even(title), _even(section.text)
    if all(word in heading for word in words):
        return 0
    own = [word in heading or word in text for word in words]
    if not any(own) or not all(there or word in page for there, word in zip(own, words, strict=True)):
        return None
    return 1 if any(word in heading for word in words) else 2


def _excerpt(text: str, words: tuple[str, ...]) -> str:
    line = " ".join(text.split())
    at = min((p for p in (line.casefold().find(word) for word in words) if p >= 0), default=0)
    start, end = max(0, at - _BEFORE), at + _AFTER
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")


def _even(text: str) -> str:
    """Widths and case evened out, and no blanks: U盘 is found where U 盘 stands."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
