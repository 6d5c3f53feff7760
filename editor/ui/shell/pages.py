"""The middle of the window: one page for each kind of place, made when it is first needed."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Literal, Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from editor.domain.places import Place

PageKind = Literal["cover", "section", "project", "overview", "budget", "facts"]


class Page(Protocol):
    """What a page can do."""

    place_chosen: SignalInstance

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Brings a place into view."""


Makers = Mapping[PageKind, Callable[[], QWidget]]


class Pages(QStackedWidget):
    """Shows the page a place belongs to. `place_chosen` (Place, chars) of whichever page the clerk is in; `made` (kind, page)
    when a page has come to be.
    """

    place_chosen = Signal(object, object)
    made = Signal(str, object)

    def __init__(self, makers: Makers, facts: Collection[str] = (), parent: QWidget | None = None) -> None:
        """`facts`: fields of the volume that have a page of their own."""
        super().__init__(parent)
        self._facts = frozenset(facts)
        self._makers = makers
        self._pages: dict[PageKind, QWidget] = {}

    @property
    def kind(self) -> PageKind | None:
        """Which page is shown."""
        return next((kind for kind, page in self._pages.items() if page is self.currentWidget()), None)

    def page(self, kind: PageKind) -> QWidget:
        """The page of a kind; made now where it was not."""
        if kind not in self._pages:
            page = self._makers[kind]()
            self._pages[kind] = page
            self.addWidget(page)
            signal = getattr(page, "place_chosen", None)
            if signal is not None:
                signal.connect(partial(self._on_chosen, kind))
            self.made.emit(kind, page)
        return self._pages[kind]

    def has(self, kind: PageKind) -> bool:
        """Whether there is a page for this kind of place."""
        return kind in self._makers

    def show_page(self, kind: PageKind) -> None:
        """Turns to a page; what is open on the one before is committed."""
        if self.has(kind):
            page = self.page(kind)
            if page is not self.currentWidget():
                self.settle()
            self.setCurrentWidget(page)

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Turns to the page of the place."""
        kind = kind_of(place, self._facts)
        if not self.has(kind):
            return
        self.show_page(kind)
        show = getattr(self.page(kind), "show_place", None)
        if show is not None:
            show(place, chars)

    def settle(self) -> None:
        """Commits what is open on any page."""
        for page in self._pages.values():
            settle = getattr(page, "settle", None)
            if settle is not None:
                settle()

    def focus_page(self) -> None:
        """The keyboard goes into the page."""
        page = self.currentWidget()
        if page is not None:
            page.setFocus()
            if page.focusPolicy().value == 0:
                page.focusNextChild()

    def _on_chosen(self, kind: PageKind, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Where it belongs to another page (a mark of the overview), this turns to it itself: whoever asked is not told."""
        if kind_of(place, self._facts) != kind:
            self.show_place(place, chars)
        self.place_chosen.emit(place, chars)


def kind_of(place: Place, facts: Collection[str] = ()) -> PageKind:
    """The page a place belongs to; units stand on the cover's."""
    if place.project is not None:
        return "project"
    if place.table is not None:
        return "budget"
    if place.section is None and place.unit is None and place.field in facts:
        return "facts"
    return "section" if place.section is not None else "cover"
