"""Finding and replacing (查找和替换), over the table or the whole volume."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QLabel, QPushButton, QToolButton, QWidget

from editor.bridge import text_search
from editor.bridge.session import Session
from editor.bridge.text_search import Hit, Query
from editor.domain.entries import entry_at
from editor.domain.places import Place
from editor.ui.composition import ComposingLine

_TABLE, _VOLUME = 0, 1
_MANY = 500
"""A volume of more projects is searched when Enter is pressed, not with every letter."""


class FindBar(QFrame):
    """A bar with what is looked for and what replaces it. Enter goes to the next occurrence, Shift+Enter to the one before.

    Signals: `found` (Place, characters) for each occurrence gone to; `shut` when it is closed; `notice` for the clerk.
    """

    found = Signal(object, object)
    shut = Signal()
    notice = Signal(str)

    def __init__(self, session: Session, parent: QWidget, *, whole: bool = False) -> None:
        super().__init__(parent)
        self._session = session
        self._project: int | str | None = None
        self._at: Hit | None = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._words = ComposingLine()
        self._words.setPlaceholderText("要查找的文字")
        self._new = ComposingLine()
        self._new.setPlaceholderText("替换成")
        self._scope = _WheelLess()
        self._scope.addItems(["本表", "整册"])
        self._scope.setCurrentIndex(_VOLUME if whole else _TABLE)
        self._scope.setToolTip("查找的范围：本表，或整册文本")
        self._case = QCheckBox("区分大小写")
        self._count = QLabel()
        self._previous = _button("上一个", "Shift+Enter")
        self._next = _button("下一个", "Enter")
        self._one = _button("替换", "替换当前这一处，再到下一处")
        self._all = _button("全部替换", "替换范围内的每一处，可以一步撤销")
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setToolTip("关闭（Esc）")
        self._close.setAutoRaise(True)
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def query(self) -> Query:
        """What is looked for now."""
        table = self._project if self._scope.currentIndex() == _TABLE else None
        return Query(self._words.text(), self._case.isChecked(), table)

    def open(self, project: int | str | None, *, replacing: bool, words: str = "") -> None:
        """Shows the bar, with the row for replacing or without it."""
        self._project = project
        self._at = None
        for part in (self._new, self._one, self._all):
            part.setVisible(replacing)
        if words:
            self._words.setText(words)
        self.adjustSize()
        self.show()
        self.raise_()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        self._tell_count()

    def take_focus(self) -> None:
        """So that Enter goes on to the next occurrence."""
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_project(self, project: int | str | None) -> None:
        """The table is another project's."""
        self._project = project
        if self.isVisible():
            self._tell_count()

    def settle(self) -> None:
        """Finishes running compositions."""
        self._words.settle_composition()
        self._new.settle_composition()

    def find_next(self) -> None:
        """Goes to the next occurrence, behind the last to the first."""
        self._go(+1)

    def find_previous(self) -> None:
        """Goes to the occurrence before, from the first to the last."""
        self._go(-1)

    def replace(self) -> None:
        """Replaces the occurrence gone to last and goes to the next one."""
        self.settle()
        hit = self._at
        if hit is None or hit not in self._hits():
            self._go(+1)
            return
        if not hit.replaceable:
            self.notice.emit("这一处是编码、金额或百分比，不能用替换来改，请直接修改。")
            self._go(+1)
            return
        whole = entry_at(self._session.volume, hit.place)
        text = whole if isinstance(whole, str) else "\n".join(whole)
        if self._session.put("替换", hit.place, text_search.replace_one(text, hit, self._new.text())) is not None:
            end = hit.start + len(self._new.text())
            self._at = Hit(hit.place, hit.start, end, hit.replaceable)
            self._go(+1, behind=(hit.place, end))

    def replace_all(self) -> None:
        """Replaces every occurrence of the scope as one step."""
        self.settle()
        hits = self._hits()
        count = sum(hit.replaceable for hit in hits)
        query, words, form = self.query, self._new.text(), self._session.form
        if not count:
            self.notice.emit(f"没有找到可以替换的“{query.words}”。" if query.words else "请先写下要查找的文字。")
            return
        if self._session.apply("全部替换", lambda v: text_search.replace_all(v, form, query, words)) is None:
            return
        left = f"；另有 {len(hits) - count} 处是编码、金额或百分比，没有替换" if len(hits) > count else ""
        self.notice.emit(f"已替换 {count} 处{left}。可以用“撤销”一步取消。")
        self._at = None
        self._tell_count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._shut()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.find_previous() if back else self.find_next()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc and Enter of the fields are the bar's, and no shortcut of the window."""
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in keys:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(6, 4, 6, 4)
        grid.setSpacing(4)
        for column, part in enumerate((self._words, self._previous, self._next, self._scope, self._case)):
            grid.addWidget(part, 0, column)
        grid.addWidget(self._close, 0, 6)
        grid.addWidget(self._new, 1, 0)
        grid.addWidget(self._one, 1, 1)
        grid.addWidget(self._all, 1, 2)
        grid.addWidget(self._count, 1, 3, 1, 3)
        grid.setColumnStretch(0, 1)

    def _connect(self) -> None:
        self._previous.clicked.connect(self.find_previous)
        self._next.clicked.connect(self.find_next)
        self._one.clicked.connect(self.replace)
        self._all.clicked.connect(self.replace_all)
        self._close.clicked.connect(self._shut)
        self._scope.currentIndexChanged.connect(self._tell_count)
        self._case.toggled.connect(self._tell_count)
        self._words.textEdited.connect(self._tell_count)
        for field in (self._words, self._new):
            field.installEventFilter(self)

    def _hits(self) -> tuple[Hit, ...]:
        return text_search.find(self._session.volume, self._session.form, self.query)

    def _go(self, by: int, behind: tuple[Place, int] | None = None) -> None:
        self.settle()
        hits = self._hits()
        if not hits:
            self._at = None
            self._tell_count()
            return
        if behind is not None:
            later = [i for i, hit in enumerate(hits) if hit.place == behind[0] and hit.start >= behind[1]]
            last = max((i for i, hit in enumerate(hits) if hit.place == behind[0]), default=None)
            at = later[0] if later else 0 if last is None else (last + 1) % len(hits)
        elif self._at in hits:
            at = (hits.index(self._at) + by) % len(hits)
        else:
            at = 0 if by > 0 else len(hits) - 1
        self._at = hits[at]
        self._count.setText(f"第 {at + 1} 处，共 {len(hits)} 处")
        self.found.emit(self._at.place, (self._at.start, self._at.end))

    def _tell_count(self, *_: object) -> None:
        if self._scope.currentIndex() == _VOLUME and len(self._session.volume.projects) > _MANY:
            self._count.setText("")
            return
        hits = self._hits()
        self._at = self._at if self._at in hits else None
        self._count.setText((f"共 {len(hits)} 处" if hits else "没有找到") if self._words.text() else "")

    def _shut(self) -> None:
        """Gives the focus away first: Qt hides a focused part of a table with a Tab into the table."""
        self.settle()
        self.shut.emit()
        self.hide()


class _WheelLess(QComboBox):
    """A closed list that a wheel does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
