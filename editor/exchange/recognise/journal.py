"""Takes remarks as recognition goes along and gives them as report items, equal ones told once."""

from editor.exchange.raw import Where
from editor.exchange.report import Kind, ReportItem

_EXAMPLES = 3


class Journal:
    """Remarks in the order they were made; tallies stand before them."""

    def __init__(self) -> None:
        self._items: list[ReportItem] = []
        self._tallies: dict[tuple[Kind, str], list[ReportItem]] = {}

    def mended(self, message: str, where: Where | None, before: str, after: str) -> None:
        """Something was put right; both texts are said."""
        self._add("mended", message, where, before, after)

    def doubtful(self, message: str, where: Where | None = None, before: str = "", after: str = "") -> None:
        """Something was decided that the clerk should look at."""
        self._add("doubtful", message, where, before, after)

    def unknown(self, message: str, where: Where | None, text: str) -> None:
        """Something is not in the volume; its whole text is kept here."""
        self._add("not_understood", message, where, text, "")

    def tally(self, kind: Kind, message: str, where: Where | None, before: str, after: str = "") -> None:
        """Something that happens often: counted, with its first cases as examples."""
        self._tallies.setdefault((kind, message), []).append(_item(kind, message, where, before, after))

    def items(self) -> tuple[ReportItem, ...]:
        """Everything said so far."""
        summed: list[ReportItem] = []
        for (kind, message), cases in self._tallies.items():
            summed += cases[: _EXAMPLES - 1]
            rest = cases[_EXAMPLES - 1 :]
            if rest:
                last = rest[0]
                words = message if len(rest) == 1 else f"{message}（另有{len(rest) - 1}处相同）"
                summed.append(ReportItem(kind, words, last.where, last.before, last.after, len(rest)))
        return (*summed, *self._items)

    def _add(self, kind: Kind, message: str, where: Where | None, before: str, after: str) -> None:
        self._items.append(_item(kind, message, where, before, after))


def _item(kind: Kind, message: str, where: Where | None, before: str, after: str) -> ReportItem:
    return ReportItem(kind, message, where.text() if where else "", before, after)
