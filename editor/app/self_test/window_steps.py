"""The steps in the window: it comes, what an input method hands over is kept in the file, undo takes it back, closing backs up."""

import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from editor.app.self_test.trial import Failed, Step, Trial, demand
from editor.domain.places import Place
from editor.domain.volume import NAME, Project, Volume

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from editor.app.shell import Shell
    from editor.app.workspace import Workspace
    from editor.bridge.session import Session

_PATIENCE = 30.0
_PAUSE = 0.01
_LETTERS, _WORD = "zi jian", "自检"
"""What the input method shows while a word is composed, and the word."""


class NobodyThere:
    """Answers no question: none is expected, and nobody sits before the self-test."""

    def tell(self, text: str) -> None:
        """Counts as a failure."""
        raise Failed(f"程序提示：{text}")

    def ask(self, title: str, text: str, answers: Sequence[str]) -> int:
        """Counts as a failure."""
        raise Failed(f"程序提问：{title} {text} {answers}")

    def ask_text(self, title: str, label: str, text: str = "") -> str | None:
        """Counts as a failure."""
        raise Failed(f"程序提问：{title} {label} {text}")

    def open_files(self, title: str, kinds: str, folder: Path) -> list[Path]:
        """Counts as a failure."""
        raise Failed(f"程序要选文件：{title} {kinds} {folder}")

    def save_file(self, title: str, kinds: str, path: Path) -> Path | None:
        """Counts as a failure."""
        raise Failed(f"程序要存文件：{title} {kinds} {path}")


class WindowSteps:
    """A window over a copy of the example, from its coming to its closing; the steps follow each other."""

    def __init__(self, application: "QApplication") -> None:
        self._application = application
        self._shell: Shell | None = None
        self._faults: list[object] = []
        sys.excepthook = self._on_exception  # what Qt calls raises here

    @property
    def steps(self) -> tuple[Step, ...]:
        """All of them."""
        return (
            ("打开窗口", self._open),
            ("输入法打字", self._type_into_field),
            ("在表格里打字", self._type_into_grid),
            ("撤销", self._undo),
            ("关闭与备份", self._close),
        )

    def _open(self, trial: Trial) -> str:
        from editor.app.shell import Shell
        from editor.bridge.preferences import Preferences

        file = trial.folder / "测试（一） 窗口.jixiao"
        shutil.copyfile(trial.files.examples()[0], file)
        self._shell = shell = Shell(
            self._application, trial.files, Preferences(trial.folder / "设置.json"), NobodyThere()
        )
        shell.desk.broken.connect(self._faults.append)
        shell.show()
        shell.window.activateWindow()
        shell.files.take((file,))
        self._until(lambda: shell.workspace is not None and shell.window.isVisible(), "窗口没有出来")
        self._until(
            lambda: self._session.derived.has_findings and self._session.derived.has_pages, "核对和排版没有做完"
        )
        return f"{self._application.platformName()}，共 {len(self._session.volume.projects)} 个项目"

    def _type_into_field(self, trial: Trial) -> str:
        project = self._project
        self._work.navigator.go(Place(project=project.key, field=NAME))
        self._compose()
        self._leave()
        text = _project(_in_file(self._path), project.key).name
        demand(_WORD in text and text != project.name, f"打的字没有存进文件，文件里是“{text}”")
        return f"打进项目名称的“{_WORD}”已在文件里"

    def _type_into_grid(self, trial: Trial) -> str:
        project = self._project
        row, column = project.indicators[0], list(trial.form.indicators.columns)[-1]
        self._work.navigator.go(Place(project=project.key, row=row.key, field=column))
        self._compose()
        self._leave()
        text = _project(_in_file(self._path), project.key).indicators[0].cells.text(column)
        demand(_WORD in text, f"打的字没有存进文件，文件里是“{text}”")
        return f"打进指标表的“{_WORD}”已在文件里"

    def _undo(self, trial: Trial) -> str:
        for _ in range(2):
            self._work.settle()
            self.shell.window.actions_["undo"].trigger()
            self._settle_down()
        demand(_in_file(self._path).projects == trial.example.projects, "撤销两步以后与原来不同")
        return "两步都退回去了"

    def _close(self, trial: Trial) -> str:
        path = self._path
        self.shell.window.close()
        self._until(lambda: not self.shell.window.isVisible(), "窗口没有关上")
        backups = trial.files.backups.list(path)
        demand(backups, "关闭时没有备份")
        demand(_in_file(backups[0].path).projects == trial.example.projects, "备份与文件不同")
        self._raise_fault()
        return "备份做好，并且打得开"

    @property
    def shell(self) -> "Shell":
        """The window; Failed where it did not come."""
        if self._shell is None:
            raise Failed("窗口没有打开")
        return self._shell

    @property
    def _work(self) -> "Workspace":
        if self.shell.workspace is None:
            raise Failed("文件没有打开")
        return self.shell.workspace

    @property
    def _session(self) -> "Session":
        if self.shell.desk.session is None:
            raise Failed("文件没有打开")
        return self.shell.desk.session

    @property
    def _path(self) -> Path:
        return self._session.document.path

    @property
    def _project(self) -> Project:
        """The first one with a table to type into."""
        return next(p for p in self._session.volume.projects if not p.classified and p.indicators)

    def _compose(self) -> None:
        """Two events, as an input method sends them: letters being composed, then the word."""
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtWidgets import QApplication

        self._settle_down()
        for letters, word in ((_LETTERS, ""), ("", _WORD)):
            target = self.shell.window.focusWidget()
            if target is None:
                raise Failed("光标没有进去")
            event = QInputMethodEvent(letters, [])
            if word:
                event.setCommitString(word)
            QApplication.sendEvent(target, event)
            self._settle_down()

    def _leave(self) -> None:
        """Goes elsewhere, which is what saves."""
        self._work.settle()
        self._settle_down()

    def _settle_down(self) -> None:
        for _ in range(5):
            self._application.processEvents()
            time.sleep(_PAUSE)

    def _until(self, true: Callable[[], bool], otherwise: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not true():
            self._application.processEvents()
            time.sleep(_PAUSE)
            self._raise_fault()
            demand(time.monotonic() < end, otherwise)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        del kind, trace
        self._faults.append(error)

    def _raise_fault(self) -> None:
        """What went wrong behind the window goes wrong here."""
        while self._faults:
            fault = self._faults.pop()
            raise fault if isinstance(fault, Exception) else Failed(f"程序内部出错 {fault}")


def _in_file(path: Path) -> Volume:
    """What anyone else would read there now."""
    from editor.document.document import open_document

    with open_document(path, read_only=True) as document:
        return document.volume


def _project(volume: Volume, key: int) -> Project:
    return next(project for project in volume.projects if project.key == key)
