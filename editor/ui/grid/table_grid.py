"""A grid with the keys of a spreadsheet, over any table of the volume."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from editor.bridge.session import Session
from editor.bridge.table_model import TableModel
from editor.domain.places import Place
from editor.ui.grid import gestures
from editor.ui.grid.commands import Commands
from editor.ui.grid.gestures import Gesture
from editor.ui.grid.movement import Movement
from editor.ui.grid.performing import Performing
from editor.ui.grid.search import Search
from editor.ui.grid.selection import go_to
from editor.ui.grid.view import GridView
from editor.ui.grid.writing import Writing

Index = QModelIndex | QPersistentModelIndex
_IGNORED_REASONS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class TableGrid(GridView):
    """Shows and writes a table, with the keys of a spreadsheet.

    Signals: `place_chosen` (Place, None) when the clerk goes to a cell, (Place, characters) when something is found anywhere in
    the volume; `notice` with a sentence about what a gesture did.
    """

    place_chosen = Signal(object, object)
    notice = Signal(str)

    def __init__(self, session: Session, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._quiet = False
        self._movement = Movement(self, self._model, self._selection)
        self._commands = Commands(self._model, self._selection, self.notice.emit)
        self._writing = Writing(self, self._model, self._cells, self.notice.emit)
        self._search = Search(self, session, self._model, self._selection, self._show_quietly)
        self._performing = Performing(
            self,
            self._model,
            self._commands,
            self._movement,
            self._writing,
            find=lambda replacing: self._search.open(replacing=replacing),
            leave=self._leave,
            tell=self.notice.emit,
        )
        self._writing.connect_to(self._performing.leave_cell)
        if self._frozen is not None:
            self._frozen.settle = self._writing.finish
            self._frozen.open_at = self._performing.open_at
        self._row_header.dropped.connect(self._commands.move_before)
        self._search.found.connect(self.place_chosen)
        self._search.notice.connect(self.notice)

    @property
    def writing(self) -> Writing:
        """The cell that is being written."""
        return self._writing

    @property
    def search(self) -> Search:
        """Finding and replacing."""
        return self._search

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Makes the cell at a place the current one and marks these characters of it; F2 goes on in them."""
        if self._model.index_of(place).isValid() and self.settle():
            self._show_quietly(place, chars)
            if not self._search.shown:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> bool:
        """Finishes a running composition and commits the cell being written; False where the file could not take it."""
        self._search.settle()
        return self._writing.finish()

    def perform(self, gesture: Gesture) -> None:
        """Does what a menu line does; what is being written is committed first."""
        self._performing.choose(gesture)

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride and self.hasFocus()
        if override and isinstance(event, QKeyEvent) and (gestures.in_grid(event) or gestures.is_text(event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._writing.editor is not None:
            self._key_beside_editor(event)
            return
        gesture = gestures.in_grid(event)
        if event.key() == Qt.Key.Key_Escape and self._row_header.drawing:
            self._row_header.stop()
        elif gesture is not None:
            self._performing.perform(gesture, event.key(), event.modifiers())
        elif gestures.is_text(event):
            self._performing.type(event)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """The first word of a composition opens the cell; Qt drops a first event that commits at once (，《 or a whole word)."""
        if self._writing.editor is None and not self._writing.may_type():
            event.accept()
            return
        if self._writing.editor is None and event.commitString() and not event.preeditString():
            self._writing.take(event)
            return
        super().inputMethodEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """While the first word is composed the focus is still here, but the candidates belong under the editor's caret."""
        editor = self._writing.editor
        if editor is not None and query == Qt.InputMethodQuery.ImCursorRectangle:
            caret: QRect = editor.cursorRect()
            return caret.translated(editor.viewport().mapTo(self, caret.topLeft()) - caret.topLeft())
        return super().inputMethodQuery(query)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._ready:
            return
        self.viewport().update()
        self._movement.forget_run()
        if not self._quiet:
            self._cells.lead_nowhere()
            if current.isValid():
                self.place_chosen.emit(self._model.place(current), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._writing.finish():
            return
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._model.editable and self._handle.press(event.position().toPoint()):
            return
        index = self.indexAt(event.position().toPoint())
        if left and index.isValid() and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._movement.extend(index)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        if self._handle.drawing:
            self._handle.draw(where)
            self.viewport().update()
            return
        over = self._model.editable and self._handle.square().contains(where)
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._handle.drawing:
            drawn = self._handle.release()
            if drawn is not None:
                self._commands.extend(*drawn)
            self.viewport().update()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._performing.open_at(self.indexAt(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._writing.finish():
            return
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu().popup(where)

    def menu(self) -> QMenu:
        """The context menu, with the keys that do the same; it deletes itself when it is closed."""
        return self._performing.menu()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            go_to(self, self._model.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
        editor = self._writing.editor
        if editor is not None and event.reason() not in _IGNORED_REASONS and QApplication.focusWidget() is not editor:
            self._writing.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._ready:
            self._search.place()

    def _key_beside_editor(self, event: QKeyEvent) -> None:
        """A key the open editor left alone; or one that came here because the focus has not moved there yet."""
        gesture = gestures.in_grid(event)
        editor = self._writing.editor
        if editor is not None and self.hasFocus():
            editor.setFocus()
            QApplication.sendEvent(editor, event)
        elif gesture in (Gesture.FIND, Gesture.REPLACE) and self._writing.finish():
            self._performing.perform(gesture)
        else:
            event.ignore()

    def _show_quietly(self, place: Place, chars: tuple[int, int] | None) -> None:
        index = self._model.index_of(place)
        self._quiet = True
        try:
            go_to(self, index)
            self._cells.lead_to(index, chars)
            self.scrollTo(index)
        finally:
            self._quiet = False

    def _leave(self, forward: bool) -> None:
        """The focus goes to the widget before or behind the grid: Tab itself stays inside."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)
