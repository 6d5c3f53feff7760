"""The line of a dialog that shows how far long work is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget


class ProgressLine(QWidget):
    """Hidden until `begin`; `cancel_asked` when the clerk has seen enough."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.what = QLabel()
        self.cancel = QPushButton("取消")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.what)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def begin(self, what: str) -> None:
        """Work begins; nobody knows yet how long it is."""
        self.show_progress(0, 0, what)
        self.cancel.setEnabled(True)
        self.show()

    def show_progress(self, done: int, total: int, what: str = "") -> None:
        """So much of so much; a total of 0 for who knows."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if what:
            self.what.setText(f"{what}…")

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.what.setText("正在取消…")
        self.cancel_asked.emit()
