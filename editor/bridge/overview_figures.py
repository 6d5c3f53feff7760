"""What the pictures of a volume (概览) show: plain values, each worth comparing with the one before it."""

from dataclasses import dataclass, field
from decimal import Decimal

from editor.checks.finding import Finding, Severity
from editor.domain.places import Place


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount of money with its name; `place` is None for what stands for many (其余)."""

    name: str
    amount: Decimal
    text: str
    """The amount as the form writes it."""
    place: Place | None
    projects: int = 1


@dataclass(frozen=True, slots=True)
class BudgetFigures:
    """The budget by unit (in the volume's order) and by project (the greatest first)."""

    label: str
    """The form's word for the budget: 预算数."""
    money: str
    """万元 or 元."""
    total: str
    units: tuple[Bar, ...]
    projects: tuple[Bar, ...]
    """Not more than can be looked at."""
    rest: Bar | None
    """All others together."""
    unread: tuple[Place, ...]
    """Where projects have no amount that can be read."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One project's cumulative shares in percent, all of them readable."""

    number: int
    title: str
    place: Place
    """The plan as a whole."""
    shares: tuple[Decimal, ...]
    amount: Decimal

    @property
    def name(self) -> str:
        """With its number."""
        return f"{self.number}. {self.title}"


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """The spending plan of all projects together, each with the weight of its amount."""

    label: str
    points: tuple[str, ...]
    shares: tuple[Decimal, ...]
    """Percent at each point; empty where no project counts."""
    spent: tuple[str, ...]
    """The money that is, as the form writes amounts."""
    money: str
    rows: tuple[PlanRow, ...]
    left_out: tuple[Place, ...]
    """Plans that cannot be read whole, or stand beside no readable amount."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A project that is far from all together at one point; `beyond` in percentage points, below zero where it is slower."""

    name: str
    place: Place
    share: Decimal
    beyond: Decimal


@dataclass(frozen=True, slots=True)
class KindFigures:
    """The findings of one family of checks: how many of each severity, and the first of each in the order of print."""

    family: str
    name: str
    counts: tuple[tuple[Severity, int], ...]
    first: tuple[tuple[Severity, Finding], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Share:
    """Sheets in the same state."""

    state: str
    """error, warning, complete or classified."""
    name: str
    count: int
    place: Place | None
    """The first of them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not there yet: what, in how many places, and the first of them."""

    text: str
    count: int
    place: Place


@dataclass(frozen=True, slots=True)
class Figures:
    """All pictures of a volume; `kinds` and `states` are None as long as it has not been checked."""

    projects: int
    classified: int
    budget: BudgetFigures
    plans: tuple[PlanFigures, ...]
    gaps: tuple[Gap, ...]
    kinds: tuple[KindFigures, ...] | None = None
    states: tuple[Share, ...] | None = None
    waived: int = 0
    counts: tuple[tuple[Severity, int], ...] = field(default=())
