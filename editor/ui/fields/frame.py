"""What a field looks like: its editor, the mark of its gravest finding, and words behind it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from editor.ui.fields.flow import FlowEdit
from editor.ui.fields.line import LineEdit
from editor.ui.fields.mark import FindingMark

_GAP = 3


class FieldFrame(QWidget):
    """Places an editor in whatever room there is; a number stands right of its mark, a text left of it."""

    def __init__(self, editor: LineEdit | FlowEdit, *, numeric: bool) -> None:
        super().__init__()
        self.editor = editor
        self._numeric = numeric
        self._suffix = QLabel(self)
        self._suffix.hide()
        self._mark = FindingMark(self)
        self._mark.hide()
        editor.setParent(self)
        self.setFocusProxy(editor)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    @property
    def mark(self) -> FindingMark:
        """The mark beside the text."""
        return self._mark

    def show_suffix(self, text: str) -> None:
        """Words behind the editor that are no part of its text."""
        self._suffix.setText(text)
        self._suffix.setVisible(bool(text))
        self._arrange()

    def height_for(self, width: int) -> int:
        """The height it needs at a width."""
        return self.editor.height_for(max(self._inner(width).width(), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _inner(self, width: int) -> QRect:
        """Where the editor stands: a mark takes room at its right end, of a number at its left."""
        left, right = 0, width
        if not self._mark.isHidden():
            taken = self._mark.sizeHint().width() + _GAP
            left, right = (left + taken, right) if self._numeric else (left, right - taken)
        if not self._suffix.isHidden():
            right -= self._suffix.sizeHint().width() + 2 * _GAP
        return QRect(left, 0, max(right - left, 1), self.height())

    def _arrange(self) -> None:
        inner = self._inner(self.width())
        needed = self.editor.height_for(inner.width())
        top = max(0, (self.height() - needed) // 2) if self._centred() else 0
        height = min(needed, self.height()) if self._centred() else self.height()
        self.editor.setGeometry(inner.left(), top, inner.width(), height)
        side = self._mark.sizeHint()
        at = _GAP if self._numeric else self.width() - side.width() - _GAP
        line = self.editor.height_for(10_000) if self._numeric else self.fontMetrics().height() + 8
        self._mark.setGeometry(at, top + max(0, (line - side.height()) // 2), side.width(), side.height())
        size = self._suffix.sizeHint()
        self._suffix.setGeometry(
            inner.right() + _GAP, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def _centred(self) -> bool:
        """Stands in the middle of a cell that is higher than its text."""
        return isinstance(self.editor, LineEdit)
