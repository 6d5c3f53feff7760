"""The goal sheet (绩效目标表) of one project, with the indicator grid on the same page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from editor.bridge.session import Session
from editor.document.change import Change
from editor.domain.edits import move_projects, set_unit
from editor.domain.places import Place
from editor.domain.volume import NAME, Project, Volume
from editor.forms.wording import numbered_title
from editor.ui.fields.field import Field
from editor.ui.fields.note import FieldNote
from editor.ui.sheet.cells import FieldKey, SheetMaker
from editor.ui.sheet.heading import Title, UnitLine
from editor.ui.sheet.parts import ClassifiedPanel, GridSlot, SheetGrid, SourceTitles
from editor.ui.sheet.sums import SumRule

_WIDEST = 1180
_MARGIN = 12
_UNIT = "unit"
_EMPTY = "在左边的目录里选一个项目，这里就显示它的绩效目标表。\n\n还没有项目时，请点“新增项目”；也可以用“导入上年”把上年的文本读进来再改。"


class GoalSheet(QWidget):
    """One project's sheet as the paper has it. `place_chosen` (Place, chars or None) when the clerk goes somewhere in it.

    `classify_asked` with the project's key when the lock is pressed: whoever hears it asks the clerk and marks the project.
    """

    place_chosen = Signal(object, object)
    classify_asked = Signal(int)

    def __init__(self, session: Session, grid: SheetGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._grid = grid
        self._table = cast("QWidget", grid)
        self._key: int | None = None
        self._quiet = False
        self._rule = SumRule.of(session.form)
        self._cells = SheetMaker(session).make()
        self._titles = SourceTitles(session)
        self._fields: dict[FieldKey, Field] = dict(self._cells.fields)
        self._fields.update({(key, None): field for key, field in self._titles.fields.items()})
        self._classified = ClassifiedPanel(session)
        self._slot = GridSlot(self._table)
        self._title, self._unit = Title(), UnitLine(session.form.sheet.unit_line[1])
        self._build()
        self._connect()
        self._load()

    @property
    def project(self) -> int | None:
        """The key of the project it shows."""
        return self._key

    @property
    def title(self) -> Title:
        """The line with the number and the name."""
        return self._title

    @property
    def unit_line(self) -> UnitLine:
        """The line with the unit."""
        return self._unit

    @property
    def classified_panel(self) -> ClassifiedPanel:
        """What a classified project shows."""
        return self._classified

    def field(self, key: str, item: int | None = None) -> Field:
        """The editor of a field, or of one of its parts."""
        return self._fields[key, item]

    def said_of_sum(self) -> str:
        """What the running check of the amounts says; "" where the form has none."""
        return self._cells.sum_line.text() if self._cells.sum_line else ""

    def set_project(self, key: int | None) -> None:
        """Goes to another project; what is open is committed first."""
        self.settle()
        self._key = key
        self._load()
        self._scroll.verticalScrollBar().setValue(0)

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Brings a place of a project into view and puts the caret there; `place_chosen` is not told."""
        if place.project is None:
            return
        with self._quietly():
            if place.project != self._key:
                self.set_project(place.project)
            target = self._target(place)
            if place.row is not None:
                self._grid.show_place(place, chars)
                self._reveal_cell()
            elif isinstance(target, Field):
                target.editor.setFocus()
                target.select(place.item, chars)
                self._scroll.ensureWidgetVisible(target, 0, 3 * _MARGIN)
            elif target is not None:
                target.setFocus()
                self._scroll.ensureWidgetVisible(target)
            else:
                self._scroll.verticalScrollBar().setValue(0)

    def settle(self) -> None:
        """Finishes a running composition and commits what is open, in the fields and in the grid."""
        for field in self._fields.values():
            if field.place is not None:
                field.settle()
        if self._key is not None:
            self._grid.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_page()

    def _build(self) -> None:
        self._page = QWidget()
        self._sheet = QWidget()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._unit)
        column.addSpacing(6)
        for table in self._cells.tables:
            column.addWidget(table)
        column.addWidget(self._titles)
        column.addSpacing(8)
        column.addWidget(self._slot)
        whole = QVBoxLayout(self._page)
        whole.addWidget(self._title)
        whole.addWidget(self._sheet)
        whole.addWidget(self._classified)
        whole.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._page)
        empty = QLabel(_EMPTY)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setWordWrap(True)
        empty.setMargin(40)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self._scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """As on paper: the unit, the fields line by line, the indicators."""
        before: QWidget = self._unit.combo
        for field in self._fields.values():
            QWidget.setTabOrder(before, field.editor)
            before = field.editor
        QWidget.setTabOrder(before, self._table)

    def _connect(self) -> None:
        self._note = FieldNote(self._page)
        for field in self._fields.values():
            self._note.watch(field)
            field.place_chosen.connect(self._choose)
            field.edited.connect(self._follow)
            field.moved.connect(self._reveal)
        self._spot: Callable[[], QRect] = QRect
        self._revealing = QTimer(self, singleShot=True, interval=0)
        self._revealing.timeout.connect(self._bring_spot)
        self._title.lock_pressed.connect(self._ask_lock)
        self._unit.unit_picked.connect(self._move_to_unit)
        self._grid.place_chosen.connect(self._choose_cell)
        self._session.changed.connect(self._refresh)
        self._session.findings_changed.connect(self._show_findings)

    def _load(self) -> None:
        """Binds everything to the project."""
        project = self._project()
        self._stack.setCurrentIndex(0 if project is None else 1)
        secret = project is not None and project.classified
        self._sheet.setVisible(not secret)
        self._classified.setVisible(secret)
        bound = self._key if project is not None and not secret else None
        for (key, item), field in self._fields.items():
            field.bind(Place(bound, field=key, item=item) if bound is not None else None)
        if project is None:
            return
        if bound is not None:
            self._grid.set_project(bound)
        self._show_head(project)
        self._follow()
        self._show_findings()
        self._slot.fit()

    def _project(self) -> Project | None:
        if self._key is None:
            return None
        return next((p for p in self._session.volume.projects if p.key == self._key), None)

    def _show_head(self, project: Project) -> None:
        volume, form = self._session.volume, self._session.form
        title = numbered_title(form, volume.number(project.key), project)
        suffix = form.sheet.title_suffix
        self._title.show_title(title.removesuffix(suffix), classified=project.classified)
        if project.classified:
            self._classified.show_project(project)
            return
        self._unit.show_unit(volume.units, project.unit)
        self._unit.combo.setEnabled(self._session.document.can_write)
        self._titles.show_project(project)

    def _refresh(self, change: Change) -> None:
        if self._key is None:
            return
        around = change.order or change.units or change.whole
        if not around and self._key not in change.projects and self._key not in change.removed:
            return
        project = self._project()
        hidden = self._classified.isVisibleTo(self._page)
        if project is None or project.classified != hidden:
            self._load()
            return
        if not project.classified:
            for field in self._fields.values():
                field.refresh()
        self._show_head(project)
        self._follow()

    def _show_findings(self) -> None:
        if self._key is None:
            return
        own = tuple(f for f in self._session.findings if f.place.project == self._key)
        self._classified.show_findings(own)
        by_field: dict[str | None, list[int]] = {}
        for n, finding in enumerate(own):
            if finding.place.row is None:
                by_field.setdefault(finding.place.field, []).append(n)
        for (key, item), field in self._fields.items():
            found = [own[n] for n in by_field.get(key, ())]
            if item is not None:
                found = [f for f in found if f.place.item == item or (f.place.item is None and item == 0)]
            field.show_findings(found)

    def _follow(self) -> None:
        """The running check and the curves, as it is typed."""
        fields = self._cells.fields
        if self._rule is not None and self._cells.sum_line is not None:
            self._cells.sum_line.show_amounts({key: fields[key, None].text_now() for key in self._rule.keys})
        for key, curve in self._cells.curves.items():
            points = range(len(self._session.form.fields[key].points))
            curve.show_texts([fields[key, n].text_now() for n in points if (key, n) in fields])

    def _target(self, place: Place) -> QWidget | None:
        project = self._project()
        if project is not None and project.classified:
            return self._classified.combo if place.field == NAME else None
        if place.field == _UNIT:
            return self._unit.combo
        if place.field is None:
            return None
        exact = self._fields.get((place.field, place.item))
        return exact or self._fields.get((place.field, None)) or self._fields.get((place.field, 0))

    def _choose(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        if not self._quiet:
            self.place_chosen.emit(place, chars)

    def _choose_cell(self, place: Place, chars: tuple[int, int] | None) -> None:
        if place.project == self._key:
            self._reveal_cell()
        self._choose(place, chars)

    def _ask_lock(self) -> None:
        if self._key is not None:
            self.settle()
            self.classify_asked.emit(self._key)

    def _move_to_unit(self, code: str) -> None:
        """The project goes to the end of its new unit's projects, so that a unit's sheets stay together in print."""
        key = self._key
        if key is None or self._session.volume.project(key).unit == code:
            return
        self.settle()
        self._session.apply("修改所属单位", lambda volume: _in_unit(volume, key, code))

    def _reveal(self, caret: QRect) -> None:
        field = self.sender()
        if isinstance(field, Field) and not self._quiet:
            self._spot = lambda: caret.translated(field.mapTo(self._page, QPoint(0, 0)))
            self._revealing.start()

    def _reveal_cell(self) -> None:
        grid = self._table
        if isinstance(grid, QAbstractItemView):
            self._spot = lambda: QRect(
                grid.viewport().mapTo(self._page, grid.visualRect(grid.currentIndex()).topLeft()),
                grid.visualRect(grid.currentIndex()).size(),
            )
            self._revealing.start()

    def _bring_spot(self) -> None:
        """Scrolls as little as needed, once all heights are what they will be."""
        spot = self._spot()
        middle, half = spot.center(), min(spot.height(), self._scroll.viewport().height()) // 2
        self._scroll.ensureVisible(middle.x(), middle.y(), 0, half + _MARGIN)

    def _fit_page(self) -> None:
        side = max(_MARGIN, (self.width() - _WIDEST) // 2)
        layout = self._page.layout()
        if layout is not None:
            layout.setContentsMargins(side, _MARGIN, side, _MARGIN)
        self._slot.give_room(self._scroll.viewport().height())

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """What is chosen meanwhile is not told."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before


def _in_unit(volume: Volume, key: int, code: str) -> Volume:
    moved = set_unit(volume, key, code)
    last = max((i for i, p in enumerate(volume.projects) if p.unit == code), default=None)
    if last is None:
        return moved
    end = last + 1
    while end < len(volume.projects) and volume.projects[end].classified:
        end += 1
    return move_projects(moved, [key], end)
