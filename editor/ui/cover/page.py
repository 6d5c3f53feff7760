"""The page of the tree's 封面: what belongs to the whole volume, with the cover as it prints."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.bridge.changes import Change
from editor.bridge.session import Session
from editor.domain.places import Place
from editor.ui.cover.fields import CoverField, DepartmentField, YearField
from editor.ui.cover.sketch import CoverSketch
from editor.ui.cover.units import UnitsEditor
from editor.ui.fields.boxed import Boxed
from editor.ui.fields.field import Field
from editor.ui.fields.heading import Heading
from editor.ui.fields.note import FieldNote
from editor.ui.messenger import Messenger

_WIDEST = 900


class CoverPage(QWidget):
    """Department, year, the cover's fields and the units. `place_chosen` (Place, None) when the clerk goes to a field."""

    place_chosen = Signal(object, object)

    def __init__(self, session: Session, messenger: Messenger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._quiet = False
        self.department, self.year = DepartmentField(session), YearField(session)
        self.cover = {key: CoverField(session, key) for key in session.form.cover.fields}
        self.units = UnitsEditor(session, messenger)
        self.sketch = CoverSketch(session.form)
        self._build()
        for field in (self.department, self.year, *self.cover.values(), *self.units.fields()):
            self._watch(field)
        self.units.made.connect(self._watch)
        session.changed.connect(self._refresh)
        session.findings_changed.connect(self._show_findings)
        self.sketch.show_volume(session.volume)
        self._show_findings()

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Puts the caret into the field of a place; `place_chosen` is not told."""
        field = next((f for f in self._fields() if f.place == place), None)
        if field is None and place.unit is not None:
            field = next((f for f in self.units.fields() if f.place and f.place.unit == place.unit), None)
        if field is not None:
            self._quiet = True
            field.editor.setFocus()
            field.select(place.item, chars)
            self._scroll.ensureWidgetVisible(field)
            self._quiet = False

    def settle(self) -> None:
        """Finishes a running composition and commits what is open."""
        for field in self._fields():
            field.settle()

    def _fields(self) -> list[Field]:
        return [self.department, self.year, *self.cover.values(), *self.units.fields()]

    def _build(self) -> None:
        self._page = QWidget()
        self._note = FieldNote(self._page)
        rows = QFormLayout()
        rows.setVerticalSpacing(8)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for field in (self.department, self.year, *self.cover.values()):
            label = QLabel(field.name)
            label.setBuddy(field.editor)
            rows.addRow(label, Boxed(field))
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(Heading("封面", 1.2))
        left.addLayout(rows)
        left.addSpacing(12)
        left.addWidget(Heading("单位", 1.2))
        left.addWidget(self.units)
        left.addStretch(1)
        whole = QHBoxLayout(self._page)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(20)
        whole.addLayout(left, 1)
        whole.addWidget(self.sketch, 0, Qt.AlignmentFlag.AlignTop)
        self._page.setMaximumWidth(_WIDEST)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scroll.setWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def _watch(self, field: Field) -> None:
        self._note.watch(field)
        field.place_chosen.connect(self._choose)

    def _choose(self, place: Place) -> None:
        if not self._quiet:
            self.place_chosen.emit(place, None)

    def _refresh(self, change: Change) -> None:
        at_cover = any(place.project is None and place.section is None for place in change.places)
        if not (change.whole or change.units or change.order or at_cover or _unit_changed(change)):
            return
        for field in (self.department, self.year, *self.cover.values()):
            field.refresh()
        self.units.refresh()
        self.sketch.show_volume(self._session.volume)

    def _show_findings(self) -> None:
        own = tuple(f for f in self._session.found.of(None) if f.place.section is None)
        for field in (self.department, self.year, *self.cover.values()):
            field.show_findings(f for f in own if f.place == field.place)
        self.units.show_findings(own)


def _unit_changed(change: Change) -> bool:
    """How many projects a unit has is another number."""
    return bool(change.removed) or any(place.project is not None and place.field == "unit" for place in change.places)
