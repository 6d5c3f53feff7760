"""Progress of a job, with a cancel that works."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from editor.bridge.jobs import Job


class ProgressDialog(QDialog):
    """Follows a job until it ends. Esc, 取消 and the window's cross cancel it; the dialog goes when the job has ended.

    `doing` stands before what the job says it is at.
    """

    def __init__(self, title: str, job: Job, parent: QWidget | None = None, *, doing: str = "正在读取 ") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._job = job
        self._doing = doing
        self._label = QLabel("正在准备…", wordWrap=True)
        self._bar = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._cancel = QPushButton("取消")
        self._cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._label)
        column.addWidget(self._bar)
        column.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(420)
        job.progressed.connect(self._show_progress)
        job.ended.connect(self.accept)

    def reject(self) -> None:
        """Asks the job to end; it says itself when it has."""
        self._job.cancel()
        self._cancel.setEnabled(False)
        self._label.setText("正在取消…")

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _show_progress(self, done: int, total: int, what: str) -> None:
        if self._cancel.isEnabled():
            counted = f"（{min(done + 1, total)}/{total}）" if total else "…"
            self._label.setText(f"{self._doing}{what}{counted}" if what else f"{self._doing.rstrip()}…")
            # with one file there is nothing to count: the bar only shows that work goes on
            self._bar.setMaximum(total if total > 1 else 0)
            self._bar.setValue(done)
