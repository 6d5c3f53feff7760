"""The list of forms: which there are, of which version, from where; packs taken in and taken back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.bridge.form_shelf import FormLine, FormShelf, offer_words, return_words, sentences
from editor.errors import UserError
from editor.forms.manifest import SUFFIX
from editor.ui.dialogs.buttons import close_button
from editor.ui.forms.changes_dialog import ChangesDialog
from editor.ui.messenger import Messenger

_ABOUT = (
    "表样决定有哪些字段、指标怎么分、表怎么印、核对查什么。发下来的新表样是一个表样包文件（.jixiaobiao），"
    "从 U 盘选它导入，先看有哪些变化，再决定。导入错了可以恢复前一版；已经编好的文件不受影响。"
)
_HEADS = ("表样", "适用年度", "版本", "来源")
_KINDS = f"表样包 (*{SUFFIX});;所有文件 (*)"
Agree = Callable[[QDialog], bool]


def shown(dialog: QDialog) -> bool:
    """Whether the clerk agreed."""
    return bool(dialog.exec())


class FormsDialog(QDialog):
    """Shows the shelf; nothing is changed before the clerk has seen what would change, and agreed."""

    def __init__(
        self,
        shelf: FormShelf,
        messenger: Messenger,
        folder: Path,
        parent: QWidget | None = None,
        *,
        agree: Agree = shown,
    ) -> None:
        """`folder`: where files are looked for first; `agree` shows a dialog and says whether it was accepted."""
        super().__init__(parent)
        self.setWindowTitle("表样管理")
        self._shelf = shelf
        self._messenger = messenger
        self._folder = folder
        self._agree = agree
        self.list = QTreeWidget()
        self.take_in = QPushButton("导入表样包…(&I)")
        self.take_back = QPushButton("恢复前一版…(&R)")
        self.notice = QLabel(wordWrap=True)
        self._build()
        self.take_in.clicked.connect(self.import_pack)
        self.take_back.clicked.connect(self.restore)
        self.list.itemSelectionChanged.connect(self._offer)
        self.refresh()

    def refresh(self) -> None:
        """Shows what is in force now; the line that was chosen stays chosen."""
        chosen = self._chosen()
        lines = self._shelf.lines()
        self.list.clear()
        for line in lines:
            item = QTreeWidgetItem([line.title, line.years, "不能用" if line.fault else line.version, line.origin])
            item.setData(0, Qt.ItemDataRole.UserRole, line)
            item.setToolTip(0, line.fault or line.title)
            self.list.addTopLevelItem(item)
            if chosen is not None and line.title == chosen.title:
                self.list.setCurrentItem(item)
        first = self.list.topLevelItem(0)
        if not self.list.selectedItems() and first is not None:
            self.list.setCurrentItem(first)
        faults = [line.fault for line in lines if line.fault] + ([self._shelf.fault] if self._shelf.fault else [])
        self.notice.setText("\n".join(faults))
        self.notice.setVisible(bool(faults))
        self._offer()

    def import_pack(self) -> None:
        """Asks for pack files, shows what each would change, and takes in those agreed to."""
        self.take_files(self._messenger.open_files("导入表样包", _KINDS, self._folder))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Shows what each of these packs would change, and takes in those agreed to."""
        for path in paths:
            try:
                offer = self._shelf.look(path)
                dialog = ChangesDialog("导入表样包", offer_words(offer), sentences(offer.changes), "导入", self)
                if self._agreed(dialog):
                    self._shelf.take(offer)
            except UserError as error:
                self._messenger.tell(str(error))
        self.refresh()

    def restore(self) -> None:
        """Takes back the pack of the chosen line, after showing what that changes."""
        line = self._chosen()
        if line is None or not line.pack:
            return
        try:
            back = self._shelf.look_back(line.pack)
            dialog = ChangesDialog("恢复前一版", return_words(back), sentences(back.changes), "恢复前一版", self)
            if self._agreed(dialog):
                self._shelf.take_back(back)
        except UserError as error:
            self._messenger.tell(str(error))
        self.refresh()

    def _agreed(self, dialog: ChangesDialog) -> bool:
        agreed = self._agree(dialog)
        dialog.deleteLater()
        return agreed

    def _chosen(self) -> FormLine | None:
        item = self.list.currentItem()
        line = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        return line if isinstance(line, FormLine) else None

    def _offer(self) -> None:
        line = self._chosen()
        self.take_back.setEnabled(line is not None and bool(line.pack))
        self.take_back.setToolTip("" if self.take_back.isEnabled() else "随程序来的表样没有前一版")

    def _build(self) -> None:
        self.list.setHeaderLabels(list(_HEADS))
        self.list.setAccessibleName("表样")
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        close = close_button()
        close.rejected.connect(self.reject)
        row = QHBoxLayout()
        for button in (self.take_in, self.take_back):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(_ABOUT, wordWrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(self.notice)
        column.addLayout(row)
        self.resize(760, 420)
