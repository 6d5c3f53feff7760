"""The line at the foot of the window: counts, the current sheet's budget, 大写锁定."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar, QWidget

from editor.bridge.session import Session
from editor.bridge.tally import Tally
from editor.checks.adding_up import total_field
from editor.domain.money import read_money, write_amount
from editor.domain.volume import Project
from editor.ui.fields.severity import SHAPES

_CAPS_MS = 500


class StatusBar(QStatusBar):
    """Shows what `show_*` last told it; `findings_wanted` when the clerk clicks the counts of findings."""

    findings_wanted = Signal()

    def __init__(self, caps_lock: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_caps_lock = caps_lock
        self._projects = QLabel()
        self._findings = QPushButton(flat=True, autoDefault=False)
        self._findings.setToolTip("到下一个问题（F8）")
        self._findings.clicked.connect(self.findings_wanted)
        self._budget = QLabel()
        self._caps = QLabel("大写锁定")
        for label in (self._projects, self._findings, self._budget):
            self.addWidget(label)
        self.addPermanentWidget(self._caps)
        self._caps.hide()
        self.setContentsMargins(6, 0, 6, 0)
        self._timer = QTimer(self, interval=_CAPS_MS)
        self._timer.timeout.connect(self._show_caps_lock)
        self._timer.start()
        self.clear()

    @property
    def words(self) -> str:
        """All it says, for a reader of the screen and for tests."""
        parts = (self._projects, self._findings, self._budget)
        return " · ".join(part.text() for part in parts if not part.isHidden() and part.text())

    def clear(self) -> None:
        """No document: nothing to count."""
        for part in (self._projects, self._findings, self._budget):
            part.hide()

    def show_projects(self, session: Session) -> None:
        """Counts the projects."""
        projects = session.volume.projects
        secret = sum(1 for project in projects if project.classified)
        self._projects.setText(f"{len(projects)} 个项目" + (f" · {secret} 个涉密" if secret else ""))
        self._projects.show()

    def show_findings(self, tally: Tally) -> None:
        """The counts of findings."""
        counts = ((SHAPES["error"], tally.errors, "错误"), (SHAPES["warning"], tally.warnings, "警告"))
        said = [f"{shape}{count} {name}" for shape, count, name in counts if count]
        said += [f"{tally.infos} 提示"] if tally.infos else []
        self._findings.setText(" ".join(said) or "✓ 没有问题")
        self._findings.show()

    def show_project(self, session: Session, project: Project | None) -> None:
        """The current sheet's budget."""
        self._budget.setVisible(project is not None)
        if project is None:
            return
        money = session.form.money
        written = project.fields.text(total_field(session.form))
        read = read_money(written, money.unit)
        amount = written if read is None else write_amount(read.amount, money.decimals, money.separator)
        said = "涉密项目" if project.classified else f"本表预算 {amount} {money.unit}" if amount else "本表预算未填"
        self._budget.setText(said)

    def _show_caps_lock(self) -> None:
        self._caps.setVisible(self._read_caps_lock())
