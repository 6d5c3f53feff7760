"""From a key or a menu line to what it does."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QTableView

from editor.bridge.table_model import TableModel
from editor.ui.grid import gestures
from editor.ui.grid.commands import Commands
from editor.ui.grid.gestures import Gesture
from editor.ui.grid.movement import Movement
from editor.ui.grid.writing import Writing

_NO_KEY = Qt.Key.Key_unknown
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Performing:
    """Does gestures over a view. `find` (replacing or not) and `leave` (forward or not) are the view's own."""

    def __init__(
        self,
        view: QTableView,
        model: TableModel,
        commands: Commands,
        movement: Movement,
        writing: Writing,
        *,
        find: Callable[[bool], None],
        leave: Callable[[bool], None],
        tell: Callable[[str], None],
    ) -> None:
        self._view = view
        self._model = model
        self._commands = commands
        self._movement = movement
        self._writing = writing
        self._tell = tell
        self._doing: dict[Gesture, Callable[[], object]] = {
            Gesture.EDIT: lambda: writing.open(stay=True),
            Gesture.EMPTY: self._empty,
            Gesture.DOWN: lambda: movement.vertical(+1),
            Gesture.UP: lambda: movement.vertical(-1),
            Gesture.NEXT: self._next,
            Gesture.PREVIOUS: movement.previous,
            Gesture.EVERYWHERE: self._everywhere,
            Gesture.CHOICES: writing.choose,
            Gesture.CLEAR: commands.clear,
            Gesture.COPY: commands.copy,
            Gesture.CUT: commands.cut,
            Gesture.PASTE: commands.paste,
            Gesture.FILL_DOWN: commands.fill_down,
            Gesture.FILL_RIGHT: commands.fill_right,
            Gesture.TWIN: commands.twin,
            Gesture.FIND: lambda: find(False),
            Gesture.REPLACE: lambda: find(True),
            Gesture.SELECT_ROW: movement.select_row,
            Gesture.SELECT_COLUMN: movement.select_column,
            Gesture.SELECT_ALL: view.selectAll,
            Gesture.INSERT_ROWS: commands.insert_above,
            Gesture.ADD_ROW: self._add_row,
            Gesture.INSERT_BELOW: commands.insert_below,
            Gesture.DUPLICATE_ROWS: commands.duplicate_rows,
            Gesture.DELETE_ROWS: commands.delete_rows,
            Gesture.MOVE_UP: lambda: commands.move(-1),
            Gesture.MOVE_DOWN: lambda: commands.move(+1),
            Gesture.LEAVE: lambda: leave(True),
            Gesture.LEAVE_BACK: lambda: leave(False),
        }

    def perform(self, gesture: Gesture, key: int = _NO_KEY, modifiers: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        """Does a gesture; one that writes is refused with a sentence where the table cannot be written."""
        if not self._model.shown:
            return
        if gesture in gestures.WRITING and not self._may_write():
            return
        if gesture is Gesture.JUMP:
            self._movement.jump(key, modifiers)
        elif gesture is Gesture.PAGE:
            self._movement.page(key, modifiers)
        elif gesture is Gesture.WIDEN:
            self._movement.widen(key)
        elif gesture is Gesture.STEP:
            self._movement.step(key)
        elif gesture in self._doing:
            self._doing[gesture]()

    def choose(self, gesture: Gesture) -> None:
        """A line of a menu: what is being written is committed first."""
        if self._writing.finish():
            self.perform(gesture)

    def leave_cell(self, gesture: Gesture, key: int) -> None:
        """What a key means that ends the writing of a cell."""
        self.perform(gesture, key)

    def type(self, event: QKeyEvent) -> None:
        """A key types into the current cell and replaces what is there."""
        if self._view.currentIndex().isValid() and self._may_write() and self._writing.may_type():
            self._writing.take(event)

    def open_at(self, index: QModelIndex) -> None:
        """A double click: goes on in the cell; in an empty table adds its first row."""
        if index.isValid() or (not self._model.rowCount() and self._model.editable and self._commands.add_row()):
            self._writing.open(stay=True)

    def menu(self) -> QMenu:
        """The gestures as a menu, with their keys; it deletes itself when closed."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        can_write, has_rows = self._model.editable, bool(self._model.rowCount())
        always = {Gesture.PASTE, Gesture.INSERT_ROWS, Gesture.FIND, Gesture.REPLACE}
        for line in gestures.MENU:
            if line is None:
                menu.addSeparator()
                continue
            gesture, words = line
            words = words or self._model.form.twin_words
            if not words:
                continue
            keys = gestures.keys_of(gesture)
            action = menu.addAction(f"{words}\t{keys}" if keys else words)
            action.setEnabled((can_write or gesture not in gestures.WRITING) and (has_rows or gesture in always))
            action.setVisible(self._model.growable or gesture not in gestures.ROWS)
            action.triggered.connect(lambda _=False, g=gesture: self.choose(g))
        return menu

    def _next(self) -> None:
        if self._model.rowCount() and not self._movement.next() and self._model.editable:
            self._commands.add_row()

    def _add_row(self) -> None:
        if self._commands.add_row():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty(self) -> None:
        editor = self._writing.open() if self._writing.may_type() else None
        if editor is not None:
            editor.write("")

    def _everywhere(self) -> None:
        if self._writing.editor is not None:
            self._commands.put_everywhere(self._writing.take_text())

    def _may_write(self) -> bool:
        if not self._model.editable:
            self._tell(self._model.why_locked)
        return self._model.editable
