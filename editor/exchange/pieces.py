"""Texts too tall for a row of a worksheet: how they go on in the cell below, and become one text again when they are read.

A row of a worksheet has a greatest height and is never broken by a page end, so that a text over several rows, as one
merged cell, is printed with lines cut in two. Each piece after the first begins with a sign nobody sees.
"""

from collections.abc import Iterable

_GOES_ON = "\u2060"
"""WORD JOINER, without width: this cell goes on with the text above it; twice where a new line begins."""


def marked(pieces: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """The pieces as they are written; each comes with whether a line end stood before it."""
    return tuple(
        text if n == 0 else _GOES_ON * (2 if after_line else 1) + text for n, (text, after_line) in enumerate(pieces)
    )


def goes_on(text: str) -> bool:
    """Whether a cell's text belongs to the one above it."""
    return text.startswith(_GOES_ON)


def joined(above: str, below: str) -> str:
    """Two pieces as one text."""
    return above + ("\n" if below.startswith(_GOES_ON * 2) else "") + below.lstrip(_GOES_ON)
