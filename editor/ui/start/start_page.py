"""The start page: begin something, or go on with what was open lately."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editor.ui.icons import Icons

_BEGINNINGS = (
    ("import", "导入上年文本", "由上年的 Word、Excel、PDF 或文本文件编成今年的一册"),
    ("new", "新建", "选表样、年度和部门，从空白开始"),
    ("open", "打开", "打开已有的 .jixiao 文件"),
    ("example", "打开示例", "一册编好的文本，可以随意改动"),
)
_PATH = Qt.ItemDataRole.UserRole
_WIDEST = 980
_PICTURE = 28
_TITLE = 1.8
"""Times the size of the other text."""


class RecentList(QListWidget):
    """Recent files; `opened` (Path) and `forgotten` (Path). A file that is gone is grey and can only be taken from the list."""

    opened = Signal(object)
    forgotten = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("最近打开的文件")
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSpacing(1)
        self.itemActivated.connect(self._on_activated)
        self.customContextMenuRequested.connect(self._on_menu)

    def show_paths(self, paths: Sequence[Path]) -> None:
        """These, in this order."""
        self.clear()
        for path in paths:
            gone = not _is_file(path)
            item = QListWidgetItem(f"{path.stem}\n{path.parent}" + ("　（找不到了）" if gone else ""))
            item.setData(_PATH, path)
            item.setToolTip(f"{path}\n文件已被移动、改名或删除；按 Delete 从列表里去掉。" if gone else str(path))
            if gone:
                item.setForeground(self.palette().placeholderText())
            self.addItem(item)
        if paths:
            self.setCurrentRow(0)

    def forget_current(self) -> None:
        """Takes the current file from the list."""
        item = self.currentItem()
        if item is not None:
            self.forgotten.emit(item.data(_PATH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.forget_current()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._on_activated(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_PATH))

    def _on_menu(self, point: QPoint) -> None:
        item = self.itemAt(point)
        if item is None:
            return
        self.setCurrentItem(item)
        menu = QMenu(self)
        open_ = QAction("打开", menu, enabled=_is_file(item.data(_PATH)))
        open_.triggered.connect(lambda: self.opened.emit(item.data(_PATH)))
        forget = QAction("从列表中去掉", menu)
        forget.triggered.connect(self.forget_current)
        menu.addActions([open_, forget])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(point))


class BeginningButton(QPushButton):
    """A button with a name and what it does; Qt's own of this kind does not follow the text size."""

    def __init__(self, text: str, tip: str) -> None:
        super().__init__()
        self.setFlat(True)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
        self._picture = QLabel()
        name = QLabel(text)
        bold = QFont()
        bold.setBold(True)
        name.setFont(bold)
        said = QLabel(tip, wordWrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(said)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(12)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for label in (self._picture, name, said):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_icon(self, icon: QIcon) -> None:
        """Its picture."""
        self._picture.setPixmap(icon.pixmap(_PICTURE, _PICTURE))

    def sizeHint(self) -> QSize:
        return self._row().totalSizeHint()

    def heightForWidth(self, width: int) -> int:
        return self._row().totalHeightForWidth(width)

    def _row(self) -> QLayout:
        row = self.layout()
        assert row is not None
        return row


class StartPage(QWidget):
    """`wanted` (the key of an action), `opened` (Path), `forgotten` (Path)."""

    wanted = Signal(str)
    opened = Signal(object)
    forgotten = Signal(object)

    def __init__(self, icons: Icons, *, examples: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, BeginningButton] = {}
        self._recent = RecentList()
        self._empty = QLabel(
            "还没有打开过文件。\n\n第一次用，请点“导入上年文本”，或先打开示例看一看。\n也可以把文件拖到这个窗口里。"
        )
        self._title = QLabel("绩效文本编辑器")
        self._lay_out(examples=examples)
        self._fit_title()
        self.recolour(icons)
        self._recent.opened.connect(self.opened)
        self._recent.forgotten.connect(self.forgotten)

    @property
    def recent(self) -> RecentList:
        """The list of recent files."""
        return self._recent

    def button(self, key: str) -> BeginningButton:
        """The button of an action."""
        return self._buttons[key]

    def show_recent(self, paths: Sequence[Path]) -> None:
        """The recent files, or what to do first where there are none."""
        self._recent.show_paths(paths)
        self._recent.setVisible(bool(paths))
        self._empty.setVisible(not paths)

    def take_focus(self) -> None:
        """The keyboard goes to the recent files, or to the first button."""
        (self._buttons["import"] if self._recent.isHidden() else self._recent).setFocus()

    def recolour(self, icons: Icons) -> None:
        """Takes the icons in the colours of another palette."""
        for key, button in self._buttons.items():
            button.show_icon(icons.icon(key))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_title"):
            self._fit_title()

    def _fit_title(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _TITLE)
        self._title.setFont(font)

    def _lay_out(self, *, examples: bool) -> None:
        saying = QLabel("把上年的部门预算绩效文本编成今年的正式文本，核对、打印，不用联网。", wordWrap=True)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(6)  # else that between the columns would hold here, too
        for key, text, tip in _BEGINNINGS:
            if key == "example" and not examples:
                continue
            button = BeginningButton(text, tip)
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            self._buttons[key] = button
            left.addWidget(button)
        left.addStretch(1)
        right.addWidget(QLabel("最近打开"))
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(0, 12, 0, 0)
        right.addWidget(self._recent, 1)
        right.addWidget(self._empty, 1)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        columns.addLayout(left, 5)
        columns.addLayout(right, 6)
        page = QWidget(maximumWidth=_WIDEST)
        rows = QVBoxLayout(page)
        rows.addWidget(self._title)
        rows.addWidget(saying)
        rows.addSpacing(18)
        rows.addLayout(columns, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(36, 32, 36, 28)
        outer.addStretch(1)
        outer.addWidget(page, 100)
        outer.addStretch(1)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
