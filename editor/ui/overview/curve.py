"""The spending curve: all projects' plans together over the dates of the form."""

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF

from editor.bridge.overview_figures import PlanFigures
from editor.ui.overview.inks import quiet
from editor.ui.overview.picture import Mark, Picture, Target

_LINES = 13.5
"""Its height in heights of the font."""
_FULL = 100.0
_MOST_THREADS = 300
_GRID = (0, 25, 50, 75, 100)


def percent_text(share: Decimal) -> str:
    """With one decimal where it is not whole: 48%, 48.5%."""
    rounded = round(share, 1)
    return f"{rounded.normalize():f}%" if rounded else "0%"


class CurvePicture(Picture):
    """A thick line for all together, a thin one for each project; its marks are the points, with their index as key."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._plan: PlanFigures | None = None
        self._selected: int | None = None

    @property
    def plan(self) -> PlanFigures | None:
        """What it draws."""
        return self._plan

    def show_plan(self, plan: PlanFigures) -> None:
        """Another plan."""
        if plan is not self._plan:
            self._plan = plan
            self.renew()

    def select(self, point: int | None) -> None:
        """The point that is drawn full."""
        self._selected = point
        self.update()

    def height_wanted(self) -> float:
        return self.fontMetrics().height() * _LINES

    def lay_out(self) -> tuple[Mark, ...]:
        plan = self._plan
        if plan is None or not plan.shares:
            return ()
        em = self.fontMetrics().height()
        wide = min(self._plot().width() / len(plan.points), em * 6.0)
        marks = []
        for i, (label, share, spent) in enumerate(zip(plan.points, plan.shares, plan.spent, strict=True)):
            x = self._x(i)
            text = f"到{label}累计支出 {percent_text(share)}，{spent} {plan.money}。点击列出差得多的项目。"
            rect = QRectF(x - wide / 2, 2, wide, self.height() - 4)
            marks.append(Mark(rect, Target(text, key=i)))
        return tuple(marks)

    def draw(self, painter: QPainter) -> None:
        if self._plan is None or not self._plan.shares:
            return
        self._draw_grid(painter)
        self._draw_threads(painter)
        self._draw_whole(painter)

    def _plot(self) -> QRectF:
        metrics = self.fontMetrics()
        line = metrics.height()
        left = metrics.horizontalAdvance("100% ") + 2
        return QRectF(left, line * 1.5, self.width() - left - 8, self.height() - line * 4.4)

    def _x(self, point: int) -> float:
        plot, count = self._plot(), len(self._plan.points) if self._plan else 1
        return plot.left() + plot.width() * (point + 0.5) / count

    def _y(self, share: Decimal | float) -> float:
        plot = self._plot()
        top = max(_FULL, *(float(part) for part in self._plan.shares)) if self._plan else _FULL
        return plot.bottom() - plot.height() * max(0.0, min(float(share), top)) / top

    def _draw_grid(self, painter: QPainter) -> None:
        plot, line = self._plot(), self.fontMetrics().height()
        text = self.palette().color(QPalette.ColorRole.WindowText)
        for share in _GRID:
            y = self._y(share)
            painter.setPen(
                QPen(quiet(self.palette(), 60), 1, Qt.PenStyle.SolidLine if not share else Qt.PenStyle.DotLine)
            )
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(text)
            if share % 50 == 0:
                box = QRectF(0, y - line, plot.left() - 4, line * 2)
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{share}%")

    def _draw_threads(self, painter: QPainter) -> None:
        """Plans that are the same are one line, the darker the more they are."""
        assert self._plan is not None
        threads: dict[tuple[Decimal, ...], int] = {}
        for row in self._plan.rows:
            threads[row.shares] = threads.get(row.shares, 0) + 1
        for shares, count in list(threads.items())[:_MOST_THREADS]:
            painter.setPen(QPen(quiet(self.palette(), min(40 + 12 * count, 110)), 1))
            painter.drawPolyline(QPolygonF([QPointF(self._x(i), self._y(share)) for i, share in enumerate(shares)]))

    def _draw_whole(self, painter: QPainter) -> None:
        plan, line = self._plan, self.fontMetrics().height()
        assert plan is not None
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        spots = [QPointF(self._x(i), self._y(share)) for i, share in enumerate(plan.shares)]
        painter.setPen(QPen(accent, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(spots))
        bottom, wide = self._plot().bottom(), self._plot().width() / len(spots)
        for i, spot in enumerate(spots):
            base = self.palette().color(QPalette.ColorRole.Base)
            painter.setPen(QPen(accent, 2.5))
            painter.setBrush(accent if i == self._selected else base)
            painter.drawEllipse(spot, line * 0.3, line * 0.3)
            self._draw_words(painter, i, spot, QRectF(spot.x() - wide / 2, bottom + line * 0.3, wide, line * 2.4))

    def _draw_words(self, painter: QPainter, point: int, spot: QPointF, below: QRectF) -> None:
        """The share over the point on a ground of its own, the date and the money below the axis."""
        plan, metrics = self._plan, self.fontMetrics()
        assert plan is not None
        share = percent_text(plan.shares[point])
        wide = metrics.horizontalAdvance(share) + 8
        box = QRectF(spot.x() - wide / 2, spot.y() - metrics.height() * 1.45, wide, metrics.height())
        ground = QColor(self.palette().color(QPalette.ColorRole.Base))
        ground.setAlpha(200)
        painter.fillRect(box, ground)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, share)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, plan.points[point])
        spent = f"{plan.spent[point]}"
        if metrics.horizontalAdvance(spent) <= below.width():
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, spent)
