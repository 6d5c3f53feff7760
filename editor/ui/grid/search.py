"""The find bar over a grid: where it lies, and how what it finds is shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView

from editor.bridge.session import Session
from editor.bridge.table_model import TableModel
from editor.domain.places import Place
from editor.ui.grid.selection import Selection

if TYPE_CHECKING:
    from editor.ui.grid.find_bar import FindBar

Show = Callable[[Place, tuple[int, int]], None]
_LONGEST = 12
"""A longer text of a cell is not what someone looks for."""


class Search(QObject):
    """Finding and replacing (查找、替换) from a grid; its bar is made when it is first asked for.

    Signals: `found` (Place, characters), in the table or anywhere in the volume; `notice` for the clerk.
    """

    found = Signal(object, object)
    notice = Signal(str)

    def __init__(self, view: QTableView, session: Session, model: TableModel, selection: Selection, show: Show) -> None:
        super().__init__(view)
        self._view = view
        self._session = session
        self._model = model
        self._selection = selection
        self._show = show
        self._bar: FindBar | None = None

    @property
    def bar(self) -> "FindBar":
        """The bar."""
        if self._bar is None:
            from editor.ui.grid.find_bar import FindBar

            self._bar = FindBar(self._session, self._view)
            self._bar.set_project(self._model.scope)
            self._bar.found.connect(self._on_found)
            self._bar.shut.connect(self._view.setFocus)
            self._bar.notice.connect(self.notice)
        return self._bar

    @property
    def shown(self) -> bool:
        """The bar is open."""
        return self._bar is not None and self._bar.isVisible()

    def set_project(self, key: int | str | None) -> None:
        """The table is another one: a project's, or an entry table by its key."""
        if self._bar is not None:
            self._bar.set_project(key)

    def settle(self) -> None:
        """Finishes running compositions."""
        if self._bar is not None:
            self._bar.settle()

    def open(self, *, replacing: bool) -> None:
        """Opens the bar; the short text of a single selected cell is looked for at once."""
        text = str(self._view.currentIndex().data() or "") if len(self._selection.cells()) == 1 else ""
        words = text if len(text) <= _LONGEST and "\n" not in text else ""
        self.bar.open(self._model.scope, replacing=replacing, words=words)
        self.place()

    def place(self) -> None:
        """Lays the bar over the grid's lower edge."""
        if self._bar is None:
            return
        port = self._view.viewport().geometry()
        height = self._bar.sizeHint().height()
        self._bar.setGeometry(port.left(), port.bottom() - height + 1, port.width(), height)

    def _on_found(self, place: Place, chars: tuple[int, int]) -> None:
        if self._model.index_of(place).isValid():
            self._show(place, chars)
            self._clear_of_bar()
        self.found.emit(place, chars)
        if self.shown:
            self.bar.take_focus()

    def _clear_of_bar(self) -> None:
        if not self.shown:
            return
        cell = self._view.visualRect(self._view.currentIndex())
        hidden = cell.bottom() + 1 - (self.bar.y() - self._view.viewport().y())
        if hidden > 0:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + hidden)
