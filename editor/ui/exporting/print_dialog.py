"""The print dialog (打印), with the pages that will come out beside the choices."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor.bridge.exporting import Choice, open_errors
from editor.bridge.page_painter import PagePainter
from editor.bridge.page_view import PageView
from editor.bridge.printing import PrintChoice, PrintPages, PrintRun, parse_pages
from editor.bridge.session import Session
from editor.errors import UserError
from editor.ui.exporting.progress import ProgressLine
from editor.ui.exporting.scope import CURRENT, PAGES, SOME, ScopeBox
from editor.ui.messenger import Messenger
from editor.ui.preview.canvas import PageCanvas
from editor.ui.preview.layout import FIT_PAGE

_FIX, _ALL_THE_SAME = 0, 1
_WAITING = "正在排版，排好后就能打印…"
_NO_PRINTER = "这台电脑上没有安装打印机。可以先导出 PDF，拿到有打印机的电脑上打印。"


class PrintDialog(QDialog):
    """Prints a session. Signals: `printed`, `fix_wanted` (去修正: the caller goes to the first error).

    Pages that are not typeset yet are waited for, with what can be chosen already at hand.
    """

    printed = Signal()
    fix_wanted = Signal()

    def __init__(
        self,
        session: Session,
        messenger: Messenger,
        current: int | None = None,
        chosen: tuple[int, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._messenger = messenger
        self._run: PrintRun | None = None
        self.view: PageView | None = None
        """The pages there are; None before the first typesetting."""
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.names = QComboBox()
        self.more = QPushButton("属性…")
        self.scope = ScopeBox(session, current, chosen)
        self.copies, self.shift = QSpinBox(), QDoubleSpinBox()
        self.duplex = QCheckBox("双面打印（长边翻转）")
        self.canvas = PageCanvas()
        self.count = QLabel()
        self.notice = QLabel(wordWrap=True)
        self.progress = ProgressLine()
        self.start = QPushButton("打印")
        self.leave = QPushButton("关闭")
        self._build()
        self._connect()
        self._take_pages()
        if not self.names.count():
            self.start.setDefault(False)
            self.leave.setDefault(True)
            self._say(_NO_PRINTER)

    @property
    def choice(self) -> PrintChoice:
        """What is chosen; UserError where the pages cannot be read or no project is ticked."""
        return PrintChoice(self._pages(), self.copies.value(), self.duplex.isChecked(), self.shift.value())

    def print_out(self) -> None:
        """Asks where errors are open, then prints."""
        if self.view is None:
            return
        try:
            choice = self.choice
        except UserError as error:
            self._say(str(error))
            return
        if not self.printer.outputFileName() and not self.names.currentText():
            self._say(_NO_PRINTER)
            return
        if not self._may_print():
            return
        if not self.printer.outputFileName():
            self.printer.setPrinterName(self.names.currentText())
        self.start.setEnabled(False)
        self.notice.hide()
        self.progress.begin("打印")
        self._run = PrintRun(self.view, self.printer, choice, self)
        self._run.progressed.connect(self.progress.show_progress)
        self._run.done.connect(self._done)
        self._run.refused.connect(self._refused)
        self._run.cancelled.connect(self._cancelled)
        self._run.start()

    def cancel(self) -> None:
        """Ends the printing."""
        if self._run is not None:
            self._run.cancel()

    def reject(self) -> None:
        if self._run is not None:
            self.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._run is not None:
            self.cancel()
            event.ignore()
            return
        super().closeEvent(event)

    def _pages(self) -> tuple[int, ...]:
        if self.view is None:
            return ()
        if self.scope.which == PAGES:
            return parse_pages(self.scope.pages.text(), self.view.count)
        projects = self.scope.projects
        if projects is None:
            return tuple(range(self.view.count))
        if self.scope.which == SOME and not projects:
            raise UserError("还没有勾选项目。请勾选要打印的项目。")
        return tuple(dict.fromkeys(page for project in projects for page in self.view.sheet(project)))

    def _may_print(self) -> bool:
        projects = self.scope.projects if self.scope.which in (CURRENT, SOME) else None
        errors = open_errors(self._session, Choice(projects=projects))
        if not errors:
            return True
        question = f"要打印的内容里还有 {len(errors)} 个错误。先去改正，还是照样打印？"
        answer = self._messenger.ask("还有错误没有改正", question, ("去修正", "照样打印"))
        if answer == _FIX:
            self.reject()
            self.fix_wanted.emit()
        return answer == _ALL_THE_SAME

    def _done(self) -> None:
        self._end("已送到打印机。")
        self.printed.emit()
        self.accept()

    def _refused(self, why: str) -> None:
        self._end(why)

    def _cancelled(self) -> None:
        self._end("已取消。已经送到打印机的页可能仍会打出来。")

    def _end(self, said: str) -> None:
        if self._run is not None:
            self._run.deleteLater()
        self._run = None
        self.progress.hide()
        self.start.setEnabled(True)
        self._say(said)

    def _say(self, text: str) -> None:
        self.notice.setText(text)
        self.notice.show()

    def _take_pages(self) -> None:
        """Takes the session's pages over, or waits for them."""
        session = self._session
        if self.view is None and session.derived.has_pages and session.paged[0] is session.volume:
            self.view = PageView(*session.paged, PagePainter(session.derived.fonts))
            self.progress.hide()
        elif self.view is None:
            self.progress.begin("排版")
            session.derived.prepare(session.volume)
        self._show_pages()

    def _broke(self, error: object) -> None:
        """The typesetting failed; a sentence for the clerk says why, anything else is a bug."""
        if self.view is None:
            self.progress.hide()
            self.count.clear()
            self._say(error if isinstance(error, str) else "页面没有排出来。请重新打开文件再试。")

    def _show_pages(self) -> None:
        """The pages that will come out."""
        if self.view is None:
            self.count.setText(_WAITING)
            self.start.setEnabled(False)
            return
        try:
            pages = self._pages()
        except UserError:
            pages = ()
        self.canvas.show_pages(PrintPages(self.view, pages))
        sides = len(pages) * self.copies.value()
        sheets = -(-len(pages) // 2) * self.copies.value() if self.duplex.isChecked() else sides
        self.count.setText(f"共 {len(pages)} 页，用纸 {sheets} 张" if pages else "没有要打印的页")
        somewhere = bool(self.names.count() or self.printer.outputFileName())
        self.start.setEnabled(bool(pages) and somewhere)

    def _properties(self) -> None:
        """The printer's own choices, in the system's dialog; pages and copies stay with this one."""
        self.printer.setPrinterName(self.names.currentText())
        dialog = QPrintDialog(self.printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.names.setCurrentText(self.printer.printerName())
            self.copies.setValue(max(self.printer.copyCount(), 1))

    def _connect(self) -> None:
        self.scope.changed.connect(self._show_pages)
        self.copies.valueChanged.connect(self._show_pages)
        self.duplex.toggled.connect(self._show_pages)
        self.more.clicked.connect(self._properties)
        self.start.clicked.connect(self.print_out)
        self.leave.clicked.connect(self.reject)
        self.progress.cancel_asked.connect(self.reject)
        self._session.derived.pages_ready.connect(self._take_pages)
        self._session.derived.broken.connect(self._broke)

    def _build(self) -> None:
        self.setWindowTitle("打印")
        names = QPrinterInfo.availablePrinterNames()
        self.names.addItems(names)
        self.names.setCurrentText(QPrinterInfo.defaultPrinterName())
        self.names.setEnabled(bool(names))
        self.more.setEnabled(bool(names))
        self.copies.setRange(1, 99)
        self.shift.setRange(0, 20)
        self.shift.setSuffix(" 毫米")
        self.shift.setToolTip("整页离开装订边的距离；双面时正反面方向相反")
        self.canvas.set_zoom(FIT_PAGE)
        left = QVBoxLayout()
        left.addLayout(self._form())
        left.addWidget(self.count)
        left.addWidget(self.notice)
        left.addStretch()
        left.addWidget(self.progress)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.start)
        buttons.addWidget(self.leave)
        self.start.setDefault(True)
        self.leave.setAutoDefault(False)
        self.more.setAutoDefault(False)
        left.addLayout(buttons)
        row = QHBoxLayout(self)
        row.addLayout(left, 1)
        row.addWidget(self.canvas, 1)
        self.resize(860, 560)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        printer = QHBoxLayout()
        printer.addWidget(self.names, 1)
        printer.addWidget(self.more)
        form.addRow("打印机", printer)
        form.addRow("范围", self.scope)
        form.addRow("份数", self.copies)
        form.addRow("", self.duplex)
        form.addRow("装订边移动", self.shift)
        self.notice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return form
