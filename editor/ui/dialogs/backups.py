"""The backups on this computer (备份): listed, looked into, restored as a new file, deleted."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from editor.bridge.backup_preview import Preview, previewing
from editor.bridge.files import Backup
from editor.bridge.jobs import Job
from editor.bridge.session import Session
from editor.ui.dialogs.list_dialog import ListDialog, Row

_EMPTY = "还没有备份。\n\n关闭改动过的文档时，以及每工作 30 分钟，都会自动备份到本机。"
_RESTORE, _DELETE = "恢复成新文件…", "删除…"


class BackupsDialog(ListDialog):
    """Backups of the open document, or of all. Signals: `restore_wanted` and `delete_wanted` (Backup), `backup_wanted`,
    `broken` (the exception of a look: a bug).
    """

    restore_wanted = Signal(object)
    delete_wanted = Signal(object)
    backup_wanted = Signal()
    broken = Signal(object)

    def __init__(
        self,
        listed: Callable[[Session | None], Sequence[Backup]],
        session: Session | None,
        jobs: QObject,
        parent: QWidget | None = None,
    ) -> None:
        self._listed = listed
        self._session = session
        self._jobs = jobs
        self._whole = False
        self.all = QCheckBox("也列出其他文件的备份")
        self.preview = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.preview.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.preview.setMinimumHeight(self.preview.fontMetrics().lineSpacing() * 8)
        super().__init__("备份", ("文档", "时间", "大小"), self._lines, _EMPTY, parent)
        self.all.setVisible(session is not None)
        self.all.toggled.connect(self.refresh)
        column = cast(QVBoxLayout, self.layout())
        column.insertWidget(0, self.all)
        column.insertWidget(column.count() - 1, self.preview)
        self.add_button(_RESTORE, lambda: self.restore_wanted.emit(self.chosen))
        self.add_button(_DELETE, lambda: self.delete_wanted.emit(self.chosen))
        if session is not None:
            self.add_button("现在备份", self.backup_wanted.emit, needs_line=False)
        self.list.itemSelectionChanged.connect(self._look)
        self.resize(660, 480)
        self._look()

    def refresh(self) -> None:
        """Shows the backups there are now, and looks into the first."""
        super().refresh()
        if self.chosen is None:
            self.preview.clear()

    def _lines(self) -> list[Row]:
        session = None if self.all.isChecked() else self._session
        return [(b, (b.document, f"{b.time:%Y-%m-%d %H:%M:%S}", _size(b))) for b in self._listed(session)]

    def _look(self) -> None:
        """Looks into the chosen one beside the window."""
        backup = self.chosen
        self._may_restore(whole=False)
        if not isinstance(backup, Backup):
            self.preview.clear()
            return
        self.preview.setText("正在检查这份备份…")
        own = self._session is not None and backup in self._listed(self._session)
        now = self._session.volume if self._session is not None and own else None
        job = Job(previewing(backup.path, now), self._jobs)
        job.done.connect(self._show)
        job.broken.connect(self._fail)
        job.ended.connect(job.deleteLater)
        job.start()

    def _show(self, found: Preview) -> None:
        if (
            isinstance(self.chosen, Backup) and self.chosen.path == found.backup
        ):  # another may have been chosen meanwhile
            self.preview.setText("\n".join(found.lines))
            self._may_restore(whole=found.whole)

    def _fail(self, error: object) -> None:
        self.preview.setText("没有检查成：程序内部出了错误。")
        self.broken.emit(error)

    def _may_restore(self, *, whole: bool) -> None:
        self._whole = whole
        self._offer()

    def _offer(self) -> None:
        super()._offer()
        for button in self._needing:
            if button.text() == _RESTORE:
                button.setEnabled(self.chosen is not None and self._whole)


def _size(backup: Backup) -> str:
    try:
        return f"{backup.path.stat().st_size / 1024:,.0f} KB"
    except OSError:
        return "不详"
