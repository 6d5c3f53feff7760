"""A process of the bench that ends when its window is painted: empty, or FILE.jixiao as the program opens it.

Nobody sees the window. What both need of Qt is loaded above, the program as it loads itself.
"""

import faulthandler
import os
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

SIZE = 1366, 768
_PATIENCE = 60.0


class _Watch(QObject):
    """Sees a widget painted."""

    seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        del watched
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def painted(widget: QWidget) -> Callable[[], bool]:
    """True once the widget has been painted after this call."""
    watch = _Watch(widget)
    widget.installEventFilter(watch)
    return lambda: watch.seen


def until(true: Callable[[], bool]) -> None:
    """Lets the program go on until then, idle while nothing happens, as its own loop would; TimeoutError after a minute."""
    end = time.perf_counter() + _PATIENCE
    tick = QTimer(interval=1)
    tick.start()
    while not true():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > end:
            raise TimeoutError("nothing was painted")


def empty() -> None:
    """What any program with a window of Qt must do."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(*SIZE)
    done = painted(window)
    window.show()
    until(done)
    del application


def program(file: str) -> None:
    """The command with a file; it ends where its event loop would begin, when the indicator grid is painted."""
    faulthandler.dump_traceback_later(_PATIENCE, exit=True)  # a fault of the program opens a dialog and waits
    os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()

    def show(*_: object) -> int:
        grid = import_module("editor.ui.grid.grid").IndicatorGrid  # loaded by the program
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow)]
        until(painted(windows[0].findChildren(grid)[0].viewport()))
        os._exit(0)

    QApplication.exec = show  # type: ignore[method-assign]
    sys.argv[:] = ["jixiao", file]
    import_module("editor.cli.main").main()


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    program(sys.argv[1]) if len(sys.argv) > 1 else empty()
    os._exit(0)
