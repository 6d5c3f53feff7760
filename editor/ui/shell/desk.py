"""The open document: taken up, backed up while it is worked on, and let go of without losing anything."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.bridge.files import Files, LockedError, backing_up, backup_due
from editor.bridge.jobs import Job
from editor.bridge.preferences import Preferences
from editor.errors import UserError
from editor.ui.messenger import Messenger
from editor.ui.shell.message_bar import MessageBar
from editor.ui.shell.opening import OpeningBeside

if TYPE_CHECKING:
    from editor.bridge.files import Document
    from editor.bridge.session import Session

_LOOK_MS = 60_000
_GIVE_UP = ("回到窗口", "不要这些改动，关闭")
_LEAVE = ("回到窗口", "不备份就关闭")


class Desk(QObject):
    """Holds at most one session. `opened` (Session) when there is another; `closing` before it goes; `closed` after."""

    opened = Signal(object)
    closing = Signal()
    closed = Signal()
    broken = Signal(object)
    """The exception of work beside the window: a bug."""

    def __init__(
        self,
        files: Files,
        preferences: Preferences,
        messenger: Messenger,
        bar: MessageBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settle: Callable[[], None] = lambda: None
        """Commits what is open in the window's editors."""
        self._files = files
        self._preferences = preferences
        self._messenger = messenger
        self._bar = bar
        self._session: Session | None = None
        self._fresh: Path | None = None
        self._opening = OpeningBeside(files, bar, self)
        self._opening.opened.connect(self._take_opened)
        self._opening.locked.connect(self._ask_to_look)
        self._opening.broken.connect(self.broken)
        self._job: Job | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.back_up_if_due)
        self._timer.start()

    @property
    def session(self) -> "Session | None":
        """The open document."""
        return self._session

    @property
    def leaving(self) -> bool:
        """A last backup is being made."""
        return self._job is not None

    def holds(self, path: Path) -> bool:
        """This is the file that is open."""
        return self._session is not None and _same(path, self._session.document.path)

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Opens a file in place of what is open; where it cannot be opened, what is open stays. A large one comes later."""
        if self.holds(path) and not read_only:
            return
        if self._files.is_large(path):
            self._opening.begin(path, read_only=read_only)
            return
        self._opening.drop()
        self.take_from(lambda: self._files.open(path, read_only=read_only), path)

    def take_from(self, make: "Callable[[], Session]", path: Path | None = None) -> None:
        """Takes up the session that is made; says why where it cannot be. A file in use may be opened to be looked at."""
        try:
            session = make()
        except LockedError as error:
            if path is not None:
                self._ask_to_look(path, str(error))
        except UserError as error:
            self._bar.say(str(error), "warning")
        else:
            self.leave(lambda: self._take(session), session.close)

    def stop(self) -> None:
        """The window closes: nothing is opened any more."""
        self._opening.drop()

    def again(self) -> None:
        """The same document, which can now be changed: everything around it begins anew."""
        if self._session is not None:
            self.closing.emit()
            self.closed.emit()
            self.opened.emit(self._session)

    def leave(self, then: Callable[[], object], otherwise: Callable[[], object] = lambda: None) -> None:
        """Lets go of the open document, backed up where something changed, then does what comes next.

        Where the backup fails the clerk is asked: who stays has lost nothing, and `otherwise` is done.
        """
        if self._session is None:
            then()
            return
        if self._job is not None:
            otherwise()
            return
        self.settle()
        if not self._lets_go(self._session):
            otherwise()
            return
        if not self._session.document.backups.pending:
            self._drop()
            then()
            return
        self._bar.say("正在备份…")
        self._job = job = self._back_up(self._session)
        job.done.connect(lambda _: self._finish(then))
        job.refused.connect(lambda said: self._ask_to_stay(said, then, otherwise))
        job.broken.connect(lambda error: self._on_broken(error, then, otherwise))
        job.start()

    def _lets_go(self, session: "Session") -> bool:
        """Whether nothing waits that the disk has refused; else the clerk is asked."""
        try:
            session.waiting.again()
        except UserError as error:
            said = f"{error}\n\n有改动还没有存进去，关闭以后就没有了。可以回到窗口，用“另存为”存到别处。"
            if self._messenger.ask("还有没保存的", said, _GIVE_UP) != 1:
                return False
            session.waiting.drop()
        return True

    def back_up_if_due(self) -> None:
        """Makes a backup beside the work where one is due; what fails is said."""
        session = self._session
        if session is None or self._job is not None or not backup_due(session):
            return
        job = self._back_up(session)
        job.refused.connect(lambda said: self._bar.say(said, "warning"))
        job.broken.connect(self.broken)
        job.start()

    def back_up_now(self) -> None:
        """Makes a backup because the clerk wants one."""
        if self._session is None or self._job is not None:
            return
        self.settle()
        job = self._back_up(self._session)
        job.done.connect(lambda _: self._bar.say("已备份。", "done"))
        job.refused.connect(lambda said: self._bar.say(said, "warning"))
        job.broken.connect(self.broken)
        job.start()

    def _back_up(self, session: "Session") -> Job:
        job = Job(backing_up(session), self)
        job.ended.connect(job.deleteLater)
        return job

    def _ask_to_look(self, path: Path, said: str) -> None:
        if self._messenger.ask("文件正在使用", said, ["取消", "只读打开"]) == 1:
            self.open(path, read_only=True)

    def _take_opened(self, document: "Document") -> None:
        self.take_from(lambda: self._files.session(document))

    def _take(self, session: "Session") -> None:
        self._session = session
        self._fresh = session.document.path
        self._bar.clear()
        self.opened.emit(session)

    def remember(self) -> None:
        """Puts the open document among the recent ones: when it has been painted, for writing that down takes its time."""
        path, self._fresh = self._fresh, None
        if path is not None and not _temporary(path):
            self._preferences.remember(path, self._session.form.family if self._session is not None else "")

    def _finish(self, then: Callable[[], object]) -> None:
        self._job = None
        self._bar.clear()
        self._drop()
        then()

    def _drop(self) -> None:
        session = self._session
        if session is not None:
            self.remember()
            self.closing.emit()
            self._session = None
            session.close()
            self.closed.emit()

    def _ask_to_stay(self, said: str, then: Callable[[], object], otherwise: Callable[[], object]) -> None:
        self._job = None
        self._bar.say(said, "warning")
        if self._messenger.ask("没有备份成", f"{said}\n\n文档里的每一步都已保存，不备份也不会丢失内容。", _LEAVE) == 1:
            self._drop()
            then()
        else:
            otherwise()

    def _on_broken(self, error: object, then: Callable[[], object], otherwise: Callable[[], object]) -> None:
        self.broken.emit(error)
        self._ask_to_stay("没有备份成：程序内部出了错误。", then, otherwise)


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _temporary(path: Path) -> bool:
    """A copy of an example: not worth remembering."""
    return path.parent.name.startswith("jixiao-")
