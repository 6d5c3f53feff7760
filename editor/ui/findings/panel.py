"""The findings panel (核对): what the finance bureau would send back, seen at once and put right with a click."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.bridge.findings_model import FINDING, GROUP, SEVERITIES, Filter, FindingsModel
from editor.bridge.findings_words import combined, same_kind, waiver_of
from editor.bridge.session import Session
from editor.checks.finding import Finding, Severity
from editor.domain.places import Place
from editor.domain.volume import Waiver
from editor.ui.fields.severity import NAMES, SHAPES, severity_colour
from editor.ui.findings.details import FindingDetails
from editor.ui.findings.division import Division
from editor.ui.findings.view import FindingsView
from editor.ui.help.topic import set_topic

_UNFOLDED = 400
"""Findings up to which all groups stand open."""
_WHOLE, _HERE = 0, 1


class FindingsPanel(QWidget):
    """Lists the session's findings; `place_chosen` (Place, chars or None) when the clerk goes to one.

    `counts_changed`: {severity: how many}, of the whole volume, without what is set aside.
    """

    place_chosen = Signal(object, object)
    counts_changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._here: Place | None = None
        self.model = FindingsModel(session, self)
        self.view = FindingsView()
        self.details = FindingDetails(session)
        self.toggles: dict[Severity, QToolButton] = {severity: QToolButton() for severity in SEVERITIES}
        self.scope = QComboBox()
        self._nothing = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._stack = QStackedWidget()
        self._parts = Division(self._stack, self.details)
        self.setFocusProxy(self.view)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_row)
        self._build()
        self._connect()
        self._refreshed()
        self._unfold()

    @property
    def counts(self) -> dict[str, int]:
        """Of the whole volume, for the status bar."""
        return self.model.counts

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """The clerk is at this place: 本表 means its project or section, and a finding there is brought into view."""
        here = Place(project=place.project) if place.project is not None else Place(section=place.section)
        if here != self._here:
            self._here = here
            self._filter()
        current = self.view.currentIndex().data(FINDING)
        index = self.model.index_at(place)
        if index.isValid() and (current is None or place not in (current.place, current.place.whole())):
            self._select(index)

    def next(self) -> None:
        """To the next finding (F8)."""
        self._go(1)

    def previous(self) -> None:
        """To the one before (Shift+F8)."""
        self._go(-1)

    def first_error(self) -> None:
        """To the first error of the volume (去修正)."""
        found = (f for f in self._session.findings if f.severity == "error" and f.waived is None)
        finding = next(found, None)
        if finding is None:
            return
        if not self.model.index_of(finding).isValid():
            self.toggles["error"].setChecked(True)
            self.scope.setCurrentIndex(_WHOLE)
        index = self.model.index_of(finding)
        self._select(index)
        self._choose(index)

    def fix(self, finding: Finding) -> None:
        """Puts one finding right."""
        if finding.fix is not None:
            self._session.fix(finding.fix.title, (finding.fix,))

    def fix_all(self, finding: Finding) -> None:
        """Puts right all findings of the same check that can be, as one step."""
        same = same_kind(self._session.findings, finding.check)
        fix, count = combined(self._session.volume, [each.fix for each in same if each.fix])
        self._session.fix(f"{fix.title}（{count} 处）" if count > 1 else fix.title, (fix,))

    def waive(self, finding: Finding, reason: str) -> None:
        """Sets a finding aside."""
        self._session.waive(waiver_of(self._session.volume, finding, reason))

    def unwaive(self, finding: Finding) -> None:
        """Takes that back."""
        self._session.unwaive(Waiver(finding.check, finding.place, "", finding.waived or ""))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour_toggles()

    def _colour_toggles(self) -> None:
        for severity, toggle in self.toggles.items():
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.ButtonText, severity_colour(severity, palette))
            toggle.setPalette(palette)

    def _go(self, step: int) -> None:
        index = self.model.neighbour(self.view.currentIndex(), step)
        if index.isValid():
            self._select(index)
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        finding = self.model.finding(index)
        if finding is not None:
            self.place_chosen.emit(finding.place, finding.chars)

    def _fix_row(self, index: QModelIndex) -> None:
        finding = self.model.finding(index)
        if finding is not None:
            self.fix(finding)

    def _select(self, index: QModelIndex) -> None:
        self.view.setExpanded(index.parent(), True)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def _filter(self) -> None:
        severities = frozenset(severity for severity, toggle in self.toggles.items() if toggle.isChecked())
        scope = self._here if self.scope.currentIndex() == _HERE else None
        self.model.set_filter(Filter(severities, scope))
        self._refreshed()

    def _refreshed(self) -> None:
        counts = self.model.counts
        for severity, toggle in self.toggles.items():
            toggle.setText(f"{SHAPES[severity]} {counts[severity]}")
            toggle.setToolTip(f"{NAMES[severity]} {counts[severity]} 个，点一下显示或隐藏")
        ready = self._session.derived.has_findings
        empty = "没有发现问题" if not sum(counts.values()) else "这里没有要显示的问题"
        self._nothing.setText(empty if ready else "正在核对…")
        self._stack.setCurrentIndex(1 if self.model.rowCount() else 0)
        self._show_current()
        self.view.viewport().update()
        self.counts_changed.emit(counts)

    def _show_current(self) -> None:
        finding = self.model.finding(self.view.currentIndex())
        self.details.show_finding(finding)
        set_topic(self._parts, f"check:{finding.check}" if finding is not None else "")
        if self._parts.divide():
            self._soon.start()  # the rows are laid out anew first

    def _show_row(self) -> None:
        self.view.scrollTo(self.view.currentIndex())

    def _show_anew(self) -> None:
        """The model began anew: what was chosen is chosen again, where it is still there."""
        chosen = self.details.finding
        self._unfold()
        index = self.model.index_of(chosen) if chosen is not None else QModelIndex()
        if index.isValid():
            self._select(index)

    def _unfold(self) -> None:
        """Opens groups that come into being, where there are not too many findings to look over."""
        if sum(self.model.counts.values()) <= _UNFOLDED:
            self.view.expandAll()
            return
        for row in range(self.model.rowCount()):
            index = self.model.index(row, 0)
            if index.data(GROUP) not in (None, self._here.project if self._here else None):
                break
            self.view.expand(index)

    def _rows_inserted(self, parent: QModelIndex | QPersistentModelIndex, first: int, last: int) -> None:
        few = sum(self.model.counts.values()) <= _UNFOLDED
        if not parent.isValid() and few:
            for row in range(first, last + 1):
                self.view.expand(self.model.index(row, 0))

    def _connect(self) -> None:
        self.view.setModel(self.model)
        self.model.refreshed.connect(self._refreshed)
        self.model.rowsInserted.connect(self._rows_inserted)
        self.model.modelReset.connect(self._show_anew)
        self.view.selectionModel().currentChanged.connect(self._show_current)
        self.view.chosen.connect(self._choose)
        self.view.fix_asked.connect(self._fix_row)
        self.details.other_asked.connect(lambda place: self.place_chosen.emit(place, None))
        self.details.fix_asked.connect(self.fix)
        self.details.fix_all_asked.connect(self.fix_all)
        self.details.waive_asked.connect(self.waive)
        self.details.unwaive_asked.connect(self.unwaive)
        for toggle in self.toggles.values():
            toggle.toggled.connect(self._filter)
        self.scope.currentIndexChanged.connect(self._filter)

    def _build(self) -> None:
        self.scope.addItems(["整册", "本表"])
        self.scope.setToolTip("整册的问题，或只看正在编辑的表、分部")
        row = QHBoxLayout()
        row.setContentsMargins(4, 4, 4, 0)
        row.setSpacing(3)
        for severity, toggle in self.toggles.items():
            toggle.setCheckable(True)
            toggle.setChecked(True)
            toggle.setAutoRaise(True)
            toggle.setAccessibleName(NAMES[severity])
            row.addWidget(toggle)
        row.addStretch()
        row.addWidget(self.scope)
        self._colour_toggles()
        self._nothing.setEnabled(False)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._parts, 1)
