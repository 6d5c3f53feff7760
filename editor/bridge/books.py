"""The printed tables of an open document, kept up to date: one book for everybody who shows some of it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from editor.budget.book import Book
from editor.budget.bookkeeper import Bookkeeper
from editor.budget.parts import Part
from editor.budget.subjects import Subjects
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.budget_form import BudgetForm
from editor.forms.form import Form

if TYPE_CHECKING:
    from editor.budget.charts import Chart
    from editor.budget.narrative import Paragraph


class Books:
    """The book of a volume, worked out when it is first asked for; what did not change is the same object as before."""

    def __init__(self, form: Form) -> None:
        assert form.budget is not None
        self._form = form
        self._budget = form.budget
        self._keeper = Bookkeeper(form)
        self._subjects = Subjects(form.budget)
        self._kept: tuple[Volume, Book] | None = None
        self._said: tuple[Volume, Mapping[str, tuple[Paragraph, ...]]] | None = None

    @property
    def form(self) -> BudgetForm:
        """What the form says of its tables."""
        return self._budget

    def book(self, volume: Volume) -> Book:
        """All printed tables of a volume."""
        if self._kept is None or self._kept[0] is not volume:
            self._kept = volume, self._keeper.book(volume)
        return self._kept[1]

    def parts(self, volume: Volume, place: Place) -> tuple[Part, ...]:
        """What a printed amount is made of."""
        return self._keeper.parts(volume, self.book(volume), place)

    def kept(self, volume: Volume, place: Place) -> Place:
        """Where what a printed cell shows is kept; the place itself where it is no such cell."""
        value = self.book(volume).value(place) if place.table is not None and place.line is not None else None
        return value.place if value is not None and value.place is not None else place

    def printed(self, volume: Volume, place: Place, among: AbstractSet[str] = frozenset()) -> Place:
        """The first printed cell (of these tables where any are named) that shows an entry; the place itself where none does."""
        if place.project is not None or place.section is not None or (place.table is None and place.field is None):
            return place
        for table in self.book(volume).tables.values():
            if among and table.key not in among:
                continue
            for line in table.lines():
                for column, value in line.values.items():
                    if value.place == place:
                        return table.place(line.id, column)
        return place

    def names(self, volume: Volume, subjects: str) -> Mapping[str, str]:
        """Code → name of a list of subjects, the clerk's own among them."""
        return self._subjects.names(volume).get(subjects, {})

    def charts(self, volume: Volume) -> "Mapping[str, Chart]":
        """What the charts show, by key."""
        from editor.budget.charts import charts

        return charts(self._form, volume, self.book(volume))

    def paragraphs(self, volume: Volume, section: str) -> "tuple[Paragraph, ...]":
        """The generated paragraphs of a section."""
        from editor.budget.narrative import paragraphs

        if self._said is None or self._said[0] is not volume:
            self._said = volume, paragraphs(self._form, volume, self.book(volume))
        return self._said[1].get(section, ())
