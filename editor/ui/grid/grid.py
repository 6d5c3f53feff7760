"""The indicator grid (绩效指标表)."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor.bridge.indicator_model import IndicatorModel
from editor.bridge.session import Session
from editor.domain.volume import Indicator
from editor.ui.grid.selection import go_to
from editor.ui.grid.table_grid import TableGrid

if TYPE_CHECKING:
    from editor.bridge.suggestions import Past, Suggestions


class IndicatorGrid(TableGrid):
    """Shows and writes the indicator table of one project (绩效指标). `past` gives earlier volumes for suggestions."""

    def __init__(self, session: Session, past: "Past" = tuple, parent: QWidget | None = None) -> None:
        self._indicators = IndicatorModel(session)
        super().__init__(session, self._indicators, parent)
        self._session = session
        self._past = past
        self._suggestions: Suggestions | None = None
        self._indicators.suggest(self._suggest)

    @property
    def indicators(self) -> IndicatorModel:
        """The table as a model."""
        return self._indicators

    def set_project(self, key: int | None) -> None:
        """Shows another project's table; None for none. What is being written is committed first."""
        self.settle()
        self._quiet = True
        try:
            self._writing.revert()
            self._indicators.set_project(key)
            go_to(self, self._model.index(0, 0))
            self._search.set_project(key)
            self.scrollToTop()
        finally:
            self._quiet = False

    def _suggest(self, row: Indicator, column: str, typed: str) -> tuple[str, ...]:
        if self._suggestions is None:
            from editor.bridge.suggestions import Suggestions

            self._suggestions = Suggestions(self._session.form, self._past)
        return self._suggestions.of_cell(self._session.volume, row, column, typed)
