"""The budgets of a volume's projects, by unit and in all, kept up to date project by project."""

from collections.abc import Mapping
from decimal import Decimal

from editor.bridge.arrangement import standing
from editor.checks.adding_up import total_field
from editor.domain.money import read_money, write_amount
from editor.domain.volume import Project, Volume
from editor.forms.form import Form

_NOTHING = Decimal(0)


class Budgets:
    """Amounts in the form's unit; a project whose amount cannot be read counts as nothing."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._field = total_field(form)
        self._amounts: dict[int, tuple[Project, Decimal | None]] = {}
        self._units: dict[int, str] = {}
        self._sums: dict[str, Decimal] = {}
        self._total = _NOTHING

    @property
    def total(self) -> str:
        """Of the whole volume, as the form writes amounts."""
        return self._write(self._total)

    def read_all(self, volume: Volume) -> None:
        """Sums everything; a project that is the same value as before is not read again."""
        known, self._amounts = self._amounts, {}
        self._units, self._sums, self._total = {}, {}, _NOTHING
        for unit, project in standing(volume):
            held = known.get(project.key)
            amount = held[1] if held is not None and held[0] is project else self._read(project)
            self._amounts[project.key] = project, amount
            self._units[project.key] = unit
            self._add(unit, amount or _NOTHING)

    def read(self, projects: Mapping[int, Project]) -> bool:
        """Takes over projects that changed and stayed where they were; whether a sum is another now."""
        other = False
        for key, project in projects.items():
            before = self._amounts[key][1] or _NOTHING
            amount = self._read(project)
            self._amounts[key] = project, amount
            if (amount or _NOTHING) != before:
                other = True
                self._add(self._units[key], (amount or _NOTHING) - before)
        return other

    def of_project(self, project: Project) -> str:
        """As the form writes it; what cannot be read as it was written."""
        held = self._amounts.get(project.key)
        if held is None or held[1] is None:
            return project.fields.text(self._field)
        return self._write(held[1])

    def of_unit(self, unit: str) -> str:
        """The sum of a unit."""
        return self._write(self._sums.get(unit, _NOTHING))

    def _add(self, unit: str, amount: Decimal) -> None:
        self._sums[unit] = self._sums.get(unit, _NOTHING) + amount
        self._total += amount

    def _read(self, project: Project) -> Decimal | None:
        money = read_money(project.fields.text(self._field), self._form.money.unit)
        return None if money is None else money.amount

    def _write(self, amount: Decimal) -> str:
        return write_amount(amount, self._form.money.decimals, self._form.money.separator)
