"""The grids of the budget: an entry table, a printed table."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from editor.bridge.ledger_model import LedgerModel
from editor.bridge.printed_model import PrintedModel
from editor.bridge.session import Session
from editor.ui.grid.spanned_header import SpannedHeader
from editor.ui.grid.table_grid import TableGrid

RESTORE = "恢复计算值"


class LedgerGrid(TableGrid):
    """Writes an entry table (录入表)."""

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        self.entries = LedgerModel(session, key)
        super().__init__(session, self.entries, parent)


class PrintedGrid(TableGrid):
    """Shows a printed table; what was entered is written here too, what is worked out only where it is opened on purpose."""

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        self.printed = PrintedModel(session, key)
        super().__init__(session, self.printed, parent)
        self.printed.headerDataChanged.connect(self._put_head)

    def restore(self) -> bool:
        """Takes back what was typed over in the selected cells; False where there was nothing."""
        return self.printed.restore(self.selectionModel().selectedIndexes())

    @property
    def overridden(self) -> bool:
        """Something selected is typed over what is worked out."""
        values = (self.printed.value(index) for index in self.selectionModel().selectedIndexes())
        return any(value is not None and value.kind == "overridden" for value in values)

    def menu(self) -> QMenu:
        menu = super().menu()
        action = QAction(f"{RESTORE}\tDelete", menu)
        action.setEnabled(self.overridden and self.printed.editable)
        action.triggered.connect(self.restore)
        first = menu.actions()[0]
        menu.insertAction(first, action)
        menu.insertSeparator(first)
        return menu

    def _put_head(self) -> None:
        header = self.horizontalHeader()
        if isinstance(header, SpannedHeader):
            header.put_head(self.printed.book_table.head)
