"""A head as it is printed, with cells over several columns and rows; it stays in sight like any header."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from editor.ui.fields.breaks import with_whole_end
from editor.ui.grid.cell_text import draw_text, text_height
from editor.ui.grid.shades import shades

if TYPE_CHECKING:
    from editor.forms.budget_form import HeadCell


class Spot(NamedTuple):
    """A cell of the head: where it begins and how far it reaches."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


class SpannedHeader(QHeaderView):
    """The merged cells of a printed head over the columns; borders are drawn elsewhere with the mouse as in any header."""

    def __init__(self, view: QTableView, head: "Sequence[Sequence[HeadCell]]") -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.spots = tuple(spots_of(head))
        self._rows = len(head)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self._asked: tuple[object, ...] = ()
        self._heights: tuple[int, ...] = (0,) * self._rows
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(view.updateGeometries)
        self.sectionResized.connect(lambda *_: self._soon.start())

    def put_head(self, head: "Sequence[Sequence[HeadCell]]") -> None:
        """Other words in the head (the year)."""
        self.spots = tuple(spots_of(head))
        self._rows = len(head)
        self._soon.start()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), sum(self._row_heights()))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self.viewport())
        colors = shades(self.palette())
        painter.fillRect(self.viewport().rect(), colors.header)
        for spot in self.spots:
            rect = self.rect_of(spot)
            if rect.isEmpty():
                continue
            painter.setPen(colors.line)
            painter.drawLine(rect.topRight(), rect.bottomRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            center = Qt.AlignmentFlag.AlignHCenter
            words = with_whole_end(spot.text)
            draw_text(painter, QRectF(rect), words, self.font(), alignment=center, color=colors.header_text)
        painter.end()

    def rect_of(self, spot: Spot) -> QRect:
        """Where a cell of the head is drawn; empty where its columns are hidden."""
        heights = self._row_heights()
        last = min(spot.column + spot.columns, self.count())
        width = sum(self.sectionSize(i) for i in range(spot.column, last))
        seen = next((i for i in range(spot.column, last) if not self.isSectionHidden(i)), None)
        if seen is None:
            return QRect()
        top = sum(heights[: spot.row])
        height = sum(heights[spot.row : spot.row + spot.rows])
        if spot.row + spot.rows == self._rows:
            height = max(height, self.viewport().height() - top)
        return QRect(self.sectionViewportPosition(seen), top, width, height)

    def _row_heights(self) -> tuple[int, ...]:
        widths = [self.sectionSize(i) for i in range(self.count())]
        asked = (self.font().toString(), self.spots, *widths)
        if asked != self._asked:
            self._asked, self._heights = asked, self._measured(widths)
        return self._heights

    def _measured(self, widths: Sequence[int]) -> tuple[int, ...]:
        """Cells over one row give each row its height; what a cell over several rows needs more, the last of them gets."""
        heights = [0] * self._rows
        for spot in sorted(self.spots, key=lambda spot: spot.rows):
            width = sum(widths[spot.column : spot.column + spot.columns])
            if not width:
                continue
            need = round(text_height(with_whole_end(spot.text), self.font(), width)) + 2
            there = sum(heights[spot.row : spot.row + spot.rows])
            if need > there:
                heights[spot.row + spot.rows - 1] += need - there
        return tuple(heights)


def spots_of(head: "Sequence[Sequence[HeadCell]]") -> Iterator[Spot]:
    """Each cell of a head at its place: cells go to the first free column of their row."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(head):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            spot = Spot(row, column, cell.rows, cell.columns, cell.text)
            taken.update((row + r, column + c) for r in range(cell.rows) for c in range(cell.columns))
            yield spot
            column += cell.columns
