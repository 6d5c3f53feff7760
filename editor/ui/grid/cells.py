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
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from editor.bridge.cell_findings import severity_of
from editor.bridge.table_model import Role, TableModel
from editor.checks.finding import Finding
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

    def __init__(self, view: QTableView, model: TableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._shades: tuple[int, Shades] | None = None
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
        editor.align(index.data(Qt.ItemDataRole.TextAlignmentRole))
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
        colors = self._colors()
        rect: QRect = option.rect
        row, column = index.row(), index.column()
        findings: tuple[Finding, ...] = index.data(Role.FINDINGS) or ()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        look = index.data(Role.LOOK)
        painter.fillRect(rect, colors.selected if selected and has_focus(self._view) else _ground(look, colors))
        painter.setPen(colors.line)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if not self._model.joined(row + 1, column):
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._draw_text(painter, rect, index, findings)
        draw_mark(painter, QRectF(rect), severity_of(findings), colors)
        painter.restore()

    def _draw_text(self, painter: QPainter, rect: QRect, index: Index, findings: tuple[Finding, ...]) -> None:
        text = str(index.data() or "")
        font, colors = self._view.font(), self._colors()
        if text:
            indent = (index.data(Role.INDENT) or 0) * QFontMetrics(font).horizontalAdvance("一")
            place = QRectF(self._run(rect, index.row(), index.column())).adjusted(indent, 0, -1, -1)
            alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
            spans = self._spans(index, text, findings)
            if findings and alignment & Qt.AlignmentFlag.AlignRight:
                place.setRight(place.right() - MARK)  # an amount keeps its last figure clear of the mark
            look = index.data(Role.LOOK)
            color = blend(colors.text, colors.base, 0.66) if look == "derived" else colors.text
            draw_text(painter, place, text, _face(font, look), alignment=alignment, color=color, spans=spans)
        elif index.data(Role.MISSING):
            center = Qt.AlignmentFlag.AlignHCenter
            draw_text(painter, QRectF(rect), "必填", font, alignment=center, color=colors.faint)

    def _spans(self, index: Index, text: str, findings: tuple[Finding, ...]) -> list[Span]:
        colors = self._colors()
        spans: list[Span] = [
            (*finding.chars, wavy(colors.errors[finding.severity]))
            for finding in findings
            if finding.chars is not None and finding.waived is None and finding.chars[1] <= len(text)
        ]
        if self._led_to is not None and self._led_to[0] == index:
            spans.append((*self._led_to[1], marked(blend(colors.accent, colors.base, 0.45))))
        return spans

    def _run(self, rect: QRect, row: int, column: int) -> QRect:
        """The part in sight of the merged cell this one belongs to: its name stands in the middle of that."""
        top = bottom = row
        port = self._view.viewport().height()
        while self._model.joined(top, column) and self._view.rowViewportPosition(top) > 0:
            top -= 1
        while self._model.joined(bottom + 1, column) and self._bottom(bottom) < port:
            bottom += 1
        if top == bottom:
            return rect
        start, end = max(self._view.rowViewportPosition(top), 0), min(self._bottom(bottom), port)
        return QRect(rect.left(), start, rect.width(), end - start) if end - start >= rect.height() else rect

    def _colors(self) -> Shades:
        palette = self._view.palette()
        if self._shades is None or self._shades[0] != palette.cacheKey():
            self._shades = palette.cacheKey(), shades(palette)
        return self._shades[1]

    def _bottom(self, row: int) -> int:
        return self._view.rowViewportPosition(row) + self._view.rowHeight(row)


def _face(font: QFont, look: object) -> QFont:
    """What is worked out is slanted, a line of totals and what was typed over a worked out figure are bold."""
    if look is None or look == "label":
        return font
    face = QFont(font)
    face.setItalic(look == "derived")
    face.setBold(look in ("total", "overridden"))
    return face


def _ground(look: object, colors: Shades) -> QColor:
    if look == "overridden":
        return blend(colors.errors["warning"], colors.base, 0.22)
    return blend(colors.header, colors.base, 0.5) if look in ("label", "derived", "total") else colors.base


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
