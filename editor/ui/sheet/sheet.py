"""The goal sheet (绩效目标表) of one project, with the indicator grid on the same page."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QStackedWidget, QVBoxLayout, QWidget

from editor.bridge.changes import Change
from editor.bridge.session import Session
from editor.domain.edits import move_projects, set_unit
from editor.domain.places import Place
from editor.domain.volume import NAME, Project, Volume
from editor.forms.wording import numbered_title
from editor.ui.fields.field import Field
from editor.ui.fields.note import FieldNote
from editor.ui.sheet.cells import FieldKey, SheetMaker
from editor.ui.sheet.heading import Title, UnitLine
from editor.ui.sheet.page import SheetPage
from editor.ui.sheet.parts import ClassifiedPanel, GridSlot, SheetGrid, SourceTitles

_UNIT = "unit"
_NAMELESS = "（还没有名称的项目）"
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
        self._page.to_top()

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
                self._page.bring(target)
            elif target is not None:
                target.setFocus()
                self._page.bring(target)
            else:
                self._page.to_top()

    def settle(self) -> None:
        """Finishes a running composition and commits what is open, in the fields and in the grid."""
        for field in (*self._fields.values(), *self._cells.shared.values()):
            if field.place is not None:
                field.settle()
        if self._key is not None:
            self._grid.settle()

    def _build(self) -> None:
        parts = (self._unit, *self._cells.tables, self._titles)
        self._page = SheetPage(self._title, parts, self._slot, self._classified)
        empty = QLabel(_EMPTY)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setWordWrap(True)
        empty.setMargin(40)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        _order_tabs((self._unit.combo, *(field.editor for field in self._fields.values()), self._table))

    def _connect(self) -> None:
        self._note = FieldNote(self._page.page)
        for field in self._fields.values():
            self._note.watch(field)
            field.place_chosen.connect(self._choose)
            field.edited.connect(self._cells.follow)
            field.moved.connect(self._reveal)
        for shared in self._cells.shared.values():
            self._note.watch(shared)
            shared.moved.connect(self._reveal)
        self._title.lock_pressed.connect(self._ask_lock)
        self._unit.unit_picked.connect(self._move_to_unit)
        self._grid.place_chosen.connect(self._choose_cell)
        self._session.changed.connect(self._refresh)
        self._session.findings_changed.connect(self._show_findings)

    def _load(self) -> None:
        """Binds everything to the project."""
        project = _project(self._session.volume, self._key)
        self._stack.setCurrentIndex(0 if project is None else 1)
        secret = project is not None and project.classified
        self._page.show_secret(secret=secret)
        bound = self._key if project is not None and not secret else None
        for (key, item), field in self._fields.items():
            field.bind(Place(bound, field=key, item=item) if bound is not None else None)
        if project is None:
            return
        if bound is not None:
            self._grid.set_project(bound)
        self._show_head(project)
        self._cells.follow()
        self._show_findings()
        self._slot.fit()

    def _show_head(self, project: Project) -> None:
        volume, form = self._session.volume, self._session.form
        suffix = form.sheet.title_suffix
        title = numbered_title(form, volume.number(project.key), project).removesuffix(suffix)
        self._title.show_title(title if project.name else title + _NAMELESS, classified=project.classified)
        if project.classified:
            self._classified.show_project(project)
            return
        self._unit.setVisible(bool(volume.units) or form.budget is None)
        self._unit.show_unit(volume.units, project.unit)
        self._unit.combo.setEnabled(self._session.document.can_write)
        self._titles.show_project(project)

    def _refresh(self, change: Change) -> None:
        for shared in self._cells.shared.values():
            shared.refresh()
        if self._key is None:
            return
        around = change.order or change.units or change.whole
        if not around and self._key not in change.projects and self._key not in change.removed:
            return
        project = _project(self._session.volume, self._key)
        if project is None or project.classified != self._page.secret:
            self._load()
            return
        if not project.classified:
            for field in self._fields.values():
                field.refresh()
        self._show_head(project)
        self._cells.follow()

    def _show_findings(self) -> None:
        if self._key is None:
            return
        own = self._session.found.of(self._key)
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

    def _target(self, place: Place) -> QWidget | None:
        project = _project(self._session.volume, self._key)
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
            self._page.bring_soon(lambda: caret.translated(field.mapTo(self._page.page, QPoint(0, 0))))

    def _reveal_cell(self) -> None:
        grid = self._table
        if isinstance(grid, QAbstractItemView):
            self._page.bring_soon(lambda: _cell(grid, self._page.page))

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """What is chosen meanwhile is not told."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before


def _order_tabs(widgets: Sequence[QWidget]) -> None:
    """As on paper: the unit, the fields line by line, the indicators."""
    for before, behind in pairwise(widgets):
        QWidget.setTabOrder(before, behind)


def _project(volume: Volume, key: int | None) -> Project | None:
    at = volume.position(key) if key is not None else None
    return volume.projects[at] if at is not None else None


def _in_unit(volume: Volume, key: int, code: str) -> Volume:
    moved = set_unit(volume, key, code)
    last = max((i for i, p in enumerate(volume.projects) if p.unit == code), default=None)
    if last is None:
        return moved
    end = last + 1
    while end < len(volume.projects) and volume.projects[end].classified:
        end += 1
    return move_projects(moved, [key], end)


def _cell(grid: QAbstractItemView, page: QWidget) -> QRect:
    """Where the current cell of the grid stands on the page."""
    cell = grid.visualRect(grid.currentIndex())
    return QRect(grid.viewport().mapTo(page, cell.topLeft()), cell.size())
