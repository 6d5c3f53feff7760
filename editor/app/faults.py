"""Faults of the program itself: into a log without the document's text, and one polite sentence for the clerk."""

import faulthandler
import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

Ask = Callable[[str, str, Sequence[str]], int]
"""A question with its answers as buttons; the index of the one chosen."""
_OF_NO_USE = "This plugin does not support"
"""What Qt says on screens that cannot do everything; nothing follows from it."""
_MAX_BYTES = 512 * 1024
_MOST_FRAMES = 60
_MOST_OF_A_CRASH = 20_000
_MOST_OF_A_MESSAGE = 200
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”")
_FOREIGN = re.compile(r"[^ -~]+")
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


def keep_crashes(folder: Path, log: logging.Logger) -> bool:
    """From now on a crash of the program's own libraries leaves word in a file beside the log: places, no values.

    What the last run left there goes into the log; True where it left something.
    """
    place = folder / "crash.log"
    left = ""
    try:
        if place.exists():
            left = place.read_text("utf-8", "replace")[:_MOST_OF_A_CRASH]
        file = place.open("w", encoding="utf-8")
    except OSError:
        return False
    faulthandler.enable(file, all_threads=True)
    if left.strip():
        log.error("crash of the last run\n%s", left)
    return bool(left.strip())


def without_words(error: BaseException) -> str:
    """What went wrong and where in the program; not what the exception says, for it may quote the document."""
    lines: list[str] = []
    waiting, seen = [error], set()
    while waiting:
        fault = waiting.pop(0)
        if id(fault) in seen:
            continue
        seen.add(id(fault))
        frames = traceback.extract_tb(fault.__traceback__, _MOST_FRAMES)
        lines.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        if isinstance(fault, BaseExceptionGroup):
            waiting += fault.exceptions
        led_to_it = fault.__cause__ or fault.__context__
        if led_to_it is not None:
            waiting.append(led_to_it)
    return "\n".join(lines)


def plain_words(message: str) -> str:
    """A message of Qt's own, shortened, without what it may quote: nothing in quotation marks, nothing but ASCII."""
    return _FOREIGN.sub("…", _QUOTED.sub("“…”", message))[:_MOST_OF_A_MESSAGE]


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
        sys.unraisablehook = self._on_unraisable
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

    def _on_unraisable(self, caught: "sys.UnraisableHookArgs") -> None:
        """Where Python itself cannot go on with an exception: told to the log and to nobody else."""
        if caught.exc_value is not None:
            self._log.error(without_words(caught.exc_value))

    def _on_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        del context
        if message.startswith(_OF_NO_USE):
            return
        self._log.log(_LEVELS.get(kind, logging.INFO), "Qt: %s", plain_words(message))


class Apology:
    """Tells the clerk of a fault: once, however often it comes while the sentence is on the screen."""

    def __init__(self, ask: Ask, saved: Callable[[], str], show_log: Callable[[], object]) -> None:
        self._ask = ask
        self._saved = saved
        self._show_log = show_log
        self._telling = False

    def say(self) -> None:
        """The sentence."""
        if self._telling:
            return
        self._telling = True
        try:
            answer = self._ask(
                "程序出错",
                "很抱歉，程序内部出了一个错误，刚才这一步没有做成。\n\n"
                f"{self._saved()}\n\n"
                "可以继续工作；如果再次出现，请关闭程序后重新打开，并把运行记录（不含文本内容）交给负责电脑的同志。",
                ("知道了", "查看运行记录"),
            )
            if answer == 1:
                self._show_log()
        finally:
            self._telling = False
