"""Which part of the volume is meant: all of it, the current project, some projects, some pages."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QRadioButton, QWidget

from editor.bridge.findings_words import group_title
from editor.bridge.session import Session

WHOLE, CURRENT, SOME, PAGES = range(4)
_KEY = Qt.ItemDataRole.UserRole


class ScopeBox(QWidget):
    """Choices of a part; `changed` when another is chosen. `projects` is None where it is no matter of projects."""

    changed = Signal()

    def __init__(
        self, session: Session, current: int | None, chosen: tuple[int, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._current, self._chosen = current, chosen
        self._group = QButtonGroup(self)
        self.buttons = [QRadioButton(text) for text in ("整册", "当前项目", "选择项目", "页码")]
        self.list = QListWidget()
        self.pages = QLineEdit()
        self._build(session)
        self._group.button(SOME if len(chosen) > 1 else WHOLE).setChecked(True)
        self._show_parts()

    @property
    def which(self) -> int:
        """WHOLE, CURRENT, SOME or PAGES."""
        return self._group.checkedId()

    @property
    def projects(self) -> tuple[int, ...] | None:
        """Keys of the chosen projects, in order."""
        if self.which == CURRENT and self._current is not None:
            return (self._current,)
        if self.which != SOME:
            return None
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked)

    def choose(self, which: int) -> None:
        """Chooses another part."""
        self._group.button(which).setChecked(True)

    def allow_pages(self, allowed: bool) -> None:
        """Whether pages can be named."""
        self.buttons[PAGES].setVisible(allowed)
        if not allowed and self.which == PAGES:
            self.choose(WHOLE)
        self._show_parts()

    def _fill(self) -> None:
        """Lists the projects when somebody wants to choose some: thousands would hold the dialog up."""
        form, volume = self._session.form, self._session.volume
        self.list.blockSignals(True)
        for number, project in enumerate(volume.projects, 1):
            item = QListWidgetItem(group_title(form, volume, number), self.list)
            item.setData(_KEY, project.key)
            chosen = project.key in self._chosen
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)

    def _show_parts(self) -> None:
        if self.which == SOME and not self.list.count():
            self._fill()
        self.list.setVisible(self.which == SOME)
        self.pages.setVisible(self.which == PAGES)

    def _on_change(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _build(self, session: Session) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for which, button in enumerate(self.buttons):
            self._group.addButton(button, which)
            grid.addWidget(button, 0, which)
        grid.setColumnStretch(len(self.buttons), 1)
        self.buttons[CURRENT].setEnabled(self._current is not None)
        if self._current is not None:
            number = session.volume.number(self._current)
            self.buttons[CURRENT].setToolTip(group_title(session.form, session.volume, number))
        self.buttons[SOME].setEnabled(bool(session.volume.projects))
        self.pages.setPlaceholderText("如 1-3,5（从封面数起）")
        self.list.setMaximumHeight(160)
        grid.addWidget(self.list, 1, 0, 1, -1)
        grid.addWidget(self.pages, 2, 0, 1, -1)
        self._group.idToggled.connect(lambda _, on: self._on_change() if on else None)
        self.list.itemChanged.connect(self._on_change)
        self.pages.textChanged.connect(self._on_change)
