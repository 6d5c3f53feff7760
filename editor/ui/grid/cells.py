"""Draws the cells: their text, merged groups as on paper, and where a finding is."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from editor.bridge.indicator_model import Role
from editor.ui.grid.cell_editor import CellEditor
from editor.ui.grid.cell_text import Span, draw_text, marked, wavy
from editor.ui.grid.shades import Shades, blend, shades

Index = QModelIndex | QPersistentModelIndex
MARK = 7
"""Pixels a finding's mark is wide."""


class Cells(QStyledItemDelegate):
    """Draws and opens the cells of a view. `led_to` are the characters of one cell someone was led to.

    Signal: `opened` (its CellEditor) when a cell is opened.
    """

    opened = Signal(object)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._led_to: tuple[QPersistentModelIndex, tuple[int, int]] | None = None

    def lead_nowhere(self) -> None:
        """No characters are marked any more."""
        self._led_to = None

    def lead_to(self, index: QModelIndex, chars: tuple[int, int] | None) -> None:
        """Marks characters of a cell; None for none."""
        self._led_to = (QPersistentModelIndex(index), chars) if chars is not None else None
        self._view.viewport().update()

    def led_to(self, index: QModelIndex) -> tuple[int, int] | None:
        """The marked characters of a cell."""
        if self._led_to is None or self._led_to[0] != QPersistentModelIndex(index):
            return None
        return self._led_to[1]

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = CellEditor(parent)
        editor.setFont(self._view.font())
        self.opened.emit(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.load(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.settle_composition()
            if editor.text != editor.original:
                model.setData(index, editor.text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.setGeometry(option.rect.adjusted(0, 0, -1, -1))
            editor.cover(editor.height())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """The editor knows its own keys, and the grid when it is left: Qt's delegate would take Tab, Esc and the focus' leaving."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors = shades(self._view.palette())
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, colors.selected if selected and has_focus(self._view) else colors.base)
        painter.setPen(colors.line)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        below = index.sibling(index.row() + 1, index.column())
        if not below.data(Role.JOINED):
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._draw_text(painter, rect, index, colors)
        draw_mark(painter, QRectF(rect), str(index.data(Role.SEVERITY) or ""), colors)
        painter.restore()

    def _draw_text(self, painter: QPainter, rect: QRect, index: Index, colors: Shades) -> None:
        text = str(index.data() or "")
        font, alignment = self._view.font(), index.data(Qt.ItemDataRole.TextAlignmentRole)
        if text:
            place = QRectF(self._run(rect, index))
            draw_text(
                painter,
                place.adjusted(0, 0, -1, -1),
                text,
                font,
                alignment=alignment,
                color=colors.text,
                spans=self._spans(index, text),
            )
        elif index.data(Role.MISSING):
            draw_text(painter, QRectF(rect), "必填", font, alignment=Qt.AlignmentFlag.AlignHCenter, color=colors.faint)

    def _spans(self, index: Index, text: str) -> list[Span]:
        colors = shades(self._view.palette())
        spans: list[Span] = [
            (*finding.chars, wavy(colors.errors[finding.severity]))
            for finding in index.data(Role.FINDINGS) or ()
            if finding.chars is not None and finding.waived is None and finding.chars[1] <= len(text)
        ]
        if self._led_to is not None and self._led_to[0] == index:
            spans.append((*self._led_to[1], marked(blend(colors.accent, colors.base, 0.45))))
        return spans

    def _run(self, rect: QRect, index: Index) -> QRect:
        """The part in sight of the merged cell this one belongs to: its name stands in the middle of that."""
        top, bottom = index.row(), index.row()
        port = self._view.viewport().height()
        while self._view.rowViewportPosition(top) > 0 and index.sibling(top, index.column()).data(Role.JOINED):
            top -= 1
        while self._view.rowViewportPosition(bottom) + self._view.rowHeight(bottom) < port:
            if not index.sibling(bottom + 1, index.column()).data(Role.JOINED):
                break
            bottom += 1
        if top == bottom:
            return rect
        start = max(self._view.rowViewportPosition(top), 0)
        end = min(self._view.rowViewportPosition(bottom) + self._view.rowHeight(bottom), port)
        whole = QRect(rect.left(), start, rect.width(), end - start)
        return whole if whole.height() >= rect.height() else rect


def has_focus(view: QWidget) -> bool:
    """The keyboard's focus is on the view or in it."""
    focus: QWidget | None = QApplication.focusWidget()
    return focus is not None and (focus is view or view.isAncestorOf(focus))


def draw_mark(painter: QPainter, rect: QRectF, severity: str, colors: Shades) -> None:
    """The mark of a finding in the upper right corner: ● error, ▲ warning, · hint; told by its shape as well as its colour."""
    if not severity:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.errors[severity]))
    right, top = rect.right() - 3, rect.top() + 3
    if severity == "error":
        painter.drawEllipse(QRectF(right - MARK, top, MARK, MARK))
    elif severity == "warning":
        points = [QPointF(right - MARK / 2, top), QPointF(right, top + MARK), QPointF(right - MARK, top + MARK)]
        painter.drawPolygon(QPolygonF(points))
    else:
        painter.drawEllipse(QPointF(right - MARK / 2, top + MARK / 2), MARK / 4, MARK / 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
