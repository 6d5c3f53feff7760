"""Takes the cells of a worksheet as this program writes them and gives them with texts of several pieces as one again."""

from bisect import bisect_right
from dataclasses import dataclass

from editor.exchange.pieces import goes_on, joined

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range: first and last row and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int


def join_pieces(texts: dict[Place, str], spans: dict[Place, Span]) -> None:
    """A text that goes on in the cells below becomes one text, its cell one that is merged over all their rows."""
    below: dict[Place, Place] = {}
    for place in sorted(texts):
        span = spans.get(place, Span(*place, *place))
        above = below.get(place) if goes_on(texts[place]) else None
        if above is not None:
            texts[above] = joined(texts[above], texts.pop(place))
            spans.pop(place, None)
            first = spans.get(above, Span(*above, *above))
            spans[above] = Span(first.top, first.left, span.bottom, max(first.right, span.right))
        below[span.bottom + 1, place[1]] = above or place


def without_covered_rows(
    texts: dict[Place, str], spans: dict[Place, Span]
) -> tuple[dict[Place, str], dict[Place, Span], dict[int, int]]:
    """The same with no rows in which no cell begins because all are merged with those above: a row of a form that takes
    several rows of the sheet is one row; and for each new row the row it had on the sheet."""
    begins = {row for row, _ in texts} | {row for row, _ in spans}
    covered = {row for span in spans.values() for row in range(span.top, span.bottom + 1)}
    gone = sorted(covered - begins)

    def new(row: int) -> int:
        return row - bisect_right(gone, row)

    moved = {
        (new(top), left): Span(new(top), left, new(span.bottom), span.right) for (top, left), span in spans.items()
    }
    return {(new(row), column): text for (row, column), text in texts.items()}, moved, {new(row): row for row in begins}
