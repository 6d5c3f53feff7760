"""What the checks of the budget tables look at: the printed tables of a volume and the paragraphs written from them."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar, cast

from editor.budget.book import NOUGHT, Book, BookTable, Line, Value
from editor.budget.bookkeeper import Bookkeeper
from editor.budget.narrative import Paragraph
from editor.budget.values import Values
from editor.checks.words import Words
from editor.domain.overrides import override_place
from editor.domain.places import Place
from editor.domain.volume import BudgetRow, Project, Volume
from editor.forms.budget_form import BudgetForm, LineForm
from editor.forms.form import Form
from editor.forms.place_words import place_words
from editor.values import value

T = TypeVar("T")


@value
class BookView:
    """One state of a volume's budget tables; amounts are in the form's budget unit."""

    form: Form
    budget: BudgetForm
    words: Words
    volume: Volume
    book: Book
    keeper: Bookkeeper
    paragraphs: Mapping[str, tuple[Paragraph, ...]]
    values: Values
    memo: dict[tuple[str, str], dict[int, tuple[BudgetRow, object]]]
    """What was seen in rows of entry tables at the state before."""

    def seen(self, what: str, ledger: str, look: Callable[[BudgetRow], T]) -> list[tuple[BudgetRow, T]]:
        """The rows of an entry table in which `look` finds something; a row that is the same object is not looked at again.

        What `look` finds depends on the row and the form alone.
        """
        before = self.memo.get((what, ledger), {})
        now: dict[int, tuple[BudgetRow, object]] = {}
        for row in self.volume.table(ledger).rows:
            held = before.get(row.key)
            now[row.key] = held if held is not None and held[0] is row else (row, look(row))
        self.memo[what, ledger] = now
        return [(row, cast("T", found)) for row, found in now.values() if found]

    def projects(self) -> Iterator[Project]:
        """The goal sheets that are open."""
        return (project for project in self.volume.projects if not project.classified)

    def called(self, place: Place) -> str:
        """A place as a message names it: 预算公开表5“合计 基本支出”."""
        words = place_words(self.form, self.volume, place)
        if place.table is None:
            return f"“{words}”"
        table, _, cell = words.partition(" ")
        return f"{table}“{cell}”" if cell else table

    def amount(self, place: Place) -> Decimal:
        """The amount in a printed cell; 0 where there is none."""
        shown = self.book.value(place)
        return shown.amount if shown is not None and shown.amount is not None else NOUGHT

    def typed_cells(self) -> Iterator[tuple[Place, Value]]:
        """The printed cells that were typed over and are still there."""
        for key in self.volume.overrides:
            place = override_place(key)
            shown = self.book.value(place) if place.table is not None else None
            if shown is not None and shown.kind == "overridden":
                yield place, shown

    def is_typed(self, place: Place) -> bool:
        """The printed cell was typed over."""
        shown = self.book.value(place)
        return shown is not None and shown.kind == "overridden"

    @property
    def typed_over(self) -> bool:
        """Some printed cell was: without one, all that is derived agrees with what it is derived from."""
        return next(self.typed_cells(), None) is not None

    def said(self) -> Iterator[Paragraph]:
        """The paragraphs written from the tables, in order."""
        for several in self.paragraphs.values():
            yield from several

    def typed_paragraphs(self) -> Iterator[Paragraph]:
        """Those the clerk has typed over."""
        return (paragraph for paragraph in self.said() if paragraph.overridden)


def line_form(table: BookTable, line: Line) -> LineForm | None:
    """The form's line, tree or list a line comes from."""
    forms = (form for side in table.form.sides for form in (*side.lines, *side.foot))
    return next((form for form in forms if form.key == line.of), None)


def beneath(table: BookTable, line: Line) -> tuple[Line, ...]:
    """The lines right below a line of a tree or a group."""
    side = next((side for side in table.sides if line in side), ())
    found: list[Line] = []
    for other in side[side.index(line) + 1 :] if side else ():
        if other.of != line.of or other.level <= line.level:
            break
        if other.level == line.level + 1:
            found.append(other)
    return tuple(found)
