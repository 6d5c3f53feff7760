"""How the tree's lines are drawn: marks as icons, names edited in a line that keeps compositions."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.bridge.tree_model import AMOUNT_COLUMN, KIND_ROLE, MARK_COLUMN, MARK_ROLE, NAME_COLUMN
from editor.ui.composition import ComposingLine
from editor.ui.icons import Icons

_PADDING = 6


class TreeDelegate(QStyledItemDelegate):
    """Draws the mark column with icons, sums and headings stronger than projects."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons

    def recolour(self, icons: Icons) -> None:
        """Takes the icons in the colours of another palette."""
        self._icons = icons

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        kind = index.data(KIND_ROLE)
        if kind in ("part", "unit") and index.column() != MARK_COLUMN:
            option.font.setBold(kind == "part")
        if kind in ("unit", "project") and index.column() == NAME_COLUMN:
            option.text = _with_code(option, self.parent())
        if kind == "printed":
            option.textElideMode = Qt.TextElideMode.ElideRight  # their ends are the same
        if index.column() == AMOUNT_COLUMN:
            option.textElideMode = Qt.TextElideMode.ElideLeft
        if index.column() == MARK_COLUMN:
            mark = index.data(MARK_ROLE)
            side = option.fontMetrics.height()
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            active = bool(option.state & QStyle.StateFlag.State_Active)
            group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
            ground = option.palette.color(group, QPalette.ColorRole.HighlightedText) if selected else None
            option.icon = self._icons.mark(mark, ground)
            option.decorationSize = QSize(side, side)
            option.decorationAlignment = Qt.AlignmentFlag.AlignCenter
            if mark:
                option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), option.fontMetrics.height() + _PADDING))

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        line = ComposingLine()
        line.setParent(parent)
        line.setFrame(True)
        return line

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Over the whole line: names are long."""
        super().updateEditorGeometry(editor, option, index)
        view = self.parent()
        if isinstance(view, QWidget):
            editor.setMinimumWidth(view.width() - editor.x() - 2 * _PADDING)


def _with_code(option: QStyleOptionViewItem, view: QObject | None) -> str:
    """A unit's code or a project's number with the name, which alone is elided: codes differ in their last signs."""
    text: str = option.text
    code, space, name = text.partition(" ")
    if not space or not isinstance(view, QWidget) or not option.rect.width():
        return text
    metrics = option.fontMetrics
    margin = view.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, view) + 1
    room = option.rect.width() - 2 * margin - metrics.horizontalAdvance(code + space)
    if metrics.horizontalAdvance(name) <= room:
        return text
    return code + space + metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, max(room, 0))
