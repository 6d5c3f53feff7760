"""The program's log (运行记录): read, copied, printed or saved for whoever looks after the office's computers."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from editor.bridge.log_report import log_report, save_text
from editor.errors import UserError
from editor.ui.dialogs.buttons import close_button
from editor.ui.messenger import Messenger

_ABOUT = "程序出错时记下的内容：在哪里出错、程序和系统的版本。里面没有您的文本。需要时复制、打印或存成文件，交给负责电脑的同志。"
_NO_PRINTER = "这台电脑上没有安装打印机。可以复制，或存成文件。"


class LogViewer(QDialog):
    """Shows the log of a folder as it is now. `said` when something was done with it."""

    said = Signal(str)

    def __init__(self, folder: Path, messenger: Messenger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("运行记录")
        self._messenger = messenger
        self.text = QPlainTextEdit(log_report(folder), readOnly=True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName("运行记录")
        self.text.setTabChangesFocus(True)
        self.notice = QLabel(wordWrap=True)
        self.notice.hide()
        self.said.connect(self._say)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(_ABOUT, wordWrap=True))
        column.addWidget(self.text, 1)
        column.addWidget(self.notice)
        column.addLayout(self._buttons())
        self.resize(760, 480)
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())

    def copy(self) -> None:
        """All of it, to the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.said.emit("已复制，可以粘贴到邮件或文档里。")

    def print_on(self, printer: QPrinter) -> None:
        """All of it, on paper."""
        self.text.document().print_(printer)
        self.said.emit("已送到打印机。")

    def ask_and_print(self) -> None:
        """Asks on which printer."""
        if not QPrinterInfo.availablePrinterNames():
            self.said.emit(_NO_PRINTER)
            return
        printer = QPrinter()
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def save(self) -> None:
        """All of it, into a file."""
        path = self._messenger.save_file("运行记录存到", "文本文件 (*.txt)", Path.home() / "绩效文本编辑器运行记录.txt")
        if path is None:
            return
        try:
            save_text(path, self.text.toPlainText())
        except UserError as error:
            self.said.emit(str(error))
        else:
            self.said.emit(f"已存成“{path.name}”。")

    def _say(self, text: str) -> None:
        self.notice.setText(text)
        self.notice.show()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, act in (("复制", self.copy), ("打印…", self.ask_and_print), ("存成文件…", self.save)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        close = close_button()
        close.rejected.connect(self.reject)
        row.addWidget(close)
        return row
