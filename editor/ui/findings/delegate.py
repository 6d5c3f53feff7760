"""How a row of the findings is drawn: its mark, where it is, the message over as many lines as it needs, its fix."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from editor.bridge.findings_model import COUNTS, FINDING, FIX_TITLE, SEVERITIES, SEVERITY, WAIVED, WHERE
from editor.ui.fields.severity import SHAPES, severity_colour
from editor.ui.findings.look import link, muted

Index = QModelIndex | QPersistentModelIndex
_PAD = 5
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TALLEST = 10_000
_CHINESE = "国"
"""Its font is often another and higher than the one the metrics are of."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the parts of a finding's row stand."""

    mark: QRect
    where: QRect
    message: QRect
    fix: QRect
    reason: QRect
    height: int


class FindingDelegate(QStyledItemDelegate):
    """Draws groups and findings; the fix's title under a message is a link (`fix_at` says whether a point is on it)."""

    _lines = "", 0

    def fix_at(self, option: QStyleOptionViewItem, index: Index, point: QPoint) -> bool:
        """Whether a point of the viewport is on the row's fix."""
        return index.data(FINDING) is not None and self._layout(option, index).fix.contains(point)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if not index.internalId():  # a group; the tree asks for thousands
            return QSize(0, option.fontMetrics.height() + 2 * _PAD)
        view = option.widget
        assert isinstance(view, QTreeView)
        option.rect = QRect(0, 0, view.viewport().width() - 2 * view.indentation(), 0)
        return QSize(0, self._layout(option, index).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        if index.data(FINDING) is None:
            self._paint_group(painter, option, index, text)
        else:
            self._paint_finding(painter, option, index)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, text: str) -> None:
        rect = option.rect.adjusted(2, 0, -_PAD, 0)
        metrics = option.fontMetrics
        for severity, count in reversed(tuple(zip(SEVERITIES, index.data(COUNTS), strict=True))):
            if count:
                words = f"{SHAPES[severity]}{count}"
                painter.setPen(self._colour(option, severity_colour(severity, option.palette)))
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
                rect.setRight(rect.right() - metrics.horizontalAdvance(words) - 8)
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._colour(option, option.palette.color(QPalette.ColorRole.Text)))
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), elided)

    def _paint_finding(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        layout = self._layout(option, index)
        palette, waived = option.palette, index.data(WAIVED)
        soft = self._colour(option, muted(palette))
        plain = soft if waived is not None else self._colour(option, palette.color(QPalette.ColorRole.Text))
        severity = index.data(SEVERITY)
        painter.setFont(option.font)
        painter.setPen(soft if waived is not None else self._colour(option, severity_colour(severity, palette)))
        painter.drawText(
            layout.mark, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter), SHAPES[severity]
        )
        painter.setPen(soft)
        where = option.fontMetrics.elidedText(index.data(WHERE), Qt.TextElideMode.ElideMiddle, layout.where.width())
        painter.drawText(layout.where, _WRAP, where)
        painter.setPen(plain)
        painter.drawText(layout.message, _WRAP, index.data())
        if layout.fix.isValid():
            painter.setPen(self._colour(option, link(palette)))
            painter.drawText(layout.fix, _WRAP, index.data(FIX_TITLE))
        if layout.reason.isValid():
            painter.setPen(soft)
            painter.drawText(layout.reason, _WRAP, f"已忽略：{waived}")

    def _colour(self, option: QStyleOptionViewItem, colour: object) -> object:
        """On a selected row all is in the selection's own text colour."""
        if option.state & QStyle.StateFlag.State_Selected:
            active = option.state & QStyle.StateFlag.State_Active
            group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
            return option.palette.color(group, QPalette.ColorRole.HighlightedText)
        return colour

    def _layout(self, option: QStyleOptionViewItem, index: Index) -> _Layout:
        metrics = option.fontMetrics
        line = self._line(option)
        left = option.rect.left() + 2
        mark = QRect(left, option.rect.top() + _PAD, metrics.horizontalAdvance("●") + 2, line)
        x = mark.right() + 5
        width = max(option.rect.right() - _PAD - x, 60)
        y = mark.top()
        where = QRect()
        if index.data(WHERE):
            where = QRect(x, y, width, line)
            y += line
        message = QRect(x, y, width, self._tall(metrics, width, index.data()))
        y = message.bottom() + 1
        fix, reason = QRect(), QRect()
        waived, title = index.data(WAIVED), index.data(FIX_TITLE)
        if title and waived is None:
            fix = QRect(x, y + 2, min(metrics.horizontalAdvance(title) + 2, width), line)
            y = fix.bottom() + 1
        if waived is not None:
            reason = QRect(x, y, width, self._tall(metrics, width, f"已忽略：{waived}"))
            y = reason.bottom() + 1
        return _Layout(mark, where, message, fix, reason, y + _PAD - option.rect.top())

    def _line(self, option: QStyleOptionViewItem) -> int:
        """The height of one line of Chinese."""
        key = option.font.key()
        if self._lines[0] != key:
            self._lines = key, max(option.fontMetrics.height(), self._tall(option.fontMetrics, _TALLEST, _CHINESE))
        return self._lines[1]

    def _tall(self, metrics: QFontMetrics, width: int, text: str) -> int:
        return metrics.boundingRect(QRect(0, 0, width, _TALLEST), _WRAP, text).height()
