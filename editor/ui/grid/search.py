"""The find bar over a grid: where it lies, and how what it finds is shown."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView

from editor.bridge.indicator_model import IndicatorModel
from editor.bridge.session import Session
from editor.domain.places import Place
from editor.ui.grid.find_bar import FindBar
from editor.ui.grid.selection import Selection

Show = Callable[[Place, tuple[int, int]], None]
_LONGEST = 12
"""A longer text of a cell is not what someone looks for."""


class Search(QObject):
    """Finding and replacing (查找、替换) from a grid. Signal: `found` (Place, characters), in the table or anywhere in the volume."""

    found = Signal(object, object)

    def __init__(
        self, view: QTableView, session: Session, model: IndicatorModel, selection: Selection, show: Show
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._selection = selection
        self._show = show
        self._bar = FindBar(session, view)
        self._bar.found.connect(self._on_found)
        self._bar.shut.connect(view.setFocus)

    @property
    def bar(self) -> FindBar:
        """The bar."""
        return self._bar

    def open(self, *, replacing: bool) -> None:
        """Opens the bar; the short text of a single selected cell is looked for at once."""
        text = str(self._view.currentIndex().data() or "") if len(self._selection.cells()) == 1 else ""
        words = text if len(text) <= _LONGEST and "\n" not in text else ""
        self._bar.open(self._model.project, replacing=replacing, words=words)
        self.place()

    def place(self) -> None:
        """Lays the bar over the grid's lower edge."""
        port = self._view.viewport().geometry()
        height = self._bar.sizeHint().height()
        self._bar.setGeometry(port.left(), port.bottom() - height + 1, port.width(), height)

    def _on_found(self, place: Place, chars: tuple[int, int]) -> None:
        if self._model.index_of(place).isValid():
            self._show(place, chars)
            self._clear_of_bar()
        self.found.emit(place, chars)
        if self._bar.isVisible():
            self._bar.take_focus()

    def _clear_of_bar(self) -> None:
        cell = self._view.visualRect(self._view.currentIndex())
        hidden = cell.bottom() + 1 - (self._bar.y() - self._view.viewport().y())
        if self._bar.isVisible() and hidden > 0:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + hidden)
