"""What a check is: a pure function over immutable values, with its id, scope, severity and rule."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.checks.finding import Finding, Fix, Severity
from editor.checks.views import CellView, FrontView, SheetView, UnitView
from editor.domain.places import Place
from editor.forms.form import CheckSetting, Form

if TYPE_CHECKING:
    from editor.checks.budget_view import BookView

_DEFAULT = CheckSetting()


@dataclass(frozen=True, slots=True)
class Report:
    """Makes one check's findings: knows its id and the severity it has in this form."""

    check: "Check"
    setting: CheckSetting
    values: Mapping[str, str]
    """The parameters: the form's, else the check's defaults."""

    def __call__(
        self,
        place: Place,
        message: str,
        *,
        severity: Severity | None = None,
        chars: tuple[int, int] | None = None,
        fix: Fix | None = None,
        other: Place | None = None,
    ) -> Finding:
        """`severity` is the one this case has where the form does not set the check's."""
        level = self.setting.severity or severity or self.check.severity
        return Finding(self.check.id, level, place, message, chars, fix, other=other)

    def value(self, name: str) -> str:
        """A parameter: the form's, else the check's default; KeyError where the check knows none of that name."""
        return self.values[name]

    def number(self, name: str) -> float:
        """A parameter that is a number."""
        return float(self.values[name])


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell check finds in one text: where, what, and the whole text put right where that is mechanical."""

    message: str
    chars: tuple[int, int] | None = None
    text: str | None = None
    title: str = ""
    """As on the fix's button."""
    severity: Severity | None = None
    home: tuple[str, ...] = ()
    """Nothing is wrong where one of these stands in the names of department, unit or project."""


@dataclass(frozen=True, slots=True)
class Member:
    """One thing a project (or the front part) says that may clash with the same thing said elsewhere.

    Members under the same `key` are compared when their `value`s differ: give each place as its own value to find whatever is
    said twice, or what was said (a document's number) to find contradictions.
    """

    key: Hashable
    value: Hashable
    place: Place
    text: str = ""
    chars: tuple[int, int] | None = None
    owner: str = ""
    """Whom a message names: the project's name, the section's title."""


CellRun = Callable[[CellView, Report], Iterator[Mark]]
SheetRun = Callable[[SheetView, Report], Iterator[Finding]]
BookRun = Callable[["BookView", Report], Iterable[Finding]]
UnitRun = Callable[[UnitView, Report], Iterator[Finding]]
FrontRun = Callable[[FrontView, Report], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Clash:
    """A check over the whole volume, in parts small enough to be kept in an index.

    `sheet` and `front` say under which keys a part speaks; `judge` gives the finding of a member beside its peer: the first
    in print order under the same key whose value differs.
    """

    judge: Callable[[Member, Member, Report], Finding | None]
    sheet: Callable[[SheetView], Iterable[Member]] | None = None
    front: Callable[[FrontView], Iterable[Member]] | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """A check that must see what all parts say at once: a sum, what most have in common.

    `judge` is given what the front part says, what the projects say in print order, and finds at places of either. Where there is
    a `front` it is only asked when that says something: all the projects are held against it.
    """

    judge: Callable[[Sequence[Member], Sequence[Member], Report], Iterable[Finding]]
    sheet: Callable[[SheetView], Iterable[Member]] | None = None
    front: Callable[[FrontView], Iterable[Member]] | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A rule a program can apply; `cell`, `sheet`, `unit`, `front`, `clash`, `survey` and `book` run it, most have one of them.

    What each may look at is what its findings stand on: a cell one text, a sheet one project, a unit itself, the front part
    all but the projects, a clash two places anywhere, a survey all of them, a book the budget tables with the facts and what the
    goal sheets say in words and amounts. The engine runs again only those whose ground has changed.
    """

    id: str
    title: str
    """Chinese, a few words: what it looks at."""
    severity: Severity
    rule: str
    """Chinese: the rule it comes from, by number and title, or the practice."""
    example: str
    """Chinese: a wrong entry and the right one, for the help."""
    cell: CellRun | None = None
    sheet: SheetRun | None = None
    unit: UnitRun | None = None
    front: FrontRun | None = None
    clash: Clash | None = None
    survey: Survey | None = None
    book: BookRun | None = None
    """Over the budget tables and what is written from them; only for forms that have such tables."""
    kinds: frozenset[str] = frozenset()
    """Of a cell check: the kinds of texts it reads (`views.CellView.kind`); all where empty."""
    signs: frozenset[str] | None = None
    """Of a cell check: it has nothing to say of a text that holds none of these (`views.CellView.signs`); None: it reads all."""
    printed: bool = False
    """Found on the set pages (`printed.print_findings`), not by the engine."""
    hard: bool = False
    """Cannot be waived."""
    each_row: bool = False
    """A sheet check that looks at rows one by one: where rows have two sides, it looks at both."""
    classified_too: bool = False
    """A sheet check that also looks at classified projects."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    """Its parameters, where a form says nothing else."""

    def report(self, form: Form) -> Report:
        """The maker of its findings under this form."""
        setting = form.checks.get(self.id, _DEFAULT)
        return Report(self, setting, {**self.defaults, **setting.values})
