"""Column widths: shares of the room as on paper, until the clerk draws a border elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from editor.ui.grid.cell_text import PADDING_X

_LEAST = "一级指标"
"""No column gets too narrow by itself for a label of four characters."""


class ColumnWidths(QObject):
    """Divides a view's width among its columns; `shares` add up to 1 and can be kept and set again."""

    def __init__(self, view: QTableView, shares: Sequence[float], letters: Sequence[int] = ()) -> None:
        """`letters`: Chinese characters each column has room for at least; () for those of a short label."""
        super().__init__(view)
        self._letters = tuple(letters)
        self._view = view
        self._shares = tuple(shares)
        self._dividing = False
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(24)
        header.sectionResized.connect(self._note)

    @property
    def shares(self) -> tuple[float, ...]:
        """Each column's part of the whole width."""
        return self._shares

    def set_shares(self, shares: Sequence[float]) -> None:
        """Widths the clerk chose another day; shares of another number of columns are let be."""
        if len(shares) == len(self._shares) and all(share > 0 for share in shares):
            self._shares = tuple(share / sum(shares) for share in shares)
            self.divide()

    def divide(self) -> None:
        """Gives every column its share of the view's width, but none less than it needs."""
        room = self._view.viewport().width()
        letter = QFontMetrics(self._view.font()).horizontalAdvance(_LEAST[0])
        letters = self._letters or (len(_LEAST),) * len(self._shares)
        widths = _divided(self._shares, room, [count * letter + 2 * PADDING_X + 2 for count in letters])
        self._dividing = True
        try:
            for column, width in enumerate(widths):
                if self._view.columnWidth(column) != width:
                    self._view.setColumnWidth(column, width)
        finally:
            self._dividing = False

    def _note(self, *_: int) -> None:
        if not self._dividing:
            widths = [self._view.columnWidth(column) for column in range(len(self._shares))]
            if all(widths):
                self._shares = tuple(width / sum(widths) for width in widths)


def _divided(shares: Sequence[float], room: int, least: Sequence[int]) -> list[int]:
    """Whole pixels that add up to the room, or to more where the least widths need more."""
    narrow: set[int] = set()
    while True:
        left = room - sum(least[i] for i in narrow)
        total = sum(share for i, share in enumerate(shares) if i not in narrow)
        more = {i for i, share in enumerate(shares) if i not in narrow and share / total * left < least[i]}
        if not more or len(narrow) + len(more) == len(shares):
            narrow |= more
            break
        narrow |= more
    widths = [least[i] if i in narrow else int(share / total * left) for i, share in enumerate(shares)]
    if sum(widths) < room and len(narrow) < len(shares):
        widths[max(range(len(shares)), key=lambda i: shares[i])] += room - sum(widths)
    return widths
