"""The window of the help."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QSplitter, QToolBar, QVBoxLayout, QWidget

from editor.bridge.help import help_book
from editor.bridge.help_book import CONTENTS, HelpBook, Spot
from editor.bridge.help_search import words_of
from editor.ui.help.contents import HelpContents
from editor.ui.help.find_line import FindLine
from editor.ui.help.reader import HelpReader
from editor.ui.help.topic import shortcuts_of
from editor.ui.help.trail import Stop, Trail
from editor.ui.icons import Icons

_STEP = 1.15
_WIDE, _HIGH, _LEFT = 62, 44, 16
"""Sizes in heights of the font."""


class HelpWindow(QMainWindow):
    """All of the help, beside the window it explains. `actions` are that window's: their keys stand in the table of keys."""

    def __init__(
        self, actions: Iterable[QAction] = (), icons: Icons | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("帮助 — 绩效文本编辑器")
        if icons is not None:
            self.setWindowIcon(icons.icon("help"))
        self._book = help_book(shortcuts_of(actions))
        self._trail = Trail()
        self._page = ""
        self.contents = HelpContents(self._book)
        self.reader = HelpReader()
        self.find_line = FindLine()
        self._actions: dict[str, QAction] = {}
        self._lay_out()
        self._make_actions()
        self._connect()
        self.show_topic(CONTENTS)

    @property
    def book(self) -> HelpBook:
        """What is read here."""
        return self._book

    @property
    def spot(self) -> Spot:
        """Where the reader is."""
        current = self._trail.current
        return current.spot if current is not None else Spot(CONTENTS)

    def show_topic(self, topic: str = CONTENTS) -> None:
        """Opens at a page ("grid"), a heading of one ("files#备份") or a check ("check:IND-14"); unknown topics at the contents."""
        self._go(self._book.spot(topic))

    def bring_up(self, topic: str = CONTENTS) -> None:
        """The same, and the window in front."""
        self.show_topic(topic)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * _WIDE, line * _HIGH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.find_line.isVisible():
                self.find_line.close_line()
            else:
                self.close()
        else:
            super().keyPressEvent(event)

    def _go(self, spot: Spot, words: str = "") -> None:
        self._trail.go(spot, self.reader.verticalScrollBar().value())
        self._show(spot, words)

    def _show(self, spot: Spot, words: str = "") -> None:
        page = self._book.page(spot.page)
        marked = words_of(words) if words else ()
        if spot.page != self._page:
            self._page = spot.page
            self.reader.show_page(page.markdown, marked)
        else:
            self.reader.leave_heading()
            self.reader.mark(marked)
        heading = page.heading(spot.heading) if spot.heading else None
        if heading is None or not self.reader.go_to(heading):
            self.reader.verticalScrollBar().setValue(0)
        if self.find_line.isVisible():
            self._find(self.find_line.words)
        self.contents.show_page(spot.page)
        self._offer()

    def _step(self, by: int) -> None:
        stop = self._trail.step(by, self.reader.verticalScrollBar().value())
        if isinstance(stop, Stop):
            self._show(stop.spot)
            if stop.scroll is not None:
                self.reader.verticalScrollBar().setValue(stop.scroll)

    def _follow(self, link: str) -> None:
        spot = self._book.follow(link, self._page)
        if spot is not None:
            self._go(spot)

    def _choose(self, spot: object, words: str) -> None:
        if isinstance(spot, Spot):
            self._go(spot, words)
        else:
            self.reader.mark(())

    def _find(self, words: str) -> None:
        count = self.reader.mark((words,) if words else ())
        self.find_line.say(count)

    def _find_next(self, back: bool) -> None:
        if self.find_line.isHidden():
            self.find_line.open()
        elif self.find_line.words:
            self.reader.find_next(self.find_line.words, back=back)

    def _offer(self) -> None:
        self._actions["back"].setEnabled(self._trail.can_go_back)
        self._actions["forward"].setEnabled(self._trail.can_go_forward)

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_line)
        column.addWidget(self.reader, 1)
        splitter = QSplitter()
        splitter.addWidget(self.contents)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setCollapsible(1, False)
        line = self.fontMetrics().height()
        splitter.setSizes([line * _LEFT, line * (_WIDE - _LEFT)])
        self.setCentralWidget(splitter)

    def _make_actions(self) -> None:
        bar = QToolBar("帮助")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.addToolBar(bar)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for key, text, keys, act in (
            ("back", "后退", ("Alt+Left",), lambda: self._step(-1)),
            ("forward", "前进", ("Alt+Right",), lambda: self._step(1)),
            ("contents", "目录", ("Alt+Home",), lambda: self.show_topic(CONTENTS)),
            ("find", "在这一页里找", ("Ctrl+F",), self.find_line.open),
            ("larger", "字大一点", ("Ctrl++", "Ctrl+="), lambda: self.reader.resize_text(self.reader.scale * _STEP)),
            ("smaller", "字小一点", ("Ctrl+-",), lambda: self.reader.resize_text(self.reader.scale / _STEP)),
            ("same", "字原样", ("Ctrl+0",), lambda: self.reader.resize_text(1.0)),
            ("next", "下一处", ("F3",), partial(self._find_next, False)),
            ("previous", "上一处", ("Shift+F3",), partial(self._find_next, True)),
        ):
            action = QAction(text, self)
            action.setShortcuts([QKeySequence(one) for one in keys])
            action.setToolTip(f"{text}（{keys[0]}）".replace("Left", "←").replace("Right", "→"))
            action.triggered.connect(lambda _=False, act=act: act())
            self.addAction(action)
            self._actions[key] = action
            if key not in ("next", "previous"):
                bar.addAction(action)

    def _connect(self) -> None:
        self.reader.followed.connect(self._follow)
        self.contents.chosen.connect(self._choose)
        self.find_line.typed.connect(self._find)
        self.find_line.wanted.connect(self._find_next)
        self.find_line.left.connect(lambda: (self.reader.mark(()), self.reader.setFocus()))
