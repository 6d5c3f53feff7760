"""Faults of the program itself: into a log without the document's text, and one polite sentence for the clerk."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

_MAX_BYTES = 512 * 1024
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def open_log(folder: Path) -> logging.Logger:
    """The program's log, two files of half a megabyte at most; where the folder cannot be written, none."""
    log = logging.getLogger("jixiao")
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _LateFile(folder / "jixiao.log")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for old in log.handlers:
        old.close()
    log.handlers[:] = [handler]
    return log


class _LateFile(logging.Handler):
    """The log's file, which most days is not needed, and what turns it over."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._open: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._open is None:
            from logging.handlers import RotatingFileHandler

            self._open = RotatingFileHandler(
                self._file, maxBytes=_MAX_BYTES, backupCount=1, encoding="utf-8", delay=True
            )
            self._open.setFormatter(self.formatter)
        self._open.emit(record)

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
        super().close()


def without_words(error: BaseException) -> str:
    """What went wrong and where in the program; not what the exception says, for it may quote the document."""
    lines = []
    seen: BaseException | None = error
    while seen is not None:
        frames = traceback.extract_tb(seen.__traceback__)
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


class Faults(QObject):
    """Catches what nobody caught, from every thread; `met` comes in the window's thread."""

    met = Signal()

    def __init__(self, log: logging.Logger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        qInstallMessageHandler(self._on_message)

    def record(self, error: BaseException) -> None:
        """One fault."""
        self._log.error(without_words(error))
        self.met.emit()

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        del kind, trace
        if isinstance(error, KeyboardInterrupt):
            sys.exit(130)
        self.record(error)

    def _on_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.record(caught.exc_value)

    def _on_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        del context
        self._log.log(_LEVELS.get(kind, logging.INFO), "Qt: %s", message)


class Apology:
    """Tells the clerk of a fault: once, however often it comes while the sentence is on the screen."""

    def __init__(self, tell: Callable[[str], None], saved: Callable[[], str], log: Path) -> None:
        self._tell = tell
        self._saved = saved
        self._log = log
        self._telling = False

    def say(self) -> None:
        """The sentence."""
        if self._telling:
            return
        self._telling = True
        try:
            self._tell(
                "程序内部出了一个错误，刚才这一步没有做成。\n\n"
                f"{self._saved()}\n\n"
                "可以继续工作；如果再次出现，请关闭程序后重新打开。"
                f"错误记录（不含文本内容）在：\n{self._log}"
            )
        finally:
            self._telling = False
