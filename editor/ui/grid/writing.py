"""Writing in a cell: opening its editor, finishing or giving up, and the list of choices under it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QApplication, QTableView

from editor.bridge.table_model import TableModel
from editor.ui.grid.cell_editor import CellEditor
from editor.ui.grid.cells import Cells
from editor.ui.grid.gestures import Gesture

if TYPE_CHECKING:
    from editor.ui.grid.choices import ChoiceList

Leave = Callable[[Gesture, int], None]
"""Does what a key means that ends the writing: where to go, with the key."""


class Writing(QObject):
    """The one editor that may be open in a view. What it holds is committed by `finish`, given up by `revert`."""

    def __init__(self, view: QTableView, model: TableModel, cells: Cells, tell: Callable[[str], None]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._cells = cells
        self._tell = tell
        self._choices: ChoiceList | None = None
        self._offered_for = ""
        self._finishing = False
        self._leave: Leave = lambda gesture, key: None
        cells.opened.connect(self._adopt)

    @property
    def editor(self) -> CellEditor | None:
        """The open editor."""
        widget = self._view.indexWidget(self._view.currentIndex())
        return widget if isinstance(widget, CellEditor) else None

    @property
    def choices(self) -> "ChoiceList":
        """The list under the editor."""
        if self._choices is None:
            from editor.ui.grid.choices import ChoiceList

            self._choices = ChoiceList(self._view)
            self._choices.chosen.connect(self._on_chosen)
        return self._choices

    def connect_to(self, leave: Leave) -> None:
        """Who moves on when a key ends the writing."""
        self._leave = leave

    def may_type(self) -> bool:
        """The current cell takes what is typed over it; where it is worked out, the clerk is told how it is changed."""
        why = self._model.guarded(self._view.currentIndex())
        if why:
            self._tell(why)
        return not why

    def open(self, *, stay: bool = False) -> CellEditor | None:
        """Opens the current cell (or goes on in it), all its text selected; with `stay` the caret is at its end.

        None where there is no cell or it cannot be written.
        """
        editor = self.editor
        index = self._view.currentIndex()
        if editor is None and index.isValid() and self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            chars = self._cells.led_to(index)
            self._view.scrollTo(index)
            self._view.edit(index)
            editor = self.editor
            if editor is not None and stay:
                editor.stay(chars)
        return editor

    def take(self, event: QEvent) -> bool:
        """Opens the current cell and gives it what was typed, which replaces its text."""
        editor = self.open()
        if editor is None:
            return False
        QApplication.sendEvent(editor, event)
        return True

    def finish(self) -> bool:
        """Commits what is written; False where the file could not take it: then it stays open, so that nothing is lost."""
        editor = self.editor
        if editor is None or self._finishing:
            return True
        self._finishing = True
        try:
            editor.settle_composition()
            changed = editor.text != editor.original
            if changed and not self._model.setData(self._view.currentIndex(), editor.text):
                editor.setFocus()
                return False
            self._close(editor)
            return True
        finally:
            self._finishing = False

    def revert(self) -> None:
        """The cell as it was."""
        editor = self.editor
        if editor is not None and not self._finishing:
            self._finishing = True
            self._close(editor)
            self._finishing = False

    def take_text(self) -> str:
        """What is written, its editor closed and nothing committed."""
        editor = self.editor
        if editor is None:
            return ""
        editor.settle_composition()
        text = editor.text
        self.revert()
        return text

    def choose(self) -> None:
        """Opens the list of choices under the cell; where it is open, shuts it."""
        if self.choices.is_open:
            self.choices.shut()
            return
        editor = self.open() if self.may_type() else None
        if editor is None:
            return
        texts = self._offers("" if editor.text == editor.original else editor.text)
        self._offered_for = editor.text
        if texts:
            self.choices.open_under(editor, texts)
        else:
            self._tell("这一格还没有可参考的写法，直接写就行。")

    def _offers(self, typed: str) -> tuple[str, ...]:
        index = self._view.currentIndex()
        return self._model.offers(index, typed) if index.isValid() else ()

    def _adopt(self, editor: CellEditor) -> None:
        editor.gesture.connect(self._on_gesture)
        editor.left.connect(self.finish)
        editor.written.connect(self._on_written)
        editor.composing_started.connect(self.choices.hide)

    def _close(self, editor: CellEditor) -> None:
        self.choices.shut()
        self._view.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _on_gesture(self, gesture: Gesture, key: int) -> None:
        if gesture is Gesture.REVERT:
            self.revert()
        elif gesture is Gesture.CHOICES:
            self.choose()
        elif gesture is Gesture.EVERYWHERE or self.finish():
            self._leave(gesture, key)

    def _on_written(self) -> None:
        editor = self.editor
        if editor is not None and self.choices.is_open and not editor.composing and editor.text != self._offered_for:
            self._offered_for = editor.text
            self.choices.offer(self._offers(editor.text))

    def _on_chosen(self, text: str) -> None:
        editor = self.editor
        if editor is not None:
            editor.write(text)
            self.finish()
