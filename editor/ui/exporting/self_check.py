"""The list of what was checked and found (自查表) into a file of its own."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from editor.bridge.exporting import Exported, write_directly
from editor.bridge.self_check import KINDS, self_check_job, suggested_list
from editor.bridge.session import Session
from editor.errors import UserError
from editor.ui.dialogs.progress import ProgressDialog
from editor.ui.exporting.export_dialog import open_file
from editor.ui.messenger import Messenger
from editor.ui.shell.message_bar import MessageBar


class SelfCheckExport(QObject):
    """Asks where to, writes beside the window, says what came of it. `exported` (the path)."""

    exported = Signal(object)

    def __init__(
        self, session: Session, messenger: Messenger, bar: MessageBar, window: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._messenger = messenger
        self._bar = bar
        self._window = window
        self.open_file: Callable[[Path], None] = open_file

    def start(self) -> None:
        """From the question for a name on."""
        path = self._messenger.save_file("导出自查表", KINDS, suggested_list(self._session))
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".pdf")
        try:
            job = self_check_job(self._session, path, datetime.now().astimezone().date(), self)
        except UserError as error:
            self._bar.say(str(error), "warning")
            return
        dialog = ProgressDialog("导出自查表", job, self._window, doing="正在")
        dialog.finished.connect(dialog.deleteLater)
        job.done.connect(self._done)
        job.refused.connect(lambda said: self._bar.say(said, "warning"))
        job.cancelled.connect(lambda: self._bar.say("已取消，没有写文件。", "hint"))
        job.broken.connect(self._broke)
        job.ended.connect(job.deleteLater)
        dialog.open()
        job.start()

    def _done(self, result: object) -> None:
        assert isinstance(result, Exported)
        if result.ask:
            if self._messenger.ask("直接改写", result.ask, ("不改写", "直接改写")) != 1:
                self._bar.say("没有导出自查表。可以换一个文件夹再试。")
                return
            try:
                result = write_directly(result)
            except UserError as error:
                self._bar.say(str(error), "warning")
                return
        path = result.path
        said = "".join((f"自查表已导出到“{path}”。", *result.remarks))
        self._bar.say(said, "note" if result.remarks else "done", "打开", lambda: self.open_file(path))
        self.exported.emit(path)

    def _broke(self, error: object) -> None:
        self._bar.say("导出自查表时出了意外，没有写文件。正在编辑的内容都完好，请再试一次。", "warning")
        raise RuntimeError("the list was not written") from (error if isinstance(error, Exception) else None)
