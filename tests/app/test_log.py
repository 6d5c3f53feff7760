"""The log in the help menu: seen, copied, printed, saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.app.faults import open_log, without_words
from editor.app.log_command import LogCommand
from editor.bridge.log_report import log_report, log_text
from editor.bridge.preferences import Preferences
from editor.ui.dialogs.log_viewer import LogViewer
from editor.ui.main_window import MainWindow
from tests.ui.shell.conftest import FakeMessenger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "log"
    log = open_log(folder)
    log.error(without_words(ValueError("文本里的话")))
    return folder


@pytest.fixture
def viewer(folder: Path, qtbot: QtBot) -> Iterator[LogViewer]:
    viewer = LogViewer(folder, FakeMessenger())
    qtbot.addWidget(viewer)
    viewer.show()
    yield viewer
    QGuiApplication.clipboard().clear()


def press(viewer: LogViewer, words: str) -> None:
    next(button for button in viewer.findChildren(QPushButton) if button.text().startswith(words)).click()


def test_what_the_computer_person_needs_stands_there(viewer: LogViewer, folder: Path) -> None:
    text = viewer.text.toPlainText()
    for piece in ("绩效文本编辑器", "系统：", "Python", "Qt", "屏幕：", str(folder), "builtins.ValueError"):
        assert piece in text
    assert "文本里的话" not in text
    assert viewer.text.isReadOnly()


def test_copied(viewer: LogViewer) -> None:
    press(viewer, "复制")
    assert QGuiApplication.clipboard().text() == viewer.text.toPlainText()
    assert "已复制" in viewer.notice.text()


def test_printed(viewer: LogViewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "记录.pdf"))
    viewer.print_on(printer)
    assert (tmp_path / "记录.pdf").read_bytes().startswith(b"%PDF")
    monkeypatch.setattr("editor.ui.dialogs.log_viewer.QPrinterInfo.availablePrinterNames", list)
    press(viewer, "打印")
    assert "没有安装打印机" in viewer.notice.text()


def test_saved(viewer: LogViewer, tmp_path: Path) -> None:
    messenger = viewer._messenger
    assert isinstance(messenger, FakeMessenger)
    target = tmp_path / "记录.txt"
    messenger.targets = [None, target, tmp_path / "没有的文件夹" / "a.txt"]
    press(viewer, "存成文件")
    assert not target.exists()
    press(viewer, "存成文件")
    assert target.read_text("utf-8-sig") == viewer.text.toPlainText()
    press(viewer, "存成文件")
    assert "不存在" in viewer.notice.text()


def test_an_empty_log_and_a_long_one(tmp_path: Path, qtbot: QtBot) -> None:
    assert "没有出错的记录" in log_report(tmp_path / "none")
    (tmp_path / "jixiao.log.1").write_text("old\n" * 10)
    (tmp_path / "jixiao.log").write_text("".join(f"line {n}\n" for n in range(40_000)))
    text = log_text(tmp_path)
    assert len(text) < 200_001
    assert text.startswith("line ")
    assert text.endswith("line 39999")
    assert "old" not in text


def test_the_command_stands_in_the_help_menu(tmp_path: Path, folder: Path, qtbot: QtBot) -> None:
    window = MainWindow(Preferences(tmp_path / "preferences.json"), (), examples=False)
    qtbot.addWidget(window)
    LogCommand(window, FakeMessenger(), folder, window)
    (action,) = (action for action in window.menus["help"].actions() if action.text().startswith("运行记录"))
    window.show()
    action.trigger()
    (shown,) = window.findChildren(LogViewer)
    assert shown.isVisible()
    shown.reject()
