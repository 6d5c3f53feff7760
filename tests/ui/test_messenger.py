"""The questions of the window as real dialogs: in Chinese, and answered by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.messenger import DialogMessenger

KINDS = "PDF 文件 (*.pdf);;Excel 工作簿 (*.xlsx)"


@pytest.fixture
def messenger(qtbot: QtBot) -> DialogMessenger:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return DialogMessenger(window)


def by_hand(act: Callable[[QWidget], object]) -> None:
    """Does something with the dialog that is about to stand there."""

    def later() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        act(dialog)

    QTimer.singleShot(50, later)


def test_a_name_follows_the_kind_of_file(messenger: DialogMessenger, tmp_path: Path) -> None:
    words: list[str] = []

    def choose_excel(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        words.extend(label.text() for label in dialog.findChildren(QLabel) if label.text())
        words.extend(button.text() for button in dialog.findChildren(QPushButton))
        dialog.selectNameFilter("Excel 工作簿 (*.xlsx)")
        dialog.filterSelected.emit("Excel 工作簿 (*.xlsx)")
        dialog.accept()

    by_hand(choose_excel)
    assert messenger.save_file("导出自查表", KINDS, tmp_path / "自查表.pdf") == tmp_path / "自查表.xlsx"
    assert {"位置：", "文件名：", "类型：", "保存", "取消"} <= set(words)
    assert not [word for word in words if word.isascii() and any(c.isalpha() for c in word)]


def test_several_files_are_opened(messenger: DialogMessenger, tmp_path: Path) -> None:
    for name in ("甲.docx", "乙.xlsx"):
        (tmp_path / name).write_bytes(b"")
    words: list[str] = []

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
        words.extend(button.text() for button in dialog.findChildren(QPushButton))
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(str(tmp_path / "甲.docx"))
        dialog.accept()

    by_hand(choose)
    assert messenger.open_files("导入", "文件 (*.docx *.xlsx)", tmp_path) == [tmp_path / "甲.docx"]
    assert {"打开", "取消"} <= set(words)
    by_hand(lambda dialog: dialog.close())
    assert messenger.open_files("导入", "文件 (*.docx *.xlsx)", tmp_path) == []


def test_the_safe_answer_is_that_of_enter_and_of_escape(messenger: DialogMessenger) -> None:
    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        assert dialog.defaultButton().text() == dialog.escapeButton().text() == "留下"
        next(button for button in dialog.buttons() if button.text() == "删除").click()

    by_hand(look)
    assert messenger.ask("删除版本", "删除吗？", ["留下", "删除"]) == 1
