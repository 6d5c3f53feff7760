"""What a check is: a pure function over immutable values, with its id, scope, severity and rule."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from editor.checks.finding import Finding, Fix, Severity
from editor.domain.places import Place
from editor.domain.volume import Indicator, Project, Unit, Volume
from editor.forms.form import CheckSetting, Form

_DEFAULT = CheckSetting()


@dataclass(frozen=True, slots=True)
class Report:
    """Makes one check's findings: knows its id and the severity it has in this form."""

    check: "Check"
    setting: CheckSetting

    def __call__(
        self,
        place: Place,
        message: str,
        *,
        severity: Severity | None = None,
        chars: tuple[int, int] | None = None,
        fix: Fix | None = None,
    ) -> Finding:
        level = severity or self.setting.severity or self.check.severity
        return Finding(self.check.id, level, place, message, chars, fix)

    def value(self, name: str) -> str:
        """A parameter: the form's, else the check's default; KeyError where the check knows none of that name."""
        return self.setting.values.get(name, self.check.defaults[name])


@dataclass(frozen=True, slots=True)
class SheetView:
    """What a sheet-wide check may look at: one project, and what it is part of, but no other project.

    So its findings hold as long as these values do, and one edit re-checks one project.
    """

    form: Form
    year: int
    department: str
    unit: Unit | None
    project: Project

    def place(self, field: str, item: int | None = None) -> Place:
        """A field of this project."""
        return Place(project=self.project.key, field=field, item=item)

    def cell(self, row: Indicator, field: str | None = None) -> Place:
        """A row of this project's indicator table, or one of its cells."""
        return Place(project=self.project.key, row=row.key, field=field)

    def role(self, row: Indicator) -> frozenset[str]:
        """The roles (output, cost …) of the row's level names in this form."""
        names = {row.cells.text(key) for key, column in self.form.indicators.columns.items() if column.level}
        return frozenset(role for role, name in self.form.indicators.roles.items() if name in names)


SheetRun = Callable[[SheetView, Report], Iterator[Finding]]
VolumeRun = Callable[[Volume, Form, Report], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule a program can apply; exactly one of `sheet` and `volume` runs it."""

    id: str
    title: str
    """Chinese, a few words: what it looks at."""
    severity: Severity
    rule: str
    """Chinese: the rule it comes from, by number and title, or the practice."""
    example: str
    """Chinese: a wrong entry and the right one, for the help."""
    sheet: SheetRun | None = None
    volume: VolumeRun | None = None
    hard: bool = False
    """Cannot be waived."""
    classified_too: bool = False
    """A sheet check that also looks at classified projects."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    """Its parameters, where a form says nothing else."""

    def report(self, form: Form) -> Report:
        """The maker of its findings under this form."""
        return Report(self, form.checks.get(self.id, _DEFAULT))
