"""The clerk's own word list (我的词表), to add to, change and take from."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.bridge.own_words import OwnWordList
from editor.checks.own_words import OwnWords, own_faults
from editor.errors import UserError
from editor.ui.dialogs.buttons import answer_buttons
from editor.ui.messenger import Messenger
from editor.ui.words.table import OwnWordsTable

_ABOUT = (
    "错词：核对时找出来，并可改成“改为”里的词。过时的说法：提示不再使用。允许的词：核对时不当作错误。"
    "词表存在这台电脑上，对所有文件都起作用，不写进文件；保存后马上重新核对。"
)
_UNREADABLE = "原来的词表读不出来，暂时没有起作用：{fault}这里保存新的词表时，原来的文件会改名留在旁边。"


class OwnWordsDialog(QDialog):
    """Edits the list; what is written is in force when it is saved, and not at all when it is cancelled."""

    def __init__(self, own: OwnWordList, messenger: Messenger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("我的词表")
        self._own = own
        self._messenger = messenger
        self.table = OwnWordsTable(own.own.words)
        self.add = QPushButton("增加(&A)")
        self.remove = QPushButton("删除(&D)")
        self.notice = QLabel(wordWrap=True)
        self._buttons, self.save = answer_buttons("保存", "取消")
        self._build()
        self.table.edited.connect(self._judge)
        self.table.itemSelectionChanged.connect(self._offer)
        self.add.clicked.connect(self.table.add)
        self.remove.clicked.connect(self.table.remove)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._judge()
        self._offer()

    def accept(self) -> None:
        """Saves; the dialog stays where something is wrong with the list or it cannot be saved."""
        self.setFocus()  # an open cell takes what is written in it
        faults = self._faults()
        if faults:
            self.table.show_row(faults[0][0])
            self._judge()
            return
        try:
            self._own.put(OwnWords(self.table.words))
        except UserError as error:
            self._messenger.tell(str(error))
            return
        super().accept()

    def reject(self) -> None:
        """Without saving; asks where that would lose something."""
        changed = self.table.words != self._own.own.words
        if changed and self._messenger.ask("我的词表", "词表的改动还没有保存。", ("继续编辑", "不保存")) != 1:
            return
        super().reject()

    def _build(self) -> None:
        about = QLabel(_ABOUT, wordWrap=True)
        row = QHBoxLayout()
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._buttons)
        self.save.setDefault(False)  # Enter ends the writing in a cell
        self.save.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addWidget(self.table, 1)
        column.addWidget(self.notice)
        column.addLayout(row)
        self.resize(720, 460)

    def _judge(self) -> None:
        """Says the first thing to put right; without one the list can be saved."""
        faults = self._faults()
        said = f"第 {faults[0][0] + 1} 行：{faults[0][1]}" if faults else ""
        if not said and self._own.fault:
            said = _UNREADABLE.format(fault=self._own.fault)
        self.notice.setText(said)
        self.notice.setVisible(bool(said))
        self.save.setEnabled(not faults)

    def _faults(self) -> list[tuple[int, str]]:
        """Rows and what is wrong in them."""
        lines = self.table.lines
        words = (word for _, word in lines)
        return [(lines[min(index, len(lines) - 1)][0], fault) for index, fault in own_faults(words)]

    def _offer(self) -> None:
        self.remove.setEnabled(bool(self.table.selectedIndexes()))
