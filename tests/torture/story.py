"""The program's main story in a process of its own, for those who look at it from outside: `story.py FOLDER WORD-FILE`.

An import, checks and exports by the command line; then the window: typing, checking, help, a print into a file, an export, a
second start that hands its file over, a backup at closing. With JIXIAO_REFUSE set, every socket Python asks for is refused but
those that stay on this computer.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: nothing may leave this computer."""
    if event == "socket.__new__" and arguments[1] != getattr(socket, "AF_UNIX", None):
        raise PermissionError(f"a socket of {arguments[1]!r}")
    if event in (
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sethostname",
        "urllib.Request",
        "webbrowser.open",
    ):
        raise PermissionError(event)


def main(folder: Path, source: Path) -> int:
    """Exit code 0 when the whole story was told."""
    if os.environ.get("JIXIAO_REFUSE"):
        sys.addaudithook(refuse)
    volume = folder / "册.jixiao"
    commands(volume, source, folder)
    return window(volume, folder)


def commands(volume: Path, source: Path, folder: Path) -> None:
    from editor.cli.console import Console
    from editor.cli.main import run

    for words in (
        ["import", str(source), "-o", str(volume)],
        ["show", str(volume), "--json"],
        ["check", str(volume), "-o", str(folder / "自查.pdf")],
        *(["export", str(volume), "-o", str(folder / f"出{suffix}")] for suffix in (".pdf", ".docx", ".xlsx", ".json")),
    ):
        with (folder / "said.txt").open("a", encoding="utf-8") as said:
            assert run(words, Console(said, said)) in (0, 1), words


def window(volume: Path, folder: Path) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from editor.app import setting_up
    from editor.app.main import run_window

    make = setting_up.make_application

    def make_and_work() -> QApplication:
        application = make()
        QTimer.singleShot(300, application, lambda: work(volume, folder))
        return application

    setting_up.make_application = make_and_work
    return run_window((volume,))


def work(volume: Path, folder: Path) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from editor.app.workspace import Workspace
    from editor.ui.main_window import MainWindow

    (shown,) = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
    until(lambda: shown.findChild(Workspace) is not None)
    session = shown.findChild(Workspace).session
    type_into(shown)
    until(lambda: session.derived.has_findings)
    for action in ("help", "overview", "find", "next_finding"):
        shown.actions_[action].trigger()
        QTest.qWait(50)
    export(session, folder / "窗口.pdf")
    print_into(session, folder / "打印.pdf")
    other = subprocess.Popen([sys.executable, "-m", "editor.cli.main", str(volume)], cwd=ROOT)
    until(lambda: other.poll() is not None)
    assert other.returncode == 0
    (folder / "told.txt").write_text(f"{session.document.saved_at}", "utf-8")
    shown.close()
    until(lambda: not shown.isVisible())
    QApplication.exit(0)


def type_into(shown: object) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from editor.ui.grid.grid import IndicatorGrid

    grid = shown.findChild(IndicatorGrid)  # type: ignore[attr-defined]
    grid.setCurrentIndex(grid.model().index(0, 4))
    grid.setFocus()
    QTest.keyClicks(grid, "9")
    QTest.keyClick(QApplication.focusWidget() or grid, Qt.Key.Key_Return)


def export(session: object, path: Path) -> None:
    from editor.bridge.exporting import Choice, export_job

    ended: list[object] = []
    job = export_job(session, Choice(), path)  # type: ignore[arg-type]
    job.ended.connect(lambda: ended.append(1))
    job.start()
    until(lambda: bool(ended))
    assert path.is_file()


def print_into(session: object, path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    from editor.bridge.page_painter import PagePainter
    from editor.bridge.page_view import PageView
    from editor.bridge.printing import PrintChoice, PrintRun

    QPrinterInfo.availablePrinterNames()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    view = PageView(session.volume, session.pages, PagePainter(session.derived.fonts))  # type: ignore[attr-defined]
    ended: list[object] = []
    run = PrintRun(view, printer, PrintChoice((0, 1)))
    run.done.connect(lambda: ended.append(1))
    run.start()
    until(lambda: bool(ended))
    assert path.is_file()


def until(true: object) -> None:
    """Lets the window live until it is so; the story fails after a minute."""
    from time import monotonic

    from PySide6.QtTest import QTest

    end = monotonic() + 60
    while not true():  # type: ignore[operator]
        assert monotonic() < end, "it does not come"
        QTest.qWait(20)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
