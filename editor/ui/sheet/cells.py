"""Makes the widgets of a form's fixed tables: a field for each entry, a label for each printed word."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from editor.bridge.session import Session
from editor.checks.adding_up import SumRule
from editor.forms.form import Cell, Form, Table
from editor.forms.wording import volume_entry
from editor.ui.fields.field import Field
from editor.ui.fields.flow import FlowEdit
from editor.ui.fields.listing import ListField
from editor.ui.fields.names import field_name
from editor.ui.fields.numbers import DateField, MoneyField, PercentField
from editor.ui.fields.text import CodeLine, ProseField
from editor.ui.sheet.curve import PlanCurve
from editor.ui.sheet.paper import LabelCell, PaperTable
from editor.ui.sheet.plan import Spot, Strip, buddy_of, label_of, spots_of, with_strips
from editor.ui.sheet.sums import SumLine

FieldKey = tuple[str, int | None]
"""A field of the form, and which part of it."""
_WIDE = 0.5
"""A text field that takes more of the paper's width than this holds running text."""


@dataclass(slots=True, weakref_slot=True)
class SheetCells:
    """What was made: the tables, their fields in the paper's order, and what follows these."""

    rule: SumRule | None
    tables: list[PaperTable] = field(default_factory=list)
    fields: dict[FieldKey, Field] = field(default_factory=dict)
    sum_line: SumLine | None = None
    curves: dict[str, PlanCurve] = field(default_factory=dict)
    shared: dict[str, Field] = field(default_factory=dict)
    """What belongs to the volume and stands in every sheet: a fact by its key."""

    def follow(self) -> None:
        """Brings the running check and the curves up to what is typed."""
        if self.rule is not None and self.sum_line is not None:
            self.sum_line.show_amounts({key: self.fields[key, None].text_now() for key in self.rule.keys})
        for name, curve in self.curves.items():
            parts = sorted(item for key, item in self.fields if key == name and item is not None)
            curve.show_texts([self.fields[name, item].text_now() for item in parts])


class SheetMaker:
    """Makes the cells of one form's sheet."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._form = session.form
        self._rule = SumRule.of(session.form)
        self._made = SheetCells(self._rule)

    def make(self) -> SheetCells:
        """All tables but those that repeat a row for each indicator."""
        for table in self._form.sheet.tables:
            if table.repeat is None:
                self._made.tables.append(self._table(table))
        return self._made

    def _table(self, table: Table) -> PaperTable:
        spots = with_strips(spots_of(table), self._strips(), len(table.widths))
        spots = tuple(sorted(spots, key=lambda s: (s.row, s.column)))
        whole = sum(table.widths)
        cells: dict[Spot, QWidget] = {}
        for spot in spots:
            share = sum(table.widths[spot.column : spot.column + spot.columns]) / whole
            cells[spot] = self._strip(spot.strip) if spot.cell is None else self._cell(spot.cell, share)
        return PaperTable(table.widths, cells)

    def _strips(self) -> list[Strip]:
        """Below the amounts their sum, below each plan its curve."""
        sums = [Strip("", self._rule.keys)] if self._rule else []
        plans = [Strip(key, frozenset([key])) for key, f in self._form.fields.items() if f.kind == "percents"]
        return [*(Strip("=", strip.fields) for strip in sums), *plans]

    def _strip(self, name: str) -> QWidget:
        if name == "=" and self._rule is not None:
            self._made.sum_line = SumLine(self._form, self._rule)
            return self._made.sum_line
        self._made.curves[name] = PlanCurve(self._form.fields[name].points)
        return self._made.curves[name]

    def _cell(self, cell: Cell, share: float) -> QWidget:
        text = label_of(self._form, cell)
        if text is not None:
            buddy = buddy_of(cell)
            return LabelCell(text, self._go(buddy) if buddy else None)
        if cell.volume is not None:
            return self._of_volume(cell.volume)
        assert cell.field is not None
        made = self._field(cell.field, cell.item, share)
        self._made.fields[cell.field, cell.item] = made
        return made

    def _field(self, key: str, item: int | None, share: float) -> Field:
        kind = self._form.fields[key].kind
        if kind == "money":
            made: Field = MoneyField(self._session, key)
        elif kind == "percents" and item is not None:
            made = PercentField(self._session, key)
        elif kind == "date":
            made = DateField(self._session, key)
        elif kind == "list":
            made = ListField(self._session, key)
        elif kind == "code":
            made = ProseField(self._session, field_name(self._form, key), flow=CodeLine())
        else:
            made = ProseField(self._session, field_name(self._form, key), lines=share > _WIDE)
        if isinstance(made.editor, FlowEdit):
            made.editor.setPlaceholderText(_hint(self._form, key))
        else:
            made.editor.setPlaceholderText("必填" if self._form.fields[key].required else self._form.fields[key].blank)
        return made

    def _of_volume(self, key: str) -> QWidget:
        """A fact can be written here as well; the year and the department are written elsewhere."""
        if self._form.budget is None or key not in self._form.budget.facts:
            return LabelCell(volume_entry(self._form, self._session.volume, key), None)
        from editor.ui.budget.fact_field import fact_field

        made = fact_field(self._session, key)
        self._made.shared[key] = made
        return made

    def _go(self, buddy: FieldKey) -> Callable[[], None]:
        fields = self._made.fields

        def go() -> None:
            key, item = buddy
            target = fields.get(buddy) or fields.get((key, item or 0))
            if target is not None:
                target.editor.setFocus()

        return go


def _hint(form: Form, key: str) -> str:
    """What stands in an empty field: its name where the sheet prints none, and whether it must be filled in."""
    name = field_name(form, key) if not form.fields[key].label else ""
    must = "必填" if form.fields[key].required else ""
    return "，".join(part for part in (name, must) if part)
