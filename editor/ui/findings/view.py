"""The tree in which findings are listed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyleOptionViewItem, QTreeView, QWidget

from editor.bridge.findings_model import FINDING
from editor.ui.findings.delegate import FindingDelegate

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Pressed:
    """What the mouse went down on, and where on the screen."""

    index: QPersistentModelIndex
    on_fix: bool
    where: QPointF


_NOTHING = _Pressed(QPersistentModelIndex(), False, QPointF())


class FindingsView(QTreeView):
    """Rows as high as their text; `chosen` on click and Enter, `fix_asked` on a click on a row's fix (both: the index).

    It scrolls row by row: the height of rows that are not seen is never asked for.
    """

    chosen = Signal(object)
    fix_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = FindingDelegate(self)
        self._pressed = _NOTHING
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setIndentation(11)
        self.setUniformRowHeights(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName("核对问题")
        self._widened = QTimer(self, singleShot=True, interval=0)
        self._widened.timeout.connect(self.scheduleDelayedItemsLayout)

    def fix_point(self, index: QModelIndex) -> QPoint | None:
        """A point of the viewport on a row's fix; None where it has none."""
        rect = self.visualRect(index)
        inside = (
            QPoint(x, y) for y in range(rect.bottom(), rect.top(), -3) for x in (rect.left() + 30, rect.left() + 50)
        )
        return next((point for point in inside if self._delegate.fix_at(self._option(index), index, point)), None)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Until the whole row is seen: Qt counts how many of the last rows fit, and takes as many others for seen."""
        super().scrollTo(index, hint)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        for _ in range(bar.pageStep()):
            rect = self.visualRect(index)
            if rect.top() <= 0 or rect.bottom() < height or bar.value() == bar.maximum():
                break
            bar.setValue(bar.value() + 1)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """A group is as high as ever: the tree would measure all rows between it and what is seen to know where it stands."""
        if first.parent().isValid():
            super().dataChanged(first, last, roles)
        else:
            self.viewport().update()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """All that is seen: the row that was selected before may be thousands away."""
        del selection
        return QRegion(self.viewport().rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._widened.start()  # other widths, other heights; once for all sizes a window goes through when it is laid out

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().data(FINDING) is not None:
            self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        hand = self._on_fix(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._pressed = _Pressed(
            QPersistentModelIndex(self.indexAt(point)), self._on_fix(point), event.globalPosition()
        )
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was pressed counts: the details that came with it may have moved the rows from under the mouse."""
        pressed, self._pressed = self._pressed, _NOTHING
        super().mouseReleaseEvent(event)
        far = (event.globalPosition() - pressed.where).manhattanLength() >= QApplication.startDragDistance()
        index = pressed.index
        if event.button() != Qt.MouseButton.LeftButton or far or not index.isValid() or index.data(FINDING) is None:
            return
        (self.fix_asked if pressed.on_fix else self.chosen).emit(
            index.model().index(index.row(), index.column(), index.parent())
        )

    def _on_fix(self, point: QPoint) -> bool:
        index = self.indexAt(point)
        return index.isValid() and self._delegate.fix_at(self._option(index), index, point)

    def _option(self, index: QModelIndex) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        return option
