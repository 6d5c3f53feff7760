"""导入报告: what was read, mended, doubted and not understood, to walk through."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from editor.bridge.files import Imported
from editor.bridge.report_model import ReportModel, report_headline, report_lists
from editor.ui.dialogs.buttons import answer_buttons, close_button

_WIDTHS = (150, 260, 190)
_FIRST_DOUBT = 2
_MEASURED = 200
"""Lists of more rows keep one height: measuring all of them would be felt."""


class ImportReportDialog(QDialog):
    """The report as tabs. `saving`: the import is not in a file yet, and accepting it saves it."""

    def __init__(self, imported: Imported, form_title: str, *, saving: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入报告")
        self._lists = report_lists(imported.report, self)
        self._search = QLineEdit(placeholderText="在报告里查找", clearButtonEnabled=True)
        self._copy = QPushButton("复制本页")
        self._copy.setToolTip("把这一页的内容复制到剪贴板，可以粘贴到 Excel 或 WPS 表格里")
        self._copy.setAutoDefault(False)
        self._tabs = QTabWidget()
        self._views = [self._view(model) for _, model in self._lists]
        for (name, model), view in zip(self._lists, self._views, strict=True):
            self._tabs.addTab(_or_empty(view, model), f"{name} {model.count}")
        self._buttons = answer_buttons("保存并打开…", "放弃导入")[0] if saving else close_button()
        self._lay_out(report_headline(imported.report, form_title), saving=saving)
        self._connect()
        doubts = [at for at, (_, model) in enumerate(self._lists) if at >= _FIRST_DOUBT and model.rowCount()]
        self._tabs.setCurrentIndex(doubts[0] if doubts else 0)

    @property
    def tabs(self) -> QTabWidget:
        """读入, 已修补, 请核对, 没有读懂."""
        return self._tabs

    @property
    def search_line(self) -> QLineEdit:
        """What is looked for in all of them."""
        return self._search

    def copy(self) -> None:
        """The selected lines of the tab, or all it shows, to the clipboard."""
        at = self._tabs.currentIndex()
        chosen = sorted({index.row() for index in self._views[at].selectionModel().selectedRows()})
        QGuiApplication.clipboard().setText(self._lists[at][1].lines(chosen or None))

    def _view(self, model: ReportModel) -> QTableView:
        view = QTableView()
        view.setModel(model)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setAlternatingRowColors(True)
        view.setWordWrap(True)
        view.verticalHeader().hide()
        header = view.horizontalHeader()
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, width)
        header.setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        if model.rowCount() <= _MEASURED:
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        copy = QAction("复制", view, shortcut=QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        view.addAction(copy)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return view

    def _lay_out(self, headline: Sequence[str], *, saving: bool) -> None:
        column = QVBoxLayout(self)
        head = QLabel("\n".join(headline), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        column.addWidget(head)
        row = QHBoxLayout()
        row.addWidget(self._search, 1)
        row.addWidget(self._copy)
        column.addLayout(row)
        column.addWidget(self._tabs, 1)
        if saving:
            hint = QLabel("来源文件没有改动。请看一遍“请核对”和“没有读懂”，保存以后在“文件”菜单里还能再看这份报告。")
            hint.setWordWrap(True)
            column.addWidget(hint)
        column.addWidget(self._buttons)
        self.resize(940, 600)

    def _connect(self) -> None:
        self._copy.clicked.connect(self.copy)
        self._search.textChanged.connect(self._on_search)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _on_search(self, words: str) -> None:
        for at, (name, model) in enumerate(self._lists):
            model.search(words)
            count = f"{model.rowCount()}/{model.count}" if words.strip() else str(model.count)
            self._tabs.setTabText(at, f"{name} {count}")


def _or_empty(view: QTableView, model: ReportModel) -> QWidget:
    """The list; where there is nothing, a word that this is so."""
    if model.rowCount():
        return view
    empty = QLabel("没有。", alignment=Qt.AlignmentFlag.AlignCenter)
    view.setParent(empty)
    view.hide()
    return empty
