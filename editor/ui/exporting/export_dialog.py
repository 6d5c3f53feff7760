"""The export dialog (导出)."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.bridge.exporting import (
    DRAFT,
    KINDS,
    Choice,
    Exported,
    export_job,
    open_errors,
    suggested_path,
    write_directly,
)
from editor.bridge.jobs import Job
from editor.bridge.printing import parse_pages
from editor.bridge.session import Session
from editor.errors import UserError
from editor.ui.exporting.progress import ProgressLine
from editor.ui.exporting.scope import PAGES, SOME, ScopeBox
from editor.ui.messenger import Messenger

_FIX, _DRAFT = 0, 1
_MOST_PAGES = 99_999


def open_file(path: Path) -> None:
    """Opens a file with the program the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class ExportDialog(QDialog):
    """Exports a session. Signals: `exported` (the path), `fix_wanted` (去修正: the caller goes to the first error)."""

    exported = Signal(object)
    fix_wanted = Signal()

    def __init__(
        self,
        session: Session,
        messenger: Messenger,
        current: int | None = None,
        chosen: tuple[int, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._messenger = messenger
        self._job: Job | None = None
        self._path_is_ours = True
        self._agreed: Path | None = None
        self.open_file: Callable[[Path], None] = open_file
        self.kind = QComboBox()
        self.scope = ScopeBox(session, current, chosen)
        self.watermark = QLineEdit()
        self.path = QLineEdit()
        self.browse = QPushButton("更改…")
        self.open_after = QCheckBox("导出后打开")
        self.notice = QLabel(wordWrap=True)
        self.progress = ProgressLine()
        self.start = QPushButton("导出")
        self.leave = QPushButton("关闭")
        self._build()
        self._connect()
        self._suggest()

    @property
    def choice(self) -> Choice:
        """What is chosen; UserError where the pages cannot be read or no project is ticked."""
        kind = KINDS[self.kind.currentIndex()]
        projects = self.scope.projects
        if self.scope.which == SOME and not projects:
            raise UserError("还没有勾选项目。请勾选要导出的项目。")
        sheets = None
        if self.scope.which == PAGES:
            pages = parse_pages(self.scope.pages.text(), _MOST_PAGES)
            sheets = (min(pages) + 1, max(pages) + 1)
            if len(pages) != sheets[1] - sheets[0] + 1:
                raise UserError("导出的页要连在一起，如 3-8。请改一下页码。")
        return Choice(kind, projects, sheets, self.watermark.text().strip() if kind.marked else "")

    def choose_kind(self, suffix: str) -> None:
        """Chooses the kind of file."""
        self.kind.setCurrentIndex(next(i for i, kind in enumerate(KINDS) if kind.suffix == suffix))

    def export(self) -> None:
        """Asks where errors are open, then begins."""
        try:
            choice = self.choice
        except UserError as error:
            self._say(str(error))
            return
        path = Path(self.path.text().strip()).expanduser()
        if not path.suffix:
            path = path.with_suffix(choice.kind.suffix)
        if not self._may_replace(path):
            return
        errors = open_errors(self._session, choice) if choice.kind.marked else ()
        if errors:
            answer = self._messenger.ask(
                "还有错误没有改正",
                f"要导出的内容里还有 {len(errors)} 个错误。先去改正，还是导出带“{DRAFT}”水印的一份？",
                ("去修正", "仍导出草稿"),
            )
            if answer == _FIX:
                self.reject()
                self.fix_wanted.emit()
            if answer != _DRAFT:
                return
            choice = Choice(choice.kind, choice.projects, choice.sheets, choice.watermark or DRAFT)
        self._begin(choice, path)

    def cancel(self) -> None:
        """Ends the running export; what was at the path stays as it was."""
        if self._job is not None:
            self._job.cancel()

    def reject(self) -> None:
        if self._job is not None:
            self.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self.cancel()
            event.ignore()
            return
        super().closeEvent(event)

    def _begin(self, choice: Choice, path: Path) -> None:
        self.start.setEnabled(False)
        self.notice.hide()
        self.progress.begin("排版")
        self._job = export_job(self._session, choice, path, self)
        self._job.progressed.connect(self.progress.show_progress)
        self._job.done.connect(self._done)
        self._job.refused.connect(self._say)
        self._job.cancelled.connect(self._cancelled)
        self._job.broken.connect(self._broke)
        self._job.ended.connect(self._ended)
        self._job.start()

    def _may_replace(self, path: Path) -> bool:
        """A file the clerk chose in the system's dialog was asked about there."""
        if path == self._agreed or not path.exists():
            return True
        question = f"“{path.name}”已经有了，要用新的替换它吗？"
        return self._messenger.ask("替换文件", question, ("不替换", "替换")) == 1

    def _done(self, result: object) -> None:
        assert isinstance(result, Exported)
        if result.ask:
            if self._messenger.ask("直接改写", result.ask, ("不改写", "直接改写")) != 1:
                self._say("没有导出。可以换一个文件夹再试。")
                return
            try:
                result = write_directly(result)
            except UserError as error:
                self._say(str(error))
                return
        self._say("\n".join((f"已导出到“{result.path}”。", *result.remarks)))
        self.exported.emit(result.path)
        if self.open_after.isChecked():
            self.open_file(result.path)
        if not result.remarks:
            self.accept()

    def _cancelled(self) -> None:
        self._say("已取消，没有写文件。")

    def _broke(self, error: object) -> None:
        self._say("导出时出了意外，没有写文件。原来的文件和正在编辑的内容都完好，请再试一次。")
        raise RuntimeError("export failed") from (error if isinstance(error, Exception) else None)

    def _ended(self) -> None:
        self._job = None
        self.progress.hide()
        self.start.setEnabled(True)

    def _say(self, text: str) -> None:
        self.notice.setText(text)
        self.notice.show()

    def _suggest(self) -> None:
        """A name that says what is in the file, as long as the clerk has not chosen one."""
        kind = KINDS[self.kind.currentIndex()]
        self.watermark.setEnabled(kind.marked)
        self.scope.allow_pages(kind.suffix == ".pdf")
        if self._path_is_ours:
            try:
                self.path.setText(str(suggested_path(self._session, self.choice)))
            except UserError:
                self.path.setText(str(suggested_path(self._session, Choice(kind))))
        elif self.path.text():
            self.path.setText(str(Path(self.path.text()).with_suffix(kind.suffix)))

    def _browse(self) -> None:
        kind = KINDS[self.kind.currentIndex()]
        path = self._messenger.save_file("导出", f"{kind.name} (*{kind.suffix})", Path(self.path.text()))
        if path is not None:
            self._path_is_ours = False
            self._agreed = path if path.suffix else None
            self.path.setText(str(path if path.suffix else path.with_suffix(kind.suffix)))

    def _connect(self) -> None:
        changed: Callable[..., None] = lambda *_: self._suggest()  # noqa: E731
        self.kind.currentIndexChanged.connect(changed)
        self.scope.changed.connect(changed)
        self.path.textEdited.connect(self._typed)
        self.browse.clicked.connect(self._browse)
        self.start.clicked.connect(self.export)
        self.leave.clicked.connect(self.reject)
        self.progress.cancel_asked.connect(self.cancel)

    def _typed(self) -> None:
        self._path_is_ours = False

    def _build(self) -> None:
        self.setWindowTitle("导出")
        self.kind.addItems([f"{kind.name}（{kind.suffix}）" for kind in KINDS])
        self.watermark.setPlaceholderText("没有水印")
        self.notice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.notice.hide()
        form = QFormLayout()
        form.addRow("文件种类", self.kind)
        form.addRow("范围", self.scope)
        form.addRow("水印", self.watermark)
        place = QHBoxLayout()
        place.addWidget(self.path, 1)
        place.addWidget(self.browse)
        form.addRow("存为", place)
        form.addRow("", self.open_after)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.start)
        buttons.addWidget(self.leave)
        self.start.setDefault(True)
        self.leave.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.notice)
        column.addWidget(self.progress)
        column.addLayout(buttons)
        self.setMinimumWidth(520)
